"""Triage of comments, issues, suggestions from above."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tusoi.process.issues.states import AsideReason
from tusoi.web.demo.package.checks.base import fault, not_after, not_before
from tusoi.web.demo.package.faults import Fault
from tusoi.web.demo.package.fields import Box, Origin, Outcome
from tusoi.web.demo.package.package import Package
from tusoi.web.demo.package.rows import SlipRow, TriageRow

REASONS = [reason.value for reason in AsideReason if reason != AsideReason.VIOLATION]


def check_triage(package: Package) -> Iterator[Fault]:
    """Every comment is sorted, once, into an issue about the same subject, a strength, or set aside with a reason."""
    slips = {(slip.slip, slip.subject, slip.box): slip for slip in package.slips}
    sorted_ones = {(row.slip, row.subject, row.box) for row in package.triage}
    origin = {issue.code: issue.origin for issue in package.issues}
    for slip in package.slips if package.triage else []:
        if (slip.slip, slip.subject, slip.box) not in sorted_ones:
            yield fault(slip, "slip", _("Ý kiến chưa được xếp"), _("một dòng trong triage.csv"))
    for row in package.triage:
        if (row.slip, row.subject, row.box) not in slips:
            yield fault(
                row, "slip", _("Không có ý kiến này trong slips.csv"), _("slip, subject, box như trong slips.csv")
            )
        if (row.outcome == Outcome.ISSUE) != bool(row.issue):
            yield fault(
                row,
                "issue",
                _("Mã vấn đề không khớp với kết quả xếp"),
                _("mã vấn đề khi outcome là issue, và chỉ khi đó"),
            )
        elif row.issue and package.issue_subject.get(row.issue, row.subject) != row.subject:
            yield fault(row, "issue", _("Vấn đề thuộc đối tượng khác"), row.subject)
        elif row.issue and origin.get(row.issue, Origin.COMMENTS) != Origin.COMMENTS:
            yield fault(row, "issue", _("Vấn đề này không từ phiếu góp ý"), _("một vấn đề có origin là comments"))
        if row.outcome == Outcome.SET_ASIDE and row.reason not in REASONS:
            yield fault(row, "reason", _("Ý kiến để riêng chưa có lý do"), ", ".join(REASONS))
    yield from _same_words(package, slips)


def _same_words(package: Package, slips: dict[tuple[str, str, Box], SlipRow]) -> Iterator[Fault]:
    """After opening nobody knows which slip a comment came from, so equal words must be sorted alike."""
    first: dict[tuple[str, str, str], TriageRow] = {}
    for row in package.triage:
        slip = slips.get((row.slip, row.subject, row.box))
        if slip is None:
            continue
        other = first.setdefault((slip.group, slip.subject, slip.text), row)
        if (other.outcome, other.issue) != (row.outcome, row.issue):
            yield fault(
                row,
                "outcome",
                _("Cùng lời nhưng xếp khác dòng %(row)s") % {"row": other.row},
                f"{other.outcome} {other.issue}".strip(),
            )


def check_issues(package: Package) -> Iterator[Fault]:
    behind = {row.issue for row in package.triage}
    suggested = {row.issue: row for row in package.suggestions}
    for issue in package.issues:
        if issue.origin == Origin.COMMENTS and issue.code not in behind:
            yield fault(issue, "origin", _("Không có ý kiến nào đứng sau vấn đề này"), _("một dòng trong triage.csv"))
        if issue.code in suggested:
            yield fault(
                issue,
                "code",
                _("Mã đã dùng ở suggestions.csv dòng %(row)s") % {"row": suggested[issue.code].row},
                _("một mã khác"),
            )
        if package.round and issue.origin == Origin.COMMENTS:
            yield from not_before(issue, "put_on", issue.put_on, package.round.triaged_on, _("ngày xếp ý kiến"))
        yield from not_before(issue, "put_on", issue.put_on, package.about.calendar.opened, _("ngày mở đợt"))


def check_suggestions(package: Package) -> Iterator[Fault]:
    """Drafted, approved, issued, answered; nobody follows their own file."""
    with_points = {row.subject for row in package.suggestions}
    for row in package.suggested:
        yield from not_before(row, "drafted_on", row.drafted_on, package.about.calendar.opened, _("ngày mở đợt"))
        yield from not_before(row, "approved_on", row.approved_on, row.drafted_on, _("ngày soạn"))
        yield from not_before(row, "issued_on", row.issued_on, row.approved_on, _("ngày duyệt"))
        yield from not_before(row, "answer_by", row.answer_by, row.issued_on, _("ngày gửi gợi ý"))
        yield from not_after(row, "answer_by", row.answer_by, package.about.calendar.closed, _("ngày kết thúc đợt"))
        subject = package.subject.get(row.subject)
        if subject and row.overseer in package.members_of.get(subject.collective, set()) | {subject.person}:
            yield fault(row, "overseer", _("Người theo dõi ở trong chính nơi được gợi ý"), _("một người khác"))
        if row.subject not in with_points:
            yield fault(row, "subject", _("Chưa có nội dung gợi ý"), _("một dòng trong suggestions.csv"))


CHECKS = [check_triage, check_issues, check_suggestions]
