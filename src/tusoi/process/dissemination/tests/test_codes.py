"""Codes for the phone's camera: they name somebody or a hall, and give nothing by themselves."""

from datetime import date

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories import freeze_roll, go_to, held_class, signed_in, world

from tusoi.process.dissemination import codes
from tusoi.process.dissemination.models import Attendance
from tusoi.process.dissemination.states import Source

pytestmark = pytest.mark.django_db
DAY = date(2012, 8, 1)


@pytest.fixture
def home():
    home = world()
    freeze_roll(home)
    go_to(DAY)
    return home


@pytest.fixture
def hall(home):
    return held_class(home, [], day=DAY)


def member(home, code="dv-16"):
    return reverse("dissemination:member", args=[codes.member_token(home.people[code].pk)])


def oneself(hall):
    return reverse("dissemination:oneself", args=[codes.hall_token(hall.pk)])


def test_a_member_shows_a_code_and_the_runner_marks_with_one_tap(home, hall):
    page = signed_in(home.member).get(reverse("dissemination:my-code")).text
    assert "<svg" in page
    assert home.member.person.name in page
    runner = signed_in(home.secretary)
    page = runner.get(member(home)).text
    assert not Attendance.objects.exists()
    assert "Ghi có mặt" in page
    page = runner.post(member(home), {"lop": hall.pk}, follow=True).text
    assert "có mặt" in page
    mark = Attendance.objects.get()
    assert (mark.person.code, mark.source, mark.recorded_by) == ("dv-16", Source.OWN_CODE, home.secretary)
    runner.post(member(home), {"lop": hall.pk})
    assert Attendance.objects.count() == 1


@pytest.mark.parametrize("who", ["member", "viewer", "secretary_two", "stranger"])
def test_who_runs_no_class_there_learns_nothing_from_a_code(home, hall, who):
    reply = signed_in(home.accounts[who]).get(member(home, "dv-17"))
    assert reply.status_code == 403
    assert home.people["dv-17"].name not in reply.text
    assert signed_in(home.accounts[who]).post(member(home, "dv-17"), {"lop": hall.pk}).status_code in {403, 404}
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("lop", ["", "999", "abc", "1; DROP"])
def test_another_class_than_those_run_today_is_not_found(home, hall, lop):
    assert signed_in(home.secretary).post(member(home), {"lop": lop}).status_code == 404


@pytest.mark.parametrize("kind", ["nonsense", "another", "hall"])
def test_a_code_of_something_else_is_said_to_be_one(home, hall, kind):
    tokens = {"nonsense": "khong-co", "another": signing.dumps(1, salt="another"), "hall": codes.hall_token(1)}
    token = tokens[kind]
    reply = signed_in(home.secretary).get(reverse("dissemination:member", args=[token]))
    assert (reply.status_code, "không phải mã điểm danh" in reply.text) == (403, True)


def test_the_hall_shows_a_code_and_a_member_checks_in(home, hall):
    page = signed_in(home.secretary).get(
        reverse("dissemination:hall", kwargs={"campaign": hall.campaign.code, "code": hall.code})
    ).text  # fmt: skip
    assert 'hx-trigger="every 240s"' in page
    client = signed_in(home.member)
    assert "Tôi có mặt" in client.get(oneself(hall)).text
    assert not Attendance.objects.exists()
    page = client.post(oneself(hall), follow=True).text
    assert "Đồng chí đã được ghi có mặt" in page
    mark = Attendance.objects.get()
    assert (mark.person, mark.source, mark.recorded_by) == (home.member.person, Source.HALL_CODE, home.member)


def test_a_photo_of_the_halls_code_grows_stale(home, hall, monkeypatch):
    old = oneself(hall)
    later = timezone.now().timestamp() + codes.HALL_LASTS.total_seconds() + 1
    monkeypatch.setattr(signing.time, "time", lambda: later)
    reply = signed_in(home.member).post(old)
    assert (reply.status_code, "đã hết hạn" in reply.text) == (403, True)
    assert not Attendance.objects.exists()


def test_another_day_and_an_account_without_a_person_are_told_why(home, hall):
    assert "không gắn với một người" in signed_in(home.administrator).get(oneself(hall)).text
    go_to(date(2012, 8, 2))
    reply = signed_in(home.member).post(oneself(hall))
    assert (reply.status_code, "trong ngày mở lớp" in reply.text) == (403, True)


def test_visitors_sign_in_first(home, hall):
    for to in (member(home), oneself(hall), reverse("dissemination:my-code")):
        assert Client().get(to).status_code == 302


def test_cards_are_printed_for_those_expected(home, hall):
    page = signed_in(home.secretary).get(
        reverse("dissemination:cards", kwargs={"campaign": hall.campaign.code, "code": hall.code})
    ).text  # fmt: skip
    assert page.count('qr-card"') == 10
    assert "Dữ liệu minh họa, không có thật" in page
