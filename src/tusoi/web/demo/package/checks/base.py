"""What the checks share."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from tusoi.web.demo.package.faults import Fault
from tusoi.web.demo.package.fields import Row
from tusoi.web.demo.package.package import FILE_OF


def fault(row: Row, column: str, wrong: str, expected: str) -> Fault:
    return Fault(FILE_OF[type(row)], row.row, column, wrong, expected)


def day(value: date) -> str:
    return value.strftime("%d/%m/%Y")


def not_before(row: Row, column: str, value: date | None, limit: date | None, what: str) -> Iterator[Fault]:
    """A fault where `value` lies before `limit`; `what` names the limit in words."""
    if value is not None and limit is not None and value < limit:
        yield fault(
            row,
            column,
            _("Ngày %(day)s trước %(what)s") % {"day": day(value), "what": what},
            _("từ %(limit)s trở đi") % {"limit": day(limit)},
        )


def not_after(row: Row, column: str, value: date | None, limit: date | None, what: str) -> Iterator[Fault]:
    """A fault where `value` lies after `limit`."""
    if value is not None and limit is not None and value > limit:
        yield fault(
            row,
            column,
            _("Ngày %(day)s sau %(what)s") % {"day": day(value), "what": what},
            _("không muộn hơn %(limit)s") % {"limit": day(limit)},
        )
