"""Who may stand on the roll twice, and why; and what is never taken for a duplicate."""

import pytest

from tusoi.foundation.directory.duplicates import compare, like, pairs_among
from tusoi.foundation.directory.models import Person


def person(number, name, year=None, phone=""):
    row = Person(code=f"dv-{number}", name=name, birth_year=year, phone=phone)
    row.set_keys()
    row.pk = number
    return row


@pytest.mark.parametrize(
    ("one", "other", "same_unit", "reasons"),
    [
        (("Trần Thử Đào", 1960), ("TRẦN THỬ ĐÀO", 1960), False, ["cùng họ tên", "cùng năm sinh"]),
        (("Trần Thử Đào", 1960), ("Tran Thu Dao", 1960), True, ["cùng họ tên", "cùng năm sinh", "cùng đơn vị"]),
        (("Trần Thử Đào", 1960), ("Trần Thử Đào", 1961), True, None),
        (("Trần Thử Đào", None), ("Trần Thử Đào", 1961), True, ["cùng họ tên", "cùng đơn vị"]),
        (("Trần Thử Đào", None), ("Trần Thử Đào", 1961), False, None),
        (("Trần Thử Đào", 1960), ("Trần Thử Đàoo", 1960), True, ["họ tên gần giống nhau", "cùng năm sinh", "cùng đơn vị"]),
        (("Trần Thử Đào", 1960), ("Trần Thử Đàoo", 1960), False, None),
        (("Trần Thử Đào", 1960, "0912345678"), ("Trần Thử Đào", 1961, "+84 912 345 678"), False, ["cùng họ tên", "cùng số điện thoại"]),
        (("Trần Thử Đào", 1960, "0912345678"), ("Lê Văn Mẫu", 1960, "0912345678"), True, None),
    ],
)  # fmt: skip
def test_reasons(one, other, same_unit, reasons):
    found = compare(person(1, *one), person(2, *other), {1: 7, 2: 7 if same_unit else 8})
    assert (list(found.reasons) if found else None) == reasons


def test_pairs_are_found_in_blocks_likeliest_first():
    people = [
        person(1, "Trần Thử An", 1960),
        person(2, "Trần Thử An", 1960, "0911111111"),
        person(3, "Lê Thử Bình", 1970, "0911111111"),
        person(4, "Ngô Thử Cường", 1971),
        person(5, "Ngô Thử Cường", 1971),
        person(6, "Ngô Thử Cườn", 1971),
    ]
    found = pairs_among(people, {4: 1, 5: 1, 6: 1, 1: 2, 2: 3})
    assert [(pair.one.pk, pair.other.pk) for pair in found] == [(4, 5), (4, 6), (5, 6), (1, 2)]
    assert found[0].weight == 3


def test_a_name_that_fifty_share_says_nothing():
    people = [person(number, "Trần Thử An", 1960) for number in range(1, 60)]
    assert pairs_among(people, {}) == []


@pytest.mark.django_db
def test_who_is_like_somebody_about_to_be_entered():
    Person.objects.create(code="dv-1", name="Trần Thử An", birth_year=1960, phone="0912 345 678")
    Person.objects.create(code="dv-2", name="Trần Thử An", birth_year=1970)
    ask = lambda **more: [row.code for row in like(Person.objects.all(), **({"code": "moi", "phone": ""} | more))]  # noqa: E731
    assert ask(name="tran thu an", birth_year=1960) == ["dv-1"]
    assert ask(name="Trần Thử An", birth_year=None) == ["dv-1", "dv-2"]
    assert ask(name="Trần Thử Ân", birth_year=1980) == []
    assert ask(name="Trần Thử Ánh", birth_year=1980, phone="+84912345678") == ["dv-1"]
    assert ask(name="Lê Mẫu", birth_year=1980, phone="0912345678") == []
