"""Chromium at phone size against a live server. Skipped, loudly, where there is no Chromium."""

import os
import shutil
from datetime import timedelta
from itertools import count

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect, sync_playwright

from tusoi.foundation.access.actions import make_sign_in_link
from tusoi.foundation.access.models import Account

expect.set_options(timeout=20_000)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PHONE = {"width": 390, "height": 844}
SHOTS = os.environ.get("TUSOI_SHOTS", "")
LAPTOP = {"width": 1280, "height": 900}
TWICE = """[...document.querySelectorAll("[id]")].map(one => one.id).filter((id, n, all) => all.indexOf(id) !== n)"""


@pytest.fixture(autouse=True)
def _django_in_an_event_loop(monkeypatch):
    """Playwright's sync API runs an event loop in this thread; Django would refuse the database in it."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture(scope="session")
def chromium():
    if CHROMIUM is None:
        pytest.skip("NO CHROMIUM: the browser tests were skipped; install the package chromium")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture
def open_phone(chromium, live_server):
    """Opens a new context at phone size, each a person of its own.

    A script error, a request to another host or a breach of the content security policy fails the test.
    """
    contexts, faults = [], []

    def asked(request):
        if not request.url.startswith((live_server.url, "data:", "blob:")):
            faults.append(f"foreign: {request.url}")

    def told(message):
        if message.type == "error" and "Content Security" in message.text:
            faults.append(f"console: {message.text}")

    def open_(size=PHONE):
        context = chromium.new_context(viewport=size, locale="vi-VN", base_url=live_server.url)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        page.on("request", asked)
        page.on("console", told)
        page.set_default_timeout(30_000)  # a busy machine is no fault
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not faults


@pytest.fixture
def phone(open_phone):
    """A page at phone size, of somebody who has not signed in."""
    return open_phone()


@pytest.fixture
def sign_in(open_phone):
    """A page in a context of its own for an account, entered by a sign-in link as a person enters."""

    def enter(username, size=PHONE):
        page = open_phone(size)
        token = make_sign_in_link(Account.objects.get(username=username), valid=timedelta(hours=1))
        page.goto(reverse("access:sign-in-by-link", args=[token]))
        page.get_by_role("button", name="Đăng nhập").click()
        page.get_by_role("heading", name="Việc của tôi").wait_for()
        return page

    return enter


@pytest.fixture
def sound(phone):
    """Check the page as it stands: no accessibility violation (axe-core), no id twice, no sideways scrolling.

    TUSOI_SHOTS names a folder for a picture of every page that was checked.
    """
    seen = count()

    def check(page=phone):
        if SHOTS:
            page.screenshot(path=f"{SHOTS}/{next(seen):03}.png", full_page=True)
        result = Axe().run(page)
        assert result.violations_count == 0, f"{page.url}\n{result.generate_report()}"
        twice = page.evaluate(TWICE)
        assert not twice, f"{page.url} has one id for several elements, so labels lead astray: {twice}"
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} scrolls sideways by {wide} px"

    return check
