"""The cascade of plans: acts of one unit in their order, from the unit above, windows inside those above."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tusoi.foundation.ui.words import day
from tusoi.web.demo.package.checks.base import fault, not_after, not_before
from tusoi.web.demo.package.faults import Fault
from tusoi.web.demo.package.fields import PlanAct
from tusoi.web.demo.package.package import Package
from tusoi.web.demo.package.rows import PlanRow

AFTER: dict[PlanAct, tuple[PlanAct | None, ...]] = {
    PlanAct.SENT: (None,),
    PlanAct.ACKNOWLEDGED: (PlanAct.SENT,),
    PlanAct.SUBMITTED: (PlanAct.ACKNOWLEDGED, PlanAct.RETURNED),
    PlanAct.RETURNED: (PlanAct.SUBMITTED, PlanAct.APPROVED),
    PlanAct.APPROVED: (PlanAct.SUBMITTED,),
}


def check_plans(package: Package) -> Iterator[Fault]:
    """Every act follows the one before it of the same unit, in the order of the file."""
    calendar = package.about.calendar
    last: dict[str, PlanRow] = {}
    for row in package.plans:
        yield from not_before(row, "on", row.on, calendar.opened, _("ngày mở đợt"))
        yield from not_after(row, "on", row.on, calendar.closed, _("ngày kết thúc đợt"))
        before = last.get(row.unit)
        if (before.act if before else None) not in AFTER[row.act]:
            allowed = ", ".join(str(act) for act in AFTER[row.act] if act) or _("chưa có bước nào trước")
            yield fault(row, "act", _("“%(act)s” không theo sau bước trước") % {"act": row.act}, allowed)
        if before:
            yield from not_before(row, "on", row.on, before.on, _("bước trước của đơn vị này"))
        last[row.unit] = row
        yield from _filled(row)


def _filled(row: PlanRow) -> Iterator[Fault]:
    if row.act == PlanAct.SENT and row.until is None:
        yield fault(row, "until", _("Thiếu hạn tiếp nhận"), _("một ngày"))
    if row.act == PlanAct.SENT and row.until is not None and row.until < row.on:
        yield fault(row, "until", _("Hạn tiếp nhận trước ngày gửi"), _("từ %(day)s") % {"day": day(row.on)})
    if row.act in (PlanAct.SUBMITTED, PlanAct.RETURNED) and not row.text:
        yield fault(row, "text", _("Thiếu nội dung"), _("việc sẽ làm, hoặc ý kiến khi trả lại"))
    if (row.opens_on is None) != (row.closes_on is None):
        yield fault(row, "closes_on", _("Chỉ có một trong hai ngày"), _("cả hai ngày, hoặc không ngày nào"))


CHECKS = [check_plans]
