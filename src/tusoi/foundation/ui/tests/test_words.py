"""Numbers, days and rates as a Vietnamese office writes them."""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from tusoi.foundation.ui import words
from tusoi.foundation.ui.tests.test_tags import Two


def test_numbers_in_both_languages():
    assert words.number(3261) == "3.261"
    with override("en"):
        assert words.number(3261) == "3,261"
    with pytest.raises(TypeError):
        words.number("3261")


def test_days_are_local_and_whole():
    assert words.day(date(2012, 7, 29)) == "29/07/2012"
    assert words.day(datetime(2012, 7, 28, 18, 0, tzinfo=UTC)) == "29/07/2012"
    assert words.day(None) == ""
    with override("en"):
        assert words.day(date(2012, 7, 29)) == "29\u00a0July\u00a02012"


@pytest.mark.parametrize(
    ("done", "total", "text"),
    [
        (3261, 3339, "97,66"),
        (24, 24, "100"),
        (1, 2, "50"),
        (0, 5, "0"),
        (99_999, 100_000, "99,99"),
        (1, 100_000, "0,01"),
    ],
)
def test_percent_never_claims_more_than_is_true(done, total, text):
    assert words.percent(Two(done, total)) == f"{text}\u00a0%"


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_only_all_is_a_hundred_and_only_none_is_zero(done, total):
    done = min(done, total)
    text = words.percent(Two(done, total))
    assert (text == "100\u00a0%") == (done == total)
    assert (text == "0\u00a0%") == (done == 0)


def test_percent_of_a_plain_number():
    assert words.percent(97.664) == "97,66\u00a0%"


@pytest.mark.parametrize(
    ("due", "text"),
    [(date(2012, 8, 1), "còn 3 ngày"), (date(2012, 7, 29), "hôm nay"), (date(2012, 7, 25), "quá 4 ngày")],
)
def test_days_left_in_words(due, text):
    assert words.days_left(due, datetime(2012, 7, 29, 3, 0, tzinfo=UTC)) == text


def test_days_left_of_nothing():
    assert words.days_left(None, date(2012, 7, 29)) == ""
