"""Declared figures beside the counted ones, with what does not fit. One function for every page and paper that shows them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from tusoi.foundation.access.models import Account
from tusoi.foundation.tally.declared import Declared, Fault, children_faults, earlier_fault, faults
from tusoi.foundation.tally.figures import Figure, read
from tusoi.process.campaigns.models import Campaign, CampaignUnit
from tusoi.process.dissemination.models import DeclaredFigure
from tusoi.process.dissemination.progress import Asked, as_of
from tusoi.process.dissemination.states import DISSEMINATION


@dataclass(frozen=True)
class Remarked:
    """A declared figure beside what was counted as of its day, and what does not fit; `faults` empty when all fits."""

    figure: DeclaredFigure
    counted: Figure
    faults: list[Fault]

    @property
    def gap(self) -> int:
        """Declared less counted."""
        return self.figure.count - self.counted.done

    @property
    def shortfall(self) -> int:
        """Counted less declared."""
        return -self.gap


def remarks(campaign: Campaign, *, account: Account | None, at: datetime) -> list[Remarked]:
    """Every standing declared figure that the account may see (None: all), with its remarks; in a fixed number of queries.

    What units declared is compared among all of them, whoever looks, so that everybody reads the same remark.
    """
    every = list(DeclaredFigure.objects.filter(campaign=campaign).standing().select_related("campaign_unit__campaign"))
    if not every:
        return []
    seen = {row.pk for row in every}
    if account is not None:
        visible = DeclaredFigure.objects.visible_to(account, at.date()).filter(campaign=campaign)
        seen = set(visible.values_list("pk", flat=True))
    rows = [row for row in every if row.pk in seen]
    counted = _counted(campaign, rows, at)
    children = _children(every)
    return [
        Remarked(
            row,
            counted[row.pk],
            [*faults(_declared(row), counted[row.pk]), *_among(row, every, children.get(row.campaign_unit_id, 0))],
        )
        for row in rows
    ]


def withdrawn(campaign: Campaign, *, account: Account, at: datetime) -> list[DeclaredFigure]:
    """Mistaken entries that were withdrawn: kept, with the reason, and not remarked upon."""
    return list(
        DeclaredFigure.objects.visible_to(account, at.date())
        .filter(campaign=campaign)
        .exclude(withdrawn_on=None)
        .select_related("campaign_unit", "withdrawn_by__person")
        .order_by("-withdrawn_on", "-pk")
    )


def _declared(row: DeclaredFigure) -> Declared:
    return Declared(row.count, row.total, row.percent)


def _counted(campaign: Campaign, rows: list[DeclaredFigure], at: datetime) -> dict[int, Figure]:
    """Reach as of the day of each figure; other measures have no past, they are read as they are now."""
    asked = {row.pk: Asked(row.campaign_unit.path, row.declared_on) for row in rows if row.measure == DISSEMINATION}
    reach = as_of(campaign.pk, asked.values())
    now = read(campaign.pk, [row.campaign_unit.path for row in rows if row.pk not in asked], on=at.date())
    return {
        row.pk: reach[asked[row.pk]] if row.pk in asked else now.get((row.campaign_unit.path, row.measure), Figure())
        for row in rows
    }


def _children(rows: Iterable[DeclaredFigure]) -> dict[int, int]:
    """How many units are directly below each unit that declared something."""
    units = {row.campaign_unit_id for row in rows}
    below = CampaignUnit.objects.filter(parent__in=units).values_list("parent").annotate(Count("pk")).order_by()
    return dict(below)


def _among(row: DeclaredFigure, every: list[DeclaredFigure], children: int) -> Iterator[Fault]:
    """What does not fit among declared figures: the unit's own earlier ones, and those of the units directly below."""
    alike = [one for one in every if one.measure == row.measure and one.pk != row.pk]
    earlier = [
        one for one in alike if one.campaign_unit_id == row.campaign_unit_id and one.declared_on < row.declared_on
    ]
    highest = max(earlier, key=lambda one: one.count, default=None)
    if highest is not None:
        yield from earlier_fault(row.count, highest.count, highest.declared_on)
    latest = {
        one.campaign_unit_id: one
        for one in alike  # in the order of their days: the last one wins
        if one.campaign_unit.parent_id == row.campaign_unit_id and one.declared_on <= row.declared_on
    }
    complete = len(latest) == children and all(one.declared_on == row.declared_on for one in latest.values())
    yield from children_faults(_declared(row), [_declared(one) for one in latest.values()], complete=complete)
