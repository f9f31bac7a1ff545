"""Reports, answers, meetings and what was concluded there."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from tusoi.web.demo.package.checks.base import fault, not_after, not_before
from tusoi.web.demo.package.faults import Fault
from tusoi.web.demo.package.fields import Origin, OverrideGate
from tusoi.web.demo.package.later_rows import MeetingRow, ReportRow
from tusoi.web.demo.package.package import Package


def _put_on(package: Package) -> dict[str, tuple[Origin | None, date | None]]:
    """Issue -> its origin (None: suggested from above) and the day it was put to the subject."""
    issued = {row.subject: row.issued_on for row in package.suggested}
    found: dict[str, tuple[Origin | None, date | None]] = {
        row.issue: (None, issued.get(row.subject)) for row in package.suggestions
    }
    return found | {row.code: (row.origin, row.put_on) for row in package.issues}


def _meetings_of_collectives(package: Package) -> dict[str, MeetingRow]:
    return {meeting.collective: meeting for meeting in reversed(package.meetings)}


def check_reports(package: Package) -> Iterator[Fault]:
    """One submission for each subject, before the meeting, and no issue put in time without its answer."""
    first: dict[str, ReportRow] = {}
    for row in package.reports:
        other = first.setdefault(row.subject, row)
        if (other.submitted_on, other.by) != (row.submitted_on, row.by):
            yield fault(
                row,
                "submitted_on",
                _("Báo cáo nộp hai lần, khác dòng %(row)s") % {"row": other.row},
                _("cùng ngày, cùng người nộp"),
            )
    meetings = _meetings_of_collectives(package)
    for code, row in first.items():
        subject = package.subject.get(code)
        meeting = meetings.get(subject.decided_by) if subject else None
        if meeting:
            yield from not_after(row, "submitted_on", row.submitted_on, meeting.held_on, _("ngày họp kiểm điểm"))


def check_returns(package: Package) -> Iterator[Fault]:
    """Handed in, returned, handed in again before the meeting; a part that is written anew is one of the outline's."""
    submitted = {row.subject: row.submitted_on for row in package.reports}
    meetings = _meetings_of_collectives(package)
    written = {(row.subject, row.section) for row in package.reports}
    for row in package.returns:
        yield from not_before(row, "on", row.on, submitted.get(row.subject), _("ngày nộp báo cáo"))
        yield from not_before(row, "again_on", row.again_on, row.on, _("ngày trả lại"))
        subject = package.subject.get(row.subject)
        meeting = meetings.get(subject.decided_by) if subject else None
        if meeting:
            yield from not_after(row, "again_on", row.again_on, meeting.held_on, _("ngày họp kiểm điểm"))
        if bool(row.section) != bool(row.text):
            yield fault(row, "text", _("Phần viết lại chưa đủ"), _("cả section và text, hoặc để trống cả hai"))
        elif row.section and (row.subject, row.section) not in written:
            yield fault(row, "section", _("Báo cáo không có phần này"), _("một section trong reports.csv"))
    for override in package.overrides:
        limit = submitted.get(override.subject)
        yield from not_after(override, "on", override.on, limit, _("ngày nộp báo cáo"))


def check_answers(package: Package) -> Iterator[Fault]:
    put = _put_on(package)
    submitted = {row.subject: row.submitted_on for row in package.reports}
    answered = {row.issue for row in package.answers}
    meetings = _meetings_of_collectives(package)
    let_through = {row.subject for row in package.overrides if row.gate == OverrideGate.ANSWERS_BEFORE_SUBMISSION}
    for row in package.answers:
        origin, on = put.get(row.issue, (None, None))
        yield from not_before(row, "on", row.on, on, _("ngày đặt vấn đề"))
        subject_code = package.issue_subject.get(row.issue, "")
        if origin != Origin.MEETING and subject_code not in let_through:
            limit = submitted.get(subject_code)
            yield from not_after(row, "on", row.on, limit, _("ngày nộp báo cáo"))
    for judgement in package.judgements:
        if judgement.issue not in answered and judgement.issue in put:
            yield fault(judgement, "issue", _("Nhận xét khi chưa có câu trả lời"), _("một dòng trong answers.csv"))
    for conclusion in package.conclusions:
        if conclusion.issue not in answered and conclusion.issue in put:
            yield fault(
                conclusion, "issue", _("Vấn đề chưa được tiếp thu, giải trình"), _("một dòng trong answers.csv")
            )
    for issue in package.issues:
        subject = package.subject.get(issue.subject)
        meeting = meetings.get(subject.decided_by) if subject else None
        if meeting and issue.origin == Origin.MEETING:
            yield from not_before(issue, "put_on", issue.put_on, meeting.held_on, _("ngày họp kiểm điểm"))


def check_meetings(package: Package) -> Iterator[Fault]:
    """In the window of the tier, with quorum, chaired by one of its own, who is there."""
    seen: dict[str, MeetingRow] = {}
    for meeting in package.meetings:
        other = seen.setdefault(meeting.collective, meeting)
        if other is not meeting:
            yield fault(
                meeting,
                "collective",
                _("Tập thể đã họp kiểm điểm ở dòng %(row)s") % {"row": other.row},
                _("mỗi tập thể một hội nghị"),
            )
        yield from not_before(meeting, "concluded_on", meeting.concluded_on, meeting.held_on, _("ngày họp"))
        yield from not_before(meeting, "announced_on", meeting.announced_on, meeting.concluded_on, _("ngày kết luận"))
        yield from _window(package, meeting)
        yield from _chairs(package, meeting)
        yield from _quorum(package, meeting)


