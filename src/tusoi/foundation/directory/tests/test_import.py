"""A spreadsheet is tried first, row by row; then exactly that is written, and nobody is removed."""

import unicodedata
from datetime import date

import pytest

from tusoi.foundation.directory import actions_roll as keep
from tusoi.foundation.directory.actions import RollRow, enter_on_roll
from tusoi.foundation.directory.actions_import import confirm, drop, forget_old, upload
from tusoi.foundation.directory.histories import histories_of
from tusoi.foundation.directory.import_plan import Scope, plan
from tusoi.foundation.directory.import_rows import day_of
from tusoi.foundation.directory.models import Membership, MembershipStatus, Person, RollImport, Status
from tusoi.foundation.directory.states import Act
from tusoi.foundation.directory.tests.cast import AT, SINCE, TODAY, roll
from tusoi.foundation.directory.tests.spreadsheets import csv_text, xlsx
from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.refusal import Refused

pytestmark = pytest.mark.django_db
MAY = date(2012, 5, 1)


class Keeper:
    pk = 7


BY = Keeper()


def scope(home, unit="quan", day=MAY):
    units = list(home.units.values())
    inside = units if unit == "quan" else [home.units[unit]]
    return Scope(home.units[unit], inside, frozenset(row.pk for row in units), day, AT)


def uploaded(home, *rows, unit="quan", name="ds.csv"):
    return upload(home.units[unit], name=name, content=csv_text(*rows).encode(), day=MAY, by=BY, at=AT)


def tried(home, *rows, unit="quan"):
    """kind by number on the roll."""
    draft = uploaded(home, *rows, unit=unit)
    return plan(draft.rows, scope(home, unit))


def row(code, name="", birth="", phone="", unit="", status="", since=""):
    return [code, name, birth, phone, unit, status, since]


def state():
    return [list(model.objects.order_by("pk").values_list()) for model in (Person, Membership, MembershipStatus)]


def test_every_kind_of_row_and_nothing_is_written():
    home = roll()
    enter_on_roll([RollRow("dv-9", "Ngô Thử Yên", home.units["ba"], SINCE)])
    before = state()
    made = tried(
        home,
        row("dv-1", "Trần Thử An", "1960"),
        row("dv-2", "Trần Thử Bính", "1962", "0912 345 678", "ba", "miễn sinh hoạt"),
        row("dv-3", "Lê Thử Cường", "", "", "Đảng bộ mot", "du bi", "15/3/2012"),
        row("dv-4", "", "", "", "khong co"),
    )
    assert [found.kind for found in made.rows] == ["same", "moved", "new", "fault"]
    assert [(change.column, change.old, change.new) for change in made.rows[1].changes] == [
        ("name", "Trần Thử Bình", "Trần Thử Bính"),
        ("birth_year", "1961", "1962"),
        ("phone", "", "0912 345 678"),
        ("unit", "Đảng bộ hai", "Đảng bộ ba"),
        ("since", "", "01/05/2012"),
        ("status", "chính thức", "được miễn công tác và sinh hoạt"),
    ]
    assert len(made.rows[3].faults) == 2
    assert made.counts == {"fault": 1, "new": 1, "moved": 1, "changed": 0, "same": 1}
    assert made.writes == 2
    assert [person.code for person in made.missing] == ["dv-9"]
    assert state() == before


def test_confirmed_it_is_written_as_shown_and_the_file_is_gone():
    home = roll()
    enter_on_roll([RollRow("dv-9", "Ngô Thử Yên", home.units["ba"], SINCE)])
    draft = uploaded(
        home,
        row("dv-2", "Trần Thử Bình", "", "912345678", "ba", "miễn"),
        row("dv-3", "Lê Thử Cường", "1980", "", "mot", "du bi", "15/3/2012"),
        row("dv-4", ""),
    )
    shown = plan(draft.rows, scope(home)).digest
    digest = draft.digest
    made = confirm(draft, scope(home), shown=shown, by=BY, at=AT)
    assert made.writes == 2
    people = Person.objects.in_bulk(field_name="code")
    assert set(people) == {"dv-1", "dv-2", "dv-3", "dv-9"}
    assert (people["dv-2"].phone, people["dv-2"].phone_key, people["dv-2"].birth_year) == (
        "0912345678",
        "0912345678",
        1961,
    )
    histories = histories_of(people.values())
    places = {
        code: [(place.unit.code, place.since, place.until) for place in histories[person.pk].activity]
        for code, person in people.items()
    }
    assert places["dv-2"] == [("hai", SINCE, MAY), ("ba", MAY, None)]
    assert places["dv-3"] == [("mot", date(2012, 3, 15), None)]
    assert places["dv-9"] == [("ba", SINCE, None)]  # not in the file: left alone
    statuses = [(one.status, one.since, one.until) for one in histories[people["dv-2"].pk].statuses]
    assert statuses == [("full", SINCE, MAY), ("excused", MAY, None)]
    assert people["dv-3"].sort_key
    assert Person.objects.search("le thu cuong").get() == people["dv-3"]
    assert not RollImport.objects.exists()
    facts = Entry.objects.get(act=Act.IMPORTED).facts
    assert facts == {"file": digest, "missing": 2, "fault": 1, "new": 1, "moved": 1, "changed": 0, "same": 0}


