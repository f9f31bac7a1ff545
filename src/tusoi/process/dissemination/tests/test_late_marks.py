"""A mark that a phone sends after the list was closed is kept, shown to who runs the class, and counts when they say so."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories import TODAY, freeze_roll, held_class, signed_in, world

from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally.figures import Figure
from tusoi.process.dissemination.actions import close_class
from tusoi.process.dissemination.actions_attendance import take_back
from tusoi.process.dissemination.actions_class import reopen_class, withdraw_class
from tusoi.process.dissemination.actions_late import settle_late
from tusoi.process.dissemination.models import Attendance, LateMark
from tusoi.process.dissemination.progress import waiting_for
from tusoi.process.dissemination.tests.test_marks import coverage, send

pytestmark = pytest.mark.django_db
AT = at_noon(date(2012, 4, 6))
WHY = "Điện thoại mất mạng"


@pytest.fixture
def home():
    home = world()
    freeze_roll(home)
    return home


@pytest.fixture
def hall(home):
    """dv-13 was there; the list is closed."""
    hall = held_class(home, [])
    send(home, hall, ("a", "dv-13", True))
    return close_class(hall, by=home.officer, at=at_noon(hall.held_on))


def url(hall, name):
    return reverse(f"dissemination:{name}", kwargs={"campaign": hall.campaign.code, "code": hall.code})


def states(reply):
    return {key: mark["state"] for key, mark in reply.json()["marks"].items()}


def keys():
    return list(LateMark.objects.values_list("pk", flat=True))


def test_it_is_kept_and_not_counted(home, hall):
    reply = send(home, hall, ("b", "dv-14", True), ("c", "dv-15", True))
    assert states(reply) == {"b": "late", "c": "late"}
    assert "chờ quyết định" in reply.json()["marks"]["b"]["said"]
    assert reply.json()["here"] == 1
    assert coverage(home) == Figure(1, 31)
    assert set(LateMark.objects.values_list("mark", "by__username")) == {("b", "secretary"), ("c", "secretary")}


def test_sent_again_it_is_kept_once(home, hall):
    for _again in range(2):
        assert states(send(home, hall, ("b", "dv-14", True))) == {"b": "late"}
    assert LateMark.objects.count() == 1


def test_what_changes_nothing_is_no_late_mark(home, hall):
    assert states(send(home, hall, ("x", "dv-13", True), ("y", "dv-14", False))) == {"x": "here", "y": "away"}
    assert not LateMark.objects.exists()


def test_a_mark_whose_answer_was_lost_before_closing_is_not_late(home, hall):
    take_back(hall, [home.people["dv-13"]], reason="Nhầm người", by=home.officer, at=AT)
    assert states(send(home, hall, ("a", "dv-13", True))) == {"a": "away"}
    assert not LateMark.objects.exists()


def test_one_stranger_is_refused_and_the_others_are_kept(home, hall):
    found = states(send(home, hall, ("b", "dv-14", True), ("z", "ngoai-01", True)))
    assert found == {"b": "late", "z": "refused"}


def test_who_runs_the_class_is_told_and_takes_them_in(home, hall):
    send(home, hall, ("b", "dv-14", True), ("c", "dv-15", True))
    (task,) = waiting_for(home.secretary, home.campaign, AT)
    assert (task.what, task.due_on) == ("Quyết định về dấu điểm danh đến muộn", TODAY)
    client = signed_in(home.secretary)
    page = client.get(url(hall, "aftermath")).text
    assert "2 dấu đến sau khi kết thúc điểm danh" in page
    assert home.people["dv-14"].name in page
    assert "2 dấu đến muộn, chờ quyết định" in client.get(url(hall, "class")).text
    reply = client.post(url(hall, "late"), {"mark": keys(), "reason": WHY, "ghi": "1"}, follow=True)
    assert "Đã ghi 2 dấu đến muộn vào danh sách" in reply.text
    assert "dấu đến sau khi kết thúc" not in reply.text
    assert coverage(home) == Figure(3, 31)
    assert set(Attendance.objects.exclude(reason="").values_list("reason", flat=True)) == {WHY}
    assert waiting_for(home.secretary, home.campaign, AT) == []


def test_or_leaves_them_out_with_a_reason_that_stays(home, hall):
    send(home, hall, ("b", "dv-14", True))
    reply = signed_in(home.secretary).post(
        url(hall, "late"), {"mark": keys(), "reason": "Người này không đến lớp"}, follow=True
    )
    assert "Dấu đến muộn, không ghi" in reply.text
    assert "Người này không đến lớp" in reply.text
    assert coverage(home) == Figure(1, 31)


def test_a_taking_back_comes_late_too(home, hall):
    assert states(send(home, hall, ("b", "dv-13", False))) == {"b": "late"}
    settle_late(hall, keys(), take=True, reason=WHY, by=home.secretary, at=AT)
    assert coverage(home) == Figure(0, 31)


def test_of_several_marks_of_one_person_the_last_one_holds(home, hall):
    send(home, hall, ("b", "dv-14", True))
    assert states(send(home, hall, ("c", "dv-14", False))) == {"c": "late"}
    assert settle_late(hall, keys(), take=True, reason=WHY, by=home.secretary, at=AT) == 2
    assert coverage(home) == Figure(1, 31)


def test_a_list_that_was_opened_again_takes_them_in_as_usual(home, hall):
    send(home, hall, ("b", "dv-14", True))
    reopen_class(hall, reason="Còn dấu chưa gửi", by=home.officer, at=AT)
    settle_late(hall, keys(), take=True, reason=WHY, by=home.secretary, at=AT)
    assert coverage(home) == Figure(2, 31)


def test_a_reason_is_asked_for_and_nothing_chosen_is_said(home, hall):
    send(home, hall, ("b", "dv-14", True))
    with pytest.raises(Refused, match="Chưa ghi vì sao"):
        settle_late(hall, keys(), take=True, reason=" ", by=home.secretary, at=AT)
    reply = signed_in(home.secretary).post(url(hall, "late"), {"reason": WHY})
    assert reply.status_code == 403
    assert "Chưa chọn dấu nào" in reply.text


def test_of_a_class_that_was_withdrawn_nothing_waits(home, hall):
    send(home, hall, ("b", "dv-14", True))
    withdraw_class(hall, reason="Lập nhầm", by=home.officer, at=AT)
    assert waiting_for(home.secretary, home.campaign, AT) == []
    assert states(send(home, hall, ("c", "dv-15", True))) == {"c": "refused"}


def test_who_may_not_run_the_class_leaves_no_mark(home, hall):
    assert states(send(home, hall, ("b", "dv-14", True), who="member")) == {"b": "refused"}
    assert not LateMark.objects.exists()
