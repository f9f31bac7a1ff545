"""Planning a meeting: who is convened, in which order, under whose chair, on which day."""

from datetime import date

import pytest
from tests.factories import world
from tests.meetings import BOARD_DAY, WARD_DAY, opened, plan

from tusoi.foundation.directory.actions import SeatRow, give_seats
from tusoi.foundation.directory.models import SeatRank
from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.reviews import actions
from tusoi.process.reviews.states import Act

pytestmark = pytest.mark.django_db
AT = at_noon(date(2012, 7, 29))


def test_the_agenda_follows_the_order_collective_head_deputy_members():
    w = world()
    back_to_front = [w.subjects[code] for code in ("btv-5", "btv-3", "btv-2", "btv-1", "btv", "btv-4")]
    meeting = plan(w, "ban-thuong-vu", BOARD_DAY, subjects=back_to_front)
    order = list(meeting.items.values_list("subject__code", flat=True))
    assert order == ["btv", "btv-1", "btv-2", "btv-3", "btv-4", "btv-5"]


def test_those_with_a_seat_that_day_are_convened():
    w = world()
    body = w.collectives["dang-uy-mot"]
    give_seats([SeatRow(body, w.people["dv-16"], "Ủy viên số 4", SeatRank.MEMBER, 4, date(2012, 10, 9))])
    assert [a.person.code for a in plan(w).attendees.all()] == ["dv-13", "dv-14", "dv-15"]
    later = actions.reschedule(w.campaign.meetings.get(), held_on=date(2012, 10, 9), by=w.officer, at=AT)
    assert [a.person.code for a in later.attendees.all()] == ["dv-13", "dv-14", "dv-15", "dv-16"]
    assert set(later.attendees.values_list("is_present", flat=True)) == {None}


def test_nobody_chairs_the_own_file_and_the_next_by_seat_is_proposed():
    meeting = plan(world())
    chairs = dict(meeting.items.values_list("subject__code", "chair__code"))
    assert chairs == {"phuong-mot": "dv-13", "phuong-mot-1": "dv-14", "phuong-mot-2": "dv-13"}


@pytest.mark.parametrize("day", [date(2012, 9, 30), date(2012, 11, 1)])
def test_a_day_outside_the_window_is_refused(day):
    with pytest.raises(Refused, match="thời gian kiểm điểm của cấp"):
        plan(world(), day=day)


def test_a_subject_is_on_one_agenda_of_the_collective():
    w = world()
    plan(w)
    with pytest.raises(Refused, match="Đã có trong chương trình một hội nghị khác"):
        plan(w, code="hn-2")


def test_a_code_is_used_once():
    w = world()
    plan(w)
    with pytest.raises(Refused, match="đã dùng cho một hội nghị khác"):
        plan(w, "dang-uy-hai", code="hn-dang-uy-mot")


def test_a_meeting_is_about_somebody():
    with pytest.raises(Refused, match="ít nhất một"):
        plan(world(), subjects=[])


def test_a_subject_of_another_tier_is_refused():
    w = world()
    with pytest.raises(Refused, match="Không thuộc cấp kiểm điểm này"):
        plan(w, subjects=[w.subjects["phuong-mot"], w.subjects["btv"]])


def test_the_chair_takes_no_minutes():
    w = world()
    with pytest.raises(Refused, match="không đồng thời ghi biên bản"):
        plan(w, minute_taker=w.people["dv-13"])


def test_an_outsider_chairs_only_as_attending_superior():
    w = world()
    with pytest.raises(Refused, match="phải là thành viên của tập thể"):
        plan(w, chair=w.people["dv-03"])
    assert plan(w, chair=w.people["dv-03"], attending_superior=w.people["dv-03"]).chair.code == "dv-03"


def test_the_secretary_plans_the_own_unit_and_no_other():
    w = world()
    with pytest.raises(Refused, match="cần quyền"):
        plan(w, "dang-uy-hai", by=w.secretary)
    assert plan(w, by=w.secretary).campaign_unit.code == "phuong-mot"


@pytest.mark.parametrize("who", ["viewer", "member", "administrator", "stranger"])
def test_others_do_not_plan(who):
    w = world()
    with pytest.raises(Refused, match="cần quyền"):
        plan(w, by=w.accounts[who])


def test_a_meeting_that_is_open_is_not_moved():
    meeting = opened(world())
    with pytest.raises(Refused, match="đã khai mạc"):
        actions.reschedule(meeting, held_on=date(2012, 10, 12), by=None, at=at_noon(WARD_DAY))


def test_planning_is_in_the_journal():
    w = world()
    meeting = plan(w)
    entry = Entry.objects.get(act=Act.MEETING_PLANNED)
    assert (entry.thing_id, entry.account_id, entry.facts) == (meeting.pk, w.officer.pk, {"held_on": "2012-10-08"})


def test_the_roll_takes_only_those_convened():
    w = world()
    with pytest.raises(Refused, match="không thuộc danh sách triệu tập"):
        actions.call_roll(plan(w), absences={w.people["dv-20"]: "ốm"}, by=None, at=AT)


def test_the_roll_can_be_corrected_while_the_meeting_lasts():
    w = world()
    meeting = opened(w)
    actions.call_roll(meeting, absences={w.people["dv-15"]: "về sớm"}, by=w.secretary, at=at_noon(WARD_DAY))
    late = meeting.attendees.get(person=w.people["dv-15"])
    assert (late.is_present, late.reason) == (False, "về sớm")
