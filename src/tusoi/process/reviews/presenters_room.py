"""What the meeting room shows: the current subject large, who speaks, the issues with their conclusions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.db.models import Count
from django.utils.translation import gettext as _

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.models import Person
from tusoi.foundation.kernel.refusal import Answer, ask
from tusoi.process.issues.models import Issue, IssueAnswer
from tusoi.process.issues.states import CONCLUDED, IssueState
from tusoi.process.reviews import gates, rules
from tusoi.process.reviews.forms import ChairForm, ConclusionForm, NewIssueForm, OralAnswerForm, VerdictForm
from tusoi.process.reviews.forms_immediate import ActionForm
from tusoi.process.reviews.models import AgendaItem, Contribution, ImmediateAction, Meeting
from tusoi.process.reviews.presenters import BADGES, GateRow, gate_row
from tusoi.process.reviews.states import ItemState

Wrong = tuple[str, forms.Form] | None
MOST_OPEN = 10  # issues of a subject that can be written on at once; as one is concluded, the next one opens
VERDICT_BADGES = {IssueState.UPHELD: "late", IssueState.NOT_UPHELD: "plain", IssueState.REFERRED: "waiting"}


@dataclass(frozen=True)
class IssueCard:
    issue: Issue
    answers: list[IssueAnswer]
    said: int
    is_concluded: bool
    badge: str
    is_open: bool
    can_conclude: Answer
    answer_form: forms.Form | None
    verdict_form: forms.Form | None
    wrong: str


@dataclass(frozen=True)
class CurrentItem:
    item: AgendaItem
    position: str
    speakers: list[tuple[Person, str]]
    contributions: list[Contribution]
    cards: list[IssueCard]
    at_once: list[ImmediateAction]
    action_form: forms.Form
    gates: list[GateRow]
    contribution_form: forms.Form | None
    new_form: forms.Form
    conclusion_form: forms.Form
    can_conclude: Answer
    wrong: str


@dataclass(frozen=True)
class AgendaRow:
    item: AgendaItem
    badge: str
    can_open: Answer | None
    chair_form: ChairForm | None


@dataclass(frozen=True)
class RoomPage:
    present: int
    convened: int
    needed: int
    agenda: list[AgendaRow]
    current: CurrentItem | None
    next: AgendaRow | None
    can_close: Answer


def room_page(meeting: Meeting, *, account: Account, at: datetime, wrong: Wrong = None, asked: str = "") -> RoomPage:
    """wrong: the key and the form that was refused, so that nothing typed is lost. asked: an issue to write on."""
    present, convened, needed = gates.quorum_of(meeting)
    items = list(meeting.items.with_subjects())
    current = next((item for item in items if item.state == ItemState.DISCUSSING), None)
    room = gates.room_of(meeting)
    first = current or next((item for item in items if item.state == ItemState.WAITING), None)
    agenda = [_agenda_row(item, first, room, account, at) for item in items]
    return RoomPage(
        present=present,
        convened=convened,
        needed=needed,
        agenda=agenda,
        current=_current(current, account, at, wrong, asked) if current else None,
        next=next((row for row in agenda if row.item.state == ItemState.WAITING), None) if current is None else None,
        can_close=ask(rules.check_can_conclude_meeting, meeting, by=account, at=at),
    )


def _agenda_row(
    item: AgendaItem, first: AgendaItem | None, room: gates.Room, account: Account, at: datetime
) -> AgendaRow:
    """first: the one under discussion, or else the next; its chair can be handed over."""
    waits = item.state == ItemState.WAITING and room.current is None
    chairs = rules.chairs_available(item, room) if item == first else []
    return AgendaRow(
        item=item,
        badge=BADGES.get(ItemState(item.state), "done"),
        can_open=ask(rules.check_can_open_item, item, by=account, at=at, room=room) if waits else None,
        chair_form=ChairForm(people=chairs, initial={"chair": item.chair_id}, prefix=None) if chairs else None,
    )


def _speakers(item: AgendaItem) -> list[tuple[Person, str]]:
    notes = dict(item.meeting.attendees.values_list("person", "position"))
    if item.meeting.attending_superior_id:
        notes.setdefault(item.meeting.attending_superior_id, _("cấp trên dự, chỉ đạo"))
    if item.subject.person_id:
        notes.setdefault(item.subject.person_id, item.subject.position)
    absent = rules.absentees(item.meeting)
    return [
        (
            person,
            _("vắng, gửi ý kiến bằng văn bản") if person.pk in absent else notes.get(person.pk, _("người theo dõi")),
        )
        for person in rules.speakers_of(item)
    ]


def _current(item: AgendaItem, account: Account, at: datetime, wrong: Wrong, asked: str) -> CurrentItem:
    key, typed = wrong or ("", None)
    issues = list(
        item.subject.issues.exclude(state=IssueState.RAISED)
        .annotate(said=Count("contributions", distinct=True))
        .prefetch_related("answers")
    )
    facts: Sequence[gates.GateFact] = [*gates.item_gates(item), *gates.conclusion_gates(item)]
    rows = [gate_row(fact, item.meeting, account=account, at=at) for fact in facts if not fact.ok]
    themes = item.meeting.campaign.rules.themes
    waiting = [issue.code for issue in issues if issue.state not in CONCLUDED]
    open_ = {*waiting[:MOST_OPEN], asked, key.removeprefix("answer-"), key.removeprefix("verdict-")}
    return CurrentItem(
        item=item,
        position=item.subject.position,
        speakers=_speakers(item),
        contributions=list(item.contributions.select_related("speaker", "issue")),
        cards=[_card(item, issue, account, at, wrong, is_open=issue.code in open_) for issue in issues],
        at_once=list(item.immediate_actions.standing().select_related("owner")),
        action_form=typed if typed and key == "at-once" else ActionForm(item=item, prefix=f"ngay-{item.pk}"),
        gates=[row for row in rows if row is not None],
        contribution_form=typed if key == "contribution" else None,
        new_form=typed if typed and key == "new" else NewIssueForm(themes=themes),
        conclusion_form=typed if typed and key == "conclusion" else ConclusionForm(),
        can_conclude=ask(rules.check_can_conclude_item, item, text="…", by=account, at=at),
        wrong=key,
    )


def _card(item: AgendaItem, issue: Issue, account: Account, at: datetime, wrong: Wrong, *, is_open: bool) -> IssueCard:
    key, typed = wrong or ("", None)
    answer_key, verdict_key = f"answer-{issue.code}", f"verdict-{issue.code}"
    state = IssueState(issue.state)
    writes = is_open and issue.state not in CONCLUDED
    answer_form, verdict_form = None, None
    if writes:
        answer_form = typed if typed and key == answer_key else OralAnswerForm(prefix=f"tl-{issue.code}")
        verdict_form = typed if typed and key == verdict_key else VerdictForm(prefix=f"kl-{issue.code}")
    return IssueCard(
        issue=issue,
        answers=list(issue.answers.all()),
        said=issue.said,  # type: ignore[attr-defined]
        is_concluded=issue.state in CONCLUDED,
        badge=VERDICT_BADGES.get(state, "waiting" if state == IssueState.PUT else "done"),
        is_open=writes,
        can_conclude=ask(rules.check_can_conclude_issue, item, issue=issue, by=account, at=at) if writes else Answer(),
        answer_form=answer_form,
        verdict_form=verdict_form,
        wrong=key if key in {answer_key, verdict_key} else "",
    )
