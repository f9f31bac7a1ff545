"""Numbers, days and rates as a person reads them. Pages and papers alike take them from here."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

NBSP = "\u00a0"
_HUNDREDTH = Decimal("0.01")


class Counted(Protocol):
    """Two whole numbers, and how many of the missing are past their date (see tally.figures.Figure)."""

    @property
    def done(self) -> int: ...
    @property
    def total(self) -> int: ...
    @property
    def late(self) -> int: ...


def number(value: int | float | Decimal) -> str:
    """3261 -> '3.261' ('3,261' in English). Raises TypeError on anything but a number."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise TypeError(f"number needs a number, not {value!r}")
    return str(number_format(value, force_grouping=True))


def local_day(value: date) -> date:
    """The day of a date or of an aware datetime, in local time."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def day(value: date | None) -> str:
    """29/07/2012 (29 July 2012 in English); '' for None. A datetime gives its local day."""
    return "" if value is None else str(date_format(local_day(value), "DATE_FORMAT")).replace(" ", NBSP)


def percent(value: Counted | int | float | Decimal) -> str:
    """97.664 -> '97,66 %'. Takes 0 to 100, or a figure. Never says 100 % or 0 % of what is only nearly so."""
    if isinstance(value, int | float | Decimal):
        exact = Decimal(str(value))
    else:
        exact = Decimal(100 * value.done) / value.total if value.total else Decimal(0)
    shown = exact.quantize(_HUNDREDTH, ROUND_HALF_UP)
    if shown == 100 and exact < 100:
        shown = 100 - _HUNDREDTH
    elif shown == 0 and exact > 0:
        shown = _HUNDREDTH
    places = 0 if shown == shown.to_integral_value() else 2
    return f"{number_format(shown, decimal_pos=places, force_grouping=True)}{NBSP}%"


def days_between(due: date, at: date) -> int:
    """Days from the day of `at` to the day of `due`; negative when `due` has passed."""
    return (local_day(due) - local_day(at)).days


def days_left(due: date | None, at: date) -> str:
    """'còn 3 ngày', 'hôm nay', 'quá 4 ngày'; '' where there is no date."""
    if due is None:
        return ""
    left = days_between(due, at)
    if left == 0:
        return _("hôm nay")
    if left > 0:
        return ngettext("còn %(days)s ngày", "còn %(days)s ngày", left) % {"days": number(left)}
    return ngettext("quá %(days)s ngày", "quá %(days)s ngày", -left) % {"days": number(-left)}
