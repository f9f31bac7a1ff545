"""The plan's own pages on a phone and a laptop: calendar, its private address, the file of a document, next year's campaign."""

from datetime import date

import pytest
from django.urls import reverse

from tests.browser.conftest import LAPTOP, PHONE
from tests.factories import world
from tests.meetings import WARD_DAY, plan
from tusoi.foundation.documents.tests.files import PDF

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def home(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    there = world(today=date(2012, 7, 29))
    plan(there)
    plan(there, "dang-uy-hai", WARD_DAY, attending_superior=there.people["dv-13"])
    return there


def test_the_calendar_is_a_list_on_a_phone_and_a_month_on_a_laptop(home, sign_in, sound):
    page = sign_in("officer")
    page.goto(reverse("calendar:index", args=[home.campaign.code]) + "?thang=2012-10")
    assert not page.locator("table.month").is_visible()
    assert page.get_by_role("heading", name="08/10/2012").is_visible()
    assert page.get_by_text("cần có mặt ở nhiều nơi").is_visible()
    sound(page)
    page.set_viewport_size(LAPTOP)
    assert page.locator("table.month").is_visible()
    assert not page.get_by_role("heading", name="08/10/2012").is_visible()
    sound(page)
    page.get_by_label("Đơn vị", exact=True).select_option(label="Phường Hai")
    page.get_by_role("button", name="Lọc").click()
    assert "don-vi=phuong-hai" in page.url
    assert "thang=2012-10" in page.url
    page.get_by_role("link", name="Tháng trước").click()
    page.get_by_role("heading", name="Tháng 9/2012").wait_for()
    page.get_by_role("link", name="Cả đợt").click()
    page.get_by_role("heading", name="Cả đợt").wait_for()
    sound(page)


def test_the_plan_says_what_clashes_and_the_address_is_made(home, sign_in, sound):
    page = sign_in("officer")
    page.goto(reverse("campaigns:index", args=[home.campaign.code]))
    page.get_by_text("cần có mặt ở nhiều nơi").wait_for()
    sound(page)
    page.goto(reverse("calendar:address"))
    page.get_by_role("button", name="Lập địa chỉ lịch riêng").click()
    address = page.locator("#dia-chi-lich").inner_text()
    sound(page)
    page.goto(reverse("calendar:address"))
    assert address not in page.content()


def test_a_document_gets_its_file_after_the_question(home, sign_in, sound):
    page = sign_in("secretary")
    page.goto(reverse("campaigns:register", args=[home.campaign.code]))
    sound(page)
    page.get_by_label("Số, ký hiệu").fill("05-KH")
    page.get_by_label("Nơi ban hành").fill("Đảng ủy phường Một")
    page.get_by_label("Ngày ban hành").fill("10/04/2012")
    page.get_by_label("Trích yếu").fill("Kế hoạch của phường")
    page.get_by_role("button", name="Đăng ký văn bản").click()
    page.get_by_role("link", name="Thêm tệp").click()
    sound(page)
    page.get_by_role("button", name="Có dấu mật").click()
    assert not page.locator("input[type=file]").count()
    page.go_back()
    page.get_by_role("button", name="Không mật, chọn tệp").click()
    sound(page)
    page.get_by_label("Tệp của văn bản").set_input_files(
        {"name": "ke-hoach.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    page.get_by_role("button", name="Lưu tệp").click()
    link = page.get_by_role("link", name="05-KH, bản 1")
    link.wait_for()
    sound(page)
    with page.expect_download() as download:
        link.click()
    assert download.value.path().read_bytes() == PDF
    assert download.value.suggested_filename == "05-KH bản 1.pdf"
    page.goto(reverse("campaigns:index", args=[home.campaign.code]))
    sound(page)


def test_next_years_campaign_is_made_from_this_one(home, sign_in, sound):
    page = sign_in("officer")
    page.goto(reverse("campaigns:create"))
    sound(page)
    page.get_by_role("link", name="Soạn theo đợt này").click()
    sound(page)
    page.set_viewport_size(LAPTOP)
    sound(page)
    page.set_viewport_size(PHONE)
    page.get_by_role("button", name="Lập đợt").click()
    page.get_by_role("heading", name="Trước khi mở đợt").wait_for()
    sound(page)
    page.get_by_role("button", name="Mở đợt kiểm điểm").wait_for()
