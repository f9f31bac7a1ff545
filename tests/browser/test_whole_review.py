"""The review of a board of eleven, of one ward committee and of one cell, from suggestion to announcement, by what people press.

Members hold a phone, who keeps the papers sits at a laptop. Every gate of the procedure is met once, with its sentence and
its clause: where the text of the clause was checked, the clause; elsewhere that the sample package assumes it.
"""

import re
from dataclasses import dataclass, field
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP
from tests.browser.steps import Person, plan, write_report
from tests.factories import FOUNDED, World
from tests.ratings import rated_world
from tusoi.foundation.access.actions import give_role, open_account
from tusoi.foundation.access.roles import Role
from tusoi.foundation.directory.actions import SeatRow, give_seats, set_up_collective
from tusoi.foundation.directory.models import Collective, CollectiveKind, SeatRank
from tusoi.foundation.kernel.clock import at_noon, move_office_day
from tusoi.process.campaigns import actions as campaigns
from tusoi.process.campaigns.rules import gate_of
from tusoi.process.campaigns.states import GateName
from tusoi.process.feedback import actions as rounds
from tusoi.process.reviews.models import AgendaItem, Announcement, Meeting
from tusoi.process.reviews.states import MeetingState

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TOP = "/dot/nq-tw4"
SUGGESTED, BORN = "Chậm gửi tài liệu họp", "Ít xuống chi bộ"
BOARD_DAY, WARD_DAY, CELL_DAY = date(2012, 8, 20), date(2012, 10, 8), date(2012, 10, 9)
SIX_MORE = ["dv-06", "dv-09", "dv-12", "dv-19", "dv-20", "dv-21"]
ASSUMED = "giả định của gói mẫu"


@dataclass
class Cast:
    home: World
    officer: Person
    leader: Person
    secretary: Person
    cell: Person
    board_member: Person
    committee_member: Person
    met: set[str] = field(default_factory=set)

    def meets(self, person: Person, gate: GateName, sentence: str) -> None:
        """A gate stands before somebody: the page says why, and where the rule stands or that it is assumed."""
        cited = gate_of(self.home.campaign, gate).cited
        person.sees(sentence, cited)
        assert (ASSUMED in cited) == (gate != GateName.TIER_ORDER)  # the one whose text was checked
        self.met.add(gate)


@pytest.fixture
def cast(db, sign_in, sound):
    home = rated_world()
    board = home.collectives["ban-thuong-vu"]
    at, by = at_noon(date(2012, 7, 2)), home.officer
    give_seats(
        SeatRow(board, home.people[code], f"Ủy viên số {place}", SeatRank.MEMBER, place, FOUNDED)
        for place, code in enumerate(SIX_MORE, start=6)
    )
    chi = set_up_collective(
        unit=home.units["khu-vuc-3"], code="chi-uy-3", name="Chi ủy khu vực 3", kind=CollectiveKind.CELL_COMMITTEE
    )
    give_seats(
        SeatRow(chi, home.people[code], word, rank, place, FOUNDED)
        for place, (code, word, rank) in enumerate(
            [("dv-26", "Bí thư", SeatRank.HEAD), ("dv-27", "Phó Bí thư", SeatRank.DEPUTY)], start=1
        )
    )
    tier, base = home.subjects["btv"].tier, home.subjects["phuong-mot"].tier
    rows = [(f"btv-{n}", "quan", None, code, tier, board) for n, code in enumerate(SIX_MORE, start=6)]
    rows.append(("chi-3", "khu-vuc-3", chi, None, base, chi))
    for order, (code, unit, collective, person, where, decided_by) in enumerate(rows, start=20):
        campaigns.add_subject(
            home.campaign,
            code=code,
            unit=home.units[unit],
            collective=collective,
            person=home.people[person] if person else None,
            tier=where,
            decided_by=decided_by,
            order=order,
            by=by,
            at=at,
        )
    home.accounts["cell"] = open_account(username="cell", person=home.people["dv-26"])
    give_role(home.cell, Role.SECRETARY, unit=home.units["khu-vuc-3"], since=FOUNDED, by=None, at=at)
    names = ("officer", "leader", "secretary", "cell")
    papers = {name: Person(sign_in(name, LAPTOP), sound) for name in names}
    phones = {name: Person(sign_in(name), sound) for name in ("board_member", "committee_member")}
    return Cast(home, **papers, **phones)


