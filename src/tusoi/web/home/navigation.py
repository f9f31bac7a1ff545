"""The process is the navigation: the campaign's steps in order, each with its state at the unit the account sees."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.foundation.tally.figures import Figure, read
from tusoi.foundation.ui.frame import Step as FrameStep
from tusoi.process.campaigns.models import Campaign, CampaignUnit
from tusoi.process.feedback.models import Round
from tusoi.process.feedback.states import RoundState
from tusoi.process.steps import STEPS, Measure, Step

ROUND_STATES = {
    RoundState.DRAFT: "waiting",
    RoundState.OPEN: "now",
    RoundState.CLOSED: "sealed",
    RoundState.OPENED: "now",
    RoundState.SYNTHESISED: "done",
}

ROOM_OF = {"thread": "issues"}  # pages that stand beside a step


def state_of(figures: list[tuple[Measure, Figure]]) -> str:
    """One word for a step: done when all of it is, late when any of it is, now when it has begun."""
    counted = [(measure, figure) for measure, figure in figures if figure.total]
    if not counted:
        return "waiting"
    if any(figure.late for _measure, figure in counted):
        return "late"
    if all(figure.complete for _measure, figure in counted):
        return "done"
    return "now" if any(figure.done or not measure.planned for measure, figure in counted) else "waiting"


def step_state(step: Step, figures: dict[tuple[str, str], Figure], top: CampaignUnit) -> str:
    if not step.measures:
        state = Round.objects.filter(campaign=top.campaign_id).values_list("state", flat=True).last()
        return ROUND_STATES[RoundState(state)] if state else "waiting"
    return state_of([(measure, figures.get((top.path, measure.code), Figure())) for measure in step.measures])


def steps_for(campaign: Campaign, top: CampaignUnit, *, on: date, current: str) -> tuple[FrameStep, ...]:
    """The side menu of a campaign: the steps in order between the overview and the papers. current: the label of the room that the page belongs to."""
    figures = read(campaign.pk, [top.path], on=on)
    rooms = tuple(
        FrameStep(
            label=str(step.name),
            url=reverse(step.url_name, args=[campaign.code]),
            state=step_state(step, figures, top),
            icon=step.icon,
            current=step.code == current,
        )
        for step in STEPS
    )
    overview, dates, papers = (
        reverse(name, args=[campaign.code]) for name in ("progress:overview", "calendar:index", "archive:index")
    )
    return (
        FrameStep(str(_("Tổng quan")), overview, icon="layout-list", current=current == "progress"),
        FrameStep(str(_("Lịch")), dates, icon="calendar-days", current=current == "calendar"),
        *rooms,
        FrameStep(str(_("Văn bản")), papers, icon="files", current=current == "archive"),
    )
