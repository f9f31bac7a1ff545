"""Meetings, conclusions and commitments for tests: every step by the verbs that people use."""

from datetime import date, datetime
from typing import Any

from tests.factories import World
from tusoi.foundation.kernel.clock import at_noon
from tusoi.process.campaigns.actions import override_gate
from tusoi.process.campaigns.states import GateName
from tusoi.process.issues import actions as issues
from tusoi.process.issues.models import Issue
from tusoi.process.issues.states import AnswerKind, IssueState, SourceKind
from tusoi.process.reviews import actions as reviews
from tusoi.process.reviews import actions_minutes, gates
from tusoi.process.reviews.models import AgendaItem, Meeting, Minutes
from tusoi.process.supervision import actions as supervision
from tusoi.process.supervision.actions_evidence import add_evidence
from tusoi.process.supervision.models import Commitment

BOARD_DAY = date(2012, 8, 20)
WARD_DAY = date(2012, 10, 8)
AT = at_noon(WARD_DAY)
MADE = at_noon(date(2012, 10, 20))
DUE = date(2012, 11, 20)


def plan(world: World, collective: str = "dang-uy-mot", day: date = WARD_DAY, **also: Any) -> Meeting:
    """A planned meeting about all subjects that the collective decides on; its second seat takes the minutes."""
    body = world.collectives[collective]
    subjects = [s for s in world.subjects.values() if s.decided_by_id == body.pk]
    seats = [seat.person for seat in reviews.seats_on(body, day)]
    words: dict[str, Any] = {
        "code": f"hn-{collective}",
        "collective": body,
        "tier": subjects[0].tier,
        "held_on": day,
        "place": "Hội trường",
        "chair": seats[0],
        "minute_taker": seats[-1],
        "attending_superior": None,
        "subjects": subjects,
        "by": world.officer,
        "at": at_noon(date(2012, 7, 29)),
    }
    return reviews.plan_meeting(world.campaign, **(words | also))


def pass_gates(world: World, meeting: Meeting, at: datetime) -> None:
    """The officer lets pass, with a reason, what holds up the opening."""
    for fact in gates.opening_gates(meeting):
        if not fact.ok:
            let_pass(world, fact.gate, fact.thing, at)


def let_pass(world: World, gate: GateName, thing: Meeting | AgendaItem, at: datetime) -> None:
    meeting = thing if isinstance(thing, Meeting) else thing.meeting
    override_gate(
        world.campaign,
        gate=gate,
        campaign_unit=meeting.campaign_unit,
        thing=thing,
        reason="Đã có ý kiến của cấp trên",
        by=world.officer,
        at=at,
    )


def opened(world: World, collective: str = "dang-uy-mot", day: date = WARD_DAY, **also: Any) -> Meeting:
    """A meeting in session, everybody present."""
    meeting = plan(world, collective, day, **also)
    reviews.call_roll(meeting, absences={}, by=None, at=at_noon(day))
    pass_gates(world, meeting, at_noon(day))
    return reviews.open_meeting(meeting, by=None, at=at_noon(day))


def item_of(meeting: Meeting, subject: str) -> AgendaItem:
    """The agenda item of a subject, by its code, as it is now."""
    items = AgendaItem.objects.select_related("meeting__campaign__frozen", "subject__decided_by", "chair")
    return items.get(meeting=meeting, subject__code=subject)


def discussing(world: World, collective: str = "dang-uy-mot", subject: str = "phuong-mot", **also: Any) -> AgendaItem:
    """The first item of a meeting in session, under discussion."""
    meeting = opened(world, collective, **also)
    return reviews.open_item(item_of(meeting, subject), by=None, at=at_noon(meeting.held_on))


