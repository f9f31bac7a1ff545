"""The overview of a unit: a sentence, the time line, the steps, the units below, what does not add up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tusoi.foundation.access.models import Account
from tusoi.foundation.tally.figures import Figure, read
from tusoi.foundation.ui.words import number
from tusoi.process.campaigns.models import Campaign, CampaignUnit, Override, Preparation, UnitChange
from tusoi.process.campaigns.rules_procedure import profile_of_level
from tusoi.process.dissemination.remarks import Remarked, remarks
from tusoi.process.feedback.progress import TooMany, too_many
from tusoi.process.steps import MEASURES, STEPS, Measure
from tusoi.web.progress.timeline import Timeline, timeline_of

NOTHING = Figure()


@dataclass(frozen=True)
class Row:
    """One measure of one step at the unit."""

    step: str | Promise
    name: str | Promise
    figure: Figure
    url: str
    applies: bool


@dataclass(frozen=True)
class Child:
    """A unit below, with one figure a measure."""

    name: str
    level: str
    url: str
    cells: list[tuple[Measure, Figure, bool]]  # whether the step applies to units of this level
    late: int
    state: str
    is_visible: bool


@dataclass(frozen=True)
class Overview:
    campaign: Campaign
    unit: CampaignUnit
    crumbs: list[tuple[str, str]]
    sentence: str
    timeline: Timeline
    rows: list[Row]
    columns: list[Measure]
    preparations: list[Preparation]
    children: list[Child]
    remarks: list[Remarked]
    too_many: list[TooMany]
    overrides: QuerySet[Override]
    changes: int
    is_sample: bool
    sort: str
    late_only: bool
    has_below: bool


Figures = Mapping[tuple[str, str], Figure]


def url_of(unit: CampaignUnit, campaign: Campaign) -> str:
    return reverse("progress:unit", args=[campaign.code, unit.code])


def state_of(figures: Figures, path: str, prepared: bool) -> str:
    """Where a unit is, in one word: the furthest step that has begun."""
    order = (
        ("commitments", _("đang khắc phục")),
        ("reviews", _("đang kiểm điểm")),
        ("reports", _("đã nộp báo cáo")),
    )
    for measure, word in order:
        figure = figures.get((path, measure), NOTHING)
        if measure == "reviews" and figure.complete:
            return _("đã kiểm điểm")
        if figure.done:
            return word
    return _("đang chuẩn bị") if prepared else _("chưa chuẩn bị")


def sentence_of(figures: Figures, path: str, faults: int) -> str:
    """What an officer would say on the phone: who is done, who is late, what does not fit."""
    parts = []
    for measure, text in (
        ("dissemination", _("%(done)s/%(total)s đảng viên đã được quán triệt")),
        ("reports", _("%(done)s/%(total)s báo cáo đã nộp")),
        ("reviews", _("%(done)s/%(total)s tập thể, cá nhân đã kiểm điểm")),
        ("commitments", _("%(done)s/%(total)s cam kết đã khắc phục")),
    ):
        figure = figures.get((path, measure), NOTHING)
        if figure.total:
            parts.append(text % {"done": number(figure.done), "total": number(figure.total)})
    late = sum(figures.get((path, measure.code), NOTHING).late for measure in MEASURES)
    if late:
        parts.append(ngettext("%(n)s việc quá hạn", "%(n)s việc quá hạn", late) % {"n": number(late)})
    if faults:
        parts.append(ngettext("%(n)s con số không khớp", "%(n)s con số không khớp", faults) % {"n": faults})
    return "; ".join(parts) + "." if parts else _("Chưa có việc nào được ghi.")


LATE = "tre"  # sort: those with the most that is late first; else the code of a measure: the most missing first


def arranged(children: list[Child], sort: str, *, late_only: bool) -> list[Child]:
    """The units in the order asked for; those alike stay in the order of their names."""
    chosen = [child for child in children if child.late] if late_only else children
    if sort == LATE:
        return sorted(chosen, key=lambda child: -child.late)
    return sorted(
        chosen,
        key=lambda child: -sum(figure.missing for measure, figure, _applies in child.cells if measure.code == sort),
    )


def overview_of(
    unit: CampaignUnit, account: Account, at: datetime, *, sort: str = "", late_only: bool = False
) -> Overview:
    """The page of a unit. sort, late_only: of the table of the units below (see `arranged`)."""
    campaign, on = unit.campaign, at.date()
    below = list(CampaignUnit.objects.filter(parent=unit).select_related("campaign", "heir"))
    figures = read(campaign.pk, [unit.path, *(child.path for child in below)], on=on)
    seen = CampaignUnit.objects.visible_to(account, on).filter(campaign=campaign)
    visible = set(seen.filter(parent=unit).values_list("pk", flat=True))
    seen_above = seen.above(unit)
    remarked = [
        row
        for row in remarks(campaign, account=account, at=at)
        if row.faults and row.figure.campaign_unit.path.startswith(unit.path) and row.figure.declared_on <= on
    ]
    flooded = too_many(campaign, unit.path, account, on)
    prepared = set(
        Preparation.objects.filter(campaign_unit__campaign=campaign, held_on__lte=on).values_list(
            "campaign_unit__path", flat=True
        )
    )
    columns = [m for m in MEASURES if any(figures.get((child.path, m.code), NOTHING).total for child in below)]
    return Overview(
        campaign=campaign,
        unit=unit,
        crumbs=[(crumb.short_name, url_of(crumb, campaign)) for crumb in seen_above],
        sentence=sentence_of(figures, unit.path, len(remarked) + len(flooded)),
        timeline=timeline_of(campaign, on),
        rows=rows_of(figures, unit),
        columns=columns,
        preparations=list(unit.preparations.filter(held_on__lte=on)),
        children=arranged(
            _children(below, campaign, figures, columns, visible=visible, prepared=prepared), sort, late_only=late_only
        ),
        remarks=remarked,
        too_many=flooded,
        overrides=Override.objects.visible_to(account, on)
        .filter(campaign=campaign, campaign_unit__in=CampaignUnit.objects.within(unit))
        .select_related("by__person", "campaign_unit")
        .order_by("-at")[:20],
        changes=UnitChange.objects.touching(seen).filter(campaign=campaign).count(),
        is_sample=bool(campaign.sample_notice),
        sort=sort,
        late_only=late_only,
        has_below=bool(below),
    )


def _children(
    below: list[CampaignUnit],
    campaign: Campaign,
    figures: Figures,
    columns: list[Measure],
    *,
    visible: set[int],
    prepared: set[str],
) -> list[Child]:
    return [
        child_row(
            child,
            campaign,
            figures,
            columns,
            is_visible=child.pk in visible,
            prepared=any(path.startswith(child.path) for path in prepared),
        )
        for child in below
    ]


STEP_OF = {measure.code: step.code for step in STEPS for measure in step.measures}


def applies(campaign: Campaign, unit: CampaignUnit, measure: Measure) -> bool:
    """Whether the procedure asks this step of units of this level."""
    return profile_of_level(campaign, unit.level_code, STEP_OF[measure.code]) is None


def rows_of(figures: Figures, unit: CampaignUnit) -> list[Row]:
    return [
        Row(
            step=step.name,
            name=measure.name,
            figure=figures.get((unit.path, measure.code), NOTHING),
            url=reverse(step.url_name, args=[unit.campaign.code]) + f"?don-vi={unit.code}",
            applies=applies(unit.campaign, unit, measure),
        )
        for step in STEPS
        for measure in step.measures
        if not measure.planned or (unit.path, measure.code) in figures  # not counted at this unit: no row
    ]


def child_row(
    child: CampaignUnit,
    campaign: Campaign,
    figures: Figures,
    columns: list[Measure],
    *,
    is_visible: bool,
    prepared: bool,
) -> Child:
    cells = [
        (measure, figures.get((child.path, measure.code), NOTHING), applies(campaign, child, measure))
        for measure in columns
    ]
    return Child(
        name=child.short_name,
        level=child.level_name,
        url=url_of(child, child.campaign),
        cells=cells,
        late=sum(figure.late for _measure, figure, _applies in cells),
        state=_("đã sáp nhập vào %(heir)s") % {"heir": child.heir.short_name}
        if child.heir
        else state_of(figures, child.path, prepared),
        is_visible=is_visible,
    )
