"""The quick way out in Chromium: by its button and by Shift three times, at any size, with and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from chromium import RunningPage, Visit

pytestmark = pytest.mark.browser
SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
WAY_OUT = "Exit this page"


def assert_gone(page: Page, served: RunningPage) -> None:
    """Nothing is on the screen, and nothing comes back."""
    page.wait_for_url("about:blank")
    assert page.title() == ""
    assert page.locator("body").inner_text().strip() == ""
    for _ in range(3):
        page.go_back(wait_until="commit")
        assert "Rosa" not in page.content()
        assert "Rosa" not in page.title()
    page.goto(served.base + "/")
    expect(page.get_by_text("This page is closed.")).to_be_visible()


@pytest.mark.parametrize("size", SIZES)
def test_the_button_leads_out_from_anywhere_on_the_page(served: RunningPage, visit: Visit, size: str) -> None:
    page = visit(served, viewport=SIZES[size])
    expect(page.get_by_role("heading", name="unlike Rosa").first).to_be_visible(timeout=60_000)
    page.get_by_role("link", name="people", exact=True).click()
    page.get_by_role("link", name="answer", exact=True).click()
    expect(page.get_by_role("heading", name="unlike Rosa").first).to_be_visible()
    page.wait_for_load_state()  # its style sheet is there
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    button = page.get_by_role("button", name=WAY_OUT).first
    expect(button).to_be_in_viewport()
    box = button.bounding_box()
    assert box
    assert box["height"] >= 44
    button.click()
    assert_gone(page, served)


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_half_hidden_behind_the_button(served: RunningPage, visit: Visit, size: str) -> None:
    page = visit(served, viewport=SIZES[size])
    expect(page.get_by_role("heading", name="unlike Rosa").first).to_be_visible(timeout=60_000)
    button = page.get_by_role("button", name=WAY_OUT).first
    for top in (150, 300, 450, 600, 900):
        page.evaluate("(top) => scrollTo(0, top)", top)
        box = button.bounding_box()
        assert box
        beside = {"x": box["x"] - 60, "y": box["y"], "width": 50, "height": box["height"] - 4}
        before = page.screenshot(clip=beside)  # type: ignore[arg-type]
        page.evaluate("document.querySelector('main').style.visibility = 'hidden'")
        assert page.screenshot(clip=beside) == before, top  # type: ignore[arg-type]
        page.evaluate("document.querySelector('main').style.visibility = ''")


def test_shift_three_times_leads_out_and_other_keys_begin_anew(served: RunningPage, visit: Visit) -> None:
    page = visit(served)
    expect(page.get_by_role("heading", name="unlike Rosa").first).to_be_visible(timeout=60_000)
    for key in ("Shift", "Shift", "a", "Shift", "Shift"):
        page.keyboard.press(key)
    expect(page.get_by_role("heading", name="unlike Rosa").first).to_be_visible()
    page.keyboard.press("Shift")
    assert_gone(page, served)


def test_it_is_within_the_chat_that_covers_a_phone(served: RunningPage, visit: Visit) -> None:
    page = visit(served, viewport=SIZES["phone"])
    expect(page.get_by_role("heading", name="unlike Rosa").first).to_be_visible(timeout=60_000)
    expect(page.locator(".stretch").first).not_to_be_empty()  # the picture is ready
    page.locator("figure.moving .lens").first.press("Enter")
    dialog = page.locator("dialog.sheet")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name=WAY_OUT).click()
    assert_gone(page, served)


def test_without_scripts_the_form_leads_to_an_empty_page(served: RunningPage, visit: Visit) -> None:
    page = visit(served, java_script_enabled=False, viewport=SIZES["phone"])
    expect(page.get_by_role("heading", name="unlike Rosa").first).to_be_visible(timeout=60_000)
    page.get_by_role("button", name=WAY_OUT).click()
    page.wait_for_url("**/leave")
    assert page.locator("body").inner_text().strip() == ""
    page.go_back(wait_until="commit")
    assert "Rosa" not in page.content()
    page.goto(served.base + "/")
    expect(page.get_by_text("This page is closed.")).to_be_visible()
