"""Days on which an office of Vietnam does not work: public holidays, with the lunar ones, and weekends.

The days come from the `holidays` package, offline. Years before 1901 have none.
"""

from datetime import date, timedelta
from functools import cache

from django.utils.translation import get_language
from holidays import country_holidays

LANGUAGES = {"vi": "vi", "en": "en_US"}
SATURDAY = 5


@cache
def _holidays(year: int, language: str) -> dict[date, str]:
    return dict(country_holidays("VN", years=year, language=language))


def holiday_on(day: date) -> str:
    """The name of the public holiday of a day, in the reader's language; '' on other days."""
    return _holidays(day.year, LANGUAGES.get(get_language() or "vi", "vi")).get(day, "")


def is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


def days_from(first: date, last: date) -> list[date]:
    """Every day from the first to the last, both in it."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def working_days(first: date, last: date) -> int:
    """How many days of a span are neither weekend nor holiday; both ends count."""
    return sum(not is_weekend(day) and not holiday_on(day) for day in days_from(first, last))
