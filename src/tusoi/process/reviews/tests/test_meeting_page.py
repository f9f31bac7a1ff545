"""One meeting before and after it is held: roll, opening, another day, announcement."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories import go_to, signed_in, world
from tests.meetings import AT, WARD_DAY, conclude_all, opened, pass_gates, plan

from tusoi.process.reviews import actions
from tusoi.process.reviews.states import MeetingState

pytestmark = pytest.mark.django_db


def url(meeting, name="meeting"):
    return reverse(f"reviews:{name}", kwargs={"campaign": meeting.campaign.code, "meeting": meeting.code})


def test_the_page_says_what_holds_up_the_opening_and_the_way_out():
    w = world()
    meeting = plan(w)
    go_to(WARD_DAY)
    page = signed_in(w.officer).get(url(meeting)).content.decode()
    assert "Cấp trên chưa kết luận kiểm điểm: Ban Thường vụ Quận ủy" in page
    assert "giả định của gói mẫu" in page
    assert "/vuot-buoc/" in page
    assert "Chưa điểm danh" in page


def test_the_way_to_the_override_is_shown_to_those_who_may_go_it():
    w = world()
    meeting = plan(w)
    go_to(WARD_DAY)
    page = signed_in(w.committee_member).get(url(meeting)).content.decode()
    assert "Cấp trên chưa kết luận" in page
    assert "Cho phép vượt bước này" not in page


def test_the_roll_is_called_and_the_meeting_opened():
    w = world()
    meeting = plan(w)
    go_to(WARD_DAY)
    client = signed_in(w.secretary)
    third = meeting.attendees.get(person=w.people["dv-15"])
    client.post(url(meeting, "roll"), {f"vang-{third.pk}": "on", f"ly-do-{third.pk}": "ốm"})
    third.refresh_from_db()
    assert (third.is_present, third.reason) == (False, "ốm")
    refused = client.post(url(meeting, "open"))
    assert refused.status_code == 403
    assert "Cấp trên chưa kết luận" in refused.content.decode()
    assert "Cấp trên kiểm điểm trước" in refused.content.decode()
    pass_gates(w, meeting, AT)
    assert client.post(url(meeting, "open")).url == url(meeting, "room")
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.IN_SESSION


def test_the_day_is_changed():
    w = world()
    meeting = plan(w)
    client = signed_in(w.officer)
    assert client.post(url(meeting, "reschedule"), {"held_on": "12/10/2012"}).status_code == 302
    meeting.refresh_from_db()
    assert meeting.held_on == date(2012, 10, 12)
    page = client.post(url(meeting, "reschedule"), {"held_on": "12/12/2012"}).content.decode()
    assert "Đã qua thời gian kiểm điểm" in page


def test_the_result_is_announced():
    w = world()
    meeting = conclude_all(opened(w))
    go_to(WARD_DAY)
    client = signed_in(w.secretary)
    assert client.post(url(meeting, "announce"), {"audience": "contributors"}).status_code == 302
    page = client.get(url(meeting)).content.decode()
    assert "Tổ chức, cá nhân đã góp ý: 08/10/2012" in page
    assert "Cán bộ, đảng viên trong đơn vị" in page


@pytest.mark.parametrize("who", ["viewer", "member", "secretary_two", "administrator", "stranger", "supervisor"])
@pytest.mark.parametrize("name", ["meeting", "roll", "open", "reschedule", "announce", "minutes", "projector", "room"])
def test_who_may_not_see_the_meeting_finds_nothing(who, name):
    w = world()
    meeting = plan(w)
    client = signed_in(w.accounts[who])
    reply = client.post(url(meeting, name)) if name in {"roll", "open", "reschedule", "announce"} else None
    assert (reply or client.get(url(meeting, name))).status_code == 404


@pytest.mark.parametrize("name", ["roll", "open", "reschedule", "announce"])
def test_who_sees_it_and_may_not_run_it_gets_the_reason(name):
    w = world()
    meeting = plan(w)
    reply = signed_in(w.committee_member).post(url(meeting, name), {"held_on": "12/10/2012"})
    assert reply.status_code == 403
    assert "stop-reason" in reply.content.decode()
    meeting.refresh_from_db()
    assert (meeting.state, meeting.held_on) == (MeetingState.PLANNED, WARD_DAY)


@pytest.mark.parametrize("name", ["roll", "open", "reschedule", "announce"])
def test_deeds_are_posted(name):
    w = world()
    assert signed_in(w.secretary).get(url(plan(w), name)).status_code == 405


def test_the_open_button_says_why_not():
    w = world()
    meeting = plan(w)
    actions.call_roll(meeting, absences={}, by=None, at=AT)
    go_to(date(2012, 9, 1))
    assert "Chưa đến thời gian kiểm điểm" in signed_in(w.secretary).get(url(meeting)).content.decode()
