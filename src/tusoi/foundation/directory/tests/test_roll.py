"""Founding units and entering people on the roll."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tusoi.foundation.directory.actions import RollRow, enter_on_roll, found_unit
from tusoi.foundation.directory.models import Level, Membership, Person, Unit
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally.paths import ancestors, end_of, lies_within, number_of, step

pytestmark = pytest.mark.django_db
SINCE = date(2004, 1, 2)


@pytest.fixture
def level():
    return Level.objects.create(code="cap", name="Cấp", rank=1)


def unit(level, code, parent=None, **more):
    return found_unit(code=code, name=code, short_name=code, level=level, since=SINCE, parent=parent, **more)


def test_paths_follow_the_tree(level):
    top = unit(level, "quan")
    wards = [unit(level, f"phuong-{number}", top) for number in range(40)]
    cell = unit(level, "chi-bo", wards[36])
    assert [ward.path for ward in wards[:2]] == ["00010001", "00010002"]
    assert cell.path == wards[36].path + "0001"
    assert [row.code for row in Unit.objects.above(cell)] == ["quan", "phuong-36", "chi-bo"]
    assert set(Unit.objects.within(wards[36]).values_list("code", flat=True)) == {"phuong-36", "chi-bo"}
    assert Unit.objects.within(top).count() == 42


def test_steps_are_base_36_of_fixed_width():
    assert [step(1), step(35), step(36), step(36**4 - 1)] == ["0001", "000z", "0010", "zzzz"]
    assert [number_of(step(number)) for number in (1, 36, 1295, 46_656)] == [1, 36, 1295, 46_656]
    assert end_of("0001000z") == "00010010"
    assert ancestors("000100020003", include_self=False) == ["0001", "00010002"]
    assert lies_within("00010002", "0001")
    assert not lies_within("0001", "00010002")
    with pytest.raises(ValueError, match="too many children"):
        step(36**4)


def test_a_code_in_use_is_refused(level):
    unit(level, "quan")
    with pytest.raises(Refused, match="quan đã có"):
        unit(level, "quan")
    assert Unit.objects.count() == 1


def test_a_member_twice_refuses_the_whole_list(level):
    cell = unit(level, "chi-bo")
    rows = [RollRow("1", "An", cell, SINCE), RollRow("2", "Bình", cell, SINCE), RollRow("1", "An", cell, SINCE)]
    with pytest.raises(Refused, match="Trùng trong danh sách: 1"):
        enter_on_roll(rows)
    assert Person.objects.count() == 0
    enter_on_roll(rows[:2])
    with pytest.raises(Refused, match="Số 2 đã có"):
        enter_on_roll([RollRow("3", "Cường", cell, SINCE), rows[1]])
    assert Membership.objects.count() == 2


def test_nobody_has_two_open_places_of_activity(level):
    cell, other = unit(level, "chi-bo"), unit(level, "chi-bo-hai")
    person = enter_on_roll([RollRow("1", "An", cell, SINCE)])["1"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(person=person, unit=other, since=SINCE)


def test_periods_are_half_open(level):
    cell = unit(level, "chi-bo")
    enter_on_roll([RollRow("1", "An", cell, SINCE)])
    Membership.objects.update(until=date(2012, 8, 1))
    assert Person.objects.in_unit(cell, SINCE).count() == 1
    assert Person.objects.in_unit(cell, date(2012, 7, 31)).count() == 1
    assert Person.objects.in_unit(cell, date(2012, 8, 1)).count() == 0


def test_people_are_found_without_accents_and_by_number(level):
    cell = unit(level, "chi-bo")
    enter_on_roll([RollRow("dv-7", "Nguyễn Phương Ân", cell, SINCE), RollRow("dv-8", "Trần Đào", cell, SINCE)])
    names = lambda text: [person.name for person in Person.objects.search(text)]  # noqa: E731
    assert names("phuong an") == ["Nguyễn Phương Ân"]
    assert names("DAO tran") == ["Trần Đào"]
    assert names("dv-8") == ["Trần Đào"]
    assert names("phuong dao") == []
    assert set(names("DV-")) == {"Nguyễn Phương Ân", "Trần Đào"}
    assert names("dv") == []  # two letters begin too much


def test_a_roll_of_thousands_is_a_few_queries(level, django_assert_max_num_queries):
    cell = unit(level, "chi-bo")
    rows = [RollRow(f"dv-{number}", f"Trần Thử {number}", cell, SINCE) for number in range(1500)]
    with django_assert_max_num_queries(40):
        assert len(enter_on_roll(rows)) == 1500
