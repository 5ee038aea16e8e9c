"""Small phones and long words: no view is wider than its window, and no cell is squeezed to a few letters."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from chromium import OVERFLOW_SCRIPT, RunningPage, Visit

pytestmark = pytest.mark.browser
SQUEEZED_SCRIPT = """
[...document.querySelectorAll("main th, main td")]
  .filter((cell) => cell.checkVisibility() && cell.textContent.trim().length > 12)
  .filter((cell) => cell.getBoundingClientRect().width < 48 && cell.getBoundingClientRect().width > 1)
  .map((cell) => cell.textContent.trim())
"""


@pytest.mark.parametrize("language", ["de", "fr"])
def test_every_finding_fits_a_small_phone(served: RunningPage, visit: Visit, language: str) -> None:
    page = visit(served, viewport={"width": 320, "height": 640}, locale=language)
    expect(page.locator("html")).to_have_attribute("lang", language)
    for view in ("/", "/finding/1", "/finding/3", "/people", "/settings"):
        page.goto(served.base + view)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert page.evaluate(OVERFLOW_SCRIPT) == 0, view
        assert page.evaluate(SQUEEZED_SCRIPT) == [], view


def test_a_print_offers_nothing_to_press(served: RunningPage, visit: Visit) -> None:
    page = visit(served)
    keep = page.locator("a.button")
    expect(keep.first).to_be_visible()
    page.emulate_media(media="print")
    for button in keep.all():
        expect(button).to_be_hidden()
