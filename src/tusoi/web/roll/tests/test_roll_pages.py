"""The organisation and its roll, for those with a role, and for everybody about themselves."""

import pytest
from django.urls import reverse
from tests.factories import FOUNDED, TODAY, signed_in, world

from tusoi.foundation.access.models import Account
from tusoi.foundation.directory.actions import RollRow, enter_on_roll, found_unit
from tusoi.foundation.kernel.clock import at_noon
from tusoi.web.roll.presenters import unit_of

pytestmark = pytest.mark.django_db
INDEX = reverse("roll:index")


def unit(code):
    return reverse("roll:unit", kwargs={"code": code})


def person(code):
    return reverse("roll:person", kwargs={"code": code})


def main_of(reply):
    return reply.content.decode().split("<main")[1].split("</main")[0]


def test_the_tree_begins_where_the_role_is():
    home = world()
    page = main_of(signed_in(home.viewer).get(INDEX))
    assert "Đảng bộ quận Mẫu" in page
    assert "Đảng bộ phường Hai" in page
    assert "khu vực 1" not in page  # one level at a time
    mine = main_of(signed_in(home.secretary).get(INDEX))
    assert "Đảng bộ phường Một" in mine
    assert "Chi bộ khu vực 2" in mine
    assert "phường Hai" not in mine


def test_a_search_needs_no_accents():
    home = world()
    page = main_of(signed_in(home.officer).get(INDEX, {"q": "phuong MOT"}))
    assert "Đảng bộ phường Một" in page
    page = main_of(signed_in(home.officer).get(INDEX, {"q": "tran thu duong"}))
    assert "Không tìm thấy" in page
    page = main_of(signed_in(home.officer).get(INDEX, {"q": "tran dung an"}))
    assert home.people["dv-04"].name in page
    elsewhere = main_of(signed_in(home.secretary).get(INDEX, {"q": "dv-28"}))
    assert "Không tìm thấy" in elsewhere


@pytest.mark.parametrize(("name", "status"), [("officer", 200), ("viewer", 200), ("member", 403), ("stranger", 403)])
def test_the_tree_is_for_those_with_a_role(name, status):
    home = world()
    assert signed_in(home.accounts[name]).get(INDEX).status_code == status


@pytest.mark.parametrize(
    ("name", "code", "status"),
    [
        ("officer", "khu-vuc-4", 200),
        ("secretary", "phuong-mot", 200),
        ("secretary", "khu-vuc-1", 200),
        ("secretary", "phuong-hai", 404),
        ("secretary", "quan", 404),
        ("member", "khu-vuc-1", 404),
    ],
)
def test_which_units_one_sees(name, code, status):
    home = world()
    assert signed_in(home.accounts[name]).get(unit(code)).status_code == status


def test_a_unit_shows_its_collectives_units_and_members():
    home = world()
    ward = main_of(signed_in(home.viewer).get(unit("phuong-mot")))
    assert "Đảng ủy phường Một" in ward
    assert "11 đảng viên" in ward
    cell = main_of(signed_in(home.viewer).get(unit("khu-vuc-1")))
    assert home.people["dv-16"].name in cell
    assert home.people["dv-19"].name not in cell


@pytest.mark.parametrize(
    ("name", "code", "sees", "personal"),
    [
        ("member", "dv-16", True, True),
        ("member", "dv-17", False, False),
        ("secretary", "dv-16", True, True),
        ("secretary", "dv-24", False, False),
        ("viewer", "dv-16", True, False),
        ("officer", "dv-16", True, True),
        ("stranger", "ngoai-02", True, True),
    ],
)
def test_personal_fields_are_for_those_entitled(name, code, sees, personal):
    home = world()
    reply = signed_in(home.accounts[name]).get(person(code))
    assert reply.status_code == (200 if sees else 404)
    if sees and home.people[code].birth_year:
        assert ("Năm sinh</dt>" in reply.content.decode()) is personal
        assert ("Chính thức" in reply.content.decode()) is personal


def test_queries_do_not_grow(django_assert_num_queries):
    home = world()
    for number in range(3):
        enter_on_roll([RollRow(f"moi-{number}", "Trần Thử Mới", home.units["van-phong"], FOUNDED)])
        found_unit(
            code=f"to-{number}",
            name=f"Tổ đảng {number}",
            short_name=f"Tổ {number}",
            level=home.units["khu-vuc-1"].level,
            since=FOUNDED,
            parent=home.units["van-phong"],
        )
        account = Account.objects.get(pk=home.officer.pk)
        with django_assert_num_queries(8):
            page = unit_of(home.units["van-phong"], account, at=at_noon(TODAY), page="1")
            assert len(page.own) == 7 + number
            assert len(page.below) == 1 + number


@pytest.mark.parametrize("asked", ["x", "-1", "0", "999", "9" * 5000])
def test_a_page_that_is_none_shows_one_that_is(asked):
    home = world()
    assert signed_in(home.viewer).get(unit("khu-vuc-1"), {"trang": asked}).status_code == 200
