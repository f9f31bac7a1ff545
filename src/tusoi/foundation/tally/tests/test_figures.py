"""What is read equals a recount at every moment, whatever was folded when."""

import threading
from collections import defaultdict
from datetime import date, timedelta

import pytest
from django.db import close_old_connections, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tusoi.foundation.tally.actions import FOREVER, Raw, add, add_all, fold, recount
from tusoi.foundation.tally.figures import Figure, read
from tusoi.foundation.tally.models import Counter, Delta
from tusoi.foundation.tally.paths import ancestors, step

TODAY = date(2012, 7, 29)
MEASURES = ("reports", "answers")
DAYS = (FOREVER, TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1))


@st.composite
def trees(draw):
    """Paths of a random tree: each unit under one drawn before it."""
    paths = [step(1)]
    for parent in draw(st.lists(st.integers(0, 30), max_size=8)):
        above = paths[parent % len(paths)]
        children = sum(1 for path in paths if len(path) == len(above) + 4 and path.startswith(above))
        paths.append(above + step(children + 1))
    return paths


ACT = st.tuples(
    st.integers(0, 30), st.sampled_from(MEASURES), st.integers(-2, 3), st.integers(0, 3), st.sampled_from(DAYS)
)
STEP = st.one_of(
    ACT.map(lambda act: ("add", [act])),
    st.lists(ACT, max_size=4).map(lambda acts: ("add_all", acts)),
    st.integers(1, 5).map(lambda limit: ("fold", limit)),
)


def figures_of(raws, on):
    """The plain definition: every raw row counts at its unit and above, late where its day has passed."""
    sums = defaultdict(lambda: [0, 0, 0])
    for raw in raws:
        for path in ancestors(raw.path):
            cell = sums[path, raw.measure]
            cell[0] += raw.done
            cell[1] += raw.total
            cell[2] += raw.total - raw.done if raw.due_on < on else 0
    return {key: Figure(*cell) for key, cell in sums.items() if any(cell)}


def read_all(paths, on, scope=1):
    return {key: figure for key, figure in read(scope, paths, on=on).items() if figure != Figure()}


class HistoryTest(TestCase):
    @settings(max_examples=40, deadline=None)
    @given(trees(), st.lists(STEP, max_size=12))
    def test_a_read_equals_the_history_at_every_moment(self, paths, history):
        raws = []
        for kind, what in history:
            if kind == "fold":
                fold(limit=what)
            else:
                rows = [
                    Raw(paths[unit % len(paths)], measure, done, total, due) for unit, measure, done, total, due in what
                ]
                raws += rows
                if kind == "add_all":
                    add_all(1, rows)
                else:
                    for row in rows:
                        add(1, row.path, row.measure, done=row.done, total=row.total, due_on=row.due_on)
            for on in (TODAY, TODAY + timedelta(days=1)):
                assert read_all(paths, on) == figures_of(raws, on)
        assert recount(1, iter(raws)) == 0
        assert read_all(paths, TODAY) == figures_of(raws, TODAY)
        assert not Delta.objects.exists()

    @settings(max_examples=25, deadline=None)
    @given(trees(), st.lists(ACT, min_size=1, max_size=10), st.data())
    def test_deltas_fold_in_any_order(self, paths, acts, data):
        raws = [Raw(paths[unit % len(paths)], measure, done, total, due) for unit, measure, done, total, due in acts]
        for row in data.draw(st.permutations(raws)):
            add(1, row.path, row.measure, done=row.done, total=row.total, due_on=row.due_on)
        while fold(limit=data.draw(st.integers(1, 4))):
            assert read_all(paths, TODAY) == figures_of(raws, TODAY)
        assert read_all(paths, TODAY) == figures_of(raws, TODAY)


@pytest.mark.django_db
@pytest.mark.parametrize("units", [1, 3])
def test_a_read_is_one_query(units, django_assert_num_queries):
    paths = [step(1) + step(number) for number in range(1, units + 1)]
    for path in paths:
        add(1, path, "reports", done=1, total=2)
    fold()
    add(1, paths[0], "reports", done=1)
    with django_assert_num_queries(1):
        assert read(1, [step(1), *paths], on=TODAY)[step(1), "reports"] == Figure(units + 1, 2 * units)
    with django_assert_num_queries(0):
        assert read(1, [], on=TODAY) == {}


