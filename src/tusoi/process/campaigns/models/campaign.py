"""A campaign and its own copy of the tree, so that old campaigns read as they were."""

from datetime import date
from functools import partial

from django.db import models
from django.db.models import F, Q

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import reachable
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Unit
from tusoi.foundation.kernel.disclosure import discloses
from tusoi.foundation.rulebook.models import FrozenProcedure
from tusoi.foundation.rulebook.procedure import Procedure
from tusoi.foundation.tally.paths import ancestors, within
from tusoi.process.campaigns.states import CampaignState


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
    procedure_version = models.PositiveSmallIntegerField(default=0, help_text="0 until it is frozen at opening")
    starts_on = models.DateField()
    ends_on = models.DateField()
    cloned_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", help_text="the one it follows")
    sample_notice = models.CharField(max_length=200, blank=True, help_text="Dữ liệu minh họa, không có thật")

    objects = CampaignQuerySet.as_manager()
    disclosure = discloses(
        open="code title unit state procedure_code frozen procedure_version starts_on ends_on cloned_from sample_notice"
    )

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
    reviewed = Unit.objects.filter(pk__in=CampaignUnit.objects.filter(subjects__person=person).values("unit"))
    paths = [units.order_by().values_list("path", flat=True) for units in (member, seated, reviewed)]
    return list(paths[0].union(*paths[1:]))


class CampaignUnitQuerySet(models.QuerySet["CampaignUnit"]):
    def visible_to(self, account: Account, on: date) -> "CampaignUnitQuerySet":
        """Units whose figures the account may see: by a role that shows them, or as a member, a seat or a subject there.

        Whoever belongs to a unit also sees the units above it.
        """
        seen = reachable(account, Permission.SEE_FIGURES, on=on, field="unit__path")
        if account.person_id:
            homes = account.once("homes", partial(_homes_of, account.person_id))
            above = {path for home in homes for path in ancestors(home)}
            seen |= Q(unit__path__in=above)
        return self.filter(seen)

    def within(self, unit: "CampaignUnit") -> "CampaignUnitQuerySet":
        return self.filter(within(unit.path), campaign=unit.campaign_id)

    def where(self, account: Account, permission: Permission, on: date) -> "CampaignUnitQuerySet":
        """Units, of those that go on, for which the account has the permission."""
        return self.active().filter(reachable(account, permission, on=on, field="unit__path"))

    def recorded_by(self, account: Account, on: date) -> "CampaignUnitQuerySet":
        """Units whose own matters the account may record."""
        return self.where(account, Permission.RECORD_UNIT, on)

    def active(self) -> "CampaignUnitQuerySet":
        """Units that have not merged into another, ended or left the campaign."""
        return self.filter(ended_on=None)

    def addressed(self, issued_on: date) -> "CampaignUnitQuerySet":
        """Who acknowledges guidance issued that day. A unit that joined later came with its members' receipts."""
        return self.active().filter(Q(joined_on=None) | Q(joined_on__lte=issued_on), is_addressed=True)

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
    level_code = models.SlugField(max_length=60, help_text="what the procedure's profiles ask for")
    level_name = models.CharField(max_length=120)
    is_base = models.BooleanField()
    is_addressed = models.BooleanField(
        help_text="acknowledges guidance: a base organisation, or directly below the unit that runs the campaign"
    )
    joined_on = models.DateField(null=True, help_text="when it was founded or came after the opening")
    ended_on = models.DateField(null=True, help_text="when it merged into another unit or left the campaign")
    heir = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", help_text="the unit it merged into")
    sort_key = models.CharField(max_length=700)
    shard_id = models.PositiveSmallIntegerField()

    objects = CampaignUnitQuerySet.as_manager()
    disclosure = discloses(
        open="campaign unit parent code name short_name level_code level_name is_base is_addressed joined_on ended_on heir",
        system="path depth sort_key shard_id",
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