def test_from_suggestion_to_announcement(cast):
    who_must_be_asked_is_named(cast)
    the_ward_is_suggested_something(cast)
    the_ward_reports(cast)
    the_board_reports_but_for_one(cast)
    the_ward_waits_for_the_board(cast)
    the_board_opens(cast)
    the_board_is_reviewed_in_order(cast)
    the_ward_is_reviewed(cast)
    the_cell_is_reviewed(cast)
    levels_are_decided_in_order(cast)
    assert cast.met == set(GateName)  # a new gate must be met here too
    assert set(Meeting.objects.values_list("state", flat=True)) == {MeetingState.CONCLUDED}
    assert Announcement.objects.count() == 3
    assert AgendaItem.objects.concluded().count() == 12 + 3 + 1


def who_must_be_asked_is_named(cast):
    home, officer = cast.home, cast.officer
    rounds.prepare(
        home.campaign,
        code="gop-y",
        title="Lấy ý kiến",
        unit=home.unit("quan"),
        subjects=[home.subjects["btv"]],
        opens_on=date(2012, 8, 1),
        closes_on=date(2012, 8, 10),
        by=home.officer,
        at=at_noon(date(2012, 7, 29)),
    )
    officer.go(f"{TOP}/gop-y/gop-y/")
    cast.meets(officer, GateName.MUST_ASK, "Chưa mời nhóm phải hỏi")


def the_ward_is_suggested_something(cast):
    officer, leader, secretary = cast.officer, cast.leader, cast.secretary
    address = f"{TOP}/van-de/goi-y/phuong-mot/"
    officer.go(address)
    officer.press("Bắt đầu soạn gợi ý")
    officer.fill("Nội dung gợi ý, một câu", SUGGESTED)
    officer.choose("Chủ đề", "Nguyên nhân")
    officer.fill("Căn cứ", "Biên bản kiểm tra ngày 02/07/2012")
    officer.press("Thêm nội dung")
    leader.go(address)
    leader.press("Duyệt bản gợi ý")
    leader.choose("Người theo dõi", cast.home.people["dv-03"].name)
    leader.press("Phân công")
    officer.go(address)
    officer.fill("Hạn tiếp thu, giải trình", "17/08/2012")
    officer.press("Gửi gợi ý kiểm điểm")
    secretary.go(address)
    secretary.press("Xác nhận đã nhận gợi ý")
    secretary.sees("Đã xác nhận nhận gợi ý kiểm điểm")


def the_ward_reports(cast):
    secretary, member = cast.secretary, cast.committee_member
    secretary.go(f"{TOP}/bao-cao/phuong-mot/")
    secretary.press("Bắt đầu viết")
    secretary.cannot_press("Nộp báo cáo", re.compile("còn 1 nội dung chưa tiếp thu, giải trình"))
    cast.meets(secretary, GateName.ANSWERS_BEFORE_SUBMISSION, "còn 1 nội dung chưa tiếp thu, giải trình")
    secretary.unfold(SUGGESTED)
    secretary.tick("Tiếp thu", inside=secretary.part(SUGGESTED))
    secretary.fill("Nội dung tiếp thu, giải trình", "Xin tiếp thu", inside=secretary.part(SUGGESTED))
    secretary.press("Ghi câu trả lời")
    write_report(secretary)
    secretary.sees("Đã nộp báo cáo, bản thứ 1")
    reports(member, "phuong-mot-2")
    with secretary.once_more():
        reports(secretary, "phuong-mot-1")
        reports(cast.cell, "chi-3")


def reports(person, subject):
    person.go(f"{TOP}/bao-cao/{subject}/")
    person.press("Bắt đầu viết")
    write_report(person)
    person.sees("Đã nộp báo cáo, bản thứ 1")


def the_board_reports_but_for_one(cast):
    """The member by phone, the leader for the board, and for those who have no account (nhập hộ); one is late."""
    reports(cast.board_member, "btv-2")
    reports(cast.leader, "btv")
    with cast.leader.once_more():
        for number in (1, *range(4, 12)):
            reports(cast.leader, f"btv-{number}")


def the_ward_waits_for_the_board(cast):
    secretary = cast.secretary
    plan_meeting(cast, secretary, "dang-uy-mot", WARD_DAY, "dv-13", "dv-14")
    cast.meets(secretary, GateName.TIER_ORDER, "Cấp trên chưa kết luận kiểm điểm: Ban Thường vụ Quận ủy")


