"""How the page looks and sounds: phone width, dark, hostile words, the keyboard alone, and an audit of every view."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.testclient import TestClient

from chromium import OVERFLOW_SCRIPT, RunningPage, Serve, Visit, running_page
from page_client import client, text
from unlike.web.import_progress import ImportProgress
from unlike.web.session import Session, Workspace

pytestmark = pytest.mark.browser
AXE = (Path(__file__).parent / "vendor/axe-core/axe.min.js").read_text("utf-8")
AUDIT = """(rules) => axe.run({
  rules: { "target-size": { enabled: true } }, ...(rules.length ? { runOnly: rules } : {}),
}).then((found) => found.violations)"""
"""The audit, with the size of what is pressed (WCAG 2.5.8), which it leaves out by itself; of some rules, or of all."""
RULES = {
    ("desk", "light"): (),
    ("desk", "dark"): ("color-contrast", "link-in-text-block"),
    ("phone", "light"): ("target-size", "scrollable-region-focusable"),
    ("phone", "dark"): ("color-contrast", "link-in-text-block"),
}
"""Rules of the audit that may break at a size or in a scheme, where those of a page on a desk by day hold."""
VIEWS = ("/", "/people", "/dates", "/settings", "/about", "/add", "/finding/1", "/finding/2",
         "/finding/3", "/chat/0", "SEARCH you", "SEARCH xyzzy", "/nothing")  # fmt: skip
UNNAMED = """() => {
  const told = (one) => one.textContent.trim() || one.getAttribute("aria-label") || one.labels?.length;
  const all = document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea");
  return [...all].filter((one) => !told(one)).map((one) => one.outerHTML);
}"""
SMALL_LABELS = """() => [...document.querySelectorAll("label, legend, button")]
  .filter((one) => one.textContent.trim() && parseFloat(getComputedStyle(one).fontSize) < 13)
  .map((one) => `small: ${one.textContent.trim()}`)"""
BROKEN_WORDS = """() => {
  const broken = [];
  for (const cell of document.querySelectorAll("th, td")) {
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      for (const word of texts.currentNode.data.matchAll(/[\\p{L}\\p{N}]{2,16}/gu)) {
        const range = document.createRange();
        range.setStart(texts.currentNode, word.index);
        range.setEnd(texts.currentNode, word.index + word[0].length);
        if (new Set([...range.getClientRects()].map((one) => Math.round(one.top))).size > 1) broken.push(word[0]);
      }
    }
  }
  return broken.map((word) => `broken: ${word}`);
}"""
"""Words in a table that go on in the next line without a hyphen."""
GROUNDS = {"light": "rgb(251, 249, 244)", "dark": "rgb(28, 27, 25)"}
"""Colour of the page in each scheme."""
SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}


@pytest.fixture(scope="module")
def rosa_served(export: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPage]:
    """With a list of dates and a note, so that their places are filled."""
    days = tmp_path_factory.mktemp("dates") / "my days.csv"
    days.write_text("2025-05-23,exam\n2025-08-16,2025-08-17,night shift\n")
    data = str(tmp_path_factory.mktemp("data"))
    with running_page(str(export), "--me", "Imke", "--dates", str(days), XDG_DATA_HOME=data) as served:
        yield served


def view_address(page: Page, base: str, view: str) -> str:
    """Address of a view; words are searched for it first where it says so."""
    if not view.startswith("SEARCH "):
        return base + view
    page.goto(base + "/chat/0")
    page.get_by_label("Search this chat").fill(view.removeprefix("SEARCH "))
    page.get_by_label("Search this chat").press("Enter")
    page.wait_for_url(re.compile("search="))
    return page.url


def findings(page: Page, rules: tuple[str, ...] = ()) -> list[str]:
    """What an audit has against a page: serious and critical things alone."""
    page.wait_for_load_state("networkidle")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    told: list[dict[str, Any]] = page.evaluate(AUDIT, rules)
    return [
        f"{one['id']}: {node['html'][:200]}"
        for one in told
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    ]


def test_the_audit_finds_what_is_wrong(browser: Browser) -> None:
    page = browser.new_page()
    small = "<button style='display:block;width:9px;height:9px;padding:0;border:0'>x</button>" * 2
    pale = "<p style='color:#ccc;background:#fff'>pale</p>"
    page.set_content(f"<html><body><img src='data:,'>{pale}{small}</body></html>")
    names = {one.partition(":")[0] for one in findings(page)}
    assert names >= {"image-alt", "color-contrast", "html-has-lang", "target-size"}
    page.close()


def findings_at_sizes(page: Page) -> list[str]:
    """What an audit has against a page, all of it opened, at each size by day and by night; and what sticks out."""
    found = []
    for size, viewport in SIZES.items():
        page.set_viewport_size(viewport)  # type: ignore[arg-type]
        for scheme, ground_colour in GROUNDS.items():
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            found += [f"{size}, {scheme}: wider than the window"] * (page.evaluate(OVERFLOW_SCRIPT) != 0)
            page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
            faults = [*findings(page, RULES[size, scheme]), *page.evaluate(SMALL_LABELS), *page.evaluate(BROKEN_WORDS)]
            found += [f"{size}, {scheme}: {fault}" for fault in faults]
            assert ground(page) == ground_colour
    return found


def test_no_view_has_anything_serious_against_it_and_every_one_fits(rosa_served: RunningPage, visit: Visit) -> None:
    page = visit(rosa_served, viewport=SIZES["desk"])
    page.goto(rosa_served.base + "/finding/3")
    page.get_by_label("It turned out to be …").fill("exams")
    page.get_by_role("button", name="Save note").click()
    expect(page.get_by_text("Note saved.")).to_be_visible()
    found = {"note": findings_at_sizes(page)}
    for view in VIEWS:
        page.goto(view_address(page, rosa_served.base, view))
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        expect(page.get_by_role("navigation", name="Pages")).to_have_count(1)
        expect(page.get_by_role("main")).to_have_count(1)
        assert page.evaluate(UNNAMED) == [], view
        found[view] = findings_at_sizes(page)
    assert {view: those for view, those in found.items() if those} == {}
    assert rosa_served.assert_local_requests(refused=1) > len(VIEWS)  # /nothing is not there
    rosa_served.browser_errors.clear()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nor_against_what_is_asked_and_what_waits(
    browser: Browser, inside: TestClient, workspace: Workspace, tmp_path: Path, scheme: str
) -> None:
    session = workspace.session
    sheet = text(inside, "/style.css")
    asking = Session(
        session.zone, session.today, owner_candidates=("Ann", *(f"Person {at}" for at in range(20)), "שרה לוי")
    )
    order = Session(session.zone, session.today, needs_date_order=True)
    waiting = Session(session.zone, session.today, progress=ImportProgress(10, 10, 3, 7))
    broken = Session(session.zone, session.today, problem="cat.txt: this is no chat export that unlike knows.")
    page = browser.new_page(color_scheme=scheme, java_script_enabled=True)  # type: ignore[arg-type]
    for one, heading in ((asking, "Which of these is you?"), (order, "Does the day"), (waiting, "Reading"),
                         (broken, "Which chat")):  # fmt: skip
        html = re.sub(r"<script[^>]*></script>", "", text(client(Workspace(one), tmp_path), "/"))
        page.set_content(html.replace('<link rel="stylesheet" href="/style.css">', f"<style>{sheet}</style>"))
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert findings(page) == []
    page.close()


def ground(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))


def test_dark_is_dark_whatever_the_system_says(serve: Serve, visit: Visit) -> None:
    served = serve()
    page = visit(served, color_scheme="light")
    page.goto(served.base + "/settings")
    assert ground(page) == "rgb(251, 249, 244)"
    page.get_by_label("dark", exact=True).check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.locator("html")).to_have_css("background-color", "rgb(28, 27, 25)")
    served.assert_local_requests()


@pytest.mark.parametrize("width", [320, 1280])
def test_hostile_names_and_words_are_only_words(hostile_served: RunningPage, visit: Visit, width: int) -> None:
    served = hostile_served
    page = visit(served, viewport={"width": width, "height": 800})
    alerts: list[str] = []
    page.on("dialog", lambda dialog: alerts.append(dialog.message))
    for view in (view for view in VIEWS if "finding" not in view):
        page.goto(view_address(page, served.base, view))
        assert page.evaluate(OVERFLOW_SCRIPT) == 0, view
        assert page.locator(f"img, iframe, script:not([src^='{served.root}/static/'])").count() == 0
    assert alerts == []
    served.assert_local_requests(refused=1)


def tab_to(page: Page, wanted: str, most: int = 80) -> None:
    """Press Tab until something of that name is focused, and see that it shows."""
    for _ in range(most):
        page.keyboard.press("Tab")
        told = page.evaluate(
            """() => { const one = document.activeElement;
            if (one === document.body) return ["", "none"];  // the page is not there yet: nothing is focused
            return [one.getAttribute("aria-label") || one.labels?.[0]?.textContent || one.textContent,
                    getComputedStyle(one).outlineStyle]; }"""
        )
        if wanted in told[0]:
            assert told[1] != "none", f"{wanted} is focused and nobody sees it"
            return
    pytest.fail(f"no Tab leads to {wanted}")


def test_the_keyboard_alone_is_enough_for_the_first_run(serve: Serve, visit: Visit, export_without_owner: Path) -> None:
    served = serve()
    page = visit(served)
    # The first listener makes Chromium hand dialogs over, some time later: long before Space is pressed.
    page.on("filechooser", lambda _chooser: None)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the page"
    tab_to(page, "Exports")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(export_without_owner)
    tab_to(page, "Read the chat")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Which of these is you?")).to_be_visible(timeout=60_000)
    tab_to(page, "Imke")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=re.compile("unlike Rosa"))).to_be_visible(timeout=90_000)
    tab_to(page, "Read the messages")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Looking back")).to_be_visible()
    tab_to(page, "It turned out to be")
    page.keyboard.type("a long week")
    tab_to(page, "Save note")
    page.keyboard.press("Enter")
    expect(page.get_by_text("“a long week”").first).to_be_visible()
    tab_to(page, "Delete note")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Note deleted.")).to_be_visible()
    served.assert_local_requests()
