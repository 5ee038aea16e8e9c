"""A database whose journal was cut or damaged never loses its newest messages without a word."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.reading.apple_database import FIRST, AppleDatabase, apple_date
from example_counts import examples
from signal_desktop import ROSA, desktop_folder, message
from unlike.readers import Import, ReadOptions, read
from unlike.readers.formats.sqlite_journal import UNREAD_JOURNAL

OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
ADA = "+4915550100"
ROUNDS = 3
"""Transactions that stand in the journal alone."""


def sent(number: int) -> dict[str, object]:
    row = {"guid": f"G{number}", "text": "words " * 300, "date": apple_date(FIRST + number), "item_type": 0}
    return {**row, "chats": (1,), "is_from_me": 0, "handle_id": 1}


@cache
def written(*, again: bool = False) -> tuple[bytes, bytes]:
    """A database with one message, and its journal with the others; `again` where the journal was begun anew."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "chat.db")
        path.write_bytes(AppleDatabase([(ADA, 45, None, f"any;-;{ADA}")], [ADA], [sent(0)]).written())
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = wal").fetchall()
            connection.execute("PRAGMA wal_autocheckpoint = 0").fetchall()
            if again:
                connection.execute("CREATE TABLE filler (words TEXT)")
                connection.executemany("INSERT INTO filler VALUES (?)", [("x" * 4_000,)] * 30)
                connection.execute("PRAGMA wal_checkpoint(RESTART)").fetchall()
            for number in range(1, ROUNDS + 1):
                values = {name: value for name, value in sent(number).items() if name != "chats"}
                places = ", ".join("?" * len(values))
                connection.execute("BEGIN")
                connection.execute(
                    f"INSERT INTO message ({', '.join(values)}) VALUES ({places})",  # noqa: S608 - names of ours
                    tuple(values.values()),
                )
                connection.execute("INSERT INTO chat_message_join SELECT 1, max(ROWID), 0 FROM message")
                connection.execute("COMMIT")
            return path.read_bytes(), path.with_name("chat.db-wal").read_bytes()


def imported(journal: bytes, *, again: bool = False, packed: bool = False) -> Import:
    with TemporaryDirectory() as folder:
        path = Path(folder, "chat.db")
        path.write_bytes(written(again=again)[0])
        path.with_name("chat.db-wal").write_bytes(journal)
        if packed:
            with ZipFile(path.with_suffix(".zip"), "w") as archive:
                for name in ("chat.db", "chat.db-wal"):
                    archive.write(path.with_name(name), name)
            path = path.with_suffix(".zip")
        return read([path], OPTIONS)


def is_said(result: Import) -> bool:
    (conversation,) = result.conversations
    assert conversation.breaks_off is (UNREAD_JOURNAL in conversation.notes)
    return conversation.breaks_off


def ends_of_pages(journal: bytes) -> set[int]:
    return {*range(32, len(journal) + 1, int.from_bytes(journal[8:12]) + 24)}


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("again", [False, True])
def test_a_whole_journal_is_read_and_nothing_is_said(*, again: bool, packed: bool) -> None:
    result = imported(written(again=again)[1], again=again, packed=packed)
    assert result.messages.height == ROUNDS + 1
    assert not is_said(result)


@given(st.data(), st.booleans())
@examples(40)
def test_of_a_cut_journal_something_is_said_where_a_message_is_missing(data: st.DataObject, again: bool) -> None:
    journal = written(again=again)[1]
    size = data.draw(st.integers(1, len(journal) - 1).filter(lambda size: size not in ends_of_pages(journal)))
    result = imported(journal[:size], again=again)
    assert is_said(result) or result.messages.height == ROUNDS + 1


@given(st.data(), st.booleans())
@examples(40)
def test_of_a_damaged_journal_something_is_said_where_a_message_is_missing(data: st.DataObject, again: bool) -> None:
    journal = bytearray(written(again=again)[1])
    place = data.draw(st.one_of(st.integers(0, len(journal) - 1), st.integers(0, 80)))
    journal[place] ^= data.draw(st.integers(1, 255))
    result = imported(bytes(journal), again=again)
    assert is_said(result) or result.messages.height == ROUNDS + 1


def test_every_chat_of_an_encrypted_folder_says_it(tmp_path: Path) -> None:
    desktop = desktop_folder(tmp_path / "from" / "Signal")
    with closing(desktop.connection()) as connection:
        connection.execute("PRAGMA journal_mode = wal").fetchall()
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM messages").fetchall()
        desktop.insert("messages", message(1, 1_767_000_000_000, "hi", ROSA))
        desktop.insert("messages", message(2, 1_767_000_000_001, "ho", ROSA, conversationId="c-rowers"))
        desktop.insert("messages", message(3, 1_767_000_000_002, "gone", ROSA))
        copy = desktop_folder(tmp_path / "to" / "Signal")
        copy.database.write_bytes(desktop.database.read_bytes())
        journal = desktop.database.with_name("db.sqlite-wal").read_bytes()
    copy.database.with_name("db.sqlite-wal").write_bytes(journal[:-100])
    result = read([copy.folder], OPTIONS)
    assert [(one.breaks_off, UNREAD_JOURNAL in one.notes) for one in result.conversations] == [(True, True)] * 2
    assert "gone" not in result.messages["text"].to_list()
