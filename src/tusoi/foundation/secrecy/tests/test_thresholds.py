"""No page can show a small group, whatever is subtracted from whatever."""

from datetime import timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tusoi.foundation.secrecy import actions
from tusoi.foundation.secrecy.submission import submit
from tusoi.foundation.secrecy.tests.cast import AT, armed, nonce
from tusoi.foundation.secrecy.thresholds import Shown, merge, shown, step_down

PAIRS = st.integers(0, 20).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))
COUNTS = st.dictionaries(st.sampled_from("abcdef"), PAIRS, max_size=6)


@given(COUNTS, st.integers(2, 7))
def test_no_sum_or_difference_of_rows_is_about_a_small_group(counts, threshold):
    rows = merge(counts, threshold)
    assert sorted(g for row in rows for g in row.groups) == sorted(counts)
    visible = [row for row in rows if row.used is not None]
    for row in visible:
        assert row.used == sum(counts[g][0] for g in row.groups) >= threshold
        assert row.total == sum(counts[g][1] for g in row.groups) >= threshold
    hidden = [row for row in rows if row.used is None]
    assert not hidden or not visible
    for size in range(1, len(visible)):
        for some in combinations(visible, size):
            assert sum(row.used or 0 for row in visible) - sum(row.used or 0 for row in some) >= threshold


def test_the_small_ones_make_one_row_and_take_a_neighbour_when_still_small():
    counts = {"org": (9, 12), "old": (2, 3), "people": (6, 40)}
    assert merge(counts, 5) == [Shown(("org",), 9, 12), Shown(("old", "people"), 8, 43)]
    assert merge({"a": (1, 3), "b": (2, 9)}, 5) == [Shown(("a", "b"), None, None)]
    assert merge({}, 5) == []


def test_numbers_before_closing_go_in_steps():
    assert [step_down(n, 5) for n in (0, 4, 5, 9, 10)] == [0, 0, 5, 5, 10]
    assert (shown(4, 5), shown(5, 5)) == (None, 5)


@pytest.mark.django_db
def test_a_day_shows_what_its_first_look_showed():
    box, holders = armed()
    codes = actions.mint(box, group="old", count=12, by=holders[0], at=AT)
    pools = {"all": ["old", "people"]}
    today = AT.date()
    for number in range(6):
        submit(codes[number], nonce=nonce(number), content="x")
    assert actions.glimpse(box, pools, on=today) == {"all": 5}
    for number in range(6, 11):
        submit(codes[number], nonce=nonce(number), content="x")
    assert actions.glimpse(box, pools, on=today) == {"all": 5}
    assert actions.glimpse(box, pools, on=today + timedelta(days=1)) == {"all": 10}
