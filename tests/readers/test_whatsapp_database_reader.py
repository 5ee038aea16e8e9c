from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from random_chats import RandomMessage, random_messages, rows_of
from sql_databases import database_from, insert
from unlike.errors import BrokenExportError, EmptyExportError, UnknownExportError
from unlike.readers import Import, ReadOptions, read
from unlike.readers.apps.whatsapp_database import WhatsAppDatabaseReader
from unlike.readers.testkit import check_golden, check_reader, memory_export

HERE = Path(__file__).parent / "whatsapp_database"
OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
SAMPLES = ("android", "legacy", "ios")
PEOPLE = ("Me", "Rosa", "Ulli")
APPLE_EPOCH_MS = 978_307_200_000


def sql(name: str, *, rows: bool = True) -> str:
    statements = (HERE / f"{name}.sql").read_text(encoding="utf-8")
    return statements if rows else "\n".join(one for one in statements.splitlines() if one.startswith("CREATE"))


def sample(name: str, folder: Path, file: str = "msgstore.db") -> Path:
    return database_from(sql(name), folder / file)


def expected(messages: list[RandomMessage]) -> list[tuple[Any, ...]]:
    return [(message.sent_at, PEOPLE[message.sender], message.text) for message in messages]


@pytest.mark.parametrize("name", SAMPLES)
def test_reads_as_the_golden_file_shows(name: str, tmp_path: Path) -> None:
    result = check_reader(WhatsAppDatabaseReader(), sample(name, tmp_path), OPTIONS)
    check_golden(result, HERE / f"{name}.sql")


