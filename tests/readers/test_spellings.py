"""The app's words in every spelling: Unicode forms, first letters small and capital, marks on either side."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from zoneinfo import ZoneInfo

import pytest

from unlike.readers import ReadOptions
from unlike.readers.apps.whatsapp import WhatsAppReader
from unlike.readers.apps.whatsapp.app_phrases import KIND_BY_KEY, phrases
from unlike.readers.apps.whatsapp.spellings import cases, comparable, first_letter, spellings
from unlike.readers.apps.whatsapp.wording_index import AppPhrase
from unlike.readers.testkit import parse

LRM, RLM, JOINER = "\u200e", "\u200f", "\u200c"
FILLED = {
    "{name}": "Edda",
    "{number}": "12",
    "{file}": "Score-1.pdf",
    "{url}": "https://maps.google.com/?q=1.5,2.5",
    "{any}": "5 m",
}
TYPED_KEYS = {"call", "deleted_by_them", "deleted_by_me"}
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")


def filled(phrase: AppPhrase) -> str:
    text = phrase.text
    for hole, value in FILLED.items():
        text = text.replace(hole, value)
    return text


def capital(text: str) -> str:
    place = first_letter(text)
    return text if place is None else text[:place] + text[place].upper() + text[place + 1 :]


def small(text: str) -> str:
    place = first_letter(text)
    return text if place is None else text[:place] + text[place].lower() + text[place + 1 :]


def precomposed(text: str) -> str:
    """Indian letters with a nukta as single characters, which neither NFC nor NFD writes."""
    letters = {unicodedata.normalize("NFD", chr(code)): chr(code) for code in (*range(0x0958, 0x0960), 0x09DC, 0x0A5E)}
    for parts, letter in letters.items():
        text = text.replace(parts, letter)
    return text


SPELLINGS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "NFC": lambda text: unicodedata.normalize("NFC", text),
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "capital": capital,
    "small": small,
    "capital NFD": lambda text: unicodedata.normalize("NFD", capital(text)),
    "nukta": precomposed,
    "curly": lambda text: text.replace("'", "’"),
    "straight": lambda text: text.replace("’", "'").replace("‘", "'"),
    "narrow space": lambda text: text.replace(" :", "\u202f:"),
    "hard space": lambda text: text.replace(" :", "\u00a0:"),
    "no joiners": lambda text: text.replace(JOINER, ""),
}


def bodies() -> Iterator[tuple[AppPhrase, str]]:
    for phrase in phrases().bodies.all():
        yield phrase, filled(phrase)


def words(key: str) -> str | None:
    """What a person typed of a phrase that is filled in: the question of a poll."""
    return FILLED["{any}"] if key == "poll" else None


def kinds(lines: list[str], title: str = "Pier") -> tuple[list[str], list[str | None]]:
    (part,) = parse(
        WhatsAppReader(), "".join(lines).encode(), f"WhatsApp Chat - {title}.txt", ReadOptions(ZoneInfo("UTC"), "dmy")
    )
    return part.messages["kind"].to_list(), part.messages["text"].to_list()


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("marks", ["before", "after", "both"])
def test_every_phrase_in_every_spelling_on_an_iphone(spelling: str, marks: str) -> None:
    before, after = LRM * (marks != "after"), LRM * (marks != "before")
    written = [(phrase, SPELLINGS[spelling](text)) for phrase, text in bodies()]
    read_kinds, texts = kinds([f"[13.11.25, 08:06:31] Edda: {before}{text}{after}\n" for _, text in written])
    wrong = [
        (text, kind)
        for (phrase, text), kind in zip(written, read_kinds, strict=True)
        if kind != KIND_BY_KEY[phrase.key]
    ]
    assert wrong == []
    assert texts == [words(phrase.key) for phrase, _ in written]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_phrase_in_every_spelling_on_android(spelling: str) -> None:
    """But for calls and deleted messages: with a small letter they may be somebody's words."""
    written = [
        (phrase, SPELLINGS[spelling](text))
        for phrase, text in bodies()
        if not (spelling == "small" and phrase.key in TYPED_KEYS)
    ]
    read_kinds, texts = kinds([f"13/11/2025, 08:06 - Edda: {text}\n" for _, text in written])
    wrong = [
        (text, kind)
        for (phrase, text), kind in zip(written, read_kinds, strict=True)
        if kind != KIND_BY_KEY[phrase.key]
    ]
    assert wrong == []
    assert texts == [words(phrase.key) for phrase, _ in written]


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("after", ["", RLM, LRM])
def test_the_other_mark_counts_before_words_from_right_to_left(spelling: str, after: str) -> None:
    written = [(phrase.key, SPELLINGS[spelling](text)) for phrase, text in bodies() if RIGHT_TO_LEFT.search(text)]
    written += [("system", filled(phrase)) for phrase in phrases().system.all() if RIGHT_TO_LEFT.search(phrase.text)]
    lines = [f"[\u200f13/11/2025، 08:06:31] Pier: {RLM}{text}{after}\n" for _, text in written]
    read_kinds, texts = kinds([*lines, "[\u200f13/11/2025، 08:06:31] سلمى: مرحبا\n"])
    wrong = [
        (text, got)
        for (key, text), got in zip(written, read_kinds, strict=False)
        if got != KIND_BY_KEY.get(key, "system")
    ]
    assert wrong == []
    assert texts == [*(words(key) for key, _ in written), "مرحبا"]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_app_s_lines_in_every_spelling(spelling: str) -> None:
    written = [SPELLINGS[spelling](filled(phrase)) for phrase in phrases().system.all()]
    read_kinds, _ = kinds([f"[13.11.25, 08:06:31] Pier: {LRM}{text}\n" for text in written])
    assert [text for text, kind in zip(written, read_kinds, strict=True) if kind != "system"] == []


def test_words_that_somebody_may_have_typed_stay_words() -> None:
    typed = [
        "missed voice call",
        "this message was deleted",
        "image omitted?",
        "Poll: red or blue",
        "POLL:\nred or blue",
    ]
    typed += ["EVENT: DINNER\nBRING WINE"]
    read_kinds, texts = kinds([f"13/11/2025, 08:06 - Edda: {text}\n" for text in typed])
    assert (read_kinds, texts) == (["text"] * len(typed), typed)


def test_comparable_and_spellings_agree() -> None:
    for phrase in phrases().bodies.all():
        for literal in phrase.literals:
            assert {comparable(spelling) for spelling in spellings(literal)} == {comparable(literal)}


@pytest.mark.parametrize(("letter", "same"), [("i", "Iiİı"), ("İ", "Iiİı"), ("é", "Éé"), ("ß", "ß"), ("ت", "ت")])
def test_cases(letter: str, same: str) -> None:
    assert cases(letter) == "".join(sorted(same))
