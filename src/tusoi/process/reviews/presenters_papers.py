"""The minutes of a meeting, and what stands on the projector."""

from dataclasses import dataclass

from tusoi.process.campaigns.models import Override
from tusoi.process.issues.models import Issue, IssueAnswer
from tusoi.process.issues.states import CONCLUDED
from tusoi.process.reviews import gates
from tusoi.process.reviews.models import AgendaItem, Attendee, Contribution, Meeting
from tusoi.process.reviews.states import ItemState, MeetingState


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


@dataclass(frozen=True)
class Minutes:
    is_draft: bool
    present: list[Attendee]
    absent: list[Attendee]
    convened: int
    needed: int
    items: list[MinutesItem]
    overrides: list[Override]


def minutes_of(meeting: Meeting) -> Minutes:
    """Everything the minutes say, in a fixed number of queries."""
    attendees = list(meeting.attendees.select_related("person"))
    items = list(
        AgendaItem.objects.with_names()
        .filter(meeting=meeting)
        .prefetch_related("contributions__speaker", "contributions__issue", "subject__issues__answers")
    )
    things = {"reviews.meeting": [meeting.pk], "reviews.agendaitem": [item.pk for item in items]}
    overrides = [
        override
        for kind, ids in things.items()
        for override in Override.objects.filter(thing_kind=kind, thing_id__in=ids).select_related("by__person")
    ]
    return Minutes(
        is_draft=meeting.state != MeetingState.CONCLUDED,
        present=[a for a in attendees if a.is_present],
        absent=[a for a in attendees if a.is_present is False],
        convened=len(attendees),
        needed=gates.quorum_of(meeting)[2],
        items=[_item(meeting, number, item) for number, item in enumerate(items, start=1)],
        overrides=overrides,
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
    )


@dataclass(frozen=True)
class Screen:
    """What everybody in the room sees. Who spoke last is whose word was last written down."""

    item: AgendaItem | None
    number: int
    total: int
    speaker: str
    state: MeetingState


def screen_of(meeting: Meeting) -> Screen:
    items = list(AgendaItem.objects.with_names().filter(meeting=meeting))
    current = next((item for item in items if item.state == ItemState.DISCUSSING), None)
    said = current.contributions.select_related("speaker").last() if current else None
    return Screen(
        item=current,
        number=items.index(current) + 1 if current else 0,
        total=len(items),
        speaker=said.speaker.name if said else "",
        state=MeetingState(meeting.state),
    )
