"""Who comes in, and how it ends: with Ctrl-C, with the last page, with the terminal; and what is left behind."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from chromium import RunningPage, Serve, Visit
from unlike.cli import main

pytestmark = pytest.mark.browser


def test_a_stranger_with_the_address_alone_is_not_let_in(served: RunningPage, visit: Visit) -> None:
    page = visit(RunningPage(served.base + "/", served.process))
    expect(page.get_by_text("This page is closed.")).to_be_visible()
    page.goto("data:text/html,<a href='" + served.base + "/'>in</a>")
    page.get_by_role("link").click()
    expect(page.get_by_text("This page is closed.")).to_be_visible()


def test_another_page_can_neither_post_nor_frame_nor_read(served: RunningPage, visit: Visit) -> None:
    page = visit(served)
    page.goto("data:text/html,<form method=post action='" + served.base + "/settings/forget'><input name=yes></form>")
    page.evaluate("document.forms[0].submit()")
    expect(page.get_by_text("This page is closed.")).to_be_visible()
    page.goto("data:text/html,<iframe src='" + served.base + "/'></iframe>")
    assert "Rosa" not in page.frames[-1].content()
    page.goto("data:text/html,hello")
    assert (
        page.evaluate("(at) => fetch(at, { credentials: 'include' }).then(() => 'read', () => 'refused')", served.base)
        == "refused"
    )


def dropped(serve: Serve, visit: Visit, export: Path, folder: Path) -> RunningPage:
    """A program with something dropped on it, of which a copy lies in its folder."""
    served = serve(TMPDIR=str(folder))
    page = visit(served)
    page.get_by_label("Exports").set_input_files(export)
    page.get_by_role("button", name="Read the chat").click()
    expect(page.get_by_role("heading", name="Reading").or_(page.get_by_role("heading", name="Rosa"))).to_be_visible(
        timeout=30_000
    )
    assert [path.name for path in folder.rglob("*.txt")] == [export.name]
    return served


@pytest.mark.parametrize(("told", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_however_it_ends_it_ends_at_once_and_the_copy_is_deleted(
    serve: Serve, visit: Visit, export: Path, tmp_path: Path, *, told: signal.Signals, code: int
) -> None:
    """In the middle of a reading, too."""
    served = dropped(serve, visit, export, tmp_path)
    began = time.monotonic()
    served.process.send_signal(told)
    assert served.process.wait(10) == code
    assert time.monotonic() - began < 5
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_left_is_deleted_by_the_next(
    serve: Serve, visit: Visit, export: Path, tmp_path: Path
) -> None:
    served = dropped(serve, visit, export, tmp_path)
    served.process.kill()
    served.process.wait(10)
    assert list(tmp_path.rglob("*.txt"))
    serve(TMPDIR=str(tmp_path))
    assert list(tmp_path.rglob("*.txt")) == []


def test_it_stops_when_the_last_page_closes_if_asked_to(serve: Serve, visit: Visit) -> None:
    served = serve("--until-closed")
    page = visit(served)
    other = page.context.new_page()
    other.goto(served.base + "/about")
    for view in ("/settings", "/add", "/about"):
        page.goto(served.base + view)
    page.close()
    time.sleep(5)
    assert served.process.poll() is None
    other.goto("about:blank")
    assert served.process.wait(20) == 0
    assert served.process.stdout
    assert "The last page was closed, so it stopped." in served.process.stdout.read()


def test_unasked_it_goes_on_without_a_page(serve: Serve, visit: Visit) -> None:
    served = serve()
    visit(served).goto("about:blank")
    time.sleep(5)
    assert served.process.poll() is None


@pytest.mark.usefixtures("ready_analyses")
def test_the_report_opens_a_finding_from_its_picture(
    served: RunningPage, visit: Visit, export: Path, tmp_path: Path
) -> None:
    file = tmp_path / "report.html"
    assert main(["report", str(export), "--me", "Imke", "--timezone", "Europe/Berlin", "--html", str(file)]) == 0
    report = RunningPage(file.as_uri(), served.process)
    page = visit(report)
    page.get_by_role("link", name="Read the messages").first.click()
    expect(page.locator("#f1 .chat")).to_be_visible()
    assert {url.partition("#")[0] for url in report.requests} == {file.as_uri()}
    assert report.browser_errors == []
    page.emulate_media(media="print")
    expect(page.locator("#f2 .chat")).to_be_visible()


@pytest.mark.usefixtures("ready_analyses")
def test_the_report_is_printed_as_pdf(browser: Browser, export: Path, tmp_path: Path) -> None:
    assert browser.is_connected()
    file = tmp_path / "report.pdf"
    assert main(["report", str(export), "--me", "Imke", "--timezone", "Europe/Berlin", "--pdf", str(file)]) == 0
    assert file.read_bytes().startswith(b"%PDF-")
    assert file.stat().st_mode & 0o777 == 0o600
