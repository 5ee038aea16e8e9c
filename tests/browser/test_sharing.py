"""What may be seen over a shoulder, passed on or printed; and what the page says once the program has stopped."""

from __future__ import annotations

import re
import signal
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import expect

from chromium import RunningPage, Serve, Visit
from conftest import Studied

pytestmark = pytest.mark.browser
BLURRED = re.compile("blur")


def test_hidden_names_and_messages_show_under_the_mouse_and_in_the_focus(
    serve: Serve, visit: Visit, small: Studied, tmp_path: Path
) -> None:
    served = serve(str(small.path), "--me", small.chat.owner, XDG_DATA_HOME=str(tmp_path))
    page = visit(served)
    page.get_by_role("button", name="hide names").click()
    name = page.locator("h1 .veil")
    expect(name).to_have_text("Rosa")
    expect(name).to_have_css("filter", BLURRED)
    name.hover()
    expect(name).to_have_css("filter", "none")
    page.mouse.move(0, 0)
    expect(name).to_have_css("filter", BLURRED)
    name.focus()
    expect(name).to_have_css("filter", "none")
    page.goto(served.base + "/chat/0")
    message = page.locator(".chat li[id] > div").last
    expect(message).to_have_css("filter", BLURRED)
    message.hover()
    expect(message).to_have_css("filter", "none")
    page.get_by_role("button", name="show names").click()
    expect(page.locator(".veil")).to_have_count(0)
    expect(page.locator(".reader")).to_be_visible()
    served.assert_local_requests()


def test_a_picture_is_saved_as_svg_and_as_png(served: RunningPage, visit: Visit, tmp_path: Path) -> None:
    page = visit(served)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as PNG").click()
    download.value.save_as(tmp_path / "chat.png")
    png = (tmp_path / "chat.png").read_bytes()
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(png[16:20]) == 2400
    assert len(zlib.decompress(b"".join(data for kind, data in chunks(png) if kind == b"IDAT"))) > 1_000_000
    assert {kind for kind, _ in chunks(png)} <= {b"IHDR", b"IDAT", b"IEND", b"sRGB", b"sBIT", b"pHYs"}  # and no text
    assert download.value.suggested_filename == "chat.png"
    with page.expect_download() as download:
        page.get_by_role("link", name="Save as SVG").click()
    download.value.save_as(tmp_path / "chat.svg")
    assert not re.search("Rosa|Imke", (tmp_path / "chat.svg").read_text("utf-8"))
    served.assert_local_requests()


def chunks(png: bytes) -> list[tuple[bytes, bytes]]:
    """Kinds and contents of the parts of a PNG file."""
    found, at = [], 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4])
        found.append((png[at + 4 : at + 8], png[at + 8 : at + 8 + length]))
        at += 12 + length
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_print_is_light_and_has_no_form(served: RunningPage, visit: Visit, scheme: str) -> None:
    page = visit(served, color_scheme=scheme)
    page.emulate_media(media="print")
    expect(page.locator("html")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator("body")).to_have_css("color", "rgb(0, 0, 0)")
    for form in page.locator("form, nav, button").all():
        expect(form).to_be_hidden()
    expect(page.get_by_role("heading", name="Save as one page")).to_be_hidden()


def test_the_page_says_that_the_program_has_stopped(serve: Serve, visit: Visit) -> None:
    served = serve()
    page = visit(served)
    expect(page.locator(".stopped")).to_be_hidden()
    served.process.send_signal(signal.SIGINT)
    served.process.wait(10)
    expect(page.get_by_role("alert").filter(has_text="has stopped")).to_be_visible(timeout=15_000)
