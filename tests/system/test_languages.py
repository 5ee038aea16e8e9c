"""Every face speaks the language of whoever reads it, and leaves no sentence in English."""

from __future__ import annotations

import html
import re
from datetime import date
from gettext import NullTranslations
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from unlike.i18n import LANGUAGES, CurrentLanguage, language_context
from unlike.presentation.terminal.screen import ScreenOptions, screen
from unlike.web import page_language as of_the_page

if TYPE_CHECKING:
    from conftest import Check, Studied

VIEWS = ("/", "/finding/1", "/finding/3", "/chat/0?words=zzz", "/people", "/dates", "/settings", "/about", "/add",
         "/nothing", "/report?names=1")  # fmt: skip
UNSPOKEN = re.compile(r"<style.*?</style>|<script.*?</script>|<(li|blockquote)[^>]*(?:id=\"m|marked).*?</\1>"
                      r"|<option.*?</option>|<ol.*?</ol>|<bdi>.*?</bdi>", re.DOTALL)  # fmt: skip
"""What is no sentence of ours: the chat, the zones."""
SHOWN = re.compile(r'(?:aria-label|title|placeholder|alt|data-waiting|data-lost)="([^"]*)"')
NO_WORDS = re.compile(r"unlike|Rosa|Imke|\d minutes?|\.csv|--\w+")
"""Names, options, and units that come from Unicode's own tables."""


class Marked(NullTranslations):
    """Puts brackets around every sentence."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"

    def pgettext(self, context: str, message: str) -> str:
        assert context
        return f"⟦{message}⟧"

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        assert context
        return self.ngettext(msgid1, msgid2, n)


MARKED = CurrentLanguage("en", Marked())


def outside(text: str) -> str:
    """What stands in no brackets."""
    deep, left = 0, []
    for letter in text:
        deep += (letter == "⟦") - (letter == "⟧")
        left.append(letter if not deep and letter != "⟧" else "")
    return "".join(left)


def unsaid(text: str) -> list[str]:
    """Words that nobody said."""
    parts = html.unescape(outside(text)).splitlines()
    return [part.strip() for part in parts if re.search(r"[A-Za-z]{3}", NO_WORDS.sub("", part))]


def test_the_brackets_find_what_is_not_said() -> None:
    assert unsaid("⟦Some words⟧ and others\n⟦{name}⟧") == ["and others"]


@pytest.mark.parametrize("view", VIEWS)
def test_no_sentence_of_the_page_is_left_in_english(
    reader: TestClient, monkeypatch: pytest.MonkeyPatch, view: str
) -> None:
    monkeypatch.setattr(of_the_page, "language_context", lambda _language: language_context(MARKED))
    page = UNSPOKEN.sub("", reader.get(view).text)
    assert "⟦" in page
    assert unsaid(re.sub(r"<[^>]*>", "\n", page)) == []
    assert unsaid("\n".join(SHOWN.findall(page))) == []


def test_no_sentence_of_the_terminal_is_left_in_english(rosa: Studied) -> None:
    with language_context(MARKED):
        told = screen(rosa.analysis.findings, ScreenOptions(today=date(2025, 11, 12), everything=True)).plain
    assert "⟦" in told
    assert unsaid(told) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "schrieb Rosa anders als sonst"),
        ("es", "Rosa no"),
        ("fr", "comme d’habitude"),
        ("pt", "diferente do habitual"),
    ],
)
def test_the_answer_is_in_the_language_at_hand(rosa: Studied, language: str, words: str) -> None:
    with language_context(language):
        told = screen(rosa.analysis.findings, ScreenOptions(today=date(2025, 11, 13))).plain
    assert words in " ".join(told.split())
    assert "unlike Rosa" not in told


def test_a_language_can_be_asked_for(check: Check, rosa: Studied) -> None:
    told = check(rosa.path, "--me", "Imke", "--timezone", "Europe/Berlin", "--language", "de").out
    assert "anders als sonst" in told
    assert "unlike Rosa" not in told
    assert "Warum" in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_in_the_language_of_the_browser(reader: TestClient, language: str) -> None:
    answer = reader.get("/about", headers={"accept-language": f"{language}-XX,en;q=0.5"})
    assert f'<html lang="{language}"' in answer.text
    assert answer.headers["content-language"] == language


def test_numbers_and_dates_are_written_as_the_language_writes_them(reader: TestClient) -> None:
    german = reader.get("/", headers={"accept-language": "de"}).text
    english = reader.get("/", headers={"accept-language": "en"}).text
    thousands = re.search(r"(\d\d),(\d{3})", english)
    assert thousands
    assert f"{thousands[1]}.{thousands[2]}" in german
    assert re.search(r"\d\. (Nov|Aug|Sept?|Okt)", german)