def plan_meeting(cast, person, collective, day, chair, clerk):
    people = cast.home.people
    plan(
        person,
        Collective.objects.get(code=collective).name,
        day=f"{day:%d/%m/%Y}",
        chair=people[chair].name,
        clerk=people[clerk].name,
        campaign="nq-tw4",
    )


def the_board_opens(cast):
    home, leader, officer = cast.home, cast.leader, cast.officer
    move_office_day(date(2012, 8, 10))
    plan_meeting(cast, leader, "ban-thuong-vu", BOARD_DAY, "dv-01", "dv-02")
    move_office_day(BOARD_DAY)
    address = f"{TOP}/hoi-nghi/hn-ban-thuong-vu/"
    leader.go(address)
    for code in SIX_MORE[:4]:
        leader.tick(f"vắng: {home.people[code].name}")
        leader.fill(f"Lý do vắng của {home.people[code].name}", "Đi công tác")
    leader.press("Ghi điểm danh")
    cast.meets(leader, GateName.QUORUM, "Có mặt 7/11, cần ít nhất 8")
    cast.meets(leader, GateName.REPORT_BEFORE_MEETING, "Chưa nộp báo cáo kiểm điểm")
    leader.untick(f"vắng: {home.people[SIX_MORE[0]].name}")
    leader.press("Ghi điểm danh")
    # the officer lets the missing report pass, with a reason that stands on the progress page
    officer.go(address)
    officer.follow("Cho phép vượt bước này")
    officer.fill("Lý do", "Đồng chí đi học, gửi báo cáo sau")
    officer.press("Cho phép vượt")
    officer.go(f"{TOP}/")
    officer.sees("Các bước được cho phép vượt", "Đồng chí đi học, gửi báo cáo sau")
    leader.go(address)
    leader.press("Khai mạc hội nghị")
    leader.sees("Hội nghị đã khai mạc", "Có mặt 8/11")


def send_to(person, address):
    """Press the button of an older page, whose form goes to another item."""
    script = "to => { const form = document.querySelector('form[method=post]'); form.action = to; form.submit() }"
    with person.page.expect_navigation():
        person.page.evaluate(script, address)


def begin(collective, subject):
    item = AgendaItem.objects.get(meeting__collective__code=collective, subject__code=subject)
    return reverse("reviews:open-item", args=["nq-tw4", item.meeting.code, item.pk])


def conclude(person, text="Nhất trí với báo cáo"):
    person.press("Bắt đầu mục này", inside=person.page.locator(".now"))
    person.fill("Kết luận chung", text)
    person.press("Ghi kết luận, sang mục sau")
    person.sees("Đã kết luận đối với")


def the_board_is_reviewed_in_order(cast):
    leader, clerk, home = cast.leader, cast.board_member, cast.home
    room = f"{TOP}/hoi-nghi/hn-ban-thuong-vu/phong-hop/"
    # given somebody who takes a member before the board, and then before the head
    send_to(leader, begin("ban-thuong-vu", "btv-4"))
    cast.meets(leader, GateName.COLLECTIVE_BEFORE_INDIVIDUAL, "Chưa kết luận kiểm điểm tập thể: Ban Thường vụ Quận ủy")
    leader.go(room)
    conclude(leader)
    send_to(leader, begin("ban-thuong-vu", "btv-4"))
    cast.meets(leader, GateName.HEAD_BEFORE_OTHERS, "Chưa kết luận kiểm điểm người đứng đầu")
    # then all twelve are reviewed in order; the head's own conclusion is written down by who takes the minutes
    with leader.once_more(), clerk.once_more():
        for item in AgendaItem.objects.filter(meeting__code="hn-ban-thuong-vu", state="waiting").order_by("order"):
            writer = clerk if item.subject.person == home.people["dv-01"] else leader
            writer.go(room)
            conclude(writer)
    leader.go(room)
    leader.press("Bế mạc hội nghị")
    two_write_the_minutes(leader, clerk, f"{TOP}/hoi-nghi/hn-ban-thuong-vu/bien-ban/hoan-chinh/")
    the_result_is_announced(leader, clerk, "hn-ban-thuong-vu")


SAVE = "Lưu các mục này"


