"""Opening a meeting: its day, its window, the roll, and the procedure's gates."""

from datetime import date

import pytest
from tests.factories import World, set_mode, world
from tests.meetings import WARD_DAY, conclude_all, let_pass, opened, pass_gates, plan

from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.states import GateName
from tusoi.process.reviews import actions
from tusoi.process.reviews.gates import opening_gates, quorum_of, unfinished_above
from tusoi.process.reviews.models import Meeting
from tusoi.process.reviews.states import MeetingState

pytestmark = pytest.mark.django_db
AT = at_noon(WARD_DAY)


def again(meeting: Meeting) -> Meeting:
    return Meeting.objects.with_names().get(pk=meeting.pk)


def all_present(meeting: Meeting) -> Meeting:
    return actions.call_roll(meeting, absences={}, by=None, at=AT)


def ready_but(w: World, gate: GateName) -> Meeting:
    """A ward's meeting, roll called, that nothing but this gate holds up."""
    meeting = all_present(plan(w))
    for fact in opening_gates(meeting):
        if not fact.ok and fact.gate != gate:
            let_pass(w, fact.gate, meeting, AT)
    return meeting


def test_before_the_window_is_refused_in_words():
    meeting = all_present(plan(world()))
    with pytest.raises(Refused, match=r"Chưa đến thời gian kiểm điểm.*01/10/2012 đến 31/10/2012"):
        actions.open_meeting(meeting, by=None, at=at_noon(date(2012, 9, 30)))


def test_after_the_window_is_refused_in_words():
    meeting = all_present(plan(world()))
    with pytest.raises(Refused, match="Đã qua thời gian kiểm điểm"):
        actions.open_meeting(meeting, by=None, at=at_noon(date(2012, 11, 1)))


def test_before_its_day_is_refused():
    meeting = all_present(plan(world()))
    with pytest.raises(Refused, match=r"Chưa đến ngày họp: 08/10/2012"):
        actions.open_meeting(meeting, by=None, at=at_noon(date(2012, 10, 7)))


def test_without_a_roll_is_refused():
    with pytest.raises(Refused, match="Chưa điểm danh"):
        actions.open_meeting(plan(world()), by=None, at=AT)


def test_a_lower_tier_waits_for_the_higher_and_the_clause_is_cited():
    meeting = ready_but(world(), GateName.TIER_ORDER)
    with pytest.raises(Refused, match="Ban Thường vụ Quận ủy") as caught:
        actions.open_meeting(meeting, by=None, at=AT)
    assert "giả định của gói mẫu" not in caught.value.clause  # the order stands in the article
    assert "Cấp trên kiểm điểm trước" in caught.value.clause
    assert "/vuot" in caught.value.url or caught.value.url.startswith("/dot/")


def test_an_office_beside_the_ward_does_not_hold_it_up():
    """Only units above count: the office's leadership is of a higher tier, but not above the ward."""
    assert unfinished_above(plan(world())) == ["Ban Thường vụ Quận ủy"]


def test_the_gate_opens_when_the_higher_tier_has_concluded():
    w = world()
    board = opened(w, "ban-thuong-vu", date(2012, 8, 20))
    meeting = ready_but(w, GateName.TIER_ORDER)
    assert unfinished_above(meeting)
    conclude_all(board)
    assert unfinished_above(meeting) == []
    assert actions.open_meeting(meeting, by=None, at=AT).state == MeetingState.IN_SESSION


@pytest.mark.parametrize("gate", [GateName.TIER_ORDER, GateName.REPORT_BEFORE_MEETING])
def test_gates_block_or_are_overridden(gate):
    w = world()
    meeting = ready_but(w, gate)
    with pytest.raises(Refused):
        actions.open_meeting(meeting, by=None, at=AT)
    let_pass(w, gate, meeting, AT)
    assert actions.open_meeting(meeting, by=None, at=AT).state == MeetingState.IN_SESSION


