"""A report written one section at a time on a phone: autosave, next, a long paste, the last page."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import world
from tusoi.process.issues.tests.cast import put
from tusoi.process.reports.models import ReportSection
from tusoi.process.reports.tests.cast import started

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def home():
    there = world(today=date(2012, 7, 29))
    started(there)
    put(there)
    return there


def text_of(key):
    return ReportSection.objects.get(key=key).text


def test_section_by_section_on_a_phone(home, sign_in, sound):
    page = sign_in("secretary")
    page.goto(reverse("reports:report", args=[home.campaign.code, "phuong-mot"]))
    sound(page)
    page.get_by_role("button", name="Viết từng mục một").click()
    expect(page.get_by_text("Mục 1/6", exact=True)).to_be_visible()
    sound(page)
    page.locator("textarea").fill("Đã làm được bốn việc.")
    expect(page.get_by_text("Đã lưu lúc")).to_be_visible()
    assert text_of("strengths") == "Đã làm được bốn việc."
    page.locator("textarea").fill("Đã làm được năm việc.")
    page.get_by_role("button", name="Lưu, sang mục sau").click()
    expect(page.get_by_text("Mục 2/6", exact=True)).to_be_visible()
    assert text_of("strengths") == "Đã làm được năm việc."
    page.get_by_text("Tất cả các mục").click()
    sound(page)
    page.get_by_role("button", name="IV. ").click()
    expect(page.get_by_text("Mục 4/6", exact=True)).to_be_visible()
    expect(page.locator("#phai-tra-loi summary").get_by_text("Gửi tài liệu họp trễ")).to_be_visible()
    sound(page)
    page.get_by_text("Tất cả các mục").click()
    page.get_by_role("button", name="Xem lại").click()
    expect(page.get_by_text("Còn thiếu")).to_be_visible()
    sound(page)


def test_only_what_was_written_on_is_sent_and_too_much_is_said(home, sign_in):
    page = sign_in("secretary")
    page.goto(reverse("reports:report", args=[home.campaign.code, "phuong-mot"]))
    with page.expect_request(lambda request: request.headers.get("x-autosave") == "1") as sent:
        page.locator("[name=text-limitations]").fill("Họp muộn")
    assert "text-limitations" in sent.value.post_data
    assert "text-strengths" not in sent.value.post_data
    assert "revision-table" not in sent.value.post_data
    expect(page.get_by_text("Đã lưu lúc")).to_be_visible()
    long = "Việc đã làm rồi. " * 20_000
    page.locator("[name=text-strengths]").evaluate(
        "(area, text) => { area.value = text; area.dispatchEvent(new Event('input', {bubbles: true})); }", long
    )
    expect(page.get_by_text("mỗi phần chỉ nhận tối đa 200.000 ký tự").first).to_be_visible()
    assert len(page.locator("[name=text-strengths]").input_value()) == len(long)
    page.locator("[name=text-strengths]").fill("Ngắn lại")
    expect(page.get_by_text("Đã lưu lúc")).to_be_visible()
    assert text_of("strengths") == "Ngắn lại"
    assert text_of("limitations") == "Họp muộn"
