"""The arithmetic of quotas and tallies, whatever the numbers are."""

from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tusoi.process.reviews.quota import Standing, Sum, Tally, most, share_of, wrong_sums

COUNT = st.integers(0, 10_000)
PERCENT = st.integers(1, 100)
LEVELS = ["excellent", "good", "done", "failed", "not-yet"]


@pytest.mark.parametrize(("base", "allowed"), [(0, 0), (2, 0), (3, 1), (7, 1), (8, 2), (12, 2), (13, 3), (100, 20)])
def test_the_examples_of_the_guideline_are_rounded_half_up(base, allowed):
    """7 -> 1, 8 -> 2, 13 -> 3 (domain.md 2.5)."""
    assert most(20, base, "half-up") == allowed


def test_at_the_half_the_two_roundings_part():
    assert (most(50, 5, "half-up"), most(50, 5, "down")) == (3, 2)


@given(percent=PERCENT, base=COUNT)
def test_rounding_is_that_of_exact_fractions(percent, base):
    exact = Fraction(percent * base, 100)
    assert most(percent, base, "down") == floor(exact)
    assert most(percent, base, "half-up") == floor(exact + Fraction(1, 2))


@given(percent=PERCENT, base=COUNT)
def test_more_people_never_allow_fewer_and_nobody_allows_more_than_there_are(percent, base):
    for rounding in ("half-up", "down"):
        assert most(percent, base, rounding) <= most(percent, base + 1, rounding)
        assert 0 <= most(percent, base, rounding) <= base


COUNTS = st.dictionaries(st.sampled_from(LEVELS), st.integers(0, 500))


@given(counts=COUNTS, percent=PERCENT, higher=st.none() | PERCENT, grounds=st.booleans())
def test_what_is_said_of_a_quota_follows_from_its_numbers(counts, percent, higher, grounds):
    for base in (["good"], ["excellent", "good"]):
        share = share_of(
            counts,
            level="excellent",
            base=base,
            percent=percent,
            most_percent=higher,
            rounding="half-up",
            has_grounds=grounds,
        )
        assert share.base == sum(counts.get(code, 0) for code in base)
        assert share.at_most >= share.allowed
        said = {
            Standing.WITHIN: share.rated <= share.allowed,
            Standing.NEEDS_GROUNDS: share.allowed < share.rated <= share.at_most and not grounds,
            Standing.WITH_GROUNDS: share.allowed < share.rated <= share.at_most and grounds,
            Standing.OVER: share.rated > share.at_most,
        }
        assert [standing for standing, holds in said.items() if holds] == [share.standing]


@given(counts=COUNTS, percent=PERCENT)
def test_the_wider_base_is_never_the_stricter_one(counts, percent):
    narrow, wide = (
        share_of(
            counts,
            level="excellent",
            base=base,
            percent=percent,
            most_percent=None,
            rounding="down",
            has_grounds=False,
        )
        for base in (["good"], ["excellent", "good"])
    )
    assert narrow.allowed <= wide.allowed


@st.composite
def true_counts(draw):
    """A count as it happens: people get ballots, some return them, some are valid, each valid one ticks one box a line."""
    present = draw(st.integers(0, 60))
    issued = draw(st.integers(0, present))
    collected = draw(st.integers(0, issued))
    valid = draw(st.integers(0, collected))
    ticks = draw(st.lists(st.lists(st.integers(0, 4), min_size=valid, max_size=valid), max_size=4))
    lines = [(number, [row.count(level) for level in range(5)]) for number, row in enumerate(ticks)]
    return Tally(present, issued, collected, issued - collected, valid, collected - valid), lines


@given(true_counts())
def test_a_true_count_always_adds_up(count):
    tally, lines = count
    assert wrong_sums(tally, lines) == []


@given(true_counts(), st.integers(1, 9), st.sampled_from(["collected", "not_returned", "valid", "invalid", "issued"]))
def test_one_wrong_number_is_always_found_and_by_how_much(count, by, name):
    tally, lines = count
    wrong = Tally(**{**vars(tally), name: getattr(tally, name) + by})
    found = wrong_sums(wrong, lines)
    assert found
    assert all(one.by == by for one in found if one.sum in (Sum.ISSUED, Sum.COLLECTED, Sum.VOTES))


@given(true_counts(), st.integers(1, 9))
def test_one_vote_too_many_in_one_line_is_said_of_that_line(count, by):
    tally, lines = count
    for key, votes in lines:
        changed = [(k, [v[0] + by, *v[1:]]) if k == key else (k, v) for k, v in lines]
        (found,) = wrong_sums(tally, changed)
        assert (found.sum, found.line, found.left, found.right) == (Sum.VOTES, key, sum(votes) + by, tally.valid)


@given(numbers=st.tuples(*[st.integers(0, 30)] * 6))
def test_nothing_wrong_is_said_exactly_when_every_sum_holds(numbers):
    tally = Tally(*numbers)
    holds = (
        tally.issued <= tally.present
        and tally.collected + tally.not_returned == tally.issued
        and tally.valid + tally.invalid == tally.collected
    )
    assert (wrong_sums(tally) == []) == holds
