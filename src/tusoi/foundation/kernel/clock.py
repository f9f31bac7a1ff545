"""The campaign's time. Views and commands ask here and pass it on as `at=`; rules and actions never call a clock.

Sessions, codes, links and rate limits use the real clock, never this one.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tusoi.foundation.kernel.models import OfficeDay
from tusoi.foundation.kernel.refusal import Refused


def wall_time() -> datetime:
    """The machine's own time, in the office's zone; tests put a working hour in its place."""
    return timezone.localtime()


def office_now() -> datetime:
    """Now, or in demo mode the same time of day on the office's day."""
    now = wall_time()
    day = OfficeDay.objects.values_list("day", flat=True).first()
    return now if day is None else now.replace(year=day.year, month=day.month, day=day.day)


def at_noon(day: date) -> datetime:
    """Noon of a day, local time: the `at` of an act of which only the day is known."""
    return timezone.make_aware(datetime(day.year, day.month, day.day, 12))


@transaction.atomic
def move_office_day(day: date) -> None:
    """Set the office's day. Raises Refused when it would go back."""
    current = OfficeDay.objects.select_for_update().first()
    if current is not None and day < current.day:
        raise Refused(_("Ngày của bản minh họa chỉ đi tới, không quay lại được"))
    OfficeDay.objects.update_or_create(pk=1, defaults={"day": day})
