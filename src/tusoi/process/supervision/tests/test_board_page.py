"""The board of follow-through: /dot/<campaign>/khac-phuc/."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories import go_to, signed_in, world
from tests.meetings import MADE, claimed, commitment, upheld_issue

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.clock import at_noon
from tusoi.process.supervision import actions
from tusoi.process.supervision.presenters_board import Filters, board_of

pytestmark = pytest.mark.django_db
QUERIES = 12


def read(w, who, **query):
    address = reverse("supervision:index", kwargs={"campaign": w.campaign.code}, query=query)
    return signed_in(w.accounts[who]).get(address).content.decode()


def test_a_row_says_what_until_when_by_whom_and_under_whose_eye():
    w = world()
    made = claimed(w)
    go_to(date(2012, 11, 17))
    page = read(w, "officer")
    assert "Gửi tài liệu trước ba ngày" in page
    assert "20/11/2012 · còn 3 ngày" in page
    assert made.owner.name in page
    assert made.supervisor.name in page
    assert "báo đã xong, chờ xác nhận" in page
    assert "<strong>0</strong> / 1" in page


def test_the_filters_are_folded_on_a_phone_until_one_is_set():
    w = world()
    claimed(w)
    fold, opened = '<details class="fold"><summary>Lọc và tìm', '<details class="fold" open><summary>Lọc và tìm'
    assert fold in read(w, "officer")
    assert fold in read(w, "officer", trang="1")
    assert opened in read(w, "officer", tim="sổ")
    register = reverse("issues:register", args=[w.campaign.code])
    client = signed_in(w.officer)
    assert fold in client.get(register).text
    assert opened in client.get(register, {"don-vi": "phuong-mot"}).text


def test_what_is_upheld_and_has_no_commitment_is_asked_for():
    w = world()
    upheld_issue(w)
    assert "Đã kết luận, chưa có cam kết" in read(w, "secretary")
    assert "Đã kết luận, chưa có cam kết" not in read(w, "committee_member")


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ({}, {"ck-1", "ck-2"}),
        ({"tinh-trang": "chua-xong"}, {"ck-2"}),
        ({"tinh-trang": "qua-han"}, {"ck-2"}),
        ({"tinh-trang": "da-xong"}, {"ck-1"}),
        ({"tinh-trang": "cho-xac-nhan"}, set()),
        ({"don-vi": "phuong-mot"}, {"ck-1"}),
        ({"don-vi": "phuong-hai"}, {"ck-2"}),
        ({"cua-toi": "1"}, set()),
        ({"cua-toi": "khong-co"}, {"ck-1", "ck-2"}),
        ({"tuoi": "chua"}, set()),
        ({"tuoi": "tuan"}, set()),
        ({"tuoi": "thang"}, {"ck-2"}),
        ({"tuoi": "lau"}, set()),
        ({"chu-de": "khong-co"}, set()),
        ({"tim": "gui tai lieu"}, {"ck-1", "ck-2"}),
        ({"tim": "phuong hai"}, {"ck-2"}),
        ({"tim": "không thấy"}, set()),
        ({"xep": "tinh-trang"}, {"ck-1", "ck-2"}),
    ],
)
def test_filters_stand_in_the_address(query, seen):
    w = world()
    first = claimed(w)
    actions.verify(first, note="Đủ", by=w.supervisor, at=MADE)
    second = claimed(
        w,
        code="ck-2",
        issue=upheld_issue(w, "phuong-hai", "vd-b", "dang-uy-hai"),
        owner=w.people["dv-24"],
        by=w.officer,
        due_on=date(2012, 11, 1),
    )
    actions.return_claim(second, note="Thiếu", by=w.supervisor, at=MADE)
    go_to(date(2012, 11, 17))
    page = read(w, "officer", **query)
    assert {code for code in ("ck-1", "ck-2") if f"/{code}/" in page} == seen


def test_mine_is_what_i_do_or_supervise():
    w = world()
    commitment(w)
    assert "/ck-1/" in read(w, "supervisor", **{"cua-toi": "1"})
    assert "/ck-1/" in read(w, "secretary", **{"cua-toi": "1"})
    assert "/ck-1/" not in read(w, "leader", **{"cua-toi": "1"})


@pytest.mark.parametrize("who", ["viewer", "member", "secretary_two", "counter_one"])
def test_others_see_no_commitment(who):
    w = world()
    commitment(w)
    assert "/ck-1/" not in read(w, who)


def test_strangers_find_nothing():
    w = world()
    address = reverse("supervision:index", kwargs={"campaign": w.campaign.code})
    assert signed_in(w.stranger).get(address).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_one_number_of_queries_however_long_the_list(number, django_assert_num_queries):
    w = world()
    issue = upheld_issue(w)
    for count in range(number):
        commitment(w, issue, f"ck-{count}")
    account = Account.objects.select_related("person").get(pk=w.officer.pk)
    with django_assert_num_queries(QUERIES):
        board = board_of(w.campaign, account=account, at=at_noon(date(2012, 11, 1)), filters=Filters(), number=None)
        assert len(board.rows) == number