def put_issue(world: World, subject: str = "phuong-mot", code: str = "vd-a", title: str = "Chậm gửi tài liệu") -> Issue:
    """An issue that the subject was asked about and has not answered."""
    at = at_noon(date(2012, 7, 20))
    issue = issues.raise_issue(
        world.campaign,
        subject=world.subjects[subject],
        code=code,
        title=title,
        text="Tài liệu họp thường gửi sát giờ họp.",
        theme="long-standing",
        source=SourceKind.SUGGESTION,
        by=None,
        at=at,
    )
    issues.put(issue, answer_by=date(2012, 8, 15), by=None, at=at)
    return issue


def answered_issue(
    world: World, subject: str = "phuong-mot", code: str = "vd-a", title: str = "Chậm gửi tài liệu"
) -> Issue:
    issue = put_issue(world, subject, code, title)
    issues.answer(
        issue,
        kind=AnswerKind.ACCEPT,
        text="Tiếp thu; gửi trước ba ngày.",
        by=None,
        at=at_noon(date(2012, 8, 10)),
    )
    return issue


def conclude_all(meeting: Meeting, verdict: str = IssueState.UPHELD) -> Meeting:
    """Go through the whole agenda: every issue gets the verdict, every subject a conclusion; close the meeting."""
    at = at_noon(meeting.held_on)
    for pk in list(meeting.items.values_list("pk", flat=True)):
        item = AgendaItem.objects.select_related("meeting__campaign__frozen", "subject__decided_by", "chair").get(pk=pk)
        if item.state == "waiting":
            reviews.open_item(item, by=None, at=at)
        if item.state == "discussing":
            for issue in gates.open_issues(item):
                reviews.conclude_issue(item, issue=issue, verdict=verdict, text="Thống nhất kết luận.", by=None, at=at)
            reviews.conclude_item(item, text="Thống nhất kết luận chung.", by=None, at=at)
    return reviews.conclude_meeting(meeting, by=None, at=at)


def signed(meeting: Meeting, at: datetime = AT) -> Minutes:
    """The minutes complete, and signed by both."""
    minutes = Minutes.objects.select_related("meeting__campaign", "meeting__chair", "meeting__minute_taker").get(
        meeting=meeting
    )
    complete(minutes, at)
    actions_minutes.sign(minutes, by=None, at=at)
    return actions_minutes.fix(minutes, by=None, at=at)


def complete(minutes: Minutes, at: datetime, **also: Any) -> Minutes:
    facts: dict[str, Any] = {
        "began_at": minutes.began_at,
        "ended_at": at,
        "guests": "",
        "other": "",
        "copies": 3,
        "was_read_out": True,
        "revision": minutes.revision,
        "by": None,
    }
    return actions_minutes.save(minutes, **facts | also, at=at)


def upheld_issue(
    world: World, subject: str = "phuong-mot", code: str = "vd-a", collective: str = "dang-uy-mot"
) -> Issue:
    """An issue that was put, answered, and upheld by a meeting that has concluded."""
    issue = answered_issue(world, subject, code)
    conclude_all(opened(world, collective))
    issue.refresh_from_db()
    return issue


def commitment(world: World, issue: Issue | None = None, code: str = "ck-1", **also: Any) -> Commitment:
    """A commitment of the ward's secretary, supervised from the district's office."""
    words: dict[str, Any] = {
        "code": code,
        "owner": world.people["dv-13"],
        "measure": "Gửi tài liệu trước ba ngày",
        "shows": "Sổ công văn đi",
        "due_on": DUE,
        "supervisor": world.people["dv-10"],
        "agency": world.units["van-phong"],
        "by": world.secretary,
        "at": MADE,
    }
    return supervision.commit(issue or upheld_issue(world), **(words | also))


def claimed(world: World, **also: Any) -> Commitment:
    """With evidence, and said to be done by its owner."""
    made = commitment(world, **also)
    at = at_noon(date(2012, 11, 5))
    add_evidence(made, note="Ba kỳ họp đã gửi trước", document_number="12-BC/ĐU", by=None, at=at)
    return supervision.claim(made, by=None, at=at)
