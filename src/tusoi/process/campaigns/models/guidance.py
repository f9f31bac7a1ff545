"""What is issued from above, its receipt, and the meetings that prepare a unit's own review."""

from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Unit
from tusoi.foundation.documents.models import KeptFile
from tusoi.foundation.kernel.disclosure import discloses
from tusoi.foundation.tally.paths import ancestors
from tusoi.process.campaigns.models.campaign import Campaign, CampaignUnit
from tusoi.process.campaigns.states import GuidanceKind


class GuidanceQuerySet(models.QuerySet["GuidanceDocument"]):
    def visible_to(self, account: Account, on: date) -> "GuidanceQuerySet":
        """Documents of the campaign's own level, and of the units whose figures the account sees."""
        units = CampaignUnit.objects.visible_to(account, on).values("pk")
        own = Q(unit=F("campaign__unit")) & Q(campaign__in=Campaign.objects.visible_to(account, on).values("pk"))
        there = CampaignUnit.objects.filter(pk__in=units, campaign=OuterRef("campaign"), unit=OuterRef("unit"))
        return self.filter(own | Q(Exists(there)))

    def for_unit(self, unit: Unit) -> "GuidanceQuerySet":
        """What a unit goes by: documents of its own level and of those above it."""
        return self.filter(unit__path__in=ancestors(unit.path))


class GuidanceDocument(models.Model):
    """A resolution, directive, plan or guidance in the cascade; each cites the one above.

    unit: at whose level it belongs (what comes from above the campaign stands at the unit that runs it). Of a classified
    one the reference alone is kept: no subject line, no file.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="guidance")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=GuidanceKind)
    symbol = models.CharField(max_length=60)
    issuer = models.CharField(max_length=200)
    issued_on = models.DateField()
    subject_line = models.CharField(max_length=400)
    basis = models.ForeignKey("self", models.PROTECT, null=True, related_name="carried_out_by")
    is_classified = models.BooleanField(default=False)
    to_acknowledge = models.BooleanField(default=False, help_text="base organisations and offices acknowledge receipt")
    acknowledge_by = models.DateField(null=True)
    file_versions = models.PositiveSmallIntegerField(default=0, help_text="how many versions of its file there are")

    objects = GuidanceQuerySet.as_manager()
    disclosure = discloses(
        open="campaign unit kind symbol issuer issued_on subject_line basis is_classified to_acknowledge acknowledge_by file_versions"
    )

    class Meta:
        ordering = ["issued_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "symbol", "issuer"], name="campaigns_one_document"),
            models.CheckConstraint(
                condition=Q(is_classified=False) | Q(file_versions=0, subject_line=""),
                name="campaigns_classified_is_a_reference",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.symbol} ({self.issuer})"

    @property
    def lacks_basis(self) -> bool:
        """Cites nothing above, though only what comes from the very top may stand alone."""
        stands_alone = self.kind in {GuidanceKind.RESOLUTION, GuidanceKind.DIRECTIVE}
        return self.basis_id is None and not (stands_alone and self.unit_id == self.campaign.unit_id)


class GuidanceFile(KeptFile):
    """One version of a document's file. A later one replaces it and deletes nothing; it counts once the document says so."""

    document = models.ForeignKey(GuidanceDocument, models.PROTECT, related_name="files")
    number = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    on = models.DateField()

    disclosure = discloses(open="document number kind size digest by on", system="stored_as")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="campaigns_one_file_with_a_number")]


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
