"""Marks from a phone: idempotent, answered one by one, also long after they were made."""

import json
from datetime import date

import pytest
from django.urls import reverse
from tests.factories import freeze_roll, held_class, signed_in, world

from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.tally.figures import Figure, read
from tusoi.process.dissemination.actions_class import invite
from tusoi.process.dissemination.models import Attendance

pytestmark = pytest.mark.django_db
PAGE, SAVE = 17, 22  # queries


@pytest.fixture
def home():
    home = world()
    freeze_roll(home)
    return home


@pytest.fixture
def hall(home):
    return held_class(home, [])


def url(hall):
    return reverse("dissemination:marks", kwargs={"campaign": hall.campaign.code, "code": hall.code})


def send(home, hall, *marks, who="secretary"):
    body = {"marks": [{"id": key, "person": home.people[code].pk, "here": here} for key, code, here in marks]}
    return signed_in(home.accounts[who]).post(url(hall), json.dumps(body), content_type="application/json")


def coverage(home):
    return read(home.campaign.pk, ["0001"], on=home.campaign.ends_on)["0001", "dissemination"]


def test_each_mark_is_answered_by_its_id(home, hall):
    reply = send(home, hall, ("a", "dv-13", True), ("b", "dv-14", True)).json()
    assert reply == {"here": 2, "marks": {"a": {"state": "here"}, "b": {"state": "here"}}}
    assert coverage(home) == Figure(2, 31)


def test_sent_again_and_from_two_phones_nobody_counts_twice(home, hall):
    send(home, hall, ("a", "dv-13", True))
    send(home, hall, ("a", "dv-13", True))
    reply = send(home, hall, ("z", "dv-13", True), ("y", "dv-14", True), who="officer").json()
    assert reply["here"] == 2
    assert coverage(home) == Figure(2, 31)
    assert Attendance.objects.count() == 2


def test_a_mark_is_taken_back_and_given_again(home, hall):
    send(home, hall, ("a", "dv-13", True))
    assert send(home, hall, ("b", "dv-13", False)).json() == {"here": 0, "marks": {"b": {"state": "away"}}}
    assert coverage(home) == Figure(0, 31)
    gone = Attendance.objects.get()
    assert (gone.taken_back_by, gone.taken_back_for) == (home.secretary, "đánh dấu nhầm tại lớp")
    assert send(home, hall, ("c", "dv-13", True)).json()["here"] == 1
    assert coverage(home) == Figure(1, 31)


def test_a_mark_sent_again_after_somebody_took_it_back_does_not_come_to_life(home, hall):
    send(home, hall, ("a", "dv-13", True))
    send(home, hall, ("b", "dv-13", False), who="officer")
    reply = send(home, hall, ("a", "dv-13", True)).json()  # the first answer was lost on the way
    assert reply == {"here": 0, "marks": {"a": {"state": "away"}}}
    assert coverage(home) == Figure(0, 31)


def test_taking_back_sent_again_does_not_take_back_what_was_marked_since(home, hall):
    send(home, hall, ("a", "dv-13", True))
    send(home, hall, ("b", "dv-13", False))
    send(home, hall, ("c", "dv-13", True), who="officer")
    reply = send(home, hall, ("b", "dv-13", False)).json()
    assert reply == {"here": 1, "marks": {"b": {"state": "here"}}}
    assert coverage(home) == Figure(1, 31)


def test_taking_back_what_was_never_marked_is_no_fault(home, hall):
    assert send(home, hall, ("b", "dv-13", False)).json()["marks"] == {"b": {"state": "away"}}


def test_one_stranger_does_not_hold_up_the_hall(home, hall):
    reply = send(home, hall, ("a", "dv-13", True), ("b", "ngoai-01", True), ("c", "dv-14", True)).json()
    assert reply["here"] == 2
    assert reply["marks"]["a"] == reply["marks"]["c"] == {"state": "here"}
    assert reply["marks"]["b"]["state"] == "refused"
    assert "Lê Ngoài" in reply["marks"]["b"]["said"]


def test_somebody_who_is_nobody_is_answered(home, hall):
    body = json.dumps({"marks": [{"id": "x", "person": 987654321, "here": True}]})
    reply = signed_in(home.secretary).post(url(hall), body, content_type="application/json").json()
    assert reply["marks"]["x"]["said"] == "Không có người này trong danh sách"


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{",
        '{"marks": 3}',
        '{"marks": [1]}',
        '{"marks": [{"id": "a"}]}',
        '{"marks": [{"id": "a", "person": "x", "here": true}]}',
    ],
)
def test_nonsense_is_refused(home, hall, body):
    reply = signed_in(home.secretary).post(url(hall), body, content_type="application/json")
    assert reply.status_code == 403
    assert "Không đọc được dấu điểm danh" in reply.text


@pytest.mark.parametrize(
    ("who", "status"), [("member", 200), ("viewer", 200), ("secretary_two", 404), ("stranger", 404)]
)
def test_who_may_not_run_the_class_marks_nobody(home, hall, who, status):
    reply = send(home, hall, ("a", "dv-13", True), who=who)
    assert reply.status_code == status
    if status == 200:
        assert reply.json()["marks"]["a"]["state"] == "refused"
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("count", [1, 9])
def test_the_page_and_the_saving_of_many_marks_ask_as_much_as_of_few(home, hall, count, django_assert_num_queries):
    codes = [f"dv-{number:02d}" for number in range(13, 13 + count)]
    marks = [{"id": code, "person": home.people[code].pk, "here": True} for code in codes]
    invite(hall, [home.people[code] for code in codes], by=home.secretary, at=at_noon(hall.held_on))
    client = signed_in(home.secretary)
    client.get(reverse("home:today"))
    with django_assert_num_queries(PAGE):
        page = client.get(reverse("dissemination:check-in", kwargs={"campaign": hall.campaign.code, "code": hall.code}))
    assert page.text.count("data-person=") == count
    with django_assert_num_queries(SAVE):
        reply = client.post(url(hall), json.dumps({"marks": marks}), content_type="application/json")
    assert reply.json()["here"] == count


def test_the_page_hands_over_what_the_script_needs(home, hall):
    page = signed_in(home.secretary).get(
        reverse("dissemination:check-in", kwargs={"campaign": hall.campaign.code, "code": hall.code})
    ).text  # fmt: skip
    assert f'data-marks-url="{url(hall)}"' in page
    assert f'data-keep="{hall.pk}.{home.secretary.pk}"' in page
    assert 'data-key="tran thu' in page
    assert page.count("data-person=") == 10
    assert hall.held_on == date(2012, 4, 5)