@pytest.mark.parametrize("name", SAMPLES)
def test_every_row_is_accounted_for(name: str, tmp_path: Path) -> None:
    result = read([sample(name, tmp_path)], OPTIONS)
    table = {"android": "message", "legacy": "messages", "ios": "ZWAMESSAGE"}[name]
    with closing(sqlite3.connect(tmp_path / "msgstore.db")) as connection:
        (rows,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - a test's
    sentinel = 0 if name == "ios" else 1
    said = sum(
        int(getattr(note, "values", {}).get("number", 0))
        for note in result.conversations[0].notes
        if "left out" in note
    )
    assert sum(one.coverage.total for one in result.conversations) + said + sentinel == rows


@st.composite
def split(draw: st.DrawFn) -> tuple[list[RandomMessage], list[RandomMessage], list[int]]:
    """A direct chat, a group, and which of the direct messages stand under the anonymous id."""
    direct, group = draw(random_messages(step=1_000)), draw(random_messages(people=3, step=1_000))
    return direct, group, draw(st.lists(st.sampled_from((10, 11)), min_size=len(direct), max_size=len(direct)))


@given(split())
def test_random_chats_of_android_are_read_back(
    made: tuple[list[RandomMessage], list[RandomMessage], list[int]],
) -> None:
    direct, group, chats = made
    with TemporaryDirectory() as folder:
        path = database_from(sql("android", rows=False), Path(folder, "msgstore.db"))
        jids = (
            (1, "15550100", "s.whatsapp.net"),
            (2, "99001", "lid"),
            (3, "15550100-160", "g.us"),
            (6, "99002", "lid"),
        )
        insert(path, "jid", ((number, user, server, f"{user}@{server}") for number, user, server in jids))
        insert(path, "jid_map", [(2, 1, 0)])
        insert(path, "lid_display_name", [(2, "Rosa"), (6, "Ulli")])
        insert(path, "chat", [(10, 1, None, 0), (11, 2, None, 0), (12, 3, "Rowers", 0)])
        rows = [
            (chat, int(message.sender == 0), (0, 0, 0)[message.sender], message)
            for chat, message in zip(chats, direct, strict=True)
        ]
        rows += [(12, int(message.sender == 0), (0, 2, 6)[message.sender], message) for message in group]
        insert(
            path,
            "message",
            (
                (number, chat, mine, f"K{number}", who, 0, message.milliseconds, 0, message.text)
                for number, (chat, mine, who, message) in enumerate(rows, 1)
            ),
        )
        result = read([path], OPTIONS)
    tables = by_title(result)
    assert rows_of(tables["Rosa"]) == expected(direct)
    assert rows_of(tables["Rowers"]) == expected(group)
    assert len(tables) == 2


@given(random_messages(step=1_000))
def test_random_chats_of_an_iphone_are_read_back(messages: list[RandomMessage]) -> None:
    with TemporaryDirectory() as folder:
        path = database_from(sql("ios", rows=False), Path(folder, "ChatStorage.sqlite"), encoding="UTF-16le")
        insert(path, "ZWACHATSESSION", [(1, "15550100@s.whatsapp.net", "Rosa", 0)])
        insert(
            path,
            "ZWAMESSAGE",
            (
                (number, 1, int(message.sender == 0), f"K{number}", None, apple_date(message), 0, message.text, None, 0)
                for number, message in enumerate(messages, 1)
            ),
        )
        result = read([path], OPTIONS)
    assert rows_of(by_title(result)["Rosa"]) == expected(messages)


def apple_date(message: RandomMessage) -> float:
    return (message.milliseconds - APPLE_EPOCH_MS) / 1000


def by_title(result: Import) -> dict[str, pl.DataFrame]:
    return {part.conversation.title: part.messages for part in result.parts}


def test_messages_that_stand_in_the_journal_are_read_and_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "msgstore.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(sql("android"))
        connection.commit()
        before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
        assert before["msgstore.db-wal"]
        rows = read([path], OPTIONS).messages.height
        assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before
    other = tmp_path / "other"
    other.mkdir()
    assert rows == read([sample("android", other)], OPTIONS).messages.height


def test_the_contacts_beside_the_messages_give_names(tmp_path: Path) -> None:
    sample("legacy", tmp_path)
    contacts = "CREATE TABLE wa_contacts (_id INTEGER, jid TEXT, display_name TEXT, wa_name TEXT);"
    contacts += "INSERT INTO wa_contacts VALUES (1,'15550100@s.whatsapp.net','Rosa Q','rosa');"
    contacts += "INSERT INTO wa_contacts VALUES (2,'15550101@s.whatsapp.net',NULL,'Me');"
    database_from(contacts, tmp_path / "wa.db")
    result = read([tmp_path], OPTIONS)
    assert {one.title for one in result.conversations} == {"Rosa Q", "Rowers"}
    assert set(result.messages["sender"].drop_nulls().cast(pl.String)) == {"Me", "Rosa Q", "Me (+15550101)"}
    with zipfile.ZipFile(tmp_path / "both.zip", "w") as archive:
        archive.write(tmp_path / "msgstore.db", "Databases/msgstore.db")
        archive.write(tmp_path / "wa.db", "Databases/wa.db")
    assert read([tmp_path / "both.zip"], OPTIONS).messages.equals(result.messages)


def test_other_exports_beside_a_database_are_read_too(tmp_path: Path) -> None:
    sample("legacy", tmp_path)
    (tmp_path / "WhatsApp Chat with Bo.txt").write_text("01/02/2024, 10:00 - Bo: hi\n01/02/2024, 10:01 - Imke: ho\n")
    result = read([tmp_path], ReadOptions(OPTIONS.zone, "dmy"))
    assert {"Rowers", "Bo"} <= {one.title for one in result.conversations}


@pytest.mark.parametrize("start", [b"\x9a\x01\x08\x01\x12\x10", b"\x60\x08\x01\x1a\x12"])
def test_an_encrypted_backup_is_named_for_what_it_is(start: bytes, tmp_path: Path) -> None:
    path = tmp_path / "msgstore.db.crypt15"
    path.write_bytes(start + bytes(range(128, 144)) + b'"\x0f\n\x092.24.8.77\x12\x0242' + bytes(range(256)) * 20)
    with pytest.raises(UnknownExportError, match=r"encrypted backup of WhatsApp.*wa-crypt-tools"):
        read([path], OPTIONS)


def test_a_damaged_or_empty_database_is_a_sentence(tmp_path: Path) -> None:
    empty = database_from(sql("android", rows=False), tmp_path / "msgstore.db")
    with pytest.raises(EmptyExportError):
        read([empty], OPTIONS)
    content = sample("android", tmp_path, "whole.db").read_bytes()
    torn = tmp_path / "torn.db"
    torn.write_bytes(content[: len(content) // 2])
    with pytest.raises((BrokenExportError, UnknownExportError)):
        read([torn], OPTIONS)


@pytest.mark.parametrize(
    "tables",
    [
        "CREATE TABLE message (id INTEGER, t TEXT);",
        "CREATE TABLE message (id INTEGER); CREATE TABLE chat (id INTEGER); CREATE TABLE jid (id INTEGER);",
        "CREATE TABLE messages (key_id TEXT);",
    ],
)
def test_databases_of_other_apps_are_not_claimed(tables: str, tmp_path: Path) -> None:
    path = database_from(tables, tmp_path / "other.db")
    assert not WhatsAppDatabaseReader().recognise(memory_export({"other.db": path.read_bytes()}))


def test_values_of_other_types_are_forgiven(tmp_path: Path) -> None:
    path = sample("android", tmp_path)
    insert(
        path,
        "message",
        [
            (50, 10, "x", b"K", "y", "z", "1767000500000", "0", b"bytes"),
            (51, None, None, None, None, None, None, None, None),
        ],
    )
    insert(path, "message_quoted", [(50, 7)])
    result = read([path], OPTIONS)
    row = result.messages.filter(pl.col("ref") == "m50").row(0, named=True)
    assert (row["kind"], row["text"], row["sender"]) == ("text", "bytes", "Unknown")


def test_a_transcript_is_counted_and_is_nothing_that_was_typed(tmp_path: Path) -> None:
    path = sample("android", tmp_path)
    before = read([path], OPTIONS).messages
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE message_media ADD COLUMN raw_transcription_text TEXT")
        connection.execute("INSERT OR IGNORE INTO message_media (message_row_id, mime_type) VALUES (7, 'audio/ogg')")
        connection.execute("UPDATE message_media SET raw_transcription_text = 'say hello' WHERE message_row_id = 7")
        connection.execute("UPDATE message_media SET raw_transcription_text = '' WHERE message_row_id = 6")
        connection.commit()
    result = read([path], OPTIONS)
    assert result.messages.equals(before)
    notes = [str(note) for one in result.conversations for note in one.notes if "transcript" in note]
    assert len(notes) == 1
    assert notes[0].startswith("Voice messages of which WhatsApp made a transcript: 1.")
