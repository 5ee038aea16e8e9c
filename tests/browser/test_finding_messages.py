"""The messages of a finding in a list: what is marked with few colours, and names that are written from the right."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, ViewportSize

from example_findings import CASES
from report_page import report_html

pytestmark = pytest.mark.browser
PHONE: ViewportSize = {"width": 390, "height": 844}
ARABIC = "عبد الرحمن"
MARKS = """() => [...document.querySelectorAll(".chat li")].map((row) => {
  const edge = getComputedStyle(row).borderInlineStartColor;
  return [row.classList.contains("marked"), edge === getComputedStyle(document.documentElement).backgroundColor];
})"""
NAME_GAPS = """() => [...document.querySelectorAll(".chat li > b")].map((name) => {
  const words = document.createRange();
  words.selectNodeContents(name);
  return words.getBoundingClientRect().left - name.getBoundingClientRect().left;
})"""


def opened_report() -> str:
    """A report with every part open, of somebody with an Arabic name."""
    html = report_html(CASES["rosa"]).replace("<details", "<details open")
    return re.sub(r'(<b dir="auto">)Rosa', rf"\1{ARABIC}", html)


def test_with_forced_colours_only_what_is_marked_has_a_mark(browser: Browser) -> None:
    context = browser.new_context(forced_colors="active", viewport=PHONE)
    page = context.new_page()
    page.set_content(opened_report())
    marks = page.evaluate(MARKS)
    context.close()
    assert {tuple(mark) for mark in marks} == {(True, False), (False, True)}


def test_a_name_begins_where_every_name_begins(browser: Browser) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.set_content(opened_report())
    assert page.locator(".chat li > b", has_text=ARABIC).count()
    gaps = page.evaluate(NAME_GAPS)
    context.close()
    assert max(gaps) < 1
