"""Holidays of Vietnam with the lunar ones, weekends, and what is left to work."""

from datetime import date

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from tusoi.foundation.kernel.days_off import days_from, holiday_on, is_weekend, working_days


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2012, 1, 23), "Tết Nguyên Đán"),
        (date(2013, 2, 10), "Tết Nguyên Đán"),
        (date(2012, 3, 31), "Ngày Giỗ Tổ Hùng Vương"),
        (date(2012, 9, 2), "Quốc khánh"),
        (date(2012, 9, 4), ""),
    ],
)
def test_public_holidays_by_name(day, name):
    assert holiday_on(day) == name


def test_in_the_readers_language():
    with override("en"):
        assert holiday_on(date(2012, 9, 2)) == "National Day"
    assert holiday_on(date(2012, 9, 2)) == "Quốc khánh"


def test_weekends_are_saturday_and_sunday():
    assert [is_weekend(day) for day in days_from(date(2012, 10, 8), date(2012, 10, 14))] == [False] * 5 + [True] * 2


def test_working_days_of_a_week_with_a_holiday():
    assert working_days(date(2012, 9, 3), date(2012, 9, 9)) == 4  # Monday is given for the Sunday before


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 60))
def test_days_add_up(first, length):
    days = days_from(first, first.fromordinal(first.toordinal() + length))
    assert len(days) == length + 1
    assert 0 <= working_days(days[0], days[-1]) <= len(days)
    assert working_days(days[0], days[-1]) == sum(working_days(day, day) for day in days)
