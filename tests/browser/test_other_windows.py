"""What is hidden or left in one window is so in every other one, and in those that one comes back to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from chromium import FLAGS, RunningPage, Serve, Visit, installed_browser

pytestmark = pytest.mark.browser
VEILED = re.compile("veiled")
WORDS_SHOWN = "getComputedStyle(document.documentElement).display !== 'none' && document.body.innerText"
NOTE_RETURNS = f"addEventListener('pageshow', (event) => event.persisted && console.log('back: ' + ({WORDS_SHOWN})))"


@pytest.fixture
def two(served: RunningPage, visit: Visit) -> Iterator[tuple[Page, Page]]:
    """Two windows of one browser, the second with the chat; names are shown again afterwards."""
    page = visit(served)
    other = page.context.new_page()
    other.goto(f"{served.base}/chat/0")
    page.bring_to_front()
    yield page, other
    last = visit(served)
    if last.get_by_role("button", name="show names").count():
        last.get_by_role("button", name="show names").click()


def test_names_that_are_hidden_in_one_window_are_hidden_in_the_other(two: tuple[Page, Page]) -> None:
    page, other = two
    expect(other.locator("html")).not_to_have_class(VEILED)
    page.get_by_role("button", name="hide names").click()
    expect(other.locator("html")).to_have_class(VEILED)
    assert "/chat/0" in other.url
    page.get_by_role("button", name="show names").click()
    expect(other.locator("html")).not_to_have_class(VEILED)


def test_whoever_leaves_one_window_leaves_them_all(two: tuple[Page, Page]) -> None:
    page, other = two
    expect(other.locator(".chat")).to_contain_text("good")
    page.get_by_role("button", name="Exit this page").first.click()
    for left in (page, other):
        left.wait_for_url("about:blank")
        assert left.locator("body").inner_text().strip() == ""


def test_names_of_chosen_files_are_hidden_with_the_others(serve: Serve, visit: Visit, tmp_path: Path) -> None:
    page = visit(serve())
    page.get_by_role("button", name="hide names").click()
    page.goto(page.url.rpartition("/")[0] + "/add")
    chosen = page.get_by_label("Exports")
    broken = tmp_path / "about Rosa.zip"
    broken.write_bytes(b"PK")
    chosen.set_input_files(broken)
    page.mouse.move(1, 1)
    for place in (page.locator(".chosen"), chosen):
        assert "blur" in place.evaluate("(element) => getComputedStyle(element).filter")
    page.get_by_role("button", name="Read the chat").click()
    expect(page.locator(".problem .veil")).to_have_text("about Rosa.zip")


@pytest.fixture
def keeping_context(browser: Browser) -> Iterator[BrowserContext]:
    """Context of a browser that keeps pages to come back to, also those that no cache may store."""
    flags = [
        *FLAGS,
        "--enable-features=CacheControlNoStoreEnterBackForwardCache:level/restore-unless-http-only-cookie-change",
    ]
    ignored = ["--disable-back-forward-cache"]
    with browser.browser_type.launch(
        executable_path=installed_browser(), args=flags, ignore_default_args=ignored
    ) as chromium:
        yield chromium.new_context()


def test_a_page_that_the_browser_kept_shows_nothing_before_it_has_asked_again(
    served: RunningPage, keeping_context: BrowserContext
) -> None:
    seen: list[str] = []
    keeping_context.add_init_script(NOTE_RETURNS)
    page = keeping_context.new_page()
    page.on("console", lambda message: seen.append(message.text))
    served.enter(page)
    page.goto(f"{served.base}/chat/0")
    expect(page.locator(".chat")).to_contain_text("good")
    page.goto("data:text/html,elsewhere")
    page.go_back(wait_until="commit")
    expect(page.locator(".chat")).to_contain_text("good")
    assert [line for line in seen if line.startswith("back: ")] == ["back: false"]
