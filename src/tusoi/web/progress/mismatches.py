"""What does not add up: figures that units declared, beside those counted as of the same day."""

from dataclasses import dataclass
from datetime import date

from tusoi.foundation.tally.declared import Declared, Fault, faults
from tusoi.foundation.tally.figures import Figure
from tusoi.foundation.tally.paths import within
from tusoi.process.campaigns.models import CampaignUnit
from tusoi.process.dissemination.models import DeclaredFigure, RequiredMember


@dataclass(frozen=True)
class Mismatch:
    unit: str
    declared: DeclaredFigure
    counted: Figure
    remarks: list[Fault]


def mismatches(unit: CampaignUnit, *, on: date) -> list[Mismatch]:
    """Declared figures of the unit and below, up to the day, that cannot be true or differ from what was counted."""
    rows = (
        DeclaredFigure.objects.filter(campaign_unit__in=CampaignUnit.objects.within(unit), declared_on__lte=on)
        .select_related("campaign_unit")
        .order_by("campaign_unit__path", "declared_on")
    )
    found = []
    for row in rows:
        counted = counted_on(row.campaign_unit, row.declared_on)
        remarks = faults(Declared(row.count or 0, row.total, row.percent), counted)
        if remarks:
            found.append(Mismatch(row.campaign_unit.short_name, row, counted, remarks))
    return found


def counted_on(unit: CampaignUnit, day: date) -> Figure:
    """Reached and required in the unit and below, as of the day that a figure was declared for."""
    required = RequiredMember.objects.filter(within(unit.path, "campaign_unit__path"), campaign=unit.campaign_id)
    return Figure(done=required.filter(reached_on__lte=day).count(), total=required.count())
