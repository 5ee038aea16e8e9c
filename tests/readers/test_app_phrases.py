"""The tables of the app's words: complete where they must be, and safe for what people type."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

import pytest

from unlike.core.index_files import read_index
from unlike.readers import ReadOptions
from unlike.readers.apps.whatsapp import WhatsAppReader, app_phrases
from unlike.readers.apps.whatsapp.app_phrases import (
    KIND_BY_KEY,
    PHRASES_INDEX,
    AppPhrases,
    language_key,
    language_tables,
    new_phrases,
    phrases,
)
from unlike.readers.testkit import parse

ROOT = Path(__file__).parents[2]
TABLES = ROOT / "src/unlike/readers/apps/whatsapp/languages"
PAGE = ROOT / "docs/reference/sources/whatsapp-phrases.md"
COLUMNS = (
    *("file_names", "media", "image", "video", "audio", "sticker", "gif", "document", "contact", "attached"),
    *("deleted_by_them", "deleted_by_me", "view_once", "location", "poll", "event", "call", "waiting", "edited"),
    "system",
)
KEYS = {*KIND_BY_KEY, "file_names", "am", "pm", "edited", "system"}
LANGUAGES = [
    "af",
    "ar",
    "az",
    "bg",
    "bn",
    "ca",
    "cs",
    "da",
    "de",
    "el",
    "en",
    "es",
    "et",
    "fa",
    "fi",
    "fil",
    "fr",
    "ga",
    "gu",
    "he",
    "hi",
    "hr",
    "hu",
    "id",
    "it",
    "ja",
    "kk",
    "kn",
    "ko",
    "lo",
    "lt",
    "lv",
    "mk",
    "ml",
    "mr",
    "ms",
    "nb",
    "nl",
    "pa",
    "pl",
    "pt",
    "ro",
    "ru",
    "sk",
    "sl",
    "sq",
    "sr",
    "sv",
    "sw",
    "ta",
    "te",
    "th",
    "tr",
    "uk",
    "ur",
    "uz",
    "vi",
    "zh",
]
WITHOUT_FILES = {"lo", "ga"}
"""Languages of which one platform alone has words, and few are known."""


def test_the_languages() -> None:
    assert sorted(language_tables()) == LANGUAGES


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_table_has_what_every_chat_shows(code: str) -> None:
    table = language_tables()[code]
    assert isinstance(table["name"], str)
    assert {key for key in table if key != "name"} <= KEYS
    assert all(len(wordings) == len(set(wordings)) for key, wordings in table.items() if key != "name")
    if code not in WITHOUT_FILES:
        assert {"media", "attached", "deleted_by_them", "deleted_by_me", "location", "call", "system"} <= table.keys()


def test_marks_of_edited_messages_end_as_the_filter_expects() -> None:
    assert all(mark.startswith("<") and mark.endswith(">") for mark in phrases().edited)


def test_no_body_is_all_placeholder() -> None:
    for phrase in phrases().bodies.all():
        assert any(character.isalpha() for literal in phrase.literals for character in literal), phrase
        assert phrase.literals[0] or phrase.literals[-1], phrase


def test_every_line_of_the_app_holds_an_anchor() -> None:
    assert all(anchor.strip() for anchor in phrases().anchors)
    for phrase in phrases().system.all():
        assert any(anchor in phrase.text for anchor in phrases().anchors)


def test_ordinary_messages_in_many_languages_are_nobody_s_phrases() -> None:
    """What people send as whole messages, some of it close to the app's words."""
    typed = [
        "ok",
        "yes",
        "missed you",
        "I missed your call",
        "Voice message coming",
        "call me, no answer here",
        "Poll: who is coming?",
        "location?",
        "Event: Sunday",
        "deleted it",
        "null and void",
        "bild",
        "Foto kommt",
        "ya voy",
        "llamada",
        "j'arrive",
        "ligação perdida, desculpa",
        "si",
        "no",
        "звони",
        "не могу",
        "zdjęcie później",
        "görüşürüz",
        "صورة",
        "مكالمة",
        "नमस्ते",
        "写真",
        "了解",
        "哈哈",
        "네",
        "slika",
        "вести",
        "место: парк",
        "See you: 8",
        "Ort: Hafen",
        "media",
        "GIF",
        "sticker",
        "edited",
        "Contact: Bo, 12",
        "POLL",
        "EVENT: DINNER AT 8",
        "<3",
        ":)",
        "(file)",
        "a.pdf",
        "Voice chat. Later?",
    ]
    content = "".join(f"12/11/2025, 08:06 - Edda: {text}\n" for text in typed).encode()
    (part,) = parse(WhatsAppReader(), content, "WhatsApp Chat with Edda.txt", ReadOptions(ZoneInfo("UTC"), "dmy"))
    assert part.messages["text"].to_list() == typed


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_titles_in_every_language(form: Literal["NFC", "NFD"]) -> None:
    for table in language_tables().values():
        for wording in table["file_names"]:
            name = unicodedata.normalize(form, wording.replace("{name}", "Zoë"))
            assert phrases().title(name) == "Zoë", name
            assert phrases().title(name.replace(" ", "_")) == "Zoë", name
            curly = unicodedata.normalize(form, wording.replace("'", "’").replace("{name}", "O’Neil"))
            assert phrases().title(curly) == "O’Neil", curly