def test_the_same_file_again_changes_nothing():
    home = roll()
    rows = [
        row("dv-2", "Trần Thử Bình", "", "", "ba", "miễn"),
        row("dv-3", "Lê Thử Cường", "", "", "mot", "du bi", "15/3/2012"),
    ]
    draft = uploaded(home, *rows)
    confirm(draft, scope(home), shown=plan(draft.rows, scope(home)).digest, by=BY, at=AT)
    before = state()
    again = uploaded(home, *rows)
    made = plan(again.rows, scope(home))
    assert made.counts["same"] == 2
    with pytest.raises(Refused, match="không có gì để ghi"):
        confirm(again, scope(home), shown=made.digest, by=BY, at=AT)
    assert state() == before


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (row("", "Lê Thử"), "Thiếu số"),
        (row("dv-3"), "Thiếu họ tên"),
        (row("dv 3", "Lê Thử", unit="mot"), "không dùng được"),
        (row("dv-3", "Lê Thử", unit="bốn"), "Không có đơn vị “bốn”"),
        (row("dv-3", "Lê Thử"), "Thiếu đơn vị"),
        (row("dv-3", "Lê Thử", unit="mot", status="tốt"), "Không có tình trạng “tốt”"),
        (row("dv-3", "Lê Thử", unit="mot", since="31/02/2012"), "Ngày “31/02/2012” không có trong lịch"),
        (row("dv-3", "Lê Thử", unit="mot", since="hôm qua"), "không đúng dạng"),
        (row("dv-3", "Lê Thử", unit="mot", since="01/08/2012"), "chưa tới"),
        (row("dv-3", "Lê Thử", unit="moi", since="01/08/2011"), "không có Đảng bộ moi"),
        (row("dv-3", "Lê Thử", "1850", unit="mot"), "Năm sinh 1850"),
        (row("dv-3", "Lê Thử", "196", unit="mot"), "“196” không đúng"),
        (row("dv-3", "Lê Thử", phone="12", unit="mot"), "Số điện thoại “12”"),
        (row("dv-3", "#N/A", unit="mot"), "báo lỗi công thức"),
        (row("dv-1", "Ngô Hoàng Yến"), "số dv-1 là của Trần Thử An"),
        (row("dv-1", "Trần Thử An", unit="hai", since="02/01/2004"), "Ngày phải sau"),
    ],
)
def test_a_fault_is_a_sentence_and_the_other_rows_go_on(cells, said):
    home = roll()
    made = tried(home, cells, row("dv-4", "Đỗ Thử Duyên", unit="mot"))
    assert [found.kind for found in made.rows] == ["fault", "new"]
    assert said in " ".join(made.rows[0].faults)


def test_a_number_twice_is_a_fault_of_both_rows():
    home = roll()
    made = tried(
        home, row("dv-3", "Lê Thử", unit="mot"), row("dv-4", "Đỗ Thử", unit="mot"), row("dv-3", "Lê Thử", unit="hai")
    )
    assert [found.kind for found in made.rows] == ["fault", "new", "fault"]
    assert made.rows[0].faults == ("Số dv-3 có ở các dòng 2, 4",)


def test_a_blank_cell_changes_nothing():
    home = roll()
    keep.correct_details(home.an, code="dv-1", name=home.an.name, birth_year=1960, phone="0911222333", by=None, at=AT)
    assert [found.kind for found in tried(home, row("dv-1", "Trần Thử An")).rows] == ["same"]


def test_decomposed_letters_are_the_same_letters():
    home = roll()
    keep.correct_details(home.an, code="dv-1", name="Nguyễn Thị Ước", birth_year=1960, phone="", by=None, at=AT)
    assert [found.kind for found in tried(home, row("dv-1", unicodedata.normalize("NFD", "Nguyễn Thị Ước"))).rows] == [
        "same"
    ]


def test_a_file_of_one_unit_takes_people_from_others_that_are_kept_and_from_no_more():
    home = roll()
    made = tried(home, row("dv-2", "Trần Thử Bình"), row("dv-3", "Lê Thử Cường"), unit="mot")
    assert [found.kind for found in made.rows] == ["same", "new"]  # no unit is written: stays where the person is
    draft = uploaded(home, row("dv-2", "Trần Thử Bình", unit="mot"), unit="mot")
    narrow = Scope(home.units["mot"], [home.units["mot"]], frozenset([home.units["mot"].pk]), MAY, AT)
    (found,) = plan(draft.rows, narrow).rows
    assert "ngoài phạm vi" in found.faults[0]
    (found,) = plan(draft.rows, scope(home, "mot")).rows
    assert found.kind == "moved"


