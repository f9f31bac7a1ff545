"""Units merge and move; members follow, periods stay half-open, the tree stays a tree."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tusoi.foundation.directory.actions import RollRow, enter_on_roll, found_unit
from tusoi.foundation.directory.models import Level, Membership, MembershipStatus, Person, Status, Succession, Unit
from tusoi.foundation.directory.reorganising import merge_units, move_unit
from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally.paths import lies_within

pytestmark = pytest.mark.django_db
SINCE, ON = date(2004, 1, 2), date(2012, 6, 1)
AT = at_noon(date(2012, 7, 29))


def planted():
    level = Level.objects.create(code="cap", name="Cấp", rank=1)
    units = {}
    for code, parent in [
        ("quan", None), ("mot", "quan"), ("hai", "quan"), ("a", "mot"), ("b", "hai"), ("c", "hai"), ("khac", None),
    ]:  # fmt: skip
        units[code] = found_unit(
            code=code, name=code, short_name=code, level=level, since=SINCE, parent=units.get(parent)
        )
    return units


@pytest.fixture
def tree():
    return planted()


def fresh(unit):
    return Unit.objects.get(pk=unit.pk)


def merge(tree, olds, into, on=ON):
    return merge_units([fresh(tree[code]) for code in olds], fresh(tree[into]), on=on, by=None, at=AT)


def members(tree, code, count, since=SINCE, status=Status.FULL):
    rows = [RollRow(f"{code}-{n}", f"Trần {code} {n}", fresh(tree[code]), since, status) for n in range(count)]
    return enter_on_roll(rows)


def test_what_was_below_goes_to_the_heir_and_the_ended_unit_stays_below_it(tree):
    merge(tree, ["hai"], "mot")
    parents = {unit.code: unit.parent.code if unit.parent else None for unit in Unit.objects.select_related("parent")}
    assert parents == {"quan": None, "khac": None, "mot": "quan", "a": "mot", "b": "mot", "c": "mot", "hai": "mot"}
    for unit in Unit.objects.exclude(parent=None).select_related("parent"):
        assert lies_within(unit.path, unit.parent.path)
        assert unit.depth == unit.parent.depth + 1
    assert fresh(tree["hai"]).until == ON
    assert [(row.old.code, row.new.code, row.on) for row in Succession.objects.all()] == [("hai", "mot", ON)]
    assert Entry.objects.filter(act="unit.merged").count() == 1


def test_members_go_on_in_the_heir_with_their_status(tree):
    members(tree, "hai", 3)
    members(tree, "b", 2, status=Status.PROBATIONARY)
    newcomer = enter_on_roll([RollRow("moi", "Trần Mới", fresh(tree["hai"]), ON, Status.PROBATIONARY)])
    merge(tree, ["hai"], "mot")
    assert Person.objects.in_unit(fresh(tree["mot"]), ON).count() == 6
    assert Person.objects.in_unit(fresh(tree["quan"]), ON).count() == 6
    before = Membership.objects.filter(unit=tree["hai"], since=SINCE)
    assert {row.until for row in before} == {ON}
    assert Membership.objects.filter(person=newcomer["moi"]).get().unit == tree["mot"]
    statuses = MembershipStatus.objects.filter(until=None).values_list("status", flat=True)
    assert sorted(statuses) == ["full"] * 3 + ["probationary"] * 3


def test_a_status_that_changed_on_the_day_itself_goes_along(tree):
    members(tree, "hai", 1)
    membership = Membership.objects.get()
    MembershipStatus.objects.update(until=ON)
    MembershipStatus.objects.create(membership=membership, status=Status.EXCUSED, since=ON)
    merge(tree, ["hai"], "mot")
    row = MembershipStatus.objects.get(until=None)
    assert (row.status, row.membership.unit.code, row.since) == ("excused", "mot", ON)


def test_a_moved_unit_takes_all_below_it_along(tree):
    move_unit(fresh(tree["hai"]), fresh(tree["a"]), on=ON, by=None, at=AT)
    assert {unit.code for unit in Unit.objects.within(fresh(tree["mot"]))} == {"mot", "a", "hai", "b", "c"}
    assert fresh(tree["b"]).depth == 4


@pytest.mark.parametrize(
    ("olds", "into", "on", "words"),
    [
        ([], "mot", ON, "Chưa chọn"),
        (["mot"], "mot", ON, "không kế thừa được"),
        (["hai"], "b", ON, "không kế thừa được"),
        (["hai", "b"], "mot", ON, "nằm trong"),
        (["hai"], "mot", date(2012, 8, 1), "sau hôm nay"),
        (["hai"], "mot", date(2003, 1, 1), "chưa hoạt động"),
    ],
)
def test_what_cannot_merge_is_said(tree, olds, into, on, words):
    with pytest.raises(Refused, match=words):
        merge(tree, olds, into, on)


def test_a_unit_that_ended_does_not_merge_again(tree):
    merge(tree, ["hai"], "mot")
    with pytest.raises(Refused, match="không còn"):
        merge(tree, ["hai"], "khac", on=date(2012, 7, 1))


def test_people_who_came_after_the_day_hold_the_merger_back(tree):
    members(tree, "hai", 1, since=date(2012, 6, 10))
    with pytest.raises(Refused, match="sau ngày này"):
        merge(tree, ["hai"], "mot")


@pytest.mark.parametrize(
    ("unit", "parent", "words"),
    [("mot", "a", "chính mình"), ("mot", "mot", "chính mình"), ("mot", "quan", "đã trực thuộc")],
)
def test_what_cannot_move_is_said(tree, unit, parent, words):
    with pytest.raises(Refused, match=words):
        move_unit(fresh(tree[unit]), fresh(tree[parent]), on=ON, by=None, at=AT)


class RandomReorganisationsTest(TestCase):
    @settings(max_examples=30, deadline=None)
    @given(st.lists(st.tuples(st.booleans(), st.integers(0, 6), st.integers(0, 6)), max_size=6))
    def test_nobody_is_lost_or_doubled_and_paths_follow_parents(self, acts):
        units = planted()
        codes = list(units)
        for code in codes:
            members(units, code, 2)
        for day, (merges, one, two) in enumerate(acts, start=1):
            unit, other = fresh(units[codes[one]]), fresh(units[codes[two]])
            on = date(2012, 6, day)
            try:
                if merges:
                    merge_units([unit], other, on=on, by=None, at=AT)
                else:
                    move_unit(unit, other, on=on, by=None, at=AT)
            except Refused:
                continue
        assert Membership.objects.filter(until=None).count() == 14
        assert MembershipStatus.objects.filter(until=None).count() == 14
        assert not Membership.objects.filter(until=None).exclude(unit__until=None).exists()
        for unit in Unit.objects.exclude(parent=None).select_related("parent"):
            assert unit.path.startswith(unit.parent.path)
            assert len(unit.path) == len(unit.parent.path) + 4
