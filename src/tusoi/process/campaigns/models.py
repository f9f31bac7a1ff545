"""A campaign and its own copy of the tree, so that old campaigns read as they were."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import reachable
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Collective, Person, SeatRank, Unit
from tusoi.foundation.kernel.disclosure import discloses
from tusoi.foundation.rulebook.models import FrozenProcedure
from tusoi.foundation.rulebook.procedure import Procedure
from tusoi.foundation.tally.paths import ancestors, within
from tusoi.process.campaigns.states import CampaignState, GateName, GuidanceKind


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, account: Account, on: date) -> "CampaignQuerySet":
        """Campaigns in which the account sees a unit; and, while they are drafts, those who plan them."""
        units = CampaignUnit.objects.visible_to(account, on).values("campaign")
        planned = reachable(account, Permission.MANAGE_CAMPAIGN, on=on, field="unit__path")
        return self.filter(Q(pk__in=units) | planned)


class Campaign(models.Model):
    """One review campaign over a tree of units."""

    code = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=300)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", help_text="the unit that runs it")
    state = models.CharField(max_length=10, choices=CampaignState, default=CampaignState.DRAFT)
    procedure_code = models.SlugField(max_length=60)
    frozen = models.ForeignKey(FrozenProcedure, models.PROTECT, null=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    sample_notice = models.CharField(max_length=200, blank=True, help_text="Dữ liệu minh họa, không có thật")

    objects = CampaignQuerySet.as_manager()
    disclosure = discloses(open="code title unit state procedure_code frozen starts_on ends_on sample_notice")

    class Meta:
        ordering = ["-starts_on"]
        constraints = [models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="campaigns_period")]

    def __str__(self) -> str:
        return self.title

    @property
    def rules(self) -> Procedure:
        """The frozen procedure. A draft campaign has none yet."""
        assert self.frozen is not None, "the procedure is frozen at opening"
        return self.frozen.rules


def _homes_of(person: int) -> list[str]:
    """Paths of the units where somebody is a member, has a seat or is reviewed; in one query."""
    member = Unit.objects.filter(memberships__person=person, memberships__until=None)
    seated = Unit.objects.filter(collectives__seats__person=person, collectives__seats__until=None)
    reviewed = Unit.objects.filter(pk__in=Subject.objects.filter(person=person).values("campaign_unit__unit"))
    paths = [units.order_by().values_list("path", flat=True) for units in (member, seated, reviewed)]
    return list(paths[0].union(*paths[1:]))


class CampaignUnitQuerySet(models.QuerySet["CampaignUnit"]):
    def visible_to(self, account: Account, on: date) -> "CampaignUnitQuerySet":
        """Units whose figures the account may see: by a role that shows them, or as a member, a seat or a subject there.

        Whoever belongs to a unit also sees the units above it.
        """
        seen = reachable(account, Permission.SEE_FIGURES, on=on, field="unit__path")
        if account.person_id:
            homes = _homes_of(account.person_id)
            above = {path for home in homes for path in ancestors(home)}
            seen |= Q(unit__path__in=above)
        return self.filter(seen)

    def within(self, unit: "CampaignUnit") -> "CampaignUnitQuerySet":
        return self.filter(within(unit.path), campaign=unit.campaign_id)

    def where(self, account: Account, permission: Permission, on: date) -> "CampaignUnitQuerySet":
        """Units for which the account has the permission."""
        return self.filter(reachable(account, permission, on=on, field="unit__path"))

    def recorded_by(self, account: Account, on: date) -> "CampaignUnitQuerySet":
        """Units whose own matters the account may record."""
        return self.where(account, Permission.RECORD_UNIT, on)

    def addressed(self) -> "CampaignUnitQuerySet":
        """Who acknowledges guidance: base organisations, and the units directly below the one that runs the campaign."""
        return self.filter(Q(is_base=True) | Q(depth=1))

    def bases(self) -> "CampaignUnitQuerySet":
        return self.filter(is_base=True)

    def above(self, unit: "CampaignUnit") -> "CampaignUnitQuerySet":
        """The unit's ancestors and itself, from the top."""
        return self.filter(campaign=unit.campaign_id, path__in=ancestors(unit.path)).order_by("path")


