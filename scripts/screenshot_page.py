"""Take the pictures of the local page for the docs: `python scripts/screenshot_page.py`; needs Chromium.

The page is opened on the invented chat that `make demo` writes. Nothing is fetched from elsewhere.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect, sync_playwright

ROOT = Path(__file__).parents[1]
PICTURES_FOLDER = ROOT / "docs" / "pictures"
CHAT = "build/demo/WhatsApp Chat with Rosa.txt"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
MOST_BYTES = 300_000
READING_MILLISECONDS = 180_000
"""Longest reading of the chat, which goes on behind the page that is shown first."""
DESK: dict[str, Any] = {"viewport": {"width": 1180, "height": 1240}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}
PICTURES: dict[str, tuple[str, dict[str, Any]]] = {
    "page.png": ("/", DESK),
    "page-finding.png": ("/finding/4", {"viewport": {"width": 1180, "height": 1800}}),
    "page-phone.png": ("/", PHONE),
    "page-chat.png": ("/", {"viewport": {"width": 1280, "height": 1000}}),
    "page-add.png": ("/add", {"viewport": {"width": 1180, "height": 800}}),
}

CLICKED = {"page-chat.png": "a spell, 9–22 Oct 2024"}
"""What is opened beside the picture."""


def prepare_page(page: Page, clicked: str | None) -> None:
    """Wait until the picture can be moved; come closer to what is clicked, and open it."""
    if not page.locator("figure[data-series]").count():
        return
    page.wait_for_selector("figure.moving")
    if clicked is None:
        return
    page.get_by_role("link", name=clicked).click()
    page.wait_for_selector("dialog .reader.moving .asked")
    lens = page.locator(".lens")
    page.locator(".years").evaluate("(years) => scrollTo(0, years.getBoundingClientRect().top + scrollY - 120)")
    lens.focus()
    for key in ("+", "+", "ArrowLeft"):
        lens.press(key)
        page.wait_for_timeout(600)
    page.mouse.click(5, 5)


def main() -> None:
    """Serve, look, stop."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("Chromium is needed to take the pictures.")
    command = [sys.executable, "-u", "-m", "unlike", "open", CHAT, "--me", "Imke", "--timezone", "Europe/Berlin"]
    environment = {**os.environ, "XDG_DATA_HOME": str(ROOT / "build" / "nothing-kept")}
    process = subprocess.Popen([*command, "--no-browser"], stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment)  # noqa: S603 - our own program
    with process:
        try:
            address = re.search(r"http://\S+", process.stdout.readline() if process.stdout else "")
            if address is None:
                sys.exit("The page did not open.")
            take_pictures(browser, address[0])
        finally:
            process.send_signal(signal.SIGINT)


def take_pictures(browser: str, link: str) -> None:
    """Every picture, each in a window of its own."""
    with sync_playwright() as playwright:
        browser_process = playwright.chromium.launch(executable_path=browser, args=FLAGS)
        entered = browser_process.new_context()
        first = entered.new_page()
        first.goto(link)
        first.wait_for_url(lambda url: "/enter/" not in url)
        expect(first.locator("#waiting")).to_have_count(0, timeout=READING_MILLISECONDS)
        for name, (view, window) in PICTURES.items():
            page = browser_process.new_context(**window, storage_state=entered.storage_state()).new_page()
            page.goto(first.url.rstrip("/") + view)
            prepare_page(page, CLICKED.get(name))
            page.screenshot(path=PICTURES_FOLDER / name)
            if (PICTURES_FOLDER / name).stat().st_size > MOST_BYTES:
                sys.exit(f"{name} is larger than {MOST_BYTES} bytes.")
            print(f"docs/pictures/{name}")
        browser_process.close()


if __name__ == "__main__":
    main()
