"""What became of the units of a campaign while it ran, with the figures they had at that moment."""

from datetime import date

from django.db import models
from django.db.models import Q

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.disclosure import discloses
from tusoi.process.campaigns.models.campaign import Campaign, CampaignUnit, CampaignUnitQuerySet
from tusoi.process.campaigns.states import ChangeKind


class UnitChangeQuerySet(models.QuerySet["UnitChange"]):
    def visible_to(self, account: Account, on: date) -> "UnitChangeQuerySet":
        return self.touching(CampaignUnit.objects.visible_to(account, on))

    def touching(self, seen: CampaignUnitQuerySet) -> "UnitChangeQuerySet":
        """Changes of these units, and those that took figures from one of them or brought it some."""
        keys = seen.order_by().values("pk")
        return self.filter(Q(campaign_unit__in=keys) | Q(before__in=keys) | Q(after__in=keys))


class UnitChange(models.Model):
    """A unit joined, moved, merged or left. `figures` are its own with all below it, just before: what it took along."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="unit_changes")
    campaign_unit = models.ForeignKey(CampaignUnit, models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10, choices=ChangeKind)
    before = models.ForeignKey(CampaignUnit, models.PROTECT, null=True, related_name="+", help_text="the unit above it")
    after = models.ForeignKey(
        CampaignUnit, models.PROTECT, null=True, related_name="+", help_text="the unit above it since, or its heir"
    )
    on = models.DateField()
    paper = models.CharField(max_length=200, help_text="the decision: number, issuer, date")
    figures = models.JSONField(default=dict, help_text="measure: [done, total], counted at that moment")
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = UnitChangeQuerySet.as_manager()
    disclosure = discloses(unit="campaign campaign_unit kind before after on paper figures by at")

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(paper=""), name="campaigns_a_change_names_its_decision"),
        ]