def _window(package: Package, meeting: MeetingRow) -> Iterator[Fault]:
    tiers = {tier.code: tier for tier in package.tiers}
    of = {subject.decided_by: tiers[subject.tier] for subject in package.subjects if subject.tier in tiers}
    tier = of.get(meeting.collective)
    if tier is None:
        yield fault(
            meeting, "collective", _("Tập thể không có đối tượng kiểm điểm nào"), _("một tập thể trong subjects.csv")
        )
        return
    yield from not_before(
        meeting, "held_on", meeting.held_on, tier.opens_on, _("thời gian của “%(tier)s”") % {"tier": tier.name}
    )
    yield from not_after(
        meeting,
        "concluded_on",
        meeting.concluded_on,
        tier.closes_on,
        _("thời gian của “%(tier)s”") % {"tier": tier.name},
    )
    above = [
        row.concluded_on for row in package.meetings if row.collective in of and of[row.collective].order < tier.order
    ]
    if above:
        yield from not_before(meeting, "held_on", meeting.held_on, max(above), _("kết luận của cấp trên"))


def _chairs(package: Package, meeting: MeetingRow) -> Iterator[Fault]:
    members, absent = package.members_of.get(meeting.collective, set()), package.absent_from.get(meeting.code, set())
    for column in ("chair", "second_chair"):
        person = getattr(meeting, column)
        if person and person not in members:
            yield fault(
                meeting,
                column,
                _("“%(code)s” không ở trong tập thể") % {"code": person},
                _("một người có ghế trong tập thể"),
            )
        elif person in absent:
            yield fault(meeting, column, _("“%(code)s” vắng mặt") % {"code": person}, _("một người có mặt"))
    if meeting.chair == meeting.second_chair:
        yield fault(meeting, "second_chair", _("Người chủ trì thay là chính người chủ trì"), _("một người khác"))
    if meeting.chair == meeting.minute_taker:
        yield fault(meeting, "minute_taker", _("Người ghi biên bản là chính người chủ trì"), _("một người khác"))
    if meeting.attending_superior and meeting.attending_superior in members:
        yield fault(meeting, "attending_superior", _("Cấp trên dự là người của chính tập thể"), _("một người khác"))


def _quorum(package: Package, meeting: MeetingRow) -> Iterator[Fault]:
    members = package.members_of.get(meeting.collective, set())
    present = members - package.absent_from.get(meeting.code, set())
    if package.procedure is None or not members:
        return
    quorum = package.procedure.quorum
    if len(present) * quorum.of < len(members) * quorum.present:
        yield fault(
            meeting,
            "collective",
            _("Không đủ số người họp: có mặt %(present)s/%(members)s")
            % {"present": len(present), "members": len(members)},
            _("ít nhất %(quorum)s") % {"quorum": f"{quorum.present}/{quorum.of}"},
        )


def check_absences(package: Package) -> Iterator[Fault]:
    for row in package.absences:
        meeting = package.meeting.get(row.meeting)
        if meeting is None:
            continue
        if row.person not in package.members_of.get(meeting.collective, set()):
            yield fault(
                row,
                "person",
                _("“%(code)s” không ở trong tập thể") % {"code": row.person},
                _("một người có ghế trong tập thể"),
            )
        for subject in package.subjects:
            if subject.person == row.person and subject.decided_by == meeting.collective:
                yield fault(row, "person", _("Người được kiểm điểm vắng mặt"), _("có mặt tại hội nghị kiểm điểm mình"))


def check_contributions(package: Package) -> Iterator[Fault]:
    """Spoken by somebody in the room, about a subject of that meeting."""
    for row in package.contributions:
        meeting, subject = package.meeting.get(row.meeting), package.subject.get(row.subject)
        if meeting is None:
            continue
        room = package.members_of.get(meeting.collective, set()) | {meeting.attending_superior}
        if row.speaker not in room - package.absent_from.get(row.meeting, set()):
            yield fault(
                row, "speaker", _("“%(code)s” không có mặt") % {"code": row.speaker}, _("một người có mặt tại hội nghị")
            )
        if subject and subject.decided_by != meeting.collective:
            yield fault(row, "subject", _("Đối tượng không kiểm điểm tại hội nghị này"), meeting.collective)
        if row.issue and package.issue_subject.get(row.issue, row.subject) != row.subject:
            yield fault(row, "issue", _("Vấn đề thuộc đối tượng khác"), row.subject)


def check_conclusions(package: Package) -> Iterator[Fault]:
    """Every issue of a meeting is concluded there, and so is every subject."""
    concluded = {row.issue for row in package.conclusions}
    done = {(row.meeting, row.subject) for row in package.subject_conclusions}
    meetings = _meetings_of_collectives(package)
    for row in package.conclusions:
        meeting = package.meeting.get(row.meeting)
        subject = package.subject.get(package.issue_subject.get(row.issue, ""))
        if meeting and subject and subject.decided_by != meeting.collective:
            yield fault(row, "meeting", _("Vấn đề không thuộc hội nghị này"), subject.decided_by)
    for subject in package.subjects:
        meeting = meetings.get(subject.decided_by)
        if meeting is None:
            continue
        if (meeting.code, subject.code) not in done:
            yield fault(
                meeting,
                "code",
                _("Chưa kết luận về “%(code)s”") % {"code": subject.code},
                _("một dòng trong subject_conclusions.csv"),
            )
        for issue, about in package.issue_subject.items():
            if about == subject.code and issue not in concluded:
                yield fault(
                    meeting,
                    "code",
                    _("Chưa kết luận vấn đề “%(code)s”") % {"code": issue},
                    _("một dòng trong conclusions.csv"),
                )


CHECKS = [
    check_reports,
    check_returns,
    check_answers,
    check_meetings,
    check_absences,
    check_contributions,
    check_conclusions,
]
