"""The plan cascades from the district to a cell: sent, acknowledged late, returned once, approved; never loosened."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.factories import OPENED, world

from tusoi.foundation.access.actions import give_role, open_account
from tusoi.foundation.access.roles import Role
from tusoi.foundation.journal.models import Entry
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.foundation.tally.figures import Figure, read
from tusoi.process.campaigns import actions_plans as plans
from tusoi.process.campaigns.actions import extend_window
from tusoi.process.campaigns.actions_plans import TaskLine
from tusoi.process.campaigns.models import PlanWindow, UnitPlan
from tusoi.process.campaigns.progress import raw, waiting_for
from tusoi.process.campaigns.rules import Window
from tusoi.process.campaigns.rules_plans import uppers_of
from tusoi.process.campaigns.states import PLANS, PlanState

pytestmark = pytest.mark.django_db
SENT, BY, LATER = date(2012, 4, 2), date(2012, 4, 10), date(2012, 4, 14)
BASE = Window("base", date(2012, 10, 5), date(2012, 10, 20))
TASKS = [TaskLine("Họp chuẩn bị")]


@pytest.fixture
def home():
    home = world()
    account = open_account(username="cell", person=home.people["dv-17"])
    give_role(account, Role.SECRETARY, unit=home.units["khu-vuc-1"], since=OPENED, by=None, at=at_noon(OPENED))
    home.accounts["cell"] = account
    return home


def at(day):
    return at_noon(day)


def send(home, above="quan", units=("phuong-mot", "phuong-hai"), by="officer", day=SENT, until=BY):
    return plans.send_plans(
        home.unit(above), [home.unit(code) for code in units], acknowledge_by=until, by=home.accounts[by], at=at(day)
    )


def plan(home, code="phuong-mot"):
    return UnitPlan.objects.select_related("campaign_unit__parent__unit", "campaign_unit__campaign").get(
        campaign_unit__campaign=home.campaign, campaign_unit__code=code
    )


def written(home, code="phuong-mot", window=BASE, by="secretary", tasks=TASKS):
    row = plan(home, code)
    plans.acknowledge_plan(row, by=home.accounts[by], at=at(SENT))
    plans.write_plan(row, [window], tasks, by=home.accounts[by], at=at(SENT))
    return row


def approved(home, code="phuong-mot", window=BASE, by="secretary", judge="officer"):
    row = written(home, code, window, by)
    plans.submit_plan(row, by=home.accounts[by], at=at(SENT))
    plans.approve_plan(row, by=home.accounts[judge], at=at(SENT))
    return row


def figure(home, on=LATER):
    found = read(home.campaign.pk, ["0001"], on=on).get(("0001", PLANS), Figure())
    rows = [row for row in raw(home.campaign) if row.measure == PLANS]
    assert (found.done, found.total) == (sum(row.done for row in rows), sum(row.total for row in rows))
    return found


def test_the_walk_from_the_district_to_a_cell_with_one_return_and_one_late_receipt(home):
    send(home)
    assert figure(home) == Figure(0, 2, 2)
    ward = plan(home)
    plans.acknowledge_plan(ward, by=home.secretary, at=at(LATER))
    assert (ward.days_late, figure(home)) == (4, Figure(1, 2, 1))
    plans.write_plan(ward, [BASE], TASKS, note="Từng chi bộ một", by=home.secretary, at=at(LATER))
    plans.submit_plan(ward, by=home.secretary, at=at(LATER))
    with pytest.raises(Refused, match="chưa được duyệt"):
        send(home, "phuong-mot", ["khu-vuc-1"], by="secretary", day=LATER, until=LATER)
    plans.return_plan(ward, remarks="Thu hẹp vào nửa đầu tháng", by=home.officer, at=at(LATER))
    tighter = Window("base", date(2012, 10, 5), date(2012, 10, 15))
    plans.write_plan(ward, [tighter], TASKS, by=home.secretary, at=at(LATER))
    plans.submit_plan(ward, by=home.secretary, at=at(LATER))
    plans.approve_plan(ward, by=home.officer, at=at(LATER))
    kinds = [(version.kind, version.remarks) for version in ward.versions.all()]
    assert kinds == [("approved", ""), ("submitted", ""), ("returned", "Thu hẹp vào nửa đầu tháng"), ("submitted", "")]
    assert ward.versions.last().content["windows"][0][1:] == ["2012-10-05", "2012-10-20"]
    (cell,) = send(home, "phuong-mot", ["khu-vuc-1"], by="secretary", day=LATER, until=date(2012, 4, 20))
    assert list(cell.windows.values_list("opens_on", "closes_on")) == [(tighter.opens_on, tighter.closes_on)]
    approved(home, "khu-vuc-1", Window("base", date(2012, 10, 6), date(2012, 10, 7)), by="cell", judge="secretary")
    assert figure(home) == Figure(2, 3, 1)
    assert "Thu hẹp" not in str(list(Entry.objects.values_list("facts", flat=True)))


@pytest.mark.parametrize(
    "window",
    [
        Window("base", date(2012, 9, 30), date(2012, 10, 20)),
        Window("base", date(2012, 10, 5), date(2012, 11, 1)),
    ],
)
def test_a_window_is_never_wider_than_above(home, window):
    send(home)
    row = plan(home)
    plans.acknowledge_plan(row, by=home.secretary, at=at(SENT))
    with pytest.raises(Refused, match="chỉ được thu hẹp trong khoảng"):
        plans.write_plan(row, [window], TASKS, by=home.secretary, at=at(SENT))
    with pytest.raises(Refused, match="từ ngày đầu trở đi"):
        plans.write_plan(row, [Window("base", BASE.closes_on, BASE.opens_on)], TASKS, by=home.secretary, at=at(SENT))
    with pytest.raises(Refused, match="Chưa có thời gian"):
        plans.write_plan(row, [], TASKS, by=home.secretary, at=at(SENT))


def test_below_the_ward_the_wards_window_holds(home):
    send(home)
    approved(home)
    send(home, "phuong-mot", ["khu-vuc-1"], by="secretary")
    (upper,) = uppers_of(home.unit("khu-vuc-1"))
    assert (upper.opens_on, upper.closes_on, upper.whose) == (BASE.opens_on, BASE.closes_on, "Đảng bộ phường Một")
    row = plan(home, "khu-vuc-1")
    plans.acknowledge_plan(row, by=home.cell, at=at(SENT))
    with pytest.raises(Refused, match="của Đảng bộ phường Một"):
        plans.write_plan(row, [Window("base", date(2012, 10, 1), date(2012, 10, 9))], TASKS, by=home.cell, at=at(SENT))


def test_an_upper_plan_does_not_shrink_under_an_approved_one_below(home):
    send(home)
    ward = approved(home)
    send(home, "phuong-mot", ["khu-vuc-1"], by="secretary")
    cell = approved(home, "khu-vuc-1", BASE, by="cell", judge="secretary")
    plans.return_plan(ward, remarks="Rút ngắn", by=home.officer, at=at(LATER))
    plans.write_plan(
        ward, [Window("base", date(2012, 10, 8), date(2012, 10, 9))], TASKS, by=home.secretary, at=at(LATER)
    )
    plans.submit_plan(ward, by=home.secretary, at=at(LATER))
    with pytest.raises(Refused, match="rộng hơn kế hoạch này") as refused:
        plans.approve_plan(ward, by=home.officer, at=at(LATER))
    assert "Trả lại kế hoạch của đơn vị ấy" in refused.value.way_out
    plans.return_plan(cell, remarks="Rút ngắn theo phường", by=home.secretary, at=at(LATER))
    plans.approve_plan(ward, by=home.officer, at=at(LATER))


def test_who_submits_does_not_approve_and_the_unit_itself_neither(home):
    send(home)
    row = written(home)
    plans.submit_plan(row, by=home.officer, at=at(SENT))
    with pytest.raises(Refused, match="không tự duyệt"):
        plans.approve_plan(row, by=home.officer, at=at(SENT))
    with pytest.raises(Refused, match="do Đảng bộ quận Mẫu duyệt"):
        plans.approve_plan(row, by=home.secretary, at=at(SENT))
    with pytest.raises(Refused, match="do Đảng bộ quận Mẫu duyệt"):
        plans.return_plan(row, remarks="A", by=home.secretary_two, at=at(SENT))
    plans.approve_plan(row, by=home.leader, at=at(SENT))  # also secretary of the district


def test_the_states_are_walked_in_order(home):
    send(home)
    row = plan(home)
    with pytest.raises(Refused, match="trước khi soạn"):
        plans.write_plan(row, [BASE], TASKS, by=home.secretary, at=at(SENT))
    plans.acknowledge_plan(row, by=home.secretary, at=at(SENT))
    with pytest.raises(Refused, match="đã tiếp nhận"):
        plans.acknowledge_plan(row, by=home.secretary, at=at(SENT))
    with pytest.raises(Refused, match="chưa có việc nào"):
        plans.submit_plan(row, by=home.secretary, at=at(SENT))
    with pytest.raises(Refused, match="chưa được trình"):
        plans.approve_plan(row, by=home.officer, at=at(SENT))
    plans.write_plan(row, [BASE], TASKS, by=home.secretary, at=at(SENT))
    plans.submit_plan(row, by=home.secretary, at=at(SENT))
    with pytest.raises(Refused, match="đang chờ duyệt"):
        plans.write_plan(row, [BASE], TASKS, by=home.secretary, at=at(SENT))
    with pytest.raises(Refused, match="ý kiến khi trả lại"):
        plans.return_plan(row, remarks=" ", by=home.officer, at=at(SENT))


def test_it_is_sent_once_to_units_directly_below(home):
    send(home)
    with pytest.raises(Refused, match="đã được gửi kế hoạch"):
        send(home)
    with pytest.raises(Refused, match="không trực thuộc"):
        send(home, units=["khu-vuc-1"])
    with pytest.raises(Refused, match="trước hôm nay"):
        send(home, units=["van-phong"], until=date(2012, 4, 1))
    for who in ("secretary", "member", "viewer"):
        with pytest.raises(Refused):
            send(home, units=["van-phong"], by=who)


def test_who_answers_for_a_task_belongs_to_the_unit(home):
    send(home)
    row = plan(home)
    plans.acknowledge_plan(row, by=home.secretary, at=at(SENT))
    for code in ("dv-13", "dv-16"):
        plans.write_plan(row, [BASE], [TaskLine("Họp", home.people[code])], by=home.secretary, at=at(SENT))
    with pytest.raises(Refused, match="không thuộc Đảng bộ phường Một"):
        plans.write_plan(row, [BASE], [TaskLine("Họp", home.people["dv-25"])], by=home.secretary, at=at(SENT))


def test_each_is_told_what_waits(home):
    send(home)
    row = plan(home)

    def waits(who):
        return [
            task.what for task in waiting_for(home.accounts[who], home.campaign, at(SENT)) if "ế hoạch" in task.what
        ]

    assert waits("secretary") == ["Tiếp nhận kế hoạch cấp trên gửi xuống"]
    plans.acknowledge_plan(row, by=home.secretary, at=at(SENT))
    assert waits("secretary") == ["Soạn và trình kế hoạch của đơn vị"]
    plans.write_plan(row, [BASE], TASKS, by=home.secretary, at=at(SENT))
    plans.submit_plan(row, by=home.secretary, at=at(SENT))
    assert (waits("secretary"), waits("officer")) == ([], ["Duyệt hoặc trả lại kế hoạch"])
    plans.return_plan(row, remarks="Thiếu", by=home.officer, at=at(SENT))
    assert (waits("secretary"), waits("officer")) == (["Sửa kế hoạch theo ý kiến cấp trên"], [])
    assert waits("secretary_two") == ["Tiếp nhận kế hoạch cấp trên gửi xuống"]


class WindowsNeverLoosenTest(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["write", "submit", "approve", "return", "send", "extend"]),
                st.sampled_from(["phuong-mot", "khu-vuc-1", "khu-vuc-2"]),
                st.integers(-3, 33),
                st.integers(0, 33),
            ),
            min_size=3,
            max_size=14,
        )
    )
    def test_at_every_moment_an_approved_window_lies_in_those_above(self, acts):
        home = world()
        send(home, units=["phuong-mot"])
        plans.acknowledge_plan(plan(home), by=None, at=at(SENT))
        for act in acts:
            with suppress(Refused, UnitPlan.DoesNotExist):
                do(home, *act)
            assert_inside(home)


def do(home, verb, code, first, length):
    now = {"by": None, "at": at(SENT)}
    if verb == "send":
        send(home, "phuong-mot", ["khu-vuc-1", "khu-vuc-2"], by="officer")
        for cell in ("khu-vuc-1", "khu-vuc-2"):
            plans.acknowledge_plan(plan(home, cell), **now)
    elif verb == "extend":
        tier = home.campaign.tiers.get(code="base")
        extend_window(tier, closes_on=tier.closes_on + timedelta(length + 1), **now)
    elif verb == "write":
        opens = date(2012, 10, 1) + timedelta(first)
        plans.write_plan(plan(home, code), [Window("base", opens, opens + timedelta(length))], TASKS, **now)
    elif verb == "submit":
        plans.submit_plan(plan(home, code), **now)
    elif verb == "approve":
        plans.approve_plan(plan(home, code), **now)
    else:
        plans.return_plan(plan(home, code), remarks="A", **now)


def assert_inside(home):
    windows = PlanWindow.objects.filter(plan__state=PlanState.APPROVED).select_related("plan__campaign_unit", "tier")
    by_path = {row.plan.campaign_unit.path: row for row in windows}
    for row in windows:
        assert row.tier.opens_on <= row.opens_on <= row.closes_on <= row.tier.closes_on
        above = by_path.get(row.plan.campaign_unit.path[:-4])
        if above:
            assert above.opens_on <= row.opens_on <= row.closes_on <= above.closes_on
