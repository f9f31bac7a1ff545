"""The room while the network drops: what was said is sent later, once, in order; nothing typed is lost."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.steps import Person
from tests.factories import go_to, world
from tests.meetings import WARD_DAY, discussing
from tusoi.process.reviews.models import Contribution

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def room(sign_in, sound):
    home = world()
    go_to(WARD_DAY)
    item = discussing(home)
    who = Person(sign_in("secretary"), sound)
    who.go(reverse("reviews:room", args=[item.meeting.campaign.code, item.meeting.code]))
    return home, item, who.page


def say(page, digit, text):
    page.keyboard.press(f"Alt+{digit}")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def said():
    return list(Contribution.objects.order_by("order").values_list("text", flat=True))


def test_what_was_said_without_a_network_is_sent_later_in_order_and_once(room):
    _home, _item, page = room
    page.locator("#y-kien").click()
    say(page, 1, "Ý kiến thứ nhất")
    expect(page.locator("#da-ghi li")).to_have_count(1)
    page.context.set_offline(True)
    say(page, 2, "Ý kiến thứ hai")
    say(page, 3, "Ý kiến thứ ba")
    expect(page.locator("#chua-gui li")).to_have_count(2)
    expect(page.locator("#cho-gui")).to_contain_text("2 ý kiến đang chờ gửi")
    assert said() == ["Ý kiến thứ nhất"]
    page.context.set_offline(False)
    expect(page.locator("#da-ghi li")).to_have_count(3, timeout=10_000)
    expect(page.locator("#cho-gui")).to_be_hidden()
    assert said() == ["Ý kiến thứ nhất", "Ý kiến thứ hai", "Ý kiến thứ ba"]
    page.reload()
    expect(page.locator("#da-ghi li")).to_have_count(3)
    assert page.evaluate("Object.keys(localStorage).length") == 0
    assert len(said()) == 3


def test_a_conclusion_typed_without_a_network_stays_on_the_page(room):
    _home, _item, page = room
    page.context.set_offline(True)
    box = page.locator("#chung-text")
    box.fill("Thống nhất kết luận chung.")
    page.get_by_role("button", name="Ghi kết luận, sang mục sau").click()
    expect(page.locator(".refused-note")).to_contain_text("Chữ vẫn còn nguyên")
    expect(box).to_have_value("Thống nhất kết luận chung.")
    page.context.set_offline(False)
    page.get_by_role("button", name="Ghi kết luận, sang mục sau").click()
    expect(page.locator("#dang-lam")).to_contain_text("Trần Thử")


def test_a_closed_page_brings_back_what_waits(room):
    _home, item, page = room
    page.locator("#y-kien").click()
    page.context.set_offline(True)
    say(page, 2, "Nói khi mất mạng")
    expect(page.locator("#chua-gui li")).to_have_count(1)
    context, address = page.context, page.url
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    expect(again.locator("#da-ghi li")).to_have_count(1, timeout=10_000)
    assert said() == ["Nói khi mất mạng"]
    assert item.contributions.count() == 1