@pytest.mark.parametrize("mode", ["warn", "off"])
@pytest.mark.parametrize("gate", [GateName.TIER_ORDER, GateName.REPORT_BEFORE_MEETING])
def test_gates_in_other_modes_let_pass(gate, mode):
    w = world()
    meeting = ready_but(w, gate)
    set_mode(w.campaign, gate, mode)
    assert actions.open_meeting(again(meeting), by=None, at=AT).state == MeetingState.IN_SESSION


def without_quorum(w: World) -> Meeting:
    meeting = ready_but(w, GateName.QUORUM)
    gone = {w.people["dv-14"]: "ốm", w.people["dv-15"]: "đi công tác"}
    return actions.call_roll(meeting, absences=gone, by=None, at=AT)


def test_without_quorum_is_refused():
    meeting = without_quorum(world())
    assert quorum_of(meeting) == (1, 3, 2)
    with pytest.raises(Refused, match=r"Có mặt 1/3, cần ít nhất 2") as caught:
        actions.open_meeting(meeting, by=None, at=AT)
    assert "hai phần ba" in caught.value.clause


def test_exactly_two_thirds_is_a_quorum():
    w = world()
    meeting = actions.call_roll(ready_but(w, GateName.QUORUM), absences={w.people["dv-15"]: "ốm"}, by=None, at=AT)
    assert actions.open_meeting(meeting, by=None, at=AT).state == MeetingState.IN_SESSION


@pytest.mark.parametrize("mode", ["warn", "off"])
def test_quorum_in_other_modes_lets_pass(mode):
    w = world()
    meeting = without_quorum(w)
    set_mode(w.campaign, GateName.QUORUM, mode)
    assert actions.open_meeting(again(meeting), by=None, at=AT).state == MeetingState.IN_SESSION


def test_quorum_can_be_overridden():
    w = world()
    meeting = without_quorum(w)
    let_pass(w, GateName.QUORUM, meeting, AT)
    assert actions.open_meeting(meeting, by=None, at=AT).state == MeetingState.IN_SESSION


def test_an_override_is_for_one_meeting_only():
    w = world()
    let_pass(w, GateName.TIER_ORDER, plan(w, "dang-uy-hai"), AT)
    with pytest.raises(Refused, match="Cấp trên chưa kết luận"):
        actions.open_meeting(ready_but(w, GateName.TIER_ORDER), by=None, at=AT)


def test_opening_twice_is_refused():
    meeting = opened(world())
    with pytest.raises(Refused, match="đã khai mạc"):
        actions.open_meeting(meeting, by=None, at=AT)


def test_two_windows_open_it_once():
    w = world()
    meeting = all_present(plan(w))
    pass_gates(w, meeting, AT)
    other = again(meeting)
    actions.open_meeting(meeting, by=None, at=AT)
    with pytest.raises(Refused, match="vừa được người khác thay đổi"):
        actions.open_meeting(other, by=None, at=AT)


@pytest.mark.parametrize("who", ["officer", "viewer", "member", "secretary_two", "administrator"])
def test_who_does_not_run_the_meeting_does_not_open_it(who):
    w = world()
    meeting = all_present(plan(w))
    pass_gates(w, meeting, AT)
    with pytest.raises(Refused, match="người chủ trì, người ghi biên bản hoặc bí thư"):
        actions.open_meeting(meeting, by=w.accounts[who], at=AT)
    assert actions.open_meeting(meeting, by=w.secretary, at=AT).state == MeetingState.IN_SESSION


def test_where_the_proposed_chair_is_absent_the_next_takes_the_item():
    w = world()
    meeting = plan(w)
    actions.call_roll(meeting, absences={w.people["dv-13"]: "ốm"}, by=None, at=AT)
    pass_gates(w, meeting, AT)
    actions.open_meeting(meeting, by=None, at=AT)
    chairs = dict(meeting.items.values_list("subject__code", "chair__code"))
    assert chairs["phuong-mot"] == "dv-14"
