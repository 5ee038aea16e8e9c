"""What is forgotten is gone from the decrypted pages, too, and what is left is what it was."""

from __future__ import annotations

import zlib
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from library_exports import MINUTE, START, Message, as_group, library_in, new_export, parsed
from unlike.errors import ChatLibraryError
from unlike.library import chat_library
from unlike.library.chat_library import ChatLibrary
from unlike.library.erasure import Span, erase

BERLIN = ZoneInfo("Europe/Berlin")
PEOPLE = (("Rosa", "plum"), ("Imke", "pear"), ("Cemile", "quince"), ("Dov", "sloe"))
CHOIR: list[Message] = [
    (
        minute,
        ("Rosa", "Imke", "Cemile", "Dov")[minute % 4],
        f"{('plum', 'pear', 'quince', 'sloe')[minute % 4]} {minute}",
    )
    for minute in range(400)
]
ADA: list[Message] = [(minute, ("Ada", "Imke")[minute % 2], f"walnut {minute}") for minute in range(100)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    choir = as_group(parsed(CHOIR, "Choir", "choir.txt"))
    reactions = [
        [{"emoji": "❤", "sender": "Cemile"}, {"emoji": "🙂", "sender": "Dov"}] if minute == 0 else None
        for minute in range(400)
    ]
    messages = choir.messages.with_columns(
        pl.Series("reactions", reactions, choir.messages.schema["reactions"]),
        reply_to=pl.when(pl.col("ref") == "L4").then(pl.lit("L3")).when(pl.col("ref") == "L6").then(pl.lit("L5")),
    )
    choir = replace(choir, messages=messages)
    with library_in(tmp_path) as library:
        library.add([new_export("choir", choir, parsed(ADA, "Ada", "ada.txt"))])
        library.add(
            [new_export("later", as_group(parsed([*CHOIR[200:], (500, "Dov", "sloe 500")], "Choir", "later.txt")))]
        )
    return tmp_path


def pages(library: ChatLibrary) -> bytes:
    """All pages of the file, decrypted, with every packed column beside them."""
    plain = library.database.connection.serialize("main")
    assert plain.startswith(b"SQLite format 3\0")
    packed = [value for row in library.database.rows("SELECT refs FROM parts") for value in row if value]
    return plain + b"".join(map(zlib.decompress, packed))


def number_of(library: ChatLibrary, title: str) -> int:
    return next(chat.number for chat in library.chats() if chat.title == title)


def assert_nothing_readable(folder: Path) -> None:
    for path in (folder / "data").iterdir():
        content = path.read_bytes()
        assert not any(word in content for word in (b"quince", b"plum", b"sloe", b"walnut", b"Cemile", b"Choir"))


def test_the_pages_show_what_is_there(folder: Path) -> None:
    assert_nothing_readable(folder)
    with library_in(folder) as library:
        content = pages(library)
    assert all(word in content for word in (b"quince 2", b"plum 0", b"walnut 99", b"Cemile", b"Choir", b"L400"))


def test_a_conversation_is_gone(folder: Path) -> None:
    with library_in(folder) as library:
        before = library.read(BERLIN, {number_of(library, "Ada")})
        size = (folder / "data/library.db").stat().st_size
        forgotten = library.forget(number_of(library, "Choir"))
        assert (forgotten.messages, forgotten.whole) == (401, True)
        content = pages(library)
        assert not any(word in content for word in (b"quince", b"plum", b"sloe", b"Cemile", b"Choir", b"later"))
        after = library.read(BERLIN)
        assert (folder / "data/library.db").stat().st_size < size
    assert after.messages.equals(before.messages)
    assert_nothing_readable(folder)


def test_a_person_of_a_group_is_gone_with_their_reactions_and_replies_to_them(folder: Path) -> None:
    with library_in(folder) as library:
        forgotten = library.forget(number_of(library, "Choir"), person="cemile")
        assert (forgotten.messages, forgotten.whole) == (100, False)
        content = pages(library)
        assert b"Cemile" not in content
        assert b"quince" not in content
        (stored,) = library.histories({number_of(library, "Choir")})
        expected = [text for _, sender, text in CHOIR if sender != "Cemile"] + ["sloe 500"]
        assert stored.history.messages["text"].to_list() == expected
        assert stored.history.messages["reactions"][0].to_list() == [{"emoji": "🙂", "sender": "Dov"}]
        assert stored.history.messages["reply_to"].drop_nulls().to_list() == ["L5"]
        assert stored.chat.messages == 301
        assert "Cemile" not in stored.chat.people
    assert_nothing_readable(folder)


def test_one_of_two_is_gone_with_the_conversation(folder: Path) -> None:
    with library_in(folder) as library:
        assert library.forget(number_of(library, "Ada"), person="Ada").whole
        content = pages(library)
        assert b"walnut" not in content
        assert b"Ada" not in content
        assert [chat.title for chat in library.chats()] == ["Choir"]


def test_somebody_who_is_not_there_takes_nothing_away(folder: Path) -> None:
    with library_in(folder) as library:
        for title in ("Ada", "Choir"):
            assert library.forget(number_of(library, title), person="Nobody").messages == 0
        assert [chat.messages for chat in library.chats()] == [401, 100]


def test_a_span_is_gone_and_the_rest_is_as_it_was(folder: Path) -> None:
    with library_in(folder) as library:
        number = number_of(library, "Choir")
        forgotten = library.forget(number, span=Span(START + 100 * MINUTE, START + 300 * MINUTE))
        assert (forgotten.messages, forgotten.whole) == (200, False)
        content = pages(library)
        gone = [text.encode() for minute, _, text in CHOIR if 100 <= minute < 300]
        assert not any(text in content for text in gone)
        (stored,) = library.histories({number})
        left = [text for minute, _, text in CHOIR if not 100 <= minute < 300] + ["sloe 500"]
        assert stored.history.messages["text"].to_list() == left
        coverage = stored.history.conversation.coverage
        assert (coverage.messages, stored.chat.messages) == (201, 201)


def test_a_span_that_holds_everything_takes_the_conversation(folder: Path) -> None:
    with library_in(folder) as library:
        assert library.forget(number_of(library, "Ada"), span=Span(None, START + timedelta(days=9))).whole
        assert library.forget(number_of(library, "Choir"), span=Span(START - MINUTE, None)).whole
        assert library.chats() == ()
        assert library.database.rows("SELECT * FROM exports") == []


def test_an_export_can_be_added_again_after_something_of_it_was_forgotten(folder: Path) -> None:
    with library_in(folder) as library:
        library.forget(number_of(library, "Choir"), person="Cemile")
        (again,) = library.add([new_export("later", as_group(parsed(CHOIR, "Choir", "choir.txt")))])
        assert again is not None
        assert again[0].messages == 401


def test_what_a_kill_left_unfinished_is_finished_at_the_next_opening(folder: Path) -> None:
    with library_in(folder) as library:
        erase(library.database, number_of(library, "Choir"), None, None)
        assert library.database.rows("SELECT name FROM state") == [("erasing",)]
        size = (folder / "data/library.db").stat().st_size
    with library_in(folder) as library:
        assert library.database.rows("SELECT name FROM state") == []
        assert b"quince" not in pages(library)
        assert (folder / "data/library.db").stat().st_size < size


def test_a_library_that_cannot_be_written_can_still_be_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_database: object) -> None:
        raise ChatLibraryError(folder, "read-only")

    monkeypatch.setattr(chat_library, "finish_erasure", refuse)
    with library_in(folder) as library:
        assert len(library.chats()) == 2


def test_a_backup_that_was_half_put_back_is_deleted_with_what_is_forgotten(folder: Path) -> None:
    unfinished = folder / "data/.library.db-x1"
    unfinished.write_bytes(b"half a backup")
    with library_in(folder) as library:
        library.forget(number_of(library, "Ada"))
    assert not unfinished.exists()


def test_a_span_is_of_moments_in_whatever_zone(tmp_path: Path) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    begin, end = (datetime(2024, 3, 1, 9, minute, tzinfo=berlin) for minute in (2, 4))  # 8:02 to 8:04 UTC
    messages = [(minute, ("Rosa", "Imke")[minute % 2], f"minute {minute}") for minute in range(6)]
    with library_in(tmp_path) as library:
        library.add([new_export("a", parsed(messages))])
        assert library.forget(1, span=Span(begin, end)).messages == 2
        (stored,) = library.histories()
        assert stored.history.messages["text"].to_list() == [f"minute {minute}" for minute in (0, 1, 4, 5)]
