"""A hall is checked in on two phones while the network drops: nothing is lost, nobody counts twice."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.steps import Person
from tests.factories import freeze_roll, go_to, world
from tusoi.foundation.tally.figures import Figure, read
from tusoi.process.dissemination.models import Attendance, StudyClass

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DAY = date(2012, 8, 1)


@pytest.fixture
def home():
    home = world()
    freeze_roll(home)
    go_to(DAY)
    return home


@pytest.fixture
def secretary(home, sign_in, sound):
    return Person(sign_in("secretary"), sound)


@pytest.fixture
def officer(home, sign_in, sound):
    return Person(sign_in("officer"), sound)


def url(name, hall=None):
    named = {"code": hall.code} if hall else {}
    return reverse(f"dissemination:{name}", kwargs={"campaign": "nq-tw4", **named})


def plan_and_invite(who):
    """A class of today in the ward, with everybody expected by name."""
    who.go(url("plan"))
    who.choose("Dành cho", "đảng viên")
    who.fill("Tên lớp", "Lớp quán triệt nghị quyết")
    who.fill("Ngày mở", "01/08/2012")
    who.fill("Giờ bắt đầu", "07:30")
    who.fill("Địa điểm", "Hội trường phường")
    who.press("Lập lớp")
    who.sees("07:30", "Hội trường phường")
    who.follow("Danh sách mời, giấy mời")
    who.press("Mời cả 10 người thuộc diện của lớp")
    who.press("Gửi giấy mời")
    who.sees("Đã báo cho 3 người có tài khoản")
    return StudyClass.objects.select_related("campaign").get()


def box(who, home, code):
    return who.page.locator(f'li[data-person="{home.people[code].pk}"] input')


def tap(who, home, *codes):
    for code in codes:
        who.page.locator(f'li[data-person="{home.people[code].pk}"] label').click()


def test_the_network_is_cut_in_the_middle_and_two_phones_mark_the_same_people(home, secretary, officer):
    hall = plan_and_invite(secretary)
    secretary.go(url("check-in", hall))
    officer.go(url("check-in", hall))
    here = secretary.page.locator("#co-mat")
    waiting = secretary.page.locator("#cho-gui")

    tap(secretary, home, "dv-13", "dv-14")
    expect(here).to_have_text("2 người")

    secretary.page.context.set_offline(True)
    tap(secretary, home, "dv-15", "dv-16", "dv-17")
    expect(waiting).to_contain_text("3 dấu đang chờ gửi")
    expect(secretary.page.locator(f'li[data-person="{home.people["dv-15"].pk}"]')).to_contain_text("đang chờ gửi")
    assert Attendance.objects.count() == 2  # the page does not claim what is not on disk
    secretary.sound(secretary.page)

    tap(officer, home, "dv-15", "dv-18")  # the other door marks one of the same people
    expect(officer.page.locator("#co-mat")).to_have_text("4 người")
    tap(secretary, home, "dv-17")  # a slip of the thumb, taken back before it was ever sent

    secretary.page.context.set_offline(False)
    expect(waiting).to_be_hidden()
    expect(here).to_have_text("5 người")
    codes = Attendance.objects.standing().values_list("person__code", flat=True)
    assert sorted(codes) == ["dv-13", "dv-14", "dv-15", "dv-16", "dv-18"]
    figure = read(home.campaign.pk, ["0001"], on=DAY)["0001", "dissemination"]
    assert figure == Figure(5, 31)

    secretary.go(url("check-in", hall))  # a new page says the same
    expect(box(secretary, home, "dv-18")).to_be_checked()
    tap(secretary, home, "dv-18")
    expect(here).to_have_text("4 người")
    assert Attendance.objects.standing().count() == 4
    secretary.press("Kết thúc điểm danh")
    secretary.follow("Người vắng, sửa điểm danh")
    secretary.sees("6 người được mời mà chưa thấy có mặt")


def test_marks_survive_a_page_that_was_closed_before_they_were_sent(home, secretary):
    hall = plan_and_invite(secretary)
    secretary.go(url("check-in", hall))
    page = secretary.page
    page.route("**/dau/", lambda route: route.abort())  # the page comes, what it sends does not arrive
    tap(secretary, home, "dv-13", "dv-14")
    expect(page.locator("#cho-gui")).to_contain_text("2 dấu đang chờ gửi")
    secretary.go(url("class", hall))
    assert not Attendance.objects.exists()
    page.unroute("**/dau/")
    secretary.go(url("check-in", hall))
    expect(page.locator("#co-mat")).to_have_text("2 người")
    expect(page.locator("#cho-gui")).to_be_hidden()
    assert Attendance.objects.count() == 2


def test_marks_that_come_after_the_list_was_closed_wait_for_a_decision(home, secretary, officer):
    hall = plan_and_invite(secretary)
    secretary.go(url("check-in", hall))
    tap(secretary, home, "dv-13")
    expect(secretary.page.locator("#co-mat")).to_have_text("1 người")
    secretary.page.context.set_offline(True)
    tap(secretary, home, "dv-14")
    officer.go(url("check-in", hall))
    officer.press("Kết thúc điểm danh")
    secretary.page.context.set_offline(False)
    expect(secretary.page.locator("#cho-gui")).to_contain_text("1 dấu đến sau khi kết thúc điểm danh")
    row = secretary.page.locator(f'li[data-person="{home.people["dv-14"].pk}"]')
    expect(row).to_contain_text("đã giữ lại, chờ quyết định")
    assert Attendance.objects.count() == 1  # kept, and not counted before somebody decides
    secretary.sound(secretary.page)
    secretary.follow("Mở trang Người vắng, sửa điểm danh")
    secretary.sees("1 dấu đến sau khi kết thúc điểm danh", home.people["dv-14"].name)
    secretary.press("Ghi những dấu đã chọn")
    secretary.sees("Đã ghi 1 dấu đến muộn vào danh sách")
    assert Attendance.objects.standing().count() == 2


def test_the_list_is_searched_on_the_phone_without_accents_and_without_a_network(home, secretary):
    hall = plan_and_invite(secretary)
    secretary.go(url("check-in", hall))
    secretary.page.context.set_offline(True)
    secretary.page.get_by_label("Tìm trong danh sách").fill("dv-1")
    rows = secretary.page.locator("li[data-person]:visible")
    expect(rows).to_have_count(7)
    secretary.page.get_by_label("Tìm trong danh sách").fill("khong co ai")
    expect(rows).to_have_count(0)
    secretary.sees("Không thấy ai tên như vậy")
    secretary.page.context.set_offline(False)


def test_the_halls_code_and_the_members_own_code(home, secretary, sign_in, sound):
    hall = plan_and_invite(secretary)
    secretary.go(url("hall", hall))
    secretary.go(url("aftermath", hall))
    secretary.go(url("paper", hall))
    secretary.go(url("change", hall))
    secretary.go(url("withdraw", hall))
    member = Person(sign_in("member"), sound)
    member.sees("Dự lớp quán triệt")
    member.go(reverse("dissemination:my-code"))
    member.sees(home.member.person.name)
