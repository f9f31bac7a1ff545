"""Reach, in the browser: the plan goes from the district to a cell; both tiers of classes are held and certified."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.steps import Person
from tests.factories import OPENED, freeze_roll, go_to, world
from tusoi.foundation.access.actions import give_role, open_account
from tusoi.foundation.access.roles import Role
from tusoi.foundation.documents.models import IssuedDocument
from tusoi.foundation.kernel.clock import at_noon
from tusoi.process.campaigns.models import UnitPlan
from tusoi.process.dissemination.models import StudyClass

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DAY, LATE = date(2012, 8, 1), date(2012, 8, 20)


@pytest.fixture
def home():
    home = world()
    account = open_account(username="cell", person=home.people["dv-17"])
    give_role(account, Role.SECRETARY, unit=home.units["khu-vuc-1"], since=OPENED, by=None, at=at_noon(OPENED))
    freeze_roll(home)
    go_to(DAY)
    return home


@pytest.fixture
def enter(home, sign_in, sound):
    return lambda username: Person(sign_in(username), sound)


def url(room, name, **named):
    return reverse(f"{room}:{name}", kwargs={"campaign": "nq-tw4", **named})


def write_plan(who, unit, first, last):
    who.go(url("campaigns", "plan", unit=unit))
    who.follow("Soạn kế hoạch")
    who.page.locator("input[name=base-opens]").fill(first)
    who.page.locator("input[name=base-closes]").fill(last)
    who.page.locator("input[name=what-1]").fill("Họp chuẩn bị, phân công soạn báo cáo")
    who.page.locator("input[name=place-1]").fill("Hội trường")
    who.press("Lưu và trình")


def test_the_plan_goes_from_the_district_to_a_cell(home, enter):
    officer, secretary, cell = enter("officer"), enter("secretary"), enter("cell")
    officer.go(url("campaigns", "plans"))
    officer.follow("Gửi kế hoạch xuống")
    officer.fill("Hạn tiếp nhận", "10/08/2012")
    officer.press("Gửi cho 4 đơn vị")
    go_to(LATE)
    secretary.go(reverse("home:today"))
    secretary.sees("Tiếp nhận kế hoạch cấp trên gửi xuống")
    secretary.go(url("campaigns", "plan", unit="phuong-mot"))
    secretary.press("Tiếp nhận kế hoạch")
    write_plan(secretary, "phuong-mot", "05/10/2012", "20/10/2012")
    officer.go(url("campaigns", "plans"))
    officer.sees("trễ 10 ngày", "chờ duyệt")
    officer.go(url("campaigns", "plan", unit="phuong-mot"))
    officer.unfold("Trả lại, có ý kiến")
    officer.fill("Ý kiến", "Thu hẹp vào nửa đầu tháng")
    officer.press("Trả lại kế hoạch")
    secretary.go(url("campaigns", "plan", unit="phuong-mot"))
    secretary.sees("Cấp trên trả lại, có ý kiến", "Thu hẹp vào nửa đầu tháng")
    write_plan(secretary, "phuong-mot", "05/10/2012", "15/10/2012")
    officer.go(url("campaigns", "plan", unit="phuong-mot"))
    officer.press("Duyệt kế hoạch")
    secretary.go(url("campaigns", "plan", unit="phuong-mot"))
    secretary.follow("Gửi kế hoạch xuống đơn vị trực thuộc")
    secretary.fill("Hạn tiếp nhận", "25/08/2012")
    secretary.press("Gửi cho 2 đơn vị")
    cell.go(url("campaigns", "plan", unit="khu-vuc-1"))
    cell.press("Tiếp nhận kế hoạch")
    write_plan(cell, "khu-vuc-1", "05/10/2012", "20/10/2012")
    cell.sees("chỉ được thu hẹp trong khoảng 05/10/2012 đến 15/10/2012 của Đảng bộ phường Một")
    write_plan(cell, "khu-vuc-1", "06/10/2012", "07/10/2012")
    secretary.go(url("campaigns", "plan", unit="khu-vuc-1"))
    secretary.press("Duyệt kế hoạch")
    assert UnitPlan.objects.filter(state="approved").count() == 2


def tap(who, home, codes):
    for code in codes:
        who.page.locator(f'li[data-person="{home.people[code].pk}"] label').click()


def hold(who, home, *, unit, audience, codes):
    """Plan a class of today, invite everybody for whom it is held, tap those who came (the network is cut in the middle),
    close the list."""
    who.go(url("dissemination", "plan"))
    if who.page.locator("select[name=unit] option").count() > 1:
        who.choose("Đơn vị tổ chức", unit)
    who.choose("Dành cho", audience)
    who.fill("Tên lớp", f"Lớp cho {audience}")
    who.fill("Ngày mở", "01/08/2012")
    who.press("Lập lớp")
    hall = StudyClass.objects.latest("pk")
    who.go(url("dissemination", "invite", code=hall.code))
    with who.page.expect_navigation():
        who.page.get_by_role("button", name="thuộc diện của lớp").click()
    who.look()
    who.press("Gửi giấy mời")
    who.go(url("dissemination", "invite", code=hall.code))
    who.sees("Giấy mời đã gửi ngày 01/08/2012")
    who.go(url("dissemination", "check-in", code=hall.code))
    middle = len(codes) // 2
    tap(who, home, codes[:middle])
    expect(who.page.locator("#co-mat")).to_have_text(f"{middle} người")
    who.page.context.set_offline(True)
    tap(who, home, codes[middle:])
    expect(who.page.locator("#cho-gui")).to_contain_text(f"{len(codes) - middle} dấu đang chờ gửi")
    assert hall.attendances.count() == middle  # the page does not claim what is not on disk
    who.page.context.set_offline(False)
    expect(who.page.locator("#cho-gui")).to_be_hidden()
    expect(who.page.locator("#co-mat")).to_have_text(f"{len(codes)} người")
    who.press("Kết thúc điểm danh")
    return hall


def test_both_tiers_of_classes_are_held_and_certified(home, enter):
    officer, secretary = enter("officer"), enter("secretary")
    cadres = [f"dv-{number:02d}" for number in range(1, 13)]
    hold(officer, home, unit="Đảng bộ quận Mẫu", audience="cán bộ chủ chốt", codes=cadres)
    hold(secretary, home, unit="", audience="đảng viên", codes=["dv-13", "dv-14", "dv-15"])
    officer.go(url("dissemination", "index"))
    officer.sees("15", "31")
    officer.go(url("archive", "things", kind="dissemination.result"))
    officer.press("Ban hành", inside=officer.part("Đảng bộ quận Mẫu"))
    officer.loads_word_file("Tải bản Word")
    paper = IssuedDocument.objects.get()
    assert paper.kind == "dissemination.result"
    written = str(paper.content)
    for words in ("15/31 đảng viên", "Lớp cho cán bộ chủ chốt", "Lớp cho đảng viên"):
        assert words in written
