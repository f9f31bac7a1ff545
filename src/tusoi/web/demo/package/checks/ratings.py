"""Levels that are stated, and paper ballots with their numbers."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tusoi.foundation.rulebook.rating import NOT_YET, Rating
from tusoi.web.demo.package.checks.base import fault, not_before
from tusoi.web.demo.package.faults import Fault
from tusoi.web.demo.package.fields import RatingStage
from tusoi.web.demo.package.later_rows import CountRow, RatingRow, VoteRow
from tusoi.web.demo.package.package import Package
from tusoi.web.demo.package.rows import SubjectRow


def _level(rating: Rating, row: RatingRow | VoteRow, subject: SubjectRow | None) -> Iterator[Fault]:
    if row.level != NOT_YET and rating.place_of(row.level) is None:
        levels = ", ".join(level.code for level in rating.levels)
        yield fault(row, "level", _("Quy trình không có mức “%(code)s”") % {"code": row.level}, levels)
    kinds = rating.kinds_of(is_collective=bool(subject and subject.collective))
    if subject and row.kind not in kinds:
        yield fault(row, "kind", _("Quy trình không xếp loại mục “%(code)s”") % {"code": row.kind}, ", ".join(kinds))


def check_ratings(package: Package) -> Iterator[Fault]:
    """Only where the procedure rates; a decision comes after the review, and names who decides."""
    rows = [*package.ratings, *package.counts]
    rating = package.procedure.rating if package.procedure else None
    if rating is None:
        if package.procedure and rows:
            yield fault(rows[0], "stage", _("Quy trình của gói không xếp loại"), _("một quy trình có [rating]"))
        return
    concluded = {meeting.collective: meeting.concluded_on for meeting in package.meetings}
    for row in package.ratings:
        subject = package.subject.get(row.subject)
        yield from _level(rating, row, subject)
        if row.stage != RatingStage.SELF and not row.body:
            yield fault(row, "body", _("Chưa ghi nơi đề nghị hoặc quyết định"), _("tên một tập thể"))
        if row.stage == RatingStage.DECISION and subject:
            yield from not_before(row, "on", row.on, concluded.get(subject.decided_by), _("ngày kết luận kiểm điểm"))
    for count in package.counts:
        yield from _count(package, rating, count)


def _count(package: Package, rating: Rating, row: CountRow) -> Iterator[Fault]:
    """The team, who is on the ballot, and every sum of the form."""
    votes = [one for one in package.votes if one.meeting == row.meeting]
    on_ballot = {subject.person for vote in votes if (subject := package.subject.get(vote.subject)) and subject.person}
    if row.stage == RatingStage.SELF:
        yield fault(row, "stage", _("Chưa chọn bỏ phiếu để đề nghị hay để quyết định"), "proposal, decision")
    for person in row.team:
        if person not in package.person:
            yield fault(row, "team", _("Không có “%(code)s”") % {"code": person}, _("một mã có trong people.csv"))
        elif person in on_ballot:
            yield fault(row, "team", _("“%(code)s” có tên trên phiếu") % {"code": person}, _("một người khác"))
    if row.head not in row.team:
        yield fault(row, "head", _("Tổ trưởng không ở trong tổ kiểm phiếu"), _("một người trong team"))
    if rating.ballot and len(set(row.team)) < rating.ballot.team:
        yield fault(row, "team", _("Tổ kiểm phiếu chưa đủ người"), str(rating.ballot.team))
    present = _present(package, row)
    if row.issued > present:
        yield fault(row, "issued", _("Phát ra nhiều phiếu hơn số người có mặt"), str(present))
    if row.collected + row.not_returned != row.issued:
        yield fault(row, "collected", _("Thu về và không thu về không bằng phát ra"), str(row.issued))
    if row.valid + row.invalid != row.collected:
        yield fault(row, "valid", _("Hợp lệ và không hợp lệ không bằng thu về"), str(row.collected))
    yield from _lines(package, rating, row, votes)


def _present(package: Package, row: CountRow) -> int:
    meeting = package.meeting.get(row.meeting)
    members = package.members_of.get(meeting.collective, set()) if meeting else set()
    return len(members - package.absent_from.get(row.meeting, set()))


def _lines(package: Package, rating: Rating, row: CountRow, votes: list[VoteRow]) -> Iterator[Fault]:
    meeting = package.meeting.get(row.meeting)
    sums: dict[tuple[str, str], int] = {}
    for vote in votes:
        subject = package.subject.get(vote.subject)
        yield from _level(rating, vote, subject)
        if subject and meeting and subject.decided_by != meeting.collective:
            yield fault(vote, "subject", _("Đối tượng không kiểm điểm tại hội nghị này"), meeting.collective)
        sums[vote.subject, vote.kind] = sums.get((vote.subject, vote.kind), 0) + vote.votes
    if not sums:
        yield fault(row, "meeting", _("Lần kiểm phiếu chưa có số phiếu nào"), _("các dòng trong votes.csv"))
    for (subject_code, _kind), total in sums.items():
        if total != row.valid:
            first = next(vote for vote in votes if vote.subject == subject_code)
            wrong = _("Số phiếu của “%(code)s” cộng lại là %(n)s") % {"code": subject_code, "n": total}
            yield fault(first, "votes", wrong, _("bằng số phiếu hợp lệ: %(n)s") % {"n": row.valid})


CHECKS = [check_ratings]
