"""What a meeting waits for, and from whom."""

from datetime import date

import pytest
from tests.factories import world
from tests.meetings import AT, complete, conclude_all, opened, pass_gates, plan

from tusoi.foundation.kernel.clock import at_noon
from tusoi.process.reviews import actions, actions_minutes
from tusoi.process.reviews.progress import waiting_for

pytestmark = pytest.mark.django_db
JULY = at_noon(date(2012, 7, 29))


def said(account, w, at=AT):
    return [(task.what, task.about) for task in waiting_for(account, w.campaign, at)]


def test_the_secretary_is_led_from_planning_to_announcing():
    w = world()
    body = "Đảng ủy phường Một"
    assert said(w.secretary, w, JULY) == [("Lên lịch hội nghị kiểm điểm", body)]
    meeting = plan(w)
    assert said(w.secretary, w) == [("Điểm danh, khai mạc hội nghị", body)]
    meeting = open_it(w, meeting)
    assert said(w.secretary, w) == [("Họp tiếp và kết luận", body)]
    conclude_all(meeting)
    assert said(w.secretary, w) == [("Thông báo kết quả kiểm điểm", body), ("Hoàn chỉnh, ký biên bản", body)]
    actions.announce(meeting, audience="unit", by=w.secretary, at=AT)
    complete(meeting.minutes, AT)
    actions_minutes.sign(meeting.minutes, by=None, at=AT)
    assert said(w.secretary, w) == [("Chủ trì xem và ký biên bản", body)]
    actions_minutes.fix(meeting.minutes, by=w.secretary, at=AT)
    assert said(w.secretary, w) == []


def open_it(w, meeting):
    """Open the meeting that is already planned."""
    actions.call_roll(meeting, absences={}, by=None, at=AT)
    pass_gates(w, meeting, AT)
    return actions.open_meeting(meeting, by=None, at=AT)


def test_the_minute_taker_is_told_too():
    w = world()
    plan(w, minute_taker=w.people["dv-14"])
    assert said(w.committee_member, w) == [("Điểm danh, khai mạc hội nghị", "Đảng ủy phường Một")]


@pytest.mark.parametrize("who", ["viewer", "member", "administrator", "officer", "secretary_two"])
def test_others_are_not_bothered(who):
    w = world()
    opened(w)
    assert [about for _what, about in said(w.accounts[who], w) if about == "Đảng ủy phường Một"] == []
