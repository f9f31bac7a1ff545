"""Take the pictures of the README and the manual from a running demo: make screenshots.

Starts a demo of its own in a temporary folder, becomes somebody of the cast for each picture, and writes docs/images.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
PORT = 8399
BASE = f"http://127.0.0.1:{PORT}"
CAMPAIGN = "/dot/binh-thuy-2012"
PHONE, LAPTOP = (390, 844), (1280, 860)


@dataclass(frozen=True)
class Picture:
    """What is shown: who ("" for nobody signed in), which page, how large a window."""

    name: str
    who: str
    path: str
    size: tuple[int, int]


PICTURES = [
    Picture("overview", "can-bo-to-chuc", f"{CAMPAIGN}/", LAPTOP),
    Picture("today", "bi-thu-long-tuyen", "/", PHONE),
    Picture("thread", "bi-thu-long-tuyen", f"{CAMPAIGN}/van-de/gy-cu-long-tuyen-1/", PHONE),
]


def take(browser: Browser, picture: Picture) -> None:
    width, height = picture.size
    context = browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN", base_url=BASE)
    page = context.new_page()
    if picture.who:
        page.goto("/minh-hoa/")
        page.locator(f'button[value="{picture.who}"]').click()
    page.goto(picture.path, wait_until="networkidle")
    page.screenshot(path=IMAGES / f"{picture.name}.png")
    context.close()


def wait_for_demo(process: "subprocess.Popen[bytes]") -> None:
    for _second in range(120):
        if process.poll() is not None:
            sys.exit("the demo ended by itself")
        try:
            urllib.request.urlopen(f"{BASE}/minh-hoa/", timeout=5).close()
        except OSError:
            time.sleep(1)
        else:
            return
    sys.exit("the demo does not answer")


def main() -> None:
    chromium = shutil.which("chromium") or sys.exit("install the package chromium first")
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="tusoi-pictures-") as folder:
        command = [sys.executable, "-m", "tusoi", "demo", "--port", str(PORT)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**os.environ, "TUSOI_VAR": folder}) as demo:
            try:
                wait_for_demo(demo)
                with sync_playwright() as playwright:
                    browser = playwright.chromium.launch(
                        executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
                    )
                    for picture in PICTURES:
                        take(browser, picture)
                        print(re.sub(r".*/docs", "docs", str(IMAGES / f"{picture.name}.png")))
                    browser.close()
            finally:
                demo.terminate()


if __name__ == "__main__":
    main()
