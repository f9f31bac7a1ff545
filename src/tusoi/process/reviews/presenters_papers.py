"""The minutes of a meeting, and what stands on the projector."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.db.models import Prefetch

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person
from tusoi.foundation.kernel.refusal import Answer, ask
from tusoi.process.campaigns.models import Override
from tusoi.process.issues.models import Issue, IssueAnswer
from tusoi.process.issues.states import CONCLUDED
from tusoi.process.reviews import gates, rules, rules_minutes
from tusoi.process.reviews.forms_immediate import ActionForm
from tusoi.process.reviews.forms_minutes import CorrectionForm, MinutesForm
from tusoi.process.reviews.models import (
    Adjournment,
    AgendaItem,
    Attendee,
    Contribution,
    ImmediateAction,
    Meeting,
    Minutes,
    MinutesScan,
)
from tusoi.process.reviews.presenters_ballot import Result, results_of
from tusoi.process.reviews.states import ItemState, MeetingState, MinutesState


@dataclass(frozen=True)
class MinutesIssue:
    issue: Issue
    answers: list[IssueAnswer]
    is_concluded: bool


@dataclass(frozen=True)
class MinutesItem:
    number: int
    item: AgendaItem
    chair_changed: bool
    contributions: list[Contribution]
    issues: list[MinutesIssue]
    at_once: list[ImmediateAction]


@dataclass(frozen=True)
class MinutesPage:
    minutes: Minutes
    is_draft: bool
    present: list[Attendee]
    absent: list[Attendee]
    convened: int
    needed: int
    items: list[MinutesItem]
    overrides: list[Override]
    stops: list[Adjournment]
    results: list[Result]


def minutes_of(meeting: Meeting) -> MinutesPage:
    """Everything the minutes say, in a fixed number of queries."""
    attendees = list(meeting.attendees.select_related("person"))
    items = list(
        meeting.items.with_subjects().prefetch_related(
            "contributions__speaker", "contributions__issue", "subject__issues__answers", at_once()
        )
    )
    things = {"reviews.meeting": [meeting.pk], "reviews.agendaitem": [item.pk for item in items]}
    overrides = [
        override
        for kind, ids in things.items()
        for override in Override.objects.filter(thing_kind=kind, thing_id__in=ids).select_related("by__person")
    ]
    minutes = meeting.minutes
    return MinutesPage(
        minutes=minutes,
        is_draft=minutes.state != MinutesState.FIXED,
        present=[a for a in attendees if a.is_present],
        absent=[a for a in attendees if a.is_present is False],
        convened=len(attendees),
        needed=gates.quorum_of(meeting)[2],
        items=[_item(meeting, number, item) for number, item in enumerate(items, start=1)],
        overrides=overrides,
        stops=list(meeting.adjournments.all()),
        results=results_of(meeting),
    )


def _item(meeting: Meeting, number: int, item: AgendaItem) -> MinutesItem:
    issues = [issue for issue in item.subject.issues.all() if issue.put_on] if item.decides else []
    return MinutesItem(
        number=number,
        item=item,
        chair_changed=item.chair_id != meeting.chair_id,
        contributions=list(item.contributions.all()),
        issues=[
            MinutesIssue(issue, [a for a in issue.answers.all() if a.at_meeting], issue.state in CONCLUDED)
            for issue in issues
        ],
        at_once=list(item.immediate_actions.all()),
    )


def at_once() -> "Prefetch[str]":
    """What was to be done at once, as the minutes say it."""
    return Prefetch("immediate_actions", ImmediateAction.objects.standing().select_related("owner"))


MOST_NAMES = 1_000  # offered on one page; where more would be, a form comes when it is asked for


@dataclass(frozen=True)
class Asked:
    """Which one of many is to be written on: a contribution to correct, an item to record something to be done at once."""

    said: int = 0
    item: int = 0


NOTHING = Asked()


@dataclass(frozen=True)
class SaidRow:
    said: Contribution
    form: CorrectionForm | None
    is_open: bool
    stored: str  # what another window saved meanwhile


@dataclass(frozen=True)
class EditedItem:
    item: AgendaItem
    rows: list[SaidRow]
    at_once: list[ImmediateAction]
    action_form: ActionForm | None


@dataclass(frozen=True)
class EditPage:
    """The minutes as their writer completes them: what is missing, each contribution, and who still has to sign."""

    minutes: Minutes
    items: list[EditedItem]
    can_edit: Answer
    can_sign: Answer
    can_fix: Answer
    scans: list[MinutesScan]
    can_add_scan: Answer
    form: MinutesForm
    stored: Minutes | None


def edit_page(
    meeting: Meeting, *, account: Account, at: datetime, wrong: forms.Form | None = None, asked: Asked = NOTHING
) -> EditPage:
    """wrong: the form that was refused, as it was typed; beside it stands what is stored."""
    minutes, who = meeting.minutes, {"by": account, "at": at}
    items = list(meeting.items.with_subjects().prefetch_related("contributions__speaker", at_once()))
    people = rules.speakers_in(meeting, items)
    names = sum(len(people[item.pk]) * (1 + len(item.contributions.all())) for item in items)
    every = names <= MOST_NAMES
    typed = wrong if isinstance(wrong, MinutesForm) else None
    return EditPage(
        minutes=minutes,
        items=[
            EditedItem(
                item,
                [_said_row(said, people[item.pk], wrong, asked, every) for said in item.contributions.all()],
                list(item.immediate_actions.all()),
                _action_form(item, people[item.pk], wrong, asked, every),
            )
            for item in items
        ],
        can_edit=ask(rules_minutes.check_can_edit, minutes, **who),
        can_sign=ask(rules_minutes.check_can_sign, minutes, **who),
        can_fix=ask(rules_minutes.check_can_sign_as_chair, minutes, **who),
        scans=list(minutes.scans.all()),
        can_add_scan=ask(rules_minutes.check_can_add_scan, minutes, **who),
        form=typed or MinutesForm(minutes=minutes),
        stored=minutes if typed else None,
    )


def _action_form(
    item: AgendaItem, people: list[Person], wrong: forms.Form | None, asked: Asked, every: bool
) -> ActionForm | None:
    """An empty one, or the one that was refused as it was typed. every: whether each item has one without being asked."""
    prefix = f"ngay-{item.pk}"
    if isinstance(wrong, ActionForm) and wrong.prefix == prefix:
        return wrong
    if not every and asked.item != item.pk:
        return None
    return ActionForm(item=item, people=people, prefix=prefix)


def _said_row(
    said: Contribution, speakers: list[Person], wrong: forms.Form | None, asked: Asked, every: bool
) -> SaidRow:
    prefix, is_asked = f"y-{said.pk}", asked.said == said.pk
    if isinstance(wrong, CorrectionForm) and wrong.prefix == prefix:
        return SaidRow(said, wrong, True, said.text)
    form = CorrectionForm(said=said, speakers=speakers, prefix=prefix) if every or is_asked else None
    return SaidRow(said, form, is_asked, "")


@dataclass(frozen=True)
class Screen:
    """What everybody in the room sees. Who spoke last is whose word was last written down."""

    item: AgendaItem | None
    number: int
    total: int
    speaker: str
    agenda: list[AgendaItem]
    state: MeetingState
    result: Result | None


def screen_of(meeting: Meeting) -> Screen:
    items = list(meeting.items.with_subjects())
    current = next((item for item in items if item.state == ItemState.DISCUSSING), None)
    said = current.contributions.select_related("speaker").last() if current else None
    return Screen(
        item=current,
        number=items.index(current) + 1 if current else 0,
        total=len(items),
        speaker=said.speaker.name if said else "",
        agenda=items,
        state=MeetingState(meeting.state),
        result=next(iter(reversed(results_of(meeting))), None) if current is None else None,
    )
