"""Gates that a named person opened."""

from datetime import date

from django.db import models
from django.db.models import Q

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.disclosure import discloses
from tusoi.process.campaigns.models.campaign import Campaign, CampaignUnit
from tusoi.process.campaigns.states import GateName


class OverrideQuerySet(models.QuerySet["Override"]):
    def visible_to(self, account: Account, on: date) -> "OverrideQuerySet":
        """Overrides in units whose figures the account sees."""
        return self.filter(campaign_unit__in=CampaignUnit.objects.visible_to(account, on).values("pk"))


class Override(models.Model):
    """A gate that a named person opened, for a reason, for one thing. It shows in progress and is never taken back."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="overrides")
    gate = models.CharField(max_length=40, choices=GateName)
    campaign_unit = models.ForeignKey(CampaignUnit, models.PROTECT, related_name="+")
    thing_kind = models.CharField(max_length=60)
    thing_id = models.BigIntegerField()
    reason = models.TextField()
    clause = models.CharField(max_length=400)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = OverrideQuerySet.as_manager()
    disclosure = discloses(unit="campaign gate campaign_unit reason clause by at", system="thing_kind thing_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gate", "thing_kind", "thing_id"], name="campaigns_one_override"),
            models.CheckConstraint(condition=~Q(reason=""), name="campaigns_override_has_a_reason"),
        ]
