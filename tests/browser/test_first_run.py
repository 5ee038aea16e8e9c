"""A newcomer's first run in a real browser: nothing leaves this machine, and no script is needed for reading."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from chromium import OVERFLOW_SCRIPT, Serve, Visit
from conftest import Studied

pytestmark = pytest.mark.browser
LOG = Path(__file__).parents[2] / "build" / "network-log.json"
DROPPED = """([name, text]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], name, { type: "text/plain" }));
  for (const kind of ["dragenter", "dragover", "drop"])
    document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true }));
}"""
STATUS_RECORD = """addEventListener("DOMContentLoaded", () => {
  const line = document.querySelector("#waiting .said");
  if (!line) return;
  const keep = () => { sessionStorage.steps = `${sessionStorage.steps ?? ""}${line.textContent}\n`; };
  keep();
  new MutationObserver(keep).observe(line, { childList: true, characterData: true, subtree: true });
})"""
"""Keep in the browser, from one page to the next, each sentence with which a page that waits says how far it is."""


def given(page: Page, export: Path, *, scripts: bool) -> None:
    """Dropped where scripts run, chosen where none do."""
    if scripts:
        page.evaluate(DROPPED, [export.name, export.read_text("utf-8")])
    else:
        page.get_by_label("Exports").set_input_files(export)
        page.get_by_role("button", name="Read the chat").click()


def noted(counted: int, *, scripts: bool) -> None:
    """The network log's count, for whoever asks."""
    LOG.parent.mkdir(exist_ok=True)
    told = json.loads(LOG.read_text("utf-8")) if LOG.exists() else {}
    told[f"first run, scripts {'on' if scripts else 'off'}"] = {"requests": counted, "off loopback": 0}
    LOG.write_text(json.dumps(told, indent=1) + "\n", "utf-8")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_a_newcomer_from_the_export_to_the_report(
    serve: Serve, visit: Visit, export_without_owner: Path, tmp_path: Path, *, scripts: bool
) -> None:
    served = serve()
    page = visit(served, java_script_enabled=scripts)
    given(page, export_without_owner, scripts=scripts)
    expect(page.get_by_role("heading", name="Which of these is you?")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="Imke").click()
    sight = page.get_by_role("heading", level=1, name=re.compile("unlike Rosa"))
    expect(sight).to_be_visible(timeout=90_000)
    expect(page.get_by_text("It has been so before, and it passed.")).to_be_in_viewport()
    page.get_by_role("link", name="Read the messages").first.click()
    expect(page.get_by_role("heading", name="The messages it rests on")).to_be_visible()
    expect(page.get_by_text("Wednesday, 12 Nov 2025", exact=True)).to_be_visible()
    into_the_chat_and_back(page, scripts=scripts)
    write_a_note_and_see_it_come_back(page, served.base)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save", exact=True).click()
    download.value.save_as(tmp_path / "report.html")
    written = (tmp_path / "report.html").read_text("utf-8").casefold()
    assert "<html" in written
    assert "rosa" not in written
    counted = served.assert_local_requests()
    noted(counted, scripts=scripts)
    assert counted > 15


def into_the_chat_and_back(page: Page, *, scripts: bool) -> None:
    page.get_by_role("link", name="Read on in the chat").click()
    expect(page.locator("li:target")).to_be_in_viewport()
    page.locator("li.stretch:has(+ li:target) a").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("unlike Rosa")
    page.go_back()
    page.get_by_label("Search this chat").fill("see you tonight, then")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_text("see you tonight, then?")).to_be_visible()
    page.locator(".chat time a").first.click()
    expect(page.locator("li:target")).to_be_in_viewport()
    assert scripts in {True, False}


def write_a_note_and_see_it_come_back(page: Page, base: str) -> None:
    page.goto(base + "/finding/1")
    page.locator(".side", has_text="How earlier ones ended").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="Your note")).to_be_visible()
    page.get_by_label("It turned out to be …").fill("her exams")
    page.get_by_role("button", name="Save note").click()
    expect(page.get_by_text("Note saved.")).to_be_visible()
    expect(page.get_by_text("“her exams”").first).to_be_visible()
    page.get_by_role("link", name="unlike", exact=True).click()
    expect(page.locator(".sight").get_by_text("“her exams”")).to_be_visible()
    expect(page.locator(".spells").get_by_text("“her exams”")).to_be_visible()


def test_progress_is_told_while_a_chat_is_read(serve: Serve, visit: Visit, small: Studied) -> None:
    """The page that waits tells how far it is, by the program's own word."""
    served, export = serve(), small.path
    page = visit(served)
    page.add_init_script(STATUS_RECORD)
    page.get_by_label("Exports").set_input_files([export, export])
    expect(page.locator(".chosen li")).to_have_count(2)
    page.get_by_role("button", name="Read the chat").click()
    expect(page.get_by_role("heading", level=1, name=re.compile("Rosa"))).to_be_visible(timeout=90_000)
    steps = page.evaluate("sessionStorage.steps").splitlines()
    assert any(step.startswith("Looking ") for step in steps), steps  # how many are seen depends on the machine
    expect(page.get_by_text("The same file was given 2 times; it was read once.")).to_be_visible()
    served.assert_local_requests()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_what_is_no_export_is_said_in_words(serve: Serve, visit: Visit, tmp_path: Path, *, scripts: bool) -> None:
    cat = tmp_path / "cat.txt"
    cat.write_text("meow\n")
    served = serve()
    page = visit(served, java_script_enabled=scripts)
    given(page, cat, scripts=scripts)
    expect(page.get_by_role("alert")).to_contain_text("cat.txt: this is no chat export that unlike knows.")
    page.goto(served.base + "/dates")
    page.get_by_label("Calendar or list").set_input_files(cat)
    page.get_by_role("button", name="Open them").click()
    expect(page.get_by_role("alert")).to_contain_text("A calendar ends with .ics, a list with .csv.")
    served.assert_local_requests(refused=1)


def test_a_second_chat_beside_the_first_and_one_that_cannot_be_read(serve: Serve, visit: Visit, tmp_path: Path) -> None:
    first, other = (tmp_path / f"WhatsApp Chat with {name}.txt" for name in ("Rosa", "Quiz night"))
    for path, person in ((first, "Rosa"), (other, "Bo")):
        path.write_text("".join(f"{13 + day}/10/2025, 20:0{at} - {who}: hello\n" for day in range(9)
                                for at, who in enumerate(("Imke", person))))  # fmt: skip
    served = serve(str(first), "--me", "Imke")
    page = visit(served)
    page.goto(served.base + "/add")
    page.get_by_label("Keep what is open").check()
    given(page, other, scripts=True)
    expect(page.get_by_role("heading", name="People", exact=True)).to_be_visible(timeout=90_000)
    for person in ("Rosa", "Bo"):
        expect(page.get_by_role("main")).to_contain_text(person)
    other.write_text("meow")
    page.goto(served.base + "/add")
    given(page, other, scripts=True)
    expect(page.get_by_role("alert")).to_contain_text("this is no chat export")
    page.goto(served.base + "/people")
    for person in ("Rosa", "Bo"):
        expect(page.get_by_role("main")).to_contain_text(person)
    assert page.evaluate(OVERFLOW_SCRIPT) == 0
    served.assert_local_requests()
