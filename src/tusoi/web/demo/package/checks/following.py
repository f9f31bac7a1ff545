"""What a package that follows another says of the time in between, and of what the earlier campaigns left."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from tusoi.web.demo.package.checks.base import fault, not_after, not_before
from tusoi.web.demo.package.faults import Fault
from tusoi.web.demo.package.fields import Origin, RollChange, Row, Verdict
from tusoi.web.demo.package.following_rows import ChangeRow
from tusoi.web.demo.package.later_rows import CommitmentRow
from tusoi.web.demo.package.package import Package
from tusoi.web.demo.package.rows import SubjectRow

NEEDS = {RollChange.TRANSFERRED: "unit", RollChange.LEFT: "reason", RollChange.STATUS: "status", RollChange.UNSEATED: "collective"}  # fmt: skip


def check_follows(package: Package) -> Iterator[Fault]:
    """The earlier campaign is over and closed when this one is planned; without one nothing goes on."""
    follows = package.about.follows
    if follows is None or package.before is None:
        for rows in (package.changes, package.goes_on, package.earlier, package.finished):
            for row in rows[:1]:
                yield fault(row, row.key[0], _("Gói không tiếp nối gói nào"), _("[follows] trong package.toml"))
        return
    if follows.closed_on < package.before.about.calendar.closed:
        wrong, expected = _("Kết thúc đợt trước quá sớm"), _("từ ngày cuối của gói trước trở đi")
        yield Fault("package.toml", 0, "follows.closed_on", wrong, expected)
    if package.about.calendar.planned < follows.closed_on:
        wrong, expected = _("Lập đợt khi đợt trước chưa kết thúc"), _("từ follows.closed_on trở đi")
        yield Fault("package.toml", 0, "calendar.planned", wrong, expected)


def check_changes(package: Package) -> Iterator[Fault]:
    """Between the end of the earlier campaign and the opening of this one, each with what it needs."""
    if package.before is None:
        return
    start, opened = package.before.about.calendar.closed, package.about.calendar.opened
    dated: list[tuple[Row, str, date | None]] = [(row, "on", row.on) for row in package.changes]
    for attribute in ("people", "seats", "accounts"):
        dated += [(row, "since", getattr(row, "since")) for row in package.own[attribute]]  # noqa: B009
    for row, column, on in dated:
        yield from not_before(row, column, on, start, _("ngày cuối của gói trước"))
        yield from not_after(row, column, on, opened, _("ngày mở đợt"))
    for change in package.changes:
        yield from _change(package.before, change)


def _change(before: Package, row: ChangeRow) -> Iterator[Fault]:
    if not getattr(row, NEEDS[row.act]):
        yield fault(row, NEEDS[row.act], _("Việc này còn thiếu một ô"), NEEDS[row.act])
    person = before.person.get(row.person)
    if person is None or (not person.unit and row.act != RollChange.UNSEATED):
        wrong = _("“%(code)s” không có trong danh sách của gói trước") % {"code": row.person}
        yield fault(row, "person", wrong, _("một đảng viên của gói trước"))
    elif row.act == RollChange.UNSEATED and row.person not in before.members_of.get(row.collective, set()):
        wrong = _("“%(code)s” không ở trong tập thể") % {"code": row.person}
        yield fault(row, "person", wrong, _("một người có ghế trong tập thể"))


# -- what was left


def _bearer(subject: SubjectRow) -> str:
    return subject.person or subject.collective


def _found_before(package: Package) -> dict[str, tuple[str, CommitmentRow | None]]:
    """Issue of an earlier package, upheld there and not gone on since -> (who bears it, its commitment)."""
    found: dict[str, tuple[str, CommitmentRow | None]] = {}
    for one in reversed(package.chain):
        upheld = {row.issue for row in one.conclusions if row.verdict == Verdict.UPHELD}
        for row in one.goes_on:
            if row.issue in upheld:
                found.pop(row.earlier, None)
        commitments = {row.issue: row for row in one.commitments}
        for issue in upheld:
            found[issue] = (_bearer(one.subject[one.issue_subject[issue]]), commitments.get(issue))
    return found


def _verified_on(package: Package, commitment: CommitmentRow | None) -> date | None:
    """As the packages before this one, or this one, say."""
    if commitment is None:
        return None
    rows = [row for one in [package, *package.chain] for row in one.finished if row.commitment == commitment.code]
    days = [row.verified_on for row in rows if row.verified_on]
    return commitment.verified_on or min(days, default=None)


def check_earlier(package: Package) -> Iterator[Fault]:
    """Section III of each report: every shortcoming that earlier campaigns left its subject, and no other."""
    found, subjects = _found_before(package), {_bearer(row): row for row in package.subjects}
    submitted = {row.subject: row for row in reversed(package.reports)}
    answered = {row.issue: row for row in package.earlier}
    for issue, (bearer, commitment) in found.items():
        subject = subjects.get(bearer)
        report = submitted.get(subject.code) if subject else None
        if report is None:
            continue
        verified = _verified_on(package, commitment)
        is_left = verified is None or verified > report.submitted_on
        row = answered.get(issue)
        if is_left and row is None:
            wrong = _("Báo cáo chưa nêu kết quả khắc phục “%(code)s” của đợt trước") % {"code": issue}
            yield fault(report, "subject", wrong, _("một dòng trong earlier.csv"))
        elif row is not None and not is_left:
            yield fault(row, "issue", _("Khuyết điểm này đã được xác nhận khắc phục xong"), _("bỏ dòng này"))
        elif row is not None:
            yield from not_after(row, "on", row.on, report.submitted_on, _("ngày nộp báo cáo"))
    for row in package.earlier if package.before else []:
        if row.issue not in found or found[row.issue][0] not in subjects:
            wrong = _("Không có khuyết điểm “%(code)s” của đợt trước") % {"code": row.issue}
            yield fault(row, "issue", wrong, _("một vấn đề của gói trước có verdict là upheld"))


def check_goes_on(package: Package) -> Iterator[Fault]:
    """What goes on is the subject's own; an issue of that origin says from what."""
    if package.before is None:
        return
    found, issues = _found_before(package), {row.code: row for row in package.issues}
    linked = {row.issue for row in package.goes_on}
    for row in package.goes_on:
        issue = issues.get(row.issue)
        subject = package.subject.get(issue.subject) if issue else None
        if issue and issue.origin != Origin.EARLIER:
            yield fault(row, "issue", _("Vấn đề này không từ đợt trước"), _("một vấn đề có origin là earlier"))
        elif row.earlier not in found or (subject and found[row.earlier][0] != _bearer(subject)):
            wrong = _("Không có khuyết điểm “%(code)s” của đối tượng này ở đợt trước") % {"code": row.earlier}
            yield fault(row, "earlier", wrong, _("một vấn đề của gói trước có verdict là upheld"))
    for issue in package.issues:
        if issue.origin == Origin.EARLIER and issue.code not in linked:
            yield fault(issue, "origin", _("Chưa ghi tiếp nối khuyết điểm nào"), _("một dòng trong goes_on.csv"))