@pytest.mark.django_db
def test_scopes_and_siblings_do_not_mix():
    add(1, "00010001", "reports", total=1)
    add(2, "00010001", "reports", total=5)
    add(1, "00010002", "reports", total=7)
    assert read(1, ["00010001"], on=TODAY) == {("00010001", "reports"): Figure(0, 1)}


@pytest.mark.django_db
def test_recount_finds_and_repairs_wrong_counters():
    raws = [Raw("00010001", "reports", 1, 2), Raw("00010002", "reports", 0, 1, TODAY)]
    add_all(1, raws)
    fold()
    Counter.objects.filter(path="00010001").update(done=2)  # somebody wrote past the verbs
    Counter.objects.filter(path="00010002").delete()
    add(1, "00010003", "answers", total=9)
    assert recount(1, iter(raws)) == 4  # two counters, and the stray one at its unit and above
    assert read(1, ["0001"], on=TODAY) == {("0001", "reports"): Figure(1, 3)}
    assert recount(1, iter(raws)) == 0


@pytest.mark.django_db
def test_recount_leaves_other_scopes_alone():
    add(2, "0001", "reports", total=5)
    recount(1, iter([]))
    assert read(2, ["0001"], on=TODAY) == {("0001", "reports"): Figure(0, 5)}


@pytest.mark.django_db
def test_add_all_writes_one_delta_for_each_unit_and_day():
    rows = [Raw("0001", "reports", 1, 1)] * 500 + [Raw("00010001", "reports", 0, 0)]
    assert add_all(1, rows) == 1
    assert Delta.objects.get().done == 500


@pytest.mark.django_db(transaction=True)
def test_readers_and_two_folders_at_once_never_see_a_wrong_figure():
    add_all(1, [Raw(step(1) + step(number), "reports", 1, 1) for number in range(1, 61)])
    expected = {("0001", "reports"): Figure(60, 60)}
    seen, faults = [], []
    done = threading.Event()

    def guarded(work):
        try:
            work()
        except Exception as fault:  # a thread's fault must reach the test
            faults.append(fault)
        finally:
            close_old_connections()
            connection.close()

    def look():
        while not done.is_set():
            seen.append(read(1, ["0001"], on=TODAY))

    def shrink():
        while fold(limit=7):
            pass

    reader = threading.Thread(target=guarded, args=(look,))
    folders = [threading.Thread(target=guarded, args=(shrink,)) for _ in range(2)]
    for thread in (reader, *folders):
        thread.start()
    for thread in folders:
        thread.join()
    done.set()
    reader.join()
    assert not faults
    assert all(figures == expected for figures in seen)
    assert seen
    assert not Delta.objects.exists()
    assert read(1, ["0001"], on=TODAY) == expected


@pytest.mark.django_db(transaction=True)
def test_folding_and_recounting_at_once_wait_for_each_other():
    raws = [Raw(step(1) + step(number), "reports", 0, 1) for number in range(1, 41)]
    wrong, faults = [], []

    def guarded(work):
        try:
            for _round in range(20):
                work()
        except Exception as fault:  # a thread's fault must reach the test
            faults.append(fault)
        finally:
            close_old_connections()
            connection.close()

    def back_and_forth():
        with transaction.atomic():
            for row in raws[:10]:
                add(1, row.path, "reports", done=1)
                add(1, row.path, "reports", done=-1)

    add_all(1, raws)
    works = (
        back_and_forth,
        lambda: fold(limit=30),
        lambda: wrong.append(recount(1, iter(raws))),
        lambda: fold(limit=7),
    )
    threads = [threading.Thread(target=guarded, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert set(wrong) == {0}
    assert read(1, ["0001"], on=TODAY) == {("0001", "reports"): Figure(0, 40)}


@pytest.mark.django_db
def test_folding_takes_the_same_statements_for_many_deltas_as_for_few():
    asked = []
    for units in (2, 60):
        add_all(1, [Raw(step(1) + step(number), "reports", 0, 1) for number in range(1, units + 1)])
        with CaptureQueriesContext(connection) as queries:
            assert fold() == units
        asked.append(len(queries))
    assert asked[0] == asked[1]