def seen_and_remembered(table: str, key: str) -> str:
    """Numbers of wordings of a list that were seen, and that are known from memory only, as the page writes them."""
    listed = re.search(rf"^{key} = \[(.*?)\]$", table, re.DOTALL | re.MULTILINE)
    if listed is None:
        return "–"
    seen, _, remembered = (
        part.count('",') + part.rstrip().endswith('"') for part in listed[1].partition("# not confirmed")
    )
    return f"{seen}+{remembered}" if remembered else str(seen)


def test_the_page_says_of_every_list_how_it_is_known() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for code in LANGUAGES:
        table = (TABLES / f"{code}.toml").read_text(encoding="utf-8")
        row = " | ".join(seen_and_remembered(table, key) for key in COLUMNS)
        assert f"| {code} | {row} |" in page


def test_what_is_read_is_what_would_be_made() -> None:
    made = new_phrases()
    assert read_index(PHRASES_INDEX, AppPhrases, language_key()) == made, "run: make indexes"
    assert phrases() == made
    for read, anew in ((phrases().bodies, made.bodies), (phrases().system, made.system)):
        assert list(read.all()) == list(anew.all())
        assert [list(groups) for groups in (read.starts, read.ends, read.inside)] == [
            list(groups) for groups in (anew.starts, anew.ends, anew.inside)
        ]


def test_phrases_are_made_where_the_index_is_of_other_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = {
        "xx": {"name": "x", "image": ["invented picture"], "file_names": ["Chat of {name}"], "system": ["{name} sat"]}
    }
    monkeypatch.setattr(app_phrases, "language_tables", lambda: tables)
    monkeypatch.setattr(app_phrases, "language_key", lambda: 1)
    made = phrases.__wrapped__()
    assert [phrase.text for phrase in (*made.bodies.all(), *made.system.all())] == ["invented picture", "{name} sat"]
    assert made.title("Chat of Rosa") == "Rosa"
    assert "at" in made.anchors[0]


@pytest.mark.parametrize(
    "body",
    [
        "View once photo not available",
        "You received a view once photo. For added privacy, you can only open it on your phone.",
        "You sent a view once message. For added privacy, you can only open it on your phone.",
        "Recibiste un mensaje de visualización única. Para mayor privacidad, solo puedes abrirlo en tu teléfono.",
        "No se puede mostrar este mensaje aquí. Para verlo, abre WhatsApp en tu teléfono.",
        "View once voice message unavailable",
        "You sent a view once message from another device.",
        "Sprachnachricht zur einmaligen Ansicht nicht verfügbar",
        "Jūs saņēmāt vienreiz skatāmu ziņu. Papildu privātumam varat to atvērt tikai tālrunī.",
    ],
)
@pytest.mark.parametrize(
    "start", ["13/10/2025, 10:0{} - Rosa: ", "[13.10.25, 10:0{}:00] Rosa: ", "[13.10.25, 10:0{}:00] Rosa: \u200e"]
)
def test_what_could_be_opened_once_is_nobodys_words(start: str, body: str) -> None:
    lines = [start.format(minute) + text for minute, text in enumerate(("hi", body, "yes"))]
    chat = "\n".join([lines[0].replace("\u200e", ""), lines[1], lines[2].replace("\u200e", "")])
    options = ReadOptions(ZoneInfo("Europe/Berlin"), "dmy")
    (part,) = parse(WhatsAppReader(), chat.encode(), "WhatsApp Chat with Rosa.txt", options)
    assert part.messages["text"].to_list() == ["hi", None, "yes"]
    assert set(part.messages["sender"]) == {"Rosa"}


def open_wordings() -> list[str]:
    """Wordings that may go on with any words of the app."""
    keys = ("view_once", "waiting")
    listed = [wording for table in language_tables().values() for key in keys for wording in table.get(key, ())]
    return [wording for wording in listed if wording.endswith("{any}")]


def test_a_wording_goes_on_with_any_words() -> None:
    bodies = [wording.replace("{any}", "Mehr dazu auf dem Handy.") for wording in open_wordings()]
    lines = [f"13/10/2025, 10:{number % 60:02} - Rosa: {body}" for number, body in enumerate(["hi", *bodies, "yes"])]
    options = ReadOptions(ZoneInfo("Europe/Berlin"), "dmy")
    (part,) = parse(WhatsAppReader(), "\n".join(lines).encode(), "WhatsApp Chat with Rosa.txt", options)
    assert len(bodies) > 20
    assert part.messages["text"].drop_nulls().to_list() == ["hi", "yes"]
