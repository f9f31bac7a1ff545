"""A review meeting of many: so many seats, each reviewed in person after their collective, and so many issues."""

from tests.factories import FOUNDED, World, go_to
from tests.meetings import AT, WARD_DAY, item_of, pass_gates, plan
from tusoi.foundation.directory.actions import RollRow, SeatRow, enter_on_roll, give_seats
from tusoi.foundation.directory.models import Person, SeatRank
from tusoi.foundation.kernel.clock import at_noon
from tusoi.process.campaigns import actions as campaigns
from tusoi.process.campaigns.models import Subject
from tusoi.process.issues import actions as issues
from tusoi.process.issues.states import AnswerKind, SourceKind
from tusoi.process.reviews import actions as reviews
from tusoi.process.reviews.models import AgendaItem, Meeting

COMMITTEE, CODE = "dang-uy-mot", "hn-dang-uy-mot"
LARGE = (200, 300)  # people, issues


def large_meeting(w: World, *, people: int, issues: int) -> Meeting:
    """Planned, with the roll not called. Half of the issues were put to the collective, half to its members."""
    body, ward = w.collectives[COMMITTEE], w.subjects["phuong-mot"]
    subjects = [s for s in w.subjects.values() if s.decided_by_id == body.pk]
    more = _seated(w, people - 3)
    for place, person in enumerate(more, start=10):
        subjects.append(_subject(w, person, ward, place))
    meeting = plan(w, COMMITTEE, WARD_DAY, subjects=subjects)
    members = [subject for subject in subjects if not subject.is_collective]
    for number in range(issues):
        put_and_answered(w, ward if number % 2 else members[number // 2 % len(members)], number)
    go_to(WARD_DAY)
    return Meeting.objects.with_names().get(pk=meeting.pk)


def _seated(w: World, many: int) -> list[Person]:
    rows = [
        RollRow(
            code=f"lon-{n:03}", name=f"Trần Lớn Số {n:03}", unit=w.units["khu-vuc-1"], since=FOUNDED, birth_year=1970
        )
        for n in range(many)
    ]
    people = list(enter_on_roll(rows).values())
    body = w.collectives[COMMITTEE]
    give_seats(
        SeatRow(body, person, "Ủy viên", SeatRank.MEMBER, place, FOUNDED) for place, person in enumerate(people, 4)
    )
    return people


def _subject(w: World, person: Person, like: Subject, order: int) -> Subject:
    return campaigns.add_subject(
        w.campaign,
        code=person.code,
        unit=w.units["phuong-mot"],
        collective=None,
        person=person,
        tier=like.tier,
        decided_by=w.collectives[COMMITTEE],
        order=order,
        by=w.officer,
        at=at_noon(FOUNDED.replace(2012, 7, 2)),
    )


def put_and_answered(w: World, subject: Subject, number: int) -> None:
    at = at_noon(WARD_DAY.replace(month=7, day=20))
    raised = issues.raise_issue(
        w.campaign,
        subject=subject,
        code=f"lon-{number}",
        title=f"Nội dung số {number}",
        text="Tài liệu họp thường gửi sát giờ họp.",
        theme="long-standing",
        source=SourceKind.SUGGESTION,
        by=None,
        at=at,
    )
    issues.put(raised, answer_by=WARD_DAY.replace(month=8, day=15), by=None, at=at)
    issues.answer(raised, kind=AnswerKind.ACCEPT, text="Tiếp thu; gửi trước ba ngày.", by=None, at=at)


def opened_large(w: World, meeting: Meeting) -> Meeting:
    """In session, everybody present, nothing begun."""
    reviews.call_roll(meeting, absences={}, by=None, at=AT)
    pass_gates(w, meeting, AT)
    reviews.open_meeting(meeting, by=None, at=AT)
    return Meeting.objects.with_names().get(pk=meeting.pk)


def begun_large(meeting: Meeting, said: int = 100) -> AgendaItem:
    """The collective is discussed; so many have spoken, each about one of its issues."""
    item = reviews.open_item(item_of(meeting, "phuong-mot"), by=None, at=AT)
    about = list(item.subject.issues.order_by("pk"))
    speakers = [row.person for row in meeting.attendees.select_related("person").order_by("order")]
    for number in range(said):
        speaker, issue = speakers[number % len(speakers)], about[number % len(about)] if about else None
        reviews.contribute(item, speaker=speaker, text=f"Ý kiến số {number}", issue=issue, by=None, at=AT)
    return item
