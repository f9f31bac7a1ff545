"""The check before opening: in words, by unit, only what is needed blocks, in a fixed number of queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories import FOUNDED, WINDOWS, draft_campaign, signed_in, world

from tusoi.foundation.access.actions import give_role, open_account
from tusoi.foundation.access.models import Account, Grant
from tusoi.foundation.access.roles import Role
from tusoi.foundation.directory.actions import (
    RollRow,
    SeatRow,
    enter_on_roll,
    found_unit,
    give_seats,
    set_up_collective,
)
from tusoi.foundation.directory.models import CollectiveKind, Level, Seat, SeatRank, Status
from tusoi.foundation.kernel.clock import at_noon
from tusoi.foundation.kernel.refusal import Refused
from tusoi.process.campaigns.actions import open_campaign, register_guidance, set_windows
from tusoi.process.campaigns.models import CampaignUnit
from tusoi.process.campaigns.readiness import readiness
from tusoi.process.campaigns.rules import Window, procedure_of
from tusoi.process.campaigns.states import CampaignState

pytestmark = pytest.mark.django_db
AT = at_noon(date(2012, 7, 29))
DRAFT = "du-thao"


def check(campaign, at=AT):
    return readiness(campaign, procedure_of(campaign), at=at)


def said_of(found, unit):
    return [point.text for group in found.units if group.unit.code == unit for point in group.points]


def said(found):
    return [point.text for point in found.points if not point.ok]


def windows(home, campaign):
    later = [Window(one.code, one.opens_on.replace(year=2013), one.closes_on.replace(year=2013)) for one in WINDOWS]
    set_windows(campaign, later, by=home.officer, at=AT)


def drafted():
    home = world()
    campaign = draft_campaign(home, DRAFT)
    windows(home, campaign)
    return home, campaign


def test_an_ordinary_office_may_open():
    home, campaign = drafted()
    assert check(campaign).faults == []
    assert open_campaign(campaign, by=home.officer, at=AT).state == CampaignState.OPEN


def test_a_tier_without_a_window_blocks():
    home = world()
    found = check(draft_campaign(home))
    assert found.faults == [text for text in said(found) if text.startswith("Chưa có thời gian cho: ")]
    assert len(found.faults) == 1


def test_holidays_in_a_window_are_advice():
    _home, campaign = drafted()
    (text,) = [text for text in said(check(campaign)) if "ngày nghỉ lễ" in text]
    assert "Quốc khánh (02/09/2013); còn 42 ngày làm việc" in text


def test_guidance_is_advice():
    home, campaign = drafted()
    assert "Nên đăng ký nghị quyết, kế hoạch, hướng dẫn làm căn cứ" in said(check(campaign))
    register_guidance(
        campaign,
        kind="plan",
        symbol="1-KH",
        issuer="Quận ủy",
        issued_on=date(2012, 7, 1),
        subject_line="Kế hoạch",
        by=home.officer,
        at=AT,
    )
    assert "1 văn bản làm căn cứ đã đăng ký" in [point.text for point in check(campaign).points if point.ok]


def test_without_an_officer_nobody_opens():
    _home, campaign = drafted()
    Grant.objects.filter(role=Role.OFFICER).update(until=date(2012, 7, 1))
    (fault,) = check(campaign).faults
    assert "cán bộ phụ trách" in fault
    with pytest.raises(Refused, match="cán bộ phụ trách"):
        open_campaign(campaign, by=None, at=AT)


def test_without_a_leader_and_counters_it_is_said():
    _home, campaign = drafted()
    assert not [text for text in said(check(campaign)) if "lãnh đạo để duyệt" in text or "Tổ mở phiếu" in text]
    Grant.objects.filter(role=Role.LEADER).update(until=date(2012, 7, 1))
    Account.objects.filter(username__in=["counter_one", "supervisor", "member", "overseer"]).update(is_active=False)
    found = check(campaign)
    assert [text for text in said(found) if "lãnh đạo để duyệt" in text]
    Account.objects.filter(username="counter_two").update(is_active=False)
    assert [text for text in said(check(campaign)) if "Tổ mở phiếu" in text]
    assert found.faults == []


def test_a_unit_where_nobody_can_do_a_step():
    home, campaign = drafted()
    assert "Chưa có tài khoản nào làm được: viết báo cáo tập thể, tổ chức hội nghị kiểm điểm" in said_of(
        check(campaign), "van-phong"
    )
    give_role(home.board_member, Role.SECRETARY, unit=home.units["van-phong"], since=FOUNDED, by=None, at=AT)
    assert not [text for text in said_of(check(campaign), "van-phong") if "làm được" in text]


def test_a_second_head_blocks_and_names_the_unit():
    home, campaign = drafted()
    Seat.objects.filter(collective__code="dang-uy-mot", person=home.people["dv-14"]).update(rank=SeatRank.HEAD)
    found = check(campaign)
    assert found.faults == ["Phường Một: Đảng ủy phường Một có 2 người đứng đầu; chỉ được một"]
    assert [group.unit.code for group in found.blocked] == ["phuong-mot"]
    text = signed_in(home.officer).get(reverse("campaigns:index", args=[DRAFT])).text
    assert "Đơn vị phải sửa trước khi mở" in text
    assert reverse("roll:unit", args=["phuong-mot"]) in text
    reply = signed_in(home.officer).post(reverse("campaigns:open", args=[DRAFT]))
    assert reply.status_code == 403
    assert "có 2 người đứng đầu" in reply.text


def test_no_head_and_a_head_alone_are_advice():
    _home, campaign = drafted()
    Seat.objects.filter(collective__code="dang-uy-mot").update(rank=SeatRank.MEMBER)
    Seat.objects.filter(collective__code="dang-uy-hai").exclude(rank=SeatRank.HEAD).update(until=date(2012, 7, 1))
    found = check(campaign)
    assert "Đảng ủy phường Một chưa ghi ai là người đứng đầu" in said_of(found, "phuong-mot")
    assert [text for text in said_of(found, "phuong-hai") if "chỉ có một người" in text]
    Seat.objects.filter(collective__code="dang-uy-hai").update(until=date(2012, 7, 1))
    assert "Đảng ủy phường Hai chưa có thành viên nào" in said_of(check(campaign), "phuong-hai")
    assert found.faults == []


def test_accepting_and_supervising_need_somebody_outside_the_collective():
    _home, campaign = drafted()
    assert not [text for text in said_of(check(campaign), "quan") if "ngoài" in text]
    Account.objects.exclude(username__in=["leader"]).update(is_active=False)
    texts = said_of(check(campaign), "quan")
    assert "Chưa có ai ngoài Ban Thường vụ Quận ủy tiếp nhận được báo cáo" in texts
    assert "Chưa có ai ngoài Ban Thường vụ Quận ủy để theo dõi, giám sát" in texts


def test_people_without_an_account_are_counted():
    home, campaign = drafted()
    assert "Đảng ủy phường Một: 1 người chưa có tài khoản; bí thư nhập hộ bản tự kiểm điểm được" in said_of(
        check(campaign), "phuong-mot"
    )
    open_account(username="dv15", person=home.people["dv-15"])
    assert not [text for text in said_of(check(campaign), "phuong-mot") if "tài khoản;" in text]


def test_a_unit_without_members():
    home, campaign = drafted()
    found_unit(
        code="khu-vuc-9",
        name="Chi bộ khu vực 9",
        short_name="Khu vực 9",
        level=Level.objects.get(code="cell"),
        parent=home.units["phuong-hai"],
        is_base=False,
        since=FOUNDED,
    )
    assert said_of(check(campaign), "khu-vuc-9") == ["Chưa có đảng viên nào trong danh sách"]
    assert "Chưa có đảng viên nào trong danh sách" not in said_of(check(campaign), "phuong-hai")


def more_wards(home, count):
    """Wards with a cell, members and a committee of two heads each: everything there is to say about them is said."""
    for number in range(count):
        ward = found_unit(
            code=f"phuong-{number}",
            name=f"Đảng bộ phường {number}",
            short_name=f"Phường {number}",
            level=Level.objects.get(code="ward"),
            parent=home.units["quan"],
            is_base=True,
            since=FOUNDED,
        )
        rows = [RollRow(f"p{number}-{n}", f"Người {number} {n}", ward, FOUNDED, Status.FULL, 1960) for n in range(2)]
        people = enter_on_roll(rows)
        body = set_up_collective(
            unit=ward, code=f"du-{number}", name=f"Đảng ủy {number}", kind=CollectiveKind.EXECUTIVE_COMMITTEE
        )
        give_seats(SeatRow(body, person, "Bí thư", SeatRank.HEAD, 1, FOUNDED) for person in people.values())


def test_the_number_of_queries_does_not_grow_with_the_units():
    counts = []
    home, campaign = drafted()
    for wards in (0, 8):
        more_wards(home, wards)
        with CaptureQueriesContext(connection) as asked:
            found = check(campaign)
        counts.append(len(asked))
    assert len(found.blocked) == 8
    assert counts == [9, 9]


def test_only_who_plans_sees_the_check():
    home, campaign = drafted()
    assert "Trước khi mở đợt" in signed_in(home.officer).get(reverse("campaigns:index", args=[DRAFT])).text
    assert signed_in(home.leader).get(reverse("campaigns:index", args=[DRAFT])).status_code == 404
    assert not CampaignUnit.objects.filter(campaign=campaign).exists()
