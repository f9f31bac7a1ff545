"""A secretary signs in on a phone."""

import pytest

from tusoi.foundation.access.actions import open_account

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_signing_in_on_a_phone(phone, sound):
    open_account(username="bi-thu", password="mot mat khau dai")
    phone.goto("/")
    sound()
    phone.get_by_label("Tên đăng nhập").fill("bi-thu")
    phone.get_by_label("Mật khẩu").fill("mot mat khau dai")
    phone.get_by_role("button", name="Đăng nhập").click()
    phone.get_by_role("heading", name="Việc của tôi").wait_for()
    sound()
