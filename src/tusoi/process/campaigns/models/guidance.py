"""What is issued from above, its receipt, and the meetings that prepare a unit's own review."""

from django.db import models

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.disclosure import discloses
from tusoi.process.campaigns.models.campaign import Campaign, CampaignUnit
from tusoi.process.campaigns.states import GuidanceKind


class GuidanceDocument(models.Model):
    """A resolution, directive, plan or guidance in the cascade; each cites the one above. Classified ones: reference only."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="guidance")
    kind = models.CharField(max_length=20, choices=GuidanceKind)
    symbol = models.CharField(max_length=60)
    issuer = models.CharField(max_length=200)
    issued_on = models.DateField()
    subject_line = models.CharField(max_length=400)
    basis = models.ForeignKey("self", models.PROTECT, null=True, related_name="carried_out_by")
    is_classified = models.BooleanField(default=False)
    to_acknowledge = models.BooleanField(default=False, help_text="base organisations and offices acknowledge receipt")
    acknowledge_by = models.DateField(null=True)

    disclosure = discloses(
        open="campaign kind symbol issuer issued_on subject_line basis is_classified to_acknowledge acknowledge_by"
    )

    class Meta:
        ordering = ["issued_on", "id"]
        constraints = [models.UniqueConstraint(fields=["campaign", "symbol", "issuer"], name="campaigns_one_document")]

    def __str__(self) -> str:
        return f"{self.symbol} ({self.issuer})"


class Acknowledgement(models.Model):
    document = models.ForeignKey(GuidanceDocument, models.PROTECT, related_name="acknowledgements")
    campaign_unit = models.ForeignKey(CampaignUnit, models.PROTECT, related_name="+")
    on = models.DateField()
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    disclosure = discloses(unit="document campaign_unit on by")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "campaign_unit"], name="campaigns_acknowledged_once")
        ]


class Preparation(models.Model):
    """A unit's meeting that prepares its own review: the state "đang chuẩn bị" of the article."""

    campaign_unit = models.ForeignKey(CampaignUnit, models.PROTECT, related_name="preparations")
    held_on = models.DateField()
    note = models.TextField(blank=True)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    disclosure = discloses(unit="campaign_unit held_on note by")

    class Meta:
        ordering = ["held_on"]
        constraints = [
            models.UniqueConstraint(fields=["campaign_unit", "held_on"], name="campaigns_one_preparation_a_day")
        ]
