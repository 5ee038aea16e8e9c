"""The library in a browser: kept, found again by another run, with scripts and without, and with the keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from test_appearance import findings

from chromium import OVERFLOW_SCRIPT, Serve, Visit
from kept_chats import NAME, NEWER, OLDER
from library_exports import PASSPHRASE
from people_library import make_library

pytestmark = pytest.mark.browser
Look = Callable[[Page], None]


@pytest.fixture
def exports(tmp_path: Path) -> list[Path]:
    """Two exports of one chat, the older one first."""
    paths = [tmp_path / age / NAME for age in ("older", "newer")]
    for path, content in zip(paths, (OLDER, NEWER), strict=True):
        path.parent.mkdir()
        path.write_bytes(content)
    return paths


def audit(page: Page) -> None:
    """Hold a view to the audit, light and dark, and to the width of small phones."""
    page.wait_for_load_state()  # its style sheet is there
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert findings(page) == []
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(OVERFLOW_SCRIPT) == 0
    page.set_viewport_size({"width": 1280, "height": 800})


def open_export(page: Page, base: str, path: Path) -> None:
    page.goto(f"{base}/add")
    page.set_input_files("#exports", path)
    page.get_by_role("button", name="Read the chat").click()
    page.get_by_role("button", name="Imke").click(timeout=60_000)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_chat_is_kept_and_found_again(
    serve: Serve, visit: Visit, exports: list[Path], tmp_path: Path, *, scripts: bool
) -> None:
    look: Look = audit if scripts else lambda _page: None
    running = serve(XDG_DATA_HOME=str(tmp_path))
    keep_both(visit(running, java_script_enabled=scripts), running.base, exports, look)
    running.assert_local_requests()
    later = serve(XDG_DATA_HOME=str(tmp_path))
    find_and_forget(visit(later, java_script_enabled=scripts), look)
    later.assert_local_requests()


def test_who_is_who_is_said_without_scripts_and_with_the_keyboard(serve: Serve, visit: Visit, tmp_path: Path) -> None:
    make_library(tmp_path / "unlike/library.db", cost=None)
    running = serve(XDG_DATA_HOME=str(tmp_path))
    page = visit(running, java_script_enabled=False)
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.keyboard.press("Enter")
    press(page, "They are one person: Rosa, Rosa")
    expect(page.get_by_text("Rosa and Rosa are one person now, in 3 chats.")).to_be_visible()
    press(page, "Undo")
    page.get_by_label("Person, whose name stays").select_option(label="Rosi · Signal: Rosi")
    page.get_by_label("is also").select_option(label="Rosa · Telegram: Rosa")
    press(page, "Join them")
    scripted = visit(running)
    scripted.goto(f"{running.base}/library")
    scripted.evaluate("document.querySelectorAll('.who details').forEach(each => { each.open = true })")
    audit(scripted)
    press(page, "Take apart: Rosi")
    expect(page.get_by_text("2 chats are apart now.")).to_be_visible()
    running.assert_local_requests()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).press("Enter")


def keep_both(page: Page, base: str, exports: list[Path], look: Look) -> None:
    """Keep the older export in a new library, and add the newer one."""
    open_export(page, base, exports[0])
    page.get_by_role("link", name="Keep this chat …").click(timeout=60_000)
    look(page)
    page.get_by_label("Choose a passphrase").fill(PASSPHRASE)
    page.get_by_label("Once more").fill(PASSPHRASE)
    page.get_by_label("Once more").press("Enter")
    expect(page.get_by_text("Rosa is kept: 240 messages.")).to_be_visible(timeout=60_000)
    open_export(page, base, exports[1])
    expect(page.get_by_text("This export has 12 new messages.")).to_be_visible(timeout=60_000)
    look(page)
    page.get_by_role("button", name="Add them to your library").click()
    expect(page.get_by_text("it now has 252")).to_be_visible(timeout=60_000)


def find_and_forget(again: Page, look: Look) -> None:
    """Open the library of an earlier run, look at its chat, and forget it."""
    again.wait_for_url(re.compile("/library$"))
    look(again)
    again.get_by_label("Passphrase").fill(PASSPHRASE)
    again.keyboard.press("Enter")
    again.get_by_role("button", name="Open Rosa").focus(timeout=60_000)
    look(again)
    again.get_by_role("button", name="Open Rosa").focus()
    again.keyboard.press("Enter")
    expect(again.get_by_text("Rosa with you · 252 messages")).to_be_visible(timeout=60_000)
    again.get_by_role("link", name="my library").click()
    again.get_by_text("Forget …").click()
    again.get_by_role("button", name="Yes, forget it").click()
    expect(again.get_by_text("The chat is forgotten.")).to_be_visible()
