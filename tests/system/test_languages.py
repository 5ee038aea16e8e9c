"""Terminal and page are in the language of whoever reads them, and leave no sentence in English."""

from __future__ import annotations

import html
import re
from datetime import date
from gettext import NullTranslations
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from page_client import search_address
from unlike.i18n import LANGUAGES, CurrentLanguage, language_context
from unlike.presentation.terminal.screen import ScreenOptions, screen
from unlike.web import page_language

if TYPE_CHECKING:
    from conftest import Check, Studied

VIEWS = ("/", "/finding/1", "/finding/3", "/chat/0?search=1", "/people", "/dates", "/settings", "/about", "/add",
         "/nothing", "/report?names=1")  # fmt: skip
NOT_OURS = re.compile(r"<style.*?</style>|<script.*?</script>|<(li|blockquote)[^>]*(?:id=\"m|marked).*?</\1>"
                      r"|<option.*?</option>|<ol.*?</ol>|<bdi>.*?</bdi>", re.DOTALL)  # fmt: skip
"""Parts of a page that are not the program's sentences: styles, scripts, messages of the chat, names of zones."""
TEXT_ATTRIBUTES = re.compile(r'(?:aria-label|title|placeholder|alt|data-waiting|data-lost)="([^"]*)"')
NOT_TRANSLATED = re.compile(
    r"unlike|Rosa|Imke|\d (?:minute|second)s?|\band\b|\.csv|--\w+|"
    r"Europe/Berlin|English|Deutsch|Español|Français|Português|"
    r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"
)
"""Names, of languages and zones, too; options; units, lists, weekdays and months from Unicode's own tables (CLDR)."""


class BracketCatalogue(NullTranslations):
    """Catalogue that puts brackets around every sentence, so that untranslated text stands outside of them."""

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


BRACKETS = CurrentLanguage("en", BracketCatalogue())


def outside_brackets(text: str) -> str:
    depth, letters = 0, []
    for letter in text:
        depth += (letter == "⟦") - (letter == "⟧")
        letters.append(letter if not depth and letter != "⟧" else "")
    return "".join(letters)


def untranslated(text: str) -> list[str]:
    """Lines with words outside of brackets."""
    lines = html.unescape(outside_brackets(text)).splitlines()
    return [line.strip() for line in lines if re.search(r"[A-Za-z]{3}", NOT_TRANSLATED.sub("", line))]


def test_words_outside_of_brackets_are_reported() -> None:
    assert untranslated("⟦Some words⟧ and others\n⟦{name}⟧") == ["and others"]


@pytest.mark.parametrize("view", VIEWS)
def test_no_sentence_of_the_page_is_left_in_english(
    reader: TestClient, monkeypatch: pytest.MonkeyPatch, view: str
) -> None:
    monkeypatch.setattr(page_language, "language_context", lambda _language: language_context(BRACKETS))
    search_address(reader, "/chat/0/search", words="zzz")  # the first one is number 1
    page = NOT_OURS.sub("", reader.get(view).text)
    assert "⟦" in page
    assert untranslated(re.sub(r"<[^>]*>", "\n", page)) == []
    assert untranslated("\n".join(TEXT_ATTRIBUTES.findall(page))) == []


def test_no_sentence_of_the_terminal_is_left_in_english(rosa: Studied) -> None:
    with language_context(BRACKETS):
        output = screen(rosa.analysis.findings, ScreenOptions(today=date(2025, 11, 12), shows_everything=True)).plain
    assert "⟦" in output
    assert untranslated(output) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "schrieb Rosa ganz anders als sonst"),
        ("es", "Rosa escribió de forma muy distinta"),
        ("fr", "comme d’habitude"),
        ("pt", "diferente do habitual"),
    ],
)
def test_the_answer_is_in_the_language_at_hand(rosa: Studied, language: str, words: str) -> None:
    with language_context(language):
        output = screen(rosa.analysis.findings, ScreenOptions(today=date(2025, 11, 13))).plain
    assert words in " ".join(output.split())
    assert "unlike Rosa" not in output


@pytest.mark.usefixtures("ready_analyses")
def test_a_language_can_be_asked_for(check: Check, rosa: Studied) -> None:
    output = check(rosa.path, "--me", "Imke", "--timezone", "Europe/Berlin", "--language", "de").out
    assert "anders als sonst" in output
    assert "unlike Rosa" not in output
    assert "Warum" in output


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_in_the_language_of_the_browser(reader: TestClient, language: str) -> None:
    response = reader.get("/about", headers={"accept-language": f"{language}-XX,en;q=0.5"})
    assert f'<html lang="{language}"' in response.text
    assert response.headers["content-language"] == language


def test_numbers_and_dates_are_written_as_the_language_writes_them(reader: TestClient) -> None:
    german = reader.get("/", headers={"accept-language": "de"}).text
    english = reader.get("/", headers={"accept-language": "en"}).text
    thousands = re.search(r"(\d\d),(\d{3})", english)
    assert thousands
    assert f"{thousands[1]}.{thousands[2]}" in german
    assert re.search(r"\d\. (Nov|Aug|Sept?|Okt)", german)
