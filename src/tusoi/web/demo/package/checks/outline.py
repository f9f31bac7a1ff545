"""What the package takes from its procedure: tiers, groups, themes, sections of the reports."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tusoi.web.demo.package.checks.base import fault
from tusoi.web.demo.package.faults import Fault
from tusoi.web.demo.package.fields import Row
from tusoi.web.demo.package.later_rows import ReportRow
from tusoi.web.demo.package.package import Package


def check_codes(package: Package) -> Iterator[Fault]:
    if package.procedure is None:
        return
    groups = {group.code: group for group in package.procedure.groups}
    tiers = {tier.code for tier in package.procedure.tiers}
    themes = {theme.code for theme in package.procedure.themes}
    for tier in package.tiers:
        if tier.code not in tiers:
            yield fault(
                tier, "code", _("Quy trình không có cấp “%(code)s”") % {"code": tier.code}, ", ".join(sorted(tiers))
            )
    for group in package.groups:
        if group.code not in groups:
            yield fault(
                group, "code", _("Quy trình không có nhóm “%(code)s”") % {"code": group.code}, ", ".join(sorted(groups))
            )
        elif groups[group.code].attributed != group.attributed:
            yield fault(group, "attributed", _("Khác với quy trình"), "yes" if groups[group.code].attributed else "no")
    raised: list[tuple[Row, str]] = [(issue, issue.theme) for issue in package.issues]
    raised += [(point, point.theme) for point in package.suggestions]
    for row, theme in raised:
        if theme not in themes:
            yield fault(
                row, "theme", _("Quy trình không có chủ đề “%(code)s”") % {"code": theme}, ", ".join(sorted(themes))
            )


def check_tiers(package: Package) -> Iterator[Fault]:
    """A campaign opens only when every tier of its procedure has a time."""
    if package.procedure is None:
        return
    known = {tier.code for tier in package.tiers}
    for tier in package.procedure.tiers:
        if tier.code not in known:
            wrong = _("Chưa có thời gian cho cấp “%(name)s”") % {"name": tier.name}
            yield Fault("tiers.csv", 0, "code", wrong, tier.code)


def check_written(package: Package) -> Iterator[Fault]:
    """A report is handed in only when every section that a person writes has a text."""
    if package.procedure is None:
        return
    outlines = package.procedure.outlines
    first: dict[str, ReportRow] = {}
    have: dict[str, set[str]] = {}
    for row in package.reports:
        first.setdefault(row.subject, row)
        have.setdefault(row.subject, set()).add(row.section)
    for code, row in first.items():
        subject = package.subject.get(code)
        if subject is None:
            continue
        outline = outlines.collective if subject.collective else outlines.individual
        missing = [part.key for part in outline.sections if part.kind == "text" and part.key not in have[code]]
        if missing:
            yield fault(row, "section", _("Báo cáo của “%(code)s” còn thiếu phần") % {"code": code}, ", ".join(missing))


def check_sections(package: Package) -> Iterator[Fault]:
    """The sections that a person writes; the others are filled from answers and earlier shortcomings."""
    if package.procedure is None:
        return
    outlines = package.procedure.outlines
    written = {
        whole: [section.key for section in outline.sections]
        for whole, outline in ((True, outlines.collective), (False, outlines.individual))
    }
    for row in package.reports:
        subject = package.subject.get(row.subject)
        if subject and row.section not in written[bool(subject.collective)]:
            yield fault(
                row,
                "section",
                _("Đề cương không có phần “%(code)s”") % {"code": row.section},
                ", ".join(written[bool(subject.collective)]),
            )


CHECKS = [check_codes, check_tiers, check_sections, check_written]
