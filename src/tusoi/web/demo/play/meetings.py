"""Review meetings: planned, opened, item by item, concluded, announced; minutes and notice of the result."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from tusoi.foundation.access.models import Account
from tusoi.process.issues.models import Issue
from tusoi.process.reviews import actions as reviews
from tusoi.process.reviews import actions_immediate
from tusoi.process.reviews import actions_minutes as papers
from tusoi.process.reviews.documents import MINUTES, RESULT
from tusoi.process.reviews.models import AgendaItem
from tusoi.process.reviews.states import Circle
from tusoi.web.demo.package.fields import Origin
from tusoi.web.demo.package.later_rows import MeetingRow
from tusoi.web.demo.package.rows import SubjectRow
from tusoi.web.demo.play.ratings import count_ballots
from tusoi.web.demo.play.stage import Act, Stage

INVITED = timedelta(days=7)  # so long before it is held a meeting is planned
COPIES = 3  # as the form of the minutes has it


def acts(stage: Stage) -> Iterator[Act]:
    for row in stage.package.meetings:
        yield Act(row.held_on - INVITED, f"lên lịch {row.code}", partial(_plan, stage, row))
        yield Act(row.held_on, f"khai mạc {row.code}", partial(_open, stage, row))
        for day, subject in _programme(stage, row):
            yield Act(day, f"{row.code}: kiểm điểm {subject.code}", partial(_review, stage, row, subject))
        for count in stage.package.counts:
            if count.meeting == row.code:
                yield Act(row.concluded_on, f"kiểm phiếu {row.code}", partial(count_ballots, stage, count))
        yield Act(row.concluded_on, f"bế mạc {row.code}", partial(_conclude, stage, row))
        if row.announced_on:
            yield Act(row.announced_on, f"thông báo kết quả {row.code}", partial(_announce, stage, row))


def _subjects(stage: Stage, row: MeetingRow) -> list[SubjectRow]:
    """Who is reviewed there: the collective, then its members in their order."""
    found = [subject for subject in stage.package.subjects if subject.decided_by == row.collective]
    return sorted(found, key=lambda subject: (not subject.collective, subject.order))


def _programme(stage: Stage, row: MeetingRow) -> Iterator[tuple[date, SubjectRow]]:
    """The collective on the first day, the others spread over what is left of the meeting."""
    subjects = _subjects(stage, row)
    later = (row.concluded_on - row.held_on).days
    for number, subject in enumerate(subjects):
        share = 0 if not later or number == 0 else 1 + (number - 1) * later // max(len(subjects) - 1, 1)
        yield row.held_on + timedelta(days=share), subject


def _plan(stage: Stage, row: MeetingRow, at: datetime) -> None:
    subjects = [stage.subject(subject.code) for subject in _subjects(stage, row)]
    reviews.plan_meeting(
        stage.campaign,
        code=row.code,
        collective=stage.collectives[row.collective],
        tier=subjects[0].tier,
        held_on=row.held_on,
        starts_at=row.starts_at,
        place=row.place,
        chair=stage.people[row.chair],
        minute_taker=stage.people[row.minute_taker],
        attending_superior=stage.people.get(row.attending_superior),
        subjects=subjects,
        by=stage.account(row.by),
        at=at,
    )
    reviews.invite(stage.meeting(row.code), by=stage.account(row.by), at=at)


def _open(stage: Stage, row: MeetingRow, at: datetime) -> None:
    by, at = stage.account(row.by), at.replace(hour=row.starts_at.hour, minute=row.starts_at.minute)
    absent = {stage.people[one.person]: one.reason for one in stage.package.absences if one.meeting == row.code}
    reviews.call_roll(stage.meeting(row.code), absences=absent, by=by, at=at)
    reviews.open_meeting(stage.meeting(row.code), by=by, at=at)
    chairs = stage.meeting(row.code).items.filter(subject__person=stage.people[row.chair])
    for item in chairs.select_related("subject") if row.second_chair else []:
        own = stage.item(row.code, item.subject.code)
        reviews.hand_over(own, chair=stage.people[row.second_chair], by=by, at=at)


def _recorder(stage: Stage, row: MeetingRow, subject: SubjectRow) -> Account:
    """Who writes the minutes of this item: never the person it is about."""
    candidates = [stage.account_of(row.minute_taker), stage.account(row.by), stage.account_of(row.second_chair)]
    return next(one for one in candidates if one and one.person and one.person.code != subject.person)


def _review(stage: Stage, row: MeetingRow, subject: SubjectRow, at: datetime) -> None:
    by, item = _recorder(stage, row, subject), stage.item(row.code, subject.code)
    reviews.open_item(item, by=by, at=at)
    born = _raise_and_answer(stage, item, by, at)
    for said in stage.package.contributions:
        if said.meeting == row.code and said.subject == subject.code:
            speaker, issue = stage.people[said.speaker], stage.issue(said.issue) if said.issue else None
            reviews.contribute(item, speaker=speaker, text=said.text, issue=issue, by=by, at=at)
    for line in stage.package.immediate:
        if line.meeting == row.code and line.subject == subject.code:
            owner = stage.people[line.owner]
            actions_immediate.record(item, what=line.what, owner=owner, due_on=line.due_on, by=by, at=at)
    for one in stage.package.conclusions:
        if one.meeting == row.code and (one.issue in born or _subject_of(stage, one.issue) == subject.code):
            reviews.conclude_issue(item, issue=stage.issue(one.issue), verdict=one.verdict, text=one.text, by=by, at=at)
    text = next(
        one.text for one in stage.package.subject_conclusions if one.meeting == row.code and one.subject == subject.code
    )
    reviews.conclude_item(item, text=text, by=by, at=at)


def _subject_of(stage: Stage, issue: str) -> str:
    return stage.package.issue_subject[issue]


def _raise_and_answer(stage: Stage, item: AgendaItem, by: Account, at: datetime) -> dict[str, Issue]:
    """Matters born at the meeting are answered there."""
    answers = {row.issue: row for row in stage.package.answers}
    born: dict[str, Issue] = {}
    for row in stage.package.issues:
        if row.origin != Origin.MEETING or row.subject != item.subject.code:
            continue
        issue = reviews.raise_at_meeting(
            item, title=row.title, code=row.code, text=row.text, theme=row.theme, by=by, at=at
        )
        if answer := answers.get(row.code):
            reviews.answer_at_meeting(item, issue=issue, kind=answer.kind, text=answer.text, by=by, at=at)
        born[row.code] = issue
    return born


def _conclude(stage: Stage, row: MeetingRow, at: datetime) -> None:
    by = stage.account(row.by)
    reviews.conclude_meeting(stage.meeting(row.code), by=by, at=at)
    _sign(stage, row, by, at)
    stage.issue_paper(MINUTES.code, stage.meeting(row.code), by=by, at=at)


def _sign(stage: Stage, row: MeetingRow, by: Account, at: datetime) -> None:
    """Both sign on the last day; who has no account signs on paper."""
    minutes = stage.meeting(row.code).minutes
    clerk, chair = stage.account_of(row.minute_taker) or by, stage.account_of(row.chair) or by
    papers.save(
        minutes,
        began_at=minutes.began_at,
        ended_at=at,
        guests="",
        other="",
        copies=COPIES,
        was_read_out=True,
        revision=minutes.revision,
        by=clerk,
        at=at,
    )
    papers.sign(minutes, by=clerk, at=at)
    papers.fix(minutes, by=chair, at=at)


def _announce(stage: Stage, row: MeetingRow, at: datetime) -> None:
    meeting, by = stage.meeting(row.code), stage.account(row.by)
    asked = stage.package.round and any(one.code in stage.slips.subjects for one in _subjects(stage, row))
    for circle in Circle if asked else (Circle.SUBJECTS, Circle.UNIT):
        reviews.announce(meeting, audience=circle, by=by, at=at)
    stage.issue_paper(RESULT.code, meeting, by=by, at=at)
