"""The versions of the procedure that a campaign has followed: the one of the opening, and each amendment."""

from django.db import models
from django.db.models import Q

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.disclosure import discloses
from tusoi.foundation.rulebook.models import FrozenProcedure
from tusoi.process.campaigns.models.campaign import Campaign


class ProcedureVersion(models.Model):
    """From when a campaign follows which rules, by whom and why. Never changed."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="procedure_versions")
    number = models.PositiveSmallIntegerField(help_text="1 is what was frozen at opening")
    frozen = models.ForeignKey(FrozenProcedure, models.PROTECT, related_name="+")
    reason = models.TextField(blank=True, help_text="why it was amended; empty for the first")
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    disclosure = discloses(open="campaign number frozen reason by at")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "number"], name="campaigns_one_version_with_a_number"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="campaigns_amendment_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.frozen.code}, {self.number}"
