"""Planning in the browser: /dot/<campaign>/hoi-nghi/len-lich/."""

import pytest
from django.urls import reverse
from tests.factories import signed_in, world
from tests.meetings import plan

pytestmark = pytest.mark.django_db


def url(w, body="dang-uy-mot"):
    return reverse("reviews:plan", kwargs={"campaign": w.campaign.code, "collective": body})


def typed(w, **also):
    people = w.people
    return {
        "held_on": "08/10/2012",
        "place": "Hội trường",
        "chair": people["dv-13"].pk,
        "minute_taker": people["dv-15"].pk,
        "attending_superior": people["dv-03"].pk,
        "subjects": [w.subjects[code].pk for code in ("phuong-mot", "phuong-mot-1")],
    } | also


def test_the_collectives_that_wait_are_listed():
    w = world()
    plan(w, "dang-uy-hai")
    page = signed_in(w.officer).get(reverse("reviews:choose", kwargs={"campaign": w.campaign.code}))
    assert "Đảng ủy phường Một" in page.content.decode()
    assert "Đảng ủy phường Hai" not in page.content.decode()


def test_a_meeting_is_planned():
    w = world()
    reply = signed_in(w.secretary).post(url(w), typed(w))
    meeting = w.campaign.meetings.get()
    assert reply.url == reverse("reviews:meeting", kwargs={"campaign": w.campaign.code, "meeting": meeting.code})
    assert (meeting.chair, meeting.minute_taker, meeting.attending_superior) == (
        w.people["dv-13"],
        w.people["dv-15"],
        w.people["dv-03"],
    )
    assert meeting.items.count() == 2


def test_a_second_meeting_takes_the_rest_under_another_code():
    w = world()
    signed_in(w.secretary).post(url(w), typed(w))
    signed_in(w.secretary).post(url(w), typed(w, subjects=[w.subjects["phuong-mot-2"].pk]))
    assert set(w.campaign.meetings.values_list("code", flat=True)) == {"hn-dang-uy-mot", "hn-dang-uy-mot-2"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"held_on": "01/09/2012"}, "Chưa đến thời gian kiểm điểm"),
        ({"held_on": "ngày mai"}, "loi"),
        ({"subjects": []}, "loi"),
    ],
)
def test_what_is_wrong_stands_on_the_form_and_nothing_is_lost(change, said):
    w = world()
    page = signed_in(w.secretary).post(url(w), typed(w, **change)).content.decode()
    assert said in page
    assert "Hội trường" in page
    assert not w.campaign.meetings.exists()


def test_the_chair_as_minute_taker_is_refused_in_words():
    w = world()
    page = signed_in(w.secretary).post(url(w), typed(w, minute_taker=w.people["dv-13"].pk)).content.decode()
    assert "không đồng thời ghi biên bản" in page


@pytest.mark.parametrize("who", ["viewer", "member", "secretary_two", "committee_member", "administrator"])
def test_others_get_a_refusal(who):
    w = world()
    client = signed_in(w.accounts[who])
    assert client.get(url(w)).status_code in {403, 404}
    assert client.post(url(w), typed(w)).status_code in {403, 404}
    assert not w.campaign.meetings.exists()


def test_who_sees_the_unit_and_may_not_plan_gets_the_reason():
    w = world()
    reply = signed_in(w.committee_member).get(url(w))
    assert reply.status_code == 403
    assert "cần quyền" in reply.content.decode()


def test_a_collective_that_is_not_there_is_not_found():
    w = world()
    assert signed_in(w.officer).get(url(w, "khong-co")).status_code == 404


def test_a_collective_with_nothing_left_says_so():
    w = world()
    plan(w)
    assert "không còn đối tượng nào" in signed_in(w.officer).get(url(w)).content.decode()
