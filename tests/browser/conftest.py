"""Chromium at phone size against a live server. Skipped, loudly, where there is no Chromium."""

import os
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1280, "height": 900}


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
def phone(chromium, live_server):
    """A page at phone size; a script error or a request to another host fails the test."""
    context = chromium.new_context(viewport=PHONE, locale="vi-VN", base_url=live_server.url)
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on(
        "request",
        lambda r: (
            faults.append(f"foreign: {r.url}") if not r.url.startswith((live_server.url, "data:", "blob:")) else None
        ),
    )
    page.on(
        "console",
        lambda m: faults.append(f"console: {m.text}") if m.type == "error" and "Content Security" in m.text else None,
    )
    page.set_default_timeout(10_000)
    yield page
    context.close()
    assert not faults


@pytest.fixture
def sound(phone):
    """Check the page as it stands: no accessibility violation (axe-core), no sideways scrolling at phone size."""

    def check(page=phone):
        result = Axe().run(page)
        assert result.violations_count == 0, result.generate_report()
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} scrolls sideways by {wide} px"

    return check
