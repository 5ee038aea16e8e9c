"""A newcomer's first run in a real browser; nothing leaves this machine, and no script is needed."""

from __future__ import annotations

import signal
from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from chromium import Serve, Served, Visit
from unlike.cli import main

pytestmark = pytest.mark.browser
VIEWS = ("/", "/people", "/about", "/add", "/finding/1", "/chat/0", "/chat/0?words=you")
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def at_home(served: Served) -> int:
    """How many requests there were, all of them to the page itself, without a complaint of the browser."""
    assert served.requests
    assert [url for url in served.requests if not url.startswith(served.base)] == []
    assert served.complaints == []
    return len(served.requests)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_a_newcomer_from_the_export_to_the_message_and_back(
    serve: Serve, visit: Visit, export: Path, tmp_path: Path, *, scripts: bool
) -> None:
    served = serve()
    page = visit(served, java_script_enabled=scripts)
    page.get_by_label("Exports").set_input_files(export)
    page.get_by_role("button", name="Read them").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("12 Nov 2025 was unlike Rosa.")
    expect(page.get_by_text("It has been so before, and it passed.")).to_be_in_viewport()
    page.get_by_role("link", name="Read the messages").first.click()
    expect(page.get_by_text("12 Nov 2025", exact=True)).to_be_visible()
    page.get_by_role("link", name="Read on in the chat").click()
    expect(page.locator("li:target")).to_be_in_viewport()
    page.locator("li:target").get_by_role("link", name="part of a finding").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("12 Nov 2025 was unlike Rosa.")
    page.go_back()
    page.get_by_label("Search this chat").fill("see you tonight, then")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_text("see you tonight, then?")).to_be_visible()
    page.locator(".chat time a").first.click()
    expect(page.locator("li:target")).to_be_in_viewport()
    page.get_by_role("link", name="unlike", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save").click()
    download.value.save_as(tmp_path / "report.html")
    assert "rosa" not in (tmp_path / "report.html").read_text("utf-8").casefold()
    assert at_home(served) > 10


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_view_fits_a_phone(serve: Serve, visit: Visit, export: Path, scheme: str) -> None:
    served = serve(str(export), "--me", "Imke")
    page = visit(served, viewport={"width": 390, "height": 844}, color_scheme=scheme)
    for view in VIEWS:
        page.goto(served.base + view)
        assert page.evaluate(WIDE) == 0, view
    ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert ground == ("rgb(28, 27, 25)" if scheme == "dark" else "rgb(251, 249, 244)")
    at_home(served)


@pytest.mark.parametrize("width", [320, 1280])
def test_hostile_names_and_words_are_only_words(serve: Serve, visit: Visit, hostile: Path, width: int) -> None:
    served = serve(str(hostile), "--me", "Ann")
    page = visit(served, viewport={"width": width, "height": 800})
    alerts: list[str] = []
    page.on("dialog", lambda dialog: alerts.append(dialog.message))
    for view in (view for view in VIEWS if view != "/finding/1"):
        page.goto(served.base + view)
        assert page.evaluate(WIDE) == 0, view
        assert page.locator("img, script:not([src^='/static/']), iframe").count() == 0
    assert alerts == []
    at_home(served)


def focused(page: Page, presses: int) -> Sequence[str]:
    names = []
    for _ in range(presses):
        page.keyboard.press("Tab")
        names.append(str(page.evaluate("document.activeElement.textContent.trim()")))
    return names


def test_the_keyboard_alone_reaches_the_findings(serve: Serve, visit: Visit, export: Path) -> None:
    served = serve(str(export), "--me", "Imke")
    page = visit(served)
    assert focused(page, 6)[:3] == ["Skip to the page", "unlike", "first sight"]
    page.get_by_role("link", name="Read the messages").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{served.base}/finding/1")


def test_a_stranger_with_the_address_alone_is_not_let_in(serve: Serve, visit: Visit, export: Path) -> None:
    served = serve(str(export), "--me", "Imke")
    page = visit(Served(served.base + "/", served.process))
    expect(page.get_by_text("This page is closed.")).to_be_visible()
    page.goto("data:text/html,<a href='" + served.base + "/'>in</a>")
    page.get_by_role("link").click()
    expect(page.get_by_text("This page is closed.")).to_be_visible()


def test_it_stops_when_it_is_told_to(serve: Serve, visit: Visit, export: Path) -> None:
    served = serve(str(export), "--me", "Imke")
    visit(served)
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(10) == 130


def test_the_report_opens_a_finding_from_its_picture(serve: Serve, visit: Visit, export: Path, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    assert main(["report", str(export), "--me", "Imke", "--timezone", "Europe/Berlin", "--html", str(file)]) == 0
    served = Served(file.as_uri(), serve().process)
    page = visit(served)
    page.get_by_role("link", name="Read the messages").first.click()
    expect(page.locator("#f1 .chat")).to_be_visible()
    assert {url.partition("#")[0] for url in served.requests} == {file.as_uri()}
    assert served.complaints == []
    page.emulate_media(media="print")
    expect(page.locator("#f2 .chat")).to_be_visible()


def test_the_report_is_printed_as_pdf(browser: Browser, export: Path, tmp_path: Path) -> None:
    assert browser.is_connected()
    file = tmp_path / "report.pdf"
    assert main(["report", str(export), "--me", "Imke", "--timezone", "Europe/Berlin", "--pdf", str(file)]) == 0
    assert file.read_bytes().startswith(b"%PDF-")
    assert file.stat().st_mode & 0o777 == 0o600