def check_finished(package: Package) -> Iterator[Fault]:
    if package.before is None:
        return
    made = {row.code: row for one in package.chain for row in one.promises}
    done = {row.commitment for one in package.chain for row in one.finished if row.verified_on}
    shown = {row.commitment for one in [package, *package.chain] for row in one.evidence}
    for row in package.finished:
        commitment = made.get(row.commitment)
        if commitment is None or commitment.verified_on or row.commitment in done:
            yield fault(
                row,
                "commitment",
                _("Gói trước không có cam kết “%(code)s” chưa xong") % {"code": row.commitment},
                _("một cam kết chưa xác nhận của gói trước"),
            )
            continue
        planned, closed = package.about.calendar.planned, package.about.calendar.closed
        if bool(row.claimed_on) == bool(commitment.claimed_on):
            wrong, expected = _("Báo khắc phục xong một lần"), _("một ngày, hoặc để trống khi gói trước đã báo")
            yield fault(row, "claimed_on", wrong, expected)
        yield from not_before(row, "claimed_on", row.claimed_on, planned, _("ngày lập đợt"))
        yield from not_before(
            row, "verified_on", row.verified_on, row.claimed_on or planned, _("ngày báo đã khắc phục")
        )
        yield from not_after(row, "verified_on", row.verified_on, closed, _("ngày kết thúc đợt"))
        if row.verified_on and not row.verdict:
            yield fault(row, "verdict", _("Xác nhận chưa có nhận xét"), _("một câu của người giám sát"))
        if row.commitment not in shown:
            yield fault(row, "commitment", _("Báo xong khi chưa có minh chứng"), _("một dòng trong evidence.csv"))


CHECKS = [check_follows, check_changes, check_earlier, check_goes_on, check_finished]