def two_write_the_minutes(person, clerk, address):
    """Who saves second sees what the first one saved, beside what is still in the own fields."""
    for one in (person, clerk):
        one.go(address)
        one.fill("Giờ bế mạc", "16:30")
    clerk.fill("Thành phần khác, khách mời", "Đại diện Ban Tổ chức")
    clerk.press(SAVE)
    person.fill("Lập thành mấy bản", "3")
    person.press(SAVE)
    person.sees("vừa được lưu từ một cửa sổ khác", "Bản đang lưu", "Đại diện Ban Tổ chức")
    expect(person.page.get_by_label("Lập thành mấy bản")).to_have_value("3")
    person.fill("Thành phần khác, khách mời", "Đại diện Ban Tổ chức")
    person.press(SAVE)
    person.sees("Đã lưu")


def the_result_is_announced(person, clerk, meeting):
    """The minutes are completed and signed by both, then the result is made known."""
    address = f"{TOP}/hoi-nghi/{meeting}/"
    person.go(f"{address}bien-ban/hoan-chinh/")
    person.fill("Giờ bế mạc", "16:30")
    person.fill("Lập thành mấy bản", "3")
    person.choose("Thông qua biên bản", "đã đọc")
    person.press(SAVE)
    clerk.go(f"{address}bien-ban/hoan-chinh/")
    clerk.press("Người ghi ký biên bản")
    person.go(f"{address}bien-ban/hoan-chinh/")
    person.press("Chủ trì ký biên bản")
    person.sees("Biên bản đã ký đủ")
    person.go(address)
    person.tick("Tập thể, cá nhân được kiểm điểm")
    person.press("Ghi đã thông báo")
    person.sees("Đã ghi việc thông báo kết quả")


def the_ward_is_reviewed(cast):
    secretary, clerk = cast.secretary, cast.committee_member
    move_office_day(WARD_DAY)
    opens(secretary, "hn-dang-uy-mot")
    secretary.press("Bắt đầu mục này", inside=secretary.page.locator(".now"))
    # a matter born at the meeting waits for its answer there
    secretary.unfold("Nêu vấn đề mới tại hội nghị")
    secretary.fill("Vấn đề", BORN, inside=secretary.page.locator("details[open]"))
    secretary.press("Nêu vấn đề")
    cast.meets(secretary, GateName.ANSWERS_BEFORE_CONCLUSION, "nội dung này chưa được tiếp thu, giải trình")
    card = secretary.page.locator("article").filter(has_text=BORN)
    secretary.tick("Tiếp thu", inside=card)
    secretary.fill("Ghi theo lời trả lời tại hội nghị", "Xin tiếp thu", inside=card)
    secretary.press("Ghi trả lời")
    for title in (SUGGESTED, BORN):
        card = secretary.page.locator("article").filter(has_text=title)
        secretary.tick("Có khuyết điểm", inside=card)
        secretary.fill("Lời kết luận", "Có khuyết điểm, đã tiếp thu", inside=card)
        secretary.press("Ghi kết luận", inside=card)
    secretary.fill("Kết luận chung", "Nhất trí")
    secretary.press("Ghi kết luận, sang mục sau")
    # each one's own conclusion is written down by the other
    with clerk.once_more(), secretary.once_more():
        for writer in (clerk, secretary):
            writer.go(f"{TOP}/hoi-nghi/hn-dang-uy-mot/phong-hop/")
            conclude(writer)
    secretary.press("Bế mạc hội nghị")
    the_result_is_announced(secretary, clerk, "hn-dang-uy-mot")


def opens(person, meeting):
    person.go(f"{TOP}/hoi-nghi/{meeting}/")
    person.press("Ghi điểm danh")
    person.press("Khai mạc hội nghị")
    person.sees("Hội nghị đã khai mạc")


def the_cell_is_reviewed(cast):
    cell = cast.cell
    with cell.once_more():
        plan_meeting(cast, cell, "chi-uy-3", CELL_DAY, "dv-26", "dv-27")
        move_office_day(CELL_DAY)
        opens(cell, "hn-chi-uy-3")
        conclude(cell)
        cell.press("Bế mạc hội nghị")
        the_result_is_announced(cell, cell, "hn-chi-uy-3")


def levels_are_decided_in_order(cast):
    officer = cast.officer
    officer.go(f"{TOP}/xep-loai/btv/")
    cast.meets(officer, GateName.RATING_ORDER, "Chưa xếp loại:")
    officer.go(f"{TOP}/xep-loai/phuong-mot-1/")
    cast.meets(officer, GateName.HEAD_RATED_AFTER_UNIT, "Chưa xếp loại tập thể của người đứng đầu này")
