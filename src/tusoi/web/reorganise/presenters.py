"""What a change of the tree will take along, and what the changes of a campaign were."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from tusoi.foundation.access.models import Account
from tusoi.foundation.access.permissions import units_where
from tusoi.foundation.access.roles import Permission
from tusoi.foundation.directory.models import Person, Unit
from tusoi.foundation.tally.figures import Figure, everything_at
from tusoi.process.campaigns.models import Campaign, CampaignUnit, UnitChange
from tusoi.process.campaigns.states import CampaignState
from tusoi.process.steps import MEASURES


@dataclass(frozen=True)
class Line:
    """One pair of whole numbers with its name."""

    name: str
    figure: Figure


@dataclass(frozen=True)
class Taken:
    """What a unit has in one running campaign."""

    campaign: Campaign
    lines: list[Line]


@dataclass(frozen=True)
class ActPage:
    """A unit about to change: what stands below it, its members, and its figures in the campaigns that run."""

    unit: Unit
    below: int
    members: int
    campaigns: list[Taken]


def act_of(unit: Unit, *, at: datetime) -> ActPage:
    on = at.date()
    copies = (
        CampaignUnit.objects.active()
        .filter(unit=unit, campaign__state=CampaignState.OPEN)
        .select_related("campaign")
        .order_by("campaign__starts_on")
    )
    return ActPage(
        unit=unit,
        below=Unit.objects.within(unit).existing(on).count() - 1,
        members=Person.objects.in_unit(unit, on).count(),
        campaigns=[
            Taken(copy.campaign, lines_of(everything_at(copy.campaign_id, copy.path, on=on))) for copy in copies
        ],
    )


def lines_of(figures: dict[str, Figure]) -> list[Line]:
    """Figures by measure, in the order of the steps, with the measures' names."""
    return [
        Line(str(measure.name), figures[measure.code])
        for measure in MEASURES
        if measure.code in figures and figures[measure.code].total
    ]


def targets_of(unit: Unit, account: Account, on: date) -> QuerySet[Unit]:
    """Units that may take another one in: not itself, not below it, where the account plans campaigns."""
    units = units_where(account, Permission.MANAGE_CAMPAIGN, on=on)
    inside = Unit.objects.within(unit).order_by().values("pk")
    return units.filter(pk__in=Unit.objects.existing(on).order_by().values("pk")).exclude(pk__in=inside)


@dataclass(frozen=True)
class ChangeRow:
    change: UnitChange
    lines: list[Line]


def changes_of(campaign: Campaign, account: Account, *, at: datetime) -> list[ChangeRow]:
    """The changes of a campaign's tree that the account may see, the latest first, each with the figures of its moment."""
    changes = (
        UnitChange.objects.visible_to(account, at.date())
        .filter(campaign=campaign)
        .select_related("campaign_unit", "before", "after", "by__person")
        .order_by("-on", "-id")
    )
    return [
        ChangeRow(row, lines_of({code: Figure(done, total) for code, (done, total) in row.figures.items()}))
        for row in changes
    ]