def test_somebody_who_left_or_was_never_on_a_roll_comes_in_again():
    home = roll()
    keep.leave(home.an, on=MAY, reason="moved_away", by=None, at=AT)
    early, late = (
        row("dv-1", "Trần Thử An", unit="ba", since="01/03/2012"),
        row("dv-1", "Trần Thử An", unit="ba", since="01/06/2012"),
    )
    assert "đã sinh hoạt tại" in tried(home, early).rows[0].faults[0]
    draft = uploaded(home, late)
    made = plan(draft.rows, scope(home))
    assert made.rows[0].kind == "new"
    confirm(draft, scope(home), shown=made.digest, by=BY, at=AT)
    assert Person.objects.count() == 2
    assert Membership.objects.get(person=home.an, until=None).unit == home.units["ba"]


def test_a_merged_number_is_a_fault():
    home = roll()
    Person.objects.filter(pk=home.an.pk).update(merged_into=home.binh)
    assert "đã gộp" in tried(home, row("dv-1", "Trần Thử An")).rows[0].faults[0]


def test_when_the_roll_changed_meanwhile_nothing_is_written():
    home = roll()
    draft = uploaded(home, row("dv-2", "Trần Thử Bình", unit="ba"))
    shown = plan(draft.rows, scope(home)).digest
    keep.transfer(home.binh, home.units["mot"], on=date(2012, 2, 1), by=None, at=AT)
    before = state()
    with pytest.raises(Refused, match="vừa thay đổi"):
        confirm(draft, scope(home), shown=shown, by=BY, at=AT)
    assert state() == before
    assert RollImport.objects.exists()
    confirm(draft, scope(home), shown=plan(draft.rows, scope(home)).digest, by=BY, at=AT)


def test_a_change_elsewhere_does_not_matter():
    home = roll()
    draft = uploaded(home, row("dv-2", "Trần Thử Bình", unit="ba"))
    shown = plan(draft.rows, scope(home)).digest
    keep.transfer(home.an, home.units["ba"], on=MAY, by=None, at=AT)
    confirm(draft, scope(home), shown=shown, by=BY, at=AT)


def test_a_file_that_is_dropped_or_forgotten_does_not_stay():
    home = roll()
    drop(uploaded(home, row("dv-3", "Lê Thử")))
    assert not RollImport.objects.exists()
    old = uploaded(home, row("dv-3", "Lê Thử"))
    RollImport.objects.filter(pk=old.pk).update(uploaded_at=AT.replace(day=1))
    new = uploaded(home, row("dv-3", "Lê Thử"))
    assert forget_old(at=AT) == 1
    assert forget_old(at=AT) == 0
    assert list(RollImport.objects.all()) == [new]


def test_headings_without_rows_are_refused():
    home = roll()
    with pytest.raises(Refused, match="không có dòng nào"):
        uploaded(home)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("29/07/2012", date(2012, 7, 29)),
        ("1-2-2012", date(2012, 2, 1)),
        ("2012-07-29", date(2012, 7, 29)),
        ("29/07/2012 00:00:00", date(2012, 7, 29)),
        ("41119", date(2012, 7, 29)),
    ],
)
def test_days_as_people_and_programs_write_them(text, day):
    assert day_of(text) == day


def test_a_workbook_with_days_and_numbers():
    home = roll()
    content = xlsx(
        ["Số thẻ", "Họ tên", "Ngày sinh", "Chi bộ", "Từ ngày"], [64001, "Lê Thử", date(1980, 5, 1), "mot", 41000]
    )
    draft = upload(home.units["quan"], name="ds.xlsx", content=content, day=TODAY, by=BY, at=AT)
    confirm(draft, scope(home), shown=plan(draft.rows, scope(home)).digest, by=BY, at=AT)
    person = Person.objects.get(code="64001")
    assert (person.birth_year, person.memberships.get().since) == (1980, date(2012, 4, 1))
    assert person.memberships.get().statuses.get().status == Status.FULL


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_file(count, django_assert_num_queries):
    home = roll()
    rows = [row(f"moi-{number}", f"Lê Thử {number}", unit="mot") for number in range(count)]
    draft = uploaded(home, *rows, row("dv-1", "Trần Thử An", unit="hai"))
    with django_assert_num_queries(4):
        made = plan(draft.rows, scope(home))
    with django_assert_num_queries(
        15
    ):  # the savepoint, the draft, the same four, six writes, the journal, the draft goes
        confirm(draft, scope(home), shown=made.digest, by=BY, at=AT)


def test_five_thousand_rows(django_assert_max_num_queries):
    home = roll()
    enter_on_roll([RollRow(f"c-{number}", f"Lê Thử {number}", home.units["mot"], SINCE) for number in range(2500)])
    rows = [row(f"c-{number}", f"Lê Thử {number}", unit="hai" if number % 5 == 0 else "") for number in range(2500)]
    rows += [row(f"m-{number}", f"Ngô Thử {number}", unit="ba") for number in range(2500)]
    draft = uploaded(home, *rows)
    made = plan(draft.rows, scope(home))
    assert made.counts == {"fault": 0, "new": 2500, "moved": 500, "changed": 0, "same": 2000}
    with django_assert_max_num_queries(80):
        confirm(draft, scope(home), shown=made.digest, by=BY, at=AT)
    assert Person.objects.in_unit(home.units["quan"], TODAY).count() == 5002
