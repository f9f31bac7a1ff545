"""A unit takes its figures along when its place in the tree changes."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tusoi.foundation.tally.actions import Raw, add, fold, recount
from tusoi.foundation.tally.figures import Figure, everything_at, read
from tusoi.foundation.tally.models import Delta
from tusoi.foundation.tally.paths import WIDTH, step
from tusoi.foundation.tally.relocation import free_child, relocate

TODAY = date(2012, 7, 29)
TOP, ONE, TWO = step(1), step(1) + step(1), step(1) + step(2)


def figure(path):
    return read(1, [path], on=TODAY).get((path, "reports"), Figure())


@pytest.mark.django_db
@pytest.mark.parametrize("folded", [False, True])
def test_the_units_above_lose_and_gain(folded):
    add(1, ONE + step(1), "reports", done=1, total=2)
    add(1, ONE, "reports", total=3)
    add(1, TWO, "reports", done=4, total=4)
    if folded:
        fold()
    relocate(1, ONE + step(1), TWO + step(1))
    assert (figure(ONE), figure(TWO), figure(TOP)) == (Figure(0, 3), Figure(5, 6), Figure(5, 9))
    assert figure(TWO + step(1)) == Figure(1, 2)
    assert figure(ONE + step(1)) == Figure()


@pytest.mark.django_db
def test_what_leaves_the_tree_leaves_its_sums_and_stays_readable():
    add(1, ONE, "reports", done=1, total=2)
    add(1, TWO, "reports", done=1, total=1)
    relocate(1, ONE, step(2))
    assert (figure(TOP), figure(step(2))) == (Figure(1, 1), Figure(1, 2))
    assert everything_at(1, step(2), on=TODAY) == {"reports": Figure(1, 2)}


@pytest.mark.django_db
def test_a_delta_written_under_the_old_place_is_brought_over():
    add(1, ONE, "reports", total=1)
    relocate(1, ONE, TWO + step(1))
    relocate(1, TWO, step(2))
    add(1, ONE, "reports", done=1)  # by a transaction that had read the path before
    fold()
    assert figure(step(2) + step(1)) == Figure(1, 1)
    assert (figure(TOP), figure(ONE)) == (Figure(), Figure())


@pytest.mark.django_db
def test_other_campaigns_keep_their_places():
    add(1, ONE, "reports", total=1)
    add(2, ONE, "reports", total=7)
    fold()
    relocate(1, ONE, TWO + step(1))
    assert read(2, [ONE], on=TODAY) == {(ONE, "reports"): Figure(0, 7)}


@pytest.mark.django_db
def test_a_place_that_was_left_is_not_given_again():
    relocate(1, TOP + step(5), TWO + step(1))
    assert free_child(1, TOP, [ONE, TWO]) == TOP + step(6)
    assert free_child(1, ONE, []) == ONE + step(1)
    assert free_child(2, TOP, [ONE, TWO]) == TOP + step(3)
    assert free_child(1, "", [TOP]) == step(2)


class RandomTreesTest(TestCase):
    @settings(max_examples=40, deadline=None)
    @given(
        st.lists(st.tuples(st.integers(0, 9), st.integers(0, 2), st.integers(0, 3)), min_size=1, max_size=10),
        st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.booleans()), max_size=5),
    )
    def test_every_figure_equals_a_recount_after_any_moves(self, acts, moves):
        """places: the path of each unit, by its number; the raw rows name units, so they follow them by themselves."""
        places = {0: TOP}
        for number in range(1, 10):
            parent = places[(number - 1) // 3]
            children = [p for p in places.values() if p.startswith(parent) and len(p) == len(parent) + WIDTH]
            places[number] = parent + step(len(children) + 1)
        for unit, done, total in acts:
            add(1, places[unit], "reports", done=done, total=total)
        for unit, to, folds in moves:
            old, parent = places[unit], places[to]
            if unit == 0 or parent.startswith(old):
                continue
            taken = [p for p in places.values() if p.startswith(parent) and len(p) == len(parent) + WIDTH]
            new = free_child(1, parent, taken)
            relocate(1, old, new)
            places = {key: new + p[len(old) :] if p.startswith(old) else p for key, p in places.items()}
            if folds:
                fold(limit=3)
        raws = [Raw(places[unit], "reports", done, total) for unit, done, total in acts]
        assert recount(1, iter(raws)) == 0
        assert not Delta.objects.exists()
