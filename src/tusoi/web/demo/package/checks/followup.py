"""Commitments, immediate actions, evidence, reminders, dates that are moved."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _

from tusoi.web.demo.package.checks.base import fault, not_after, not_before
from tusoi.web.demo.package.faults import Fault
from tusoi.web.demo.package.fields import Verdict
from tusoi.web.demo.package.later_rows import EvidenceRow, ImmediateRow
from tusoi.web.demo.package.package import Package, Promise


def check_commitments(package: Package) -> Iterator[Fault]:
    """Upheld issues become commitments; another than the owner supervises; nothing is verified without evidence."""
    upheld = {row.issue: row for row in package.conclusions if row.verdict == Verdict.UPHELD}
    concluded = {row.issue: row for row in package.conclusions}
    evidence = _evidence(package)
    for commitment in package.commitments:
        if commitment.issue in concluded and commitment.issue not in upheld:
            yield fault(
                commitment, "issue", _("Vấn đề không kết luận là có khuyết điểm"), _("một vấn đề có verdict là upheld")
            )
        meeting = package.meeting.get(concluded[commitment.issue].meeting) if commitment.issue in concluded else None
        yield from not_before(
            commitment, "made_on", commitment.made_on, meeting.concluded_on if meeting else None, _("ngày kết luận")
        )
        yield from _dates(package, commitment, evidence[commitment.code])
        yield from _supervisor(package, commitment, package.issue_subject.get(commitment.issue, ""))
    committed = {row.issue for row in package.commitments}
    for row in upheld.values() if package.commitments else []:
        if row.issue not in committed:
            yield fault(row, "issue", _("Khuyết điểm chưa có cam kết khắc phục"), _("một dòng trong commitments.csv"))


def _evidence(package: Package) -> dict[str, list[EvidenceRow]]:
    found: dict[str, list[EvidenceRow]] = defaultdict(list)
    for one in package.evidence:
        found[one.commitment].append(one)
    return found


def check_immediate(package: Package) -> Iterator[Fault]:
    """Recorded at the meeting that reviewed its subject, for somebody of it; the rest as with every commitment."""
    evidence, codes = _evidence(package), {row.code for row in package.commitments}
    seen: dict[tuple[str, str, str], int] = {}
    for row in package.immediate:
        if row.code in codes:
            yield fault(row, "code", _("Mã đã dùng trong commitments.csv"), _("một mã khác"))
        other = seen.setdefault((row.meeting, row.subject, row.what), row.row)
        if other != row.row:
            yield fault(row, "what", _("Việc này đã ghi ở dòng %(row)s") % {"row": other}, _("mỗi việc một dòng"))
        yield from _at_the_meeting(package, row)
        yield from _dates(package, row, evidence[row.code])
        yield from _supervisor(package, row, row.subject)


def _at_the_meeting(package: Package, row: ImmediateRow) -> Iterator[Fault]:
    meeting, subject = package.meeting.get(row.meeting), package.subject.get(row.subject)
    if meeting is None or subject is None:
        return
    if subject.decided_by != meeting.collective:
        yield fault(row, "subject", _("Đối tượng không kiểm điểm tại hội nghị này"), meeting.collective)
    room = package.members_of.get(meeting.collective, set()) | {meeting.attending_superior, subject.person}
    if row.owner not in room:
        yield fault(
            row, "owner", _("“%(code)s” không thuộc hội nghị này") % {"code": row.owner}, _("người của hội nghị")
        )
    yield from not_before(row, "due_on", row.due_on, meeting.held_on, _("ngày họp"))
    yield from not_before(row, "made_on", row.made_on, meeting.concluded_on, _("ngày kết luận"))
    if package.procedure:
        latest = meeting.held_on + timedelta(package.procedure.mending.longest_days)
        yield from not_after(row, "due_on", row.due_on, latest, _("hạn dài nhất của quy trình"))


def _dates(package: Package, row: Promise, evidence: list[EvidenceRow]) -> Iterator[Fault]:
    closed = package.about.calendar.closed
    if not isinstance(row, ImmediateRow):  # the date of those is the meeting's: it may pass before both have signed
        yield from not_before(row, "due_on", row.due_on, row.made_on, _("ngày lập cam kết"))
    yield from not_before(row, "claimed_on", row.claimed_on, row.made_on, _("ngày lập cam kết"))
    yield from not_before(row, "verified_on", row.verified_on, row.claimed_on, _("ngày báo đã khắc phục"))
    yield from not_after(row, "verified_on", row.verified_on, closed, _("ngày kết thúc đợt"))
    if row.verified_on:
        if not row.claimed_on:
            yield fault(row, "claimed_on", _("Đã xác nhận nhưng chưa báo khắc phục"), _("ngày báo đã khắc phục"))
        if not row.verdict:
            yield fault(row, "verdict", _("Xác nhận chưa có nhận xét"), _("một câu của người giám sát"))
        if not [one for one in evidence if one.on <= row.verified_on]:
            yield fault(row, "verified_on", _("Xác nhận khi chưa có minh chứng"), _("một dòng trong evidence.csv"))


def _supervisor(package: Package, row: Promise, of: str) -> Iterator[Fault]:
    if row.supervisor == row.owner:
        yield fault(row, "supervisor", _("Người giám sát là chính người thực hiện"), _("một người khác"))
        return
    subject = package.subject.get(of)
    if subject and row.supervisor in package.members_of.get(subject.collective, set()) | {subject.person}:
        yield fault(row, "supervisor", _("Người giám sát ở trong nơi có khuyết điểm"), _("một người khác"))


def check_evidence(package: Package) -> Iterator[Fault]:
    made = {row.code: row.made_on for row in package.promises}
    verified = {row.code: row.verified_on for row in package.promises}
    for row in package.evidence:
        yield from not_before(row, "on", row.on, made.get(row.commitment), _("ngày lập cam kết"))
        yield from not_after(row, "on", row.on, verified.get(row.commitment), _("ngày xác nhận"))
    for reminder in package.reminders:
        yield from not_before(reminder, "on", reminder.on, made.get(reminder.commitment), _("ngày lập cam kết"))
        yield from not_after(reminder, "on", reminder.on, verified.get(reminder.commitment), _("ngày xác nhận"))


def check_postponements(package: Package) -> Iterator[Fault]:
    """Between the day on which it was made and the one on which it was verified, to a day that is still to come."""
    made = {row.code: row for one in [package, *package.chain] for row in one.promises}
    for row in package.postponements:
        commitment = made.get(row.commitment)
        yield from not_before(row, "due_on", row.due_on, row.on, _("ngày đổi hạn"))
        if commitment:
            yield from not_before(row, "on", row.on, commitment.made_on, _("ngày lập cam kết"))
            yield from not_after(row, "on", row.on, commitment.verified_on, _("ngày xác nhận"))


CHECKS = [check_commitments, check_immediate, check_evidence, check_postponements]