class CampaignUnit(models.Model):
    """A unit as it was when the campaign opened. Counters and progress stand on `path`; permissions on `unit.path`."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="units")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = models.CharField(max_length=80)
    depth = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80)
    level_name = models.CharField(max_length=120)
    is_base = models.BooleanField()
    sort_key = models.CharField(max_length=700)
    shard_id = models.PositiveSmallIntegerField()

    objects = CampaignUnitQuerySet.as_manager()
    disclosure = discloses(
        open="campaign unit parent code name short_name level_name is_base", system="path depth sort_key shard_id"
    )

    class Meta:
        ordering = ["sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "unit"], name="campaigns_one_copy_of_a_unit"),
            models.UniqueConstraint(fields=["campaign", "path"], name="campaigns_one_unit_at_a_path"),
            models.UniqueConstraint(fields=["campaign", "code"], name="campaigns_one_unit_with_a_code"),
        ]

    def __str__(self) -> str:
        return self.short_name

    @property
    def is_addressed(self) -> bool:
        return self.is_base or self.depth == 1


class TierWindow(models.Model):
    """A tier of the review in this campaign, and between which days its meetings are held (both days count)."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="tiers")
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    order = models.PositiveSmallIntegerField()
    opens_on = models.DateField()
    closes_on = models.DateField()

    disclosure = discloses(open="campaign code name order opens_on closes_on")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "code"], name="campaigns_one_tier_with_a_code"),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="campaigns_tier_window"),
        ]

    def __str__(self) -> str:
        return self.name


class SubjectQuerySet(models.QuerySet["Subject"]):
    def collectives(self) -> "SubjectQuerySet":
        return self.filter(person=None)

    def individuals(self) -> "SubjectQuerySet":
        return self.filter(collective=None)

    def visible_to(self, account: Account, on: date) -> "SubjectQuerySet":
        """Subjects whose issues and reports the account may read: by role, as the person, or as a seat on the collective."""
        seen = reachable(account, Permission.SEE_ISSUES, on=on, field="campaign_unit__unit__path")
        if account.person_id:
            seats = Collective.objects.filter(seats__person=account.person_id, seats__until=None)
            seen |= Q(person=account.person_id) | Q(collective__in=seats.values("pk"))
        return self.filter(seen)


class Subject(models.Model):
    """Who is reviewed: a collective or a person, with unit, office and position frozen. Unique in a campaign."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="subjects")
    code = models.SlugField(max_length=60)
    campaign_unit = models.ForeignKey(CampaignUnit, models.PROTECT, related_name="+")
    collective = models.ForeignKey(Collective, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    office = models.CharField(max_length=200, blank=True)
    position = models.CharField(max_length=160, blank=True)
    rank = models.CharField(max_length=10, choices=SeatRank, blank=True)
    tier = models.ForeignKey(TierWindow, models.PROTECT, related_name="subjects")
    decided_by = models.ForeignKey(
        Collective, models.PROTECT, related_name="+", help_text="the collective whose meeting decides"
    )
    order = models.PositiveSmallIntegerField(default=1)

    objects = SubjectQuerySet.as_manager()
    disclosure = discloses(
        open="campaign code campaign_unit collective name office position rank tier decided_by order", personal="person"
    )

    class Meta:
        ordering = ["tier__order", "campaign_unit__sort_key", "order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(collective=None, person__isnull=False) | Q(collective__isnull=False, person=None),
                name="campaigns_subject_is_one_of_two",
            ),
            models.UniqueConstraint(fields=["campaign", "code"], name="campaigns_one_subject_with_a_code"),
            models.UniqueConstraint(fields=["campaign", "collective"], name="campaigns_collective_once"),
            models.UniqueConstraint(fields=["campaign", "person"], name="campaigns_person_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.position}" if self.position else self.name

    @property
    def is_collective(self) -> bool:
        return self.collective_id is not None


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
