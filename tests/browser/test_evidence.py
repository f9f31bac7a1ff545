"""A photo taken at a place without a network waits on the phone, and comes when the network is back: once."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.steps import Person
from tests.factories import go_to, world
from tests.meetings import commitment
from tusoi.foundation.documents.tests.files import photo_of_a_phone
from tusoi.process.supervision.models import Evidence

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_photo_waits_for_the_network_also_over_a_reload(sign_in, sound, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    home = world()
    made = commitment(home)
    go_to(made.due_on)
    owner = Person(sign_in("secretary"), sound)
    where = {"campaign": made.campaign.code, "commitment": made.code}
    owner.go(reverse("supervision:commitment", kwargs=where))
    owner.follow("Thêm ảnh, tệp")
    owner.press("Không mật, chọn tệp")
    page, waiting = owner.page, owner.page.locator("#cho-gui")
    camera = page.locator("#may-anh")
    assert camera.get_attribute("capture") == "environment"

    page.context.set_offline(True)
    for number in (1, 2):
        page.locator("[name=note]").fill(f"Sân sau, ảnh {number}")
        camera.set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo_of_a_phone()})
        page.get_by_role("button", name="Lưu minh chứng").click()
        expect(waiting).to_contain_text(f"{number} ảnh, tệp đang chờ gửi")
    owner.sound(page)
    assert not Evidence.objects.exists()

    page.route("**/minh-chung/anh/", lambda route: route.abort())
    page.context.set_offline(False)
    owner.go(reverse("supervision:commitment", kwargs=where))
    expect(waiting).to_contain_text("2 ảnh, tệp đang chờ gửi")
    page.unroute("**/minh-chung/anh/")
    expect(waiting).to_contain_text("Đã gửi xong", timeout=10_000)
    assert sorted(Evidence.objects.values_list("note", flat=True)) == ["Sân sau, ảnh 1", "Sân sau, ảnh 2"]
    owner.go(reverse("supervision:commitment", kwargs=where))
    expect(page.locator(".evidence img")).to_have_count(2)
    assert page.locator(".evidence img").first.evaluate("image => image.complete && image.naturalWidth") == 40
