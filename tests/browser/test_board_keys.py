"""The keys of lists that work without them: down, up, mark, open, search; on the board and in the register."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import go_to, world
from tests.meetings import commitment, upheld_issue

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_down_up_mark_search_and_open(sign_in, sound):
    w = world()
    issue = upheld_issue(w)
    for number in range(1, 4):
        commitment(w, issue, f"ck-{number}", measure=f"Việc số {number}")
    go_to(date(2012, 11, 1))
    page = sign_in("officer")
    page.goto(reverse("supervision:index", args=[w.campaign.code]))
    sound(page)
    focused, rows = page.locator("tr[data-row] a:focus"), page.locator("tr[data-row]")
    page.keyboard.press("j")
    expect(focused).to_have_text("Việc số 1")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(rows.nth(1).locator("input")).to_be_checked()
    expect(rows.nth(0).locator("input")).not_to_be_checked()
    page.keyboard.press("j")
    page.keyboard.press("j")  # the last row stays
    expect(focused).to_have_text("Việc số 3")
    page.keyboard.press("k")
    expect(focused).to_have_text("Việc số 2")
    page.keyboard.press("/")
    expect(page.locator("[data-board-search]")).to_be_focused()
    page.keyboard.type("jkx")  # typed, not done
    expect(page.locator("[data-board-search]")).to_have_value("jkx")
    expect(rows.nth(1).locator("input")).to_be_checked()
    rows.nth(0).locator("a").focus()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Việc số 2")

    page.goto(reverse("issues:register", args=[w.campaign.code]))
    sound(page)
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(rows.nth(0).locator("input")).to_be_checked()
    page.get_by_text("Làm với những việc đã chọn").click()
    page.get_by_role("button", name="Nhắc nhở").click()
    expect(page.get_by_text("Đã ghi cho 3 việc")).to_be_visible()
