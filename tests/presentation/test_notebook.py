from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from example_findings import CHAT, HOSTILE_TEXTS, OPEN, QUIET, ROSA, about, group
from unlike.presentation.html.notebook import answer_html, answer_text, chats_html
from unlike.results import ChatSummary, Findings

TODAY = date(2025, 11, 12)


class Fragment(HTMLParser):
    """Names of the elements and attributes of a fragment, and whether every element is closed."""

    VOID = ("br", "img", "meta", "link")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("findings", [about(ROSA), about(QUIET), about(replace(ROSA, open_question=OPEN)), group()])
def test_a_fragment_is_whole_and_reaches_for_nothing(findings: Findings) -> None:
    fragment = Fragment(answer_html(findings, TODAY))
    assert fragment.open == []
    assert not {"script", "img", "iframe", "link", "html", "body"} & set(fragment.tags)
    assert {name for name, _ in fragment.attributes} <= {"class", "scope", "colspan", "aria-hidden"}
    assert "url(" not in answer_html(findings, TODAY)


def test_every_rule_of_the_style_sheet_stays_inside_the_fragment() -> None:
    style = re.search(r"<style>(.*?)</style>", answer_html(about(ROSA), TODAY), re.DOTALL)
    assert style is not None
    selectors = [selector for rule in style[1].split("}") for selector in rule.partition("{")[0].split(",")]
    assert all(selector.strip().startswith(".unlike-answer") for selector in selectors if selector.strip())


def test_the_text_says_what_the_table_says() -> None:
    html, text = answer_html(about(ROSA), TODAY), answer_text(about(ROSA), TODAY)
    headlines = [line.partition(". ")[0] for line in text.splitlines()[1:]]
    assert len(headlines) >= 3
    assert all(headline in html for headline in headlines)


def test_an_answer_quotes_nobody() -> None:
    findings, quote = about(replace(ROSA, open_question=OPEN)), OPEN.quote or ""
    assert quote
    assert quote not in answer_html(findings, TODAY)
    assert quote not in answer_text(findings, TODAY)


def test_hostile_names_and_titles_stay_words() -> None:
    summary = ChatSummary("<script>alert(1)</script>\u202e", "WhatsApp", 3, TODAY, TODAY, 0)
    fragment = Fragment(chats_html([summary]) + answer_html(about(HOSTILE_TEXTS), TODAY))
    assert "script" not in fragment.tags
    assert "\u202e" not in chats_html([summary])


def test_what_could_not_be_read_stands_beside_what_was() -> None:
    chats = [
        ChatSummary("Rosa", "WhatsApp", 41208, TODAY, TODAY, 17),
        ChatSummary("Nobody", "Telegram", 0, None, None, 0),
    ]
    cells = re.findall(r"<td>(.*?)</td>", chats_html(chats))
    assert cells == ["WhatsApp", "41,208", "12 Nov 2025", "17", "Telegram", "0", "", "0"]


def test_a_warning_stands_before_the_answer() -> None:
    unread = replace(CHAT.unread, breaks_off=True)
    findings = replace(about(ROSA), conversations=(replace(CHAT, people=(ROSA,), unread=unread),))
    html = answer_html(findings, TODAY)
    assert 0 < html.index('class="unlike-warning"') < html.index('class="unlike-row"')
