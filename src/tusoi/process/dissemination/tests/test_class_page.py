"""A class on the page: plan it, tick people off, close it."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories import freeze_roll, go_to, held_class, signed_in, world

from tusoi.process.dissemination.models import Attendance, StudyClass
from tusoi.process.dissemination.progress import waiting_for
from tusoi.process.dissemination.states import ClassState

pytestmark = pytest.mark.django_db
INPUT = {"unit": "phuong-mot", "audience": "members", "title": "Lớp quán triệt", "held_on": "05/04/2012"}


def url(home, name, code=None):
    return reverse(f"dissemination:{name}", kwargs={"campaign": home.campaign.code} | ({"code": code} if code else {}))


def keys(home, *codes):
    return [str(home.people[code].pk) for code in codes]


def test_a_secretary_plans_a_class():
    home = world()
    reply = signed_in(home.secretary).post(url(home, "plan"), INPUT)
    assert reply.status_code == 302
    assert StudyClass.objects.get().code == "phuong-mot-1"
    signed_in(home.secretary).post(url(home, "plan"), INPUT)
    assert StudyClass.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"held_on": "01/02/2012"}, "trước khi đợt kiểm điểm bắt đầu"),
        ({"held_on": "01/02/2013"}, "sau khi đợt kiểm điểm kết thúc"),
        ({"held_on": "30/02/2012"}, "ngày"),
        ({"unit": "phuong-hai"}, "error"),
        ({"title": ""}, "error"),
    ],
)
def test_bad_input_is_said_and_nothing_is_kept(change, said):
    home = world()
    reply = signed_in(home.secretary).post(url(home, "plan"), {**INPUT, **change})
    assert reply.status_code == 200
    assert said in reply.content.decode()
    assert not StudyClass.objects.exists()


@pytest.mark.parametrize(("name", "status"), [("officer", 200), ("member", 403), ("viewer", 403), ("stranger", 404)])
def test_who_may_plan(name, status):
    home = world()
    assert signed_in(home.accounts[name]).get(url(home, "plan")).status_code == status


def test_ticks_are_saved_without_scripts():
    home = world()
    freeze_roll(home)
    row = held_class(home, [])
    client = signed_in(home.secretary)
    reply = client.post(url(home, "check-in", row.code), {"person": keys(home, "dv-13", "dv-14")}, follow=True)
    assert "Đã ghi 2 người; 2 người được tính lần đầu" in reply.content.decode()
    again = client.post(url(home, "check-in", row.code), {"person": keys(home, "dv-14", "dv-15")}, follow=True)
    assert "Đã ghi 2 người; 1 người được tính lần đầu" in again.content.decode()
    assert Attendance.objects.count() == 3


def test_the_list_holds_the_unit_and_a_search_finds_guests():
    home = world()
    freeze_roll(home)
    row = held_class(home, [])
    client = signed_in(home.secretary)
    page = client.get(url(home, "check-in", row.code)).content.decode()
    assert page.count('name="person"') == 10
    guest = home.people["dv-01"]
    assert guest.name not in page
    found = client.get(url(home, "check-in", row.code), {"tim": "TRAN thu an dv-01"}).content.decode()
    assert guest.name in found


def test_those_who_do_not_run_it_see_no_names():
    home = world()
    freeze_roll(home)
    row = held_class(home, ["dv-13"])
    page = signed_in(home.member).get(url(home, "class", row.code))
    assert page.status_code == 200
    assert 'name="person"' not in page.content.decode()
    assert home.people["dv-13"].name not in page.content.decode()
    reply = signed_in(home.member).post(url(home, "check-in", row.code), {"person": keys(home, "dv-14")})
    assert reply.status_code == 403
    assert signed_in(home.secretary_two).get(url(home, "class", row.code)).status_code == 404
    assert Attendance.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"person": ["999999999"]}, "Có người không nằm trong danh sách"),
        ({"person": ["1; DROP TABLE"]}, "Có người không nằm trong danh sách"),
    ],
)
def test_nonsense_is_refused_and_nothing_is_kept(sent, said):
    home = world()
    freeze_roll(home)
    row = held_class(home, [])
    reply = signed_in(home.secretary).post(url(home, "check-in", row.code), sent)
    assert reply.status_code == 403
    assert said in reply.content.decode()
    assert not Attendance.objects.exists()


def test_saving_when_all_was_tapped_is_no_fault():
    home = world()
    freeze_roll(home)
    row = held_class(home, ["dv-13"])
    reply = signed_in(home.secretary).post(url(home, "check-in", row.code), follow=True)
    assert "những người có mặt đã được ghi" in reply.content.decode()
    assert reply.redirect_chain == [(url(home, "check-in", row.code), 302)]
    assert Attendance.objects.count() == 1


def test_somebody_outside_the_roll_refuses_the_whole_save():
    home = world()
    freeze_roll(home)
    row = held_class(home, [])
    sent = {"person": keys(home, "dv-13", "ngoai-01")}
    reply = signed_in(home.secretary).post(url(home, "check-in", row.code), sent)
    assert "Không có trong danh sách đảng viên" in reply.content.decode()
    assert not Attendance.objects.exists()


def test_a_class_of_tomorrow_takes_nobody_yet():
    home = world()
    freeze_roll(home)
    go_to(date(2012, 8, 1))
    signed_in(home.secretary).post(url(home, "plan"), {**INPUT, "held_on": "02/08/2012"})
    row = StudyClass.objects.get()
    assert "Lớp chưa diễn ra" in signed_in(home.secretary).get(url(home, "class", row.code)).content.decode()
    reply = signed_in(home.secretary).post(url(home, "check-in", row.code), {"person": keys(home, "dv-13")})
    assert reply.status_code == 403


def test_it_waits_for_its_secretary_until_it_is_closed():
    home = world()
    freeze_roll(home)
    row = held_class(home, [])
    at = go_to(date(2012, 8, 1))
    client = signed_in(home.secretary)
    assert [task.url for task in waiting_for(home.secretary, home.campaign, at)] == [url(home, "check-in", row.code)]
    assert "Chưa điểm danh ai" in client.post(url(home, "close", row.code)).content.decode()
    client.post(url(home, "check-in", row.code), {"person": keys(home, "dv-13")})
    assert client.post(url(home, "close", row.code)).status_code == 302
    row.refresh_from_db()
    assert row.state == ClassState.HELD
    assert waiting_for(home.secretary, home.campaign, at) == []
    assert client.post(url(home, "close", row.code)).status_code == 403
    closed = client.get(url(home, "check-in", row.code)).content.decode()
    assert "Lớp này đã kết thúc điểm danh" in closed
    assert "Mở lại danh sách, có lý do" in closed


@pytest.mark.parametrize(("who", "status"), [("secretary", 302), ("member", 403), ("viewer", 403), ("leader", 403)])
def test_an_empty_list_is_refused_like_a_full_one(who, status):
    home = world()
    freeze_roll(home)
    row = held_class(home, ["dv-13"])
    reply = signed_in(home.accounts[who]).post(url(home, "check-in", row.code))
    assert reply.status_code == status
    assert status == 302 or "tổ chức lớp quán triệt" in reply.text
