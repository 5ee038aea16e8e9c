from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from random_chats import RandomMessage, random_messages, rows_of
from sql_databases import database_from, insert
from unlike.errors import BrokenExportError, EmptyExportError, UnknownExportError
from unlike.readers import Import, ReadOptions, read, readers
from unlike.readers.apps.line_database import LineDatabaseReader
from unlike.readers.testkit import check_golden, check_reader, memory_export

HERE = Path(__file__).parent / "line_database"
OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
FILES = {"android": "naver_line", "ios": "Line.sqlite"}
TABLES = {"android": "chat_history", "ios": "ZMESSAGE"}
SAMPLES = tuple(FILES)
ROSA = "u0000000000000000000000000000001a"
ULLI = "u0000000000000000000000000000002b"
GROUP = "c0000000000000000000000000000003c"
LATER_GROUP = "c0000000000000000000000000000008b"
PEOPLE = ("Me", "Rosa", "Ulli")
CONTACTS = "CREATE TABLE contacts (mid TEXT, overridden_name TEXT, profile_name TEXT, address_book_name TEXT);"
GROUPS = "CREATE TABLE ZUNIFIEDGROUP (Z_PK INTEGER, ZID VARCHAR, ZNAME VARCHAR);"
REACTIONS = "CREATE TABLE ZMESSAGEREACTION (ZMESSAGEID VARCHAR, ZREACTORMID VARCHAR, ZREACTIONTYPE INTEGER);"


def sql(name: str, *, rows: bool = True) -> str:
    statements = (HERE / f"{name}.sql").read_text(encoding="utf-8")
    return statements if rows else "\n".join(one for one in statements.splitlines() if one.startswith("CREATE"))


def sample(name: str, folder: Path) -> Path:
    return database_from(sql(name), folder / FILES[name])


def by_title(result: Import) -> dict[str, pl.DataFrame]:
    return {part.conversation.title: part.messages for part in result.parts}


def left_out(result: Import) -> int:
    """Entries that notes say were left out."""
    notes = [note for one in result.conversations for note in one.notes if "left out" in note]
    return sum(int(getattr(note, "values", {})["number"]) for note in notes)


def expected(messages: list[RandomMessage]) -> list[tuple[object, ...]]:
    return [(message.sent_at, PEOPLE[message.sender], message.text) for message in messages]


@pytest.mark.parametrize("name", SAMPLES)
def test_reads_as_the_golden_file_shows(name: str, tmp_path: Path) -> None:
    result = check_reader(LineDatabaseReader(), sample(name, tmp_path), OPTIONS)
    check_golden(result, HERE / f"{name}.sql")


@pytest.mark.parametrize("name", SAMPLES)
def test_every_row_is_accounted_for(name: str, tmp_path: Path) -> None:
    path = sample(name, tmp_path)
    result = read([path], OPTIONS)
    with closing(sqlite3.connect(path)) as connection:
        (rows,) = connection.execute(f"SELECT count(*) FROM {TABLES[name]}").fetchone()  # noqa: S608 - a test's
    assert sum(one.coverage.total for one in result.conversations) + left_out(result) == rows
    assert left_out(result) == 1


@pytest.mark.parametrize("name", SAMPLES)
def test_a_database_of_any_name_is_known_by_its_tables(name: str, tmp_path: Path) -> None:
    content = sample(name, tmp_path).read_bytes()
    export = memory_export({"something.db": content})
    assert [reader.name for reader in readers() if reader.recognise(export)] == ["line_database"]


def android(path: Path, rows: list[tuple[str, RandomMessage]]) -> Path:
    database_from(sql("android", rows=False), path)
    insert(path, "contacts", [(ROSA, "Rosa", None, None, None), (ULLI, "Ulli", None, None, None)])
    insert(path, "groups", [(GROUP, "Rowers")])
    senders = (None, ROSA, ULLI)
    insert(
        path,
        "chat_history",
        (
            (n, f"{n}5", 1, chat, senders[one.sender], one.text, f"{one.milliseconds}", 1, 0, None, None)
            for n, (chat, one) in enumerate(rows, 1)
        ),
    )
    return path


def iphone(path: Path, rows: list[tuple[str, RandomMessage]]) -> Path:
    database_from(sql("ios", rows=False), path, encoding="UTF-16le")
    insert(path, "ZUSER", [(1, None, "Rosa", ROSA, "r"), (2, None, None, ULLI, "Ulli")])
    insert(path, "ZGROUP", [(1, GROUP, "Rowers")])
    insert(path, "ZCHAT", [(1, 1, 0, None, ROSA), (2, 1, 2, None, GROUP)])
    numbers = {ROSA: 1, GROUP: 2}
    insert(
        path,
        "ZMESSAGE",
        (
            (n, 5, 0, 1, one.milliseconds, numbers[chat], one.sender or None, f"{n}5", None, one.text, None)
            for n, (chat, one) in enumerate(rows, 1)
        ),
    )
    return path


Writing = Callable[[Path, list[tuple[str, RandomMessage]]], Path]


@st.composite
def mixed(draw: st.DrawFn) -> tuple[list[RandomMessage], list[RandomMessage], list[tuple[str, RandomMessage]]]:
    """A direct chat, a group, and the messages of both as they stand in a database, in any mixture."""
    direct, group = draw(random_messages()), draw(random_messages(people=3))
    chats = draw(st.permutations([ROSA] * len(direct) + [GROUP] * len(group)))
    order = {ROSA: iter(direct), GROUP: iter(group)}
    return direct, group, [(chat, next(order[chat])) for chat in chats]


@pytest.mark.parametrize("write", [android, iphone])
@given(made=mixed())
def test_random_chats_are_read_back(
    write: Writing, made: tuple[list[RandomMessage], list[RandomMessage], list[tuple[str, RandomMessage]]]
) -> None:
    direct, group, rows = made
    with TemporaryDirectory() as folder:
        result = read([write(Path(folder, "any.db"), rows)], OPTIONS)
    tables = by_title(result)
    assert rows_of(tables["Rosa"]) == expected(direct)
    assert rows_of(tables["Rowers"]) == expected(group)
    assert len(tables) == 2
    assert {one.title: one.group for one in result.conversations} == {"Rosa": False, "Rowers": True}


def test_a_phone_of_either_kind_keeps_the_same_ids(tmp_path: Path) -> None:
    paths = [sample(name, tmp_path) for name in SAMPLES]
    both = read(paths, OPTIONS)
    one = next(chat for chat in both.conversations if chat.title == "Rosa")
    assert [chat.key for chat in both.conversations].count(f"line_database:{ROSA}") == 1
    assert one.coverage.repeated >= 6


@pytest.mark.parametrize("name", SAMPLES)
def test_messages_that_stand_in_the_journal_are_read_and_nothing_is_written(name: str, tmp_path: Path) -> None:
    path = tmp_path / FILES[name]
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(sql(name))
        connection.commit()
        before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
        assert before[f"{FILES[name]}-wal"]
        assert len(before[FILES[name]]) <= 4096
        for given_path in (path, tmp_path):
            assert read([given_path], OPTIONS).messages.height > 10
        assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_an_archive_with_a_journal_and_other_files_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "archive.zip", "w") as archive, TemporaryDirectory() as folder:
        path = Path(folder, "Line.sqlite")
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(sql("ios"))
            connection.commit()
            for file in Path(folder).iterdir():
                archive.write(file, f"Backup/{file.name}")
        extra = database_from(REACTIONS, Path(folder, "MessageExt.sqlite"))
        archive.write(extra, "Backup/MessageExt.sqlite")
        archive.writestr("Backup/env.dump", b"bplist00" + bytes(100))
    result = read([tmp_path / "archive.zip"], OPTIONS)
    assert {one.title for one in result.conversations} == {"Rosa", "Rowers", "Ulli, Rosa"}
    assert not any("beside it" in note for one in result.conversations for note in one.notes)


def test_the_contacts_beside_the_messages_give_names(tmp_path: Path) -> None:
    path = sample("android", tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM contacts")
        connection.commit()
    alone = read([path], OPTIONS)
    assert {one.title for one in alone.conversations} == {
        "Rowers",
        "Unknown (001a)",
        "Unknown (005e), Unknown (006f)",
    }
    contacts = database_from(CONTACTS, tmp_path / "contact")
    insert(contacts, "contacts", [(ROSA, "Rosa", "r", None), (ULLI.upper(), None, "Ulli", None), (None, "x", "y", "z")])
    result = read([tmp_path], OPTIONS)
    assert {"Rosa", "Rowers"} <= {one.title for one in result.conversations}
    assert {"Me", "Rosa", "Ulli"} <= set(result.messages["sender"].drop_nulls().cast(pl.String))
    with zipfile.ZipFile(tmp_path / "both.zip", "w") as archive:
        archive.write(path, "databases/naver_line")
        archive.write(contacts, "databases/contact")
    assert read([tmp_path / "both.zip"], OPTIONS).messages.equals(result.messages)


def test_the_owner_is_known_by_an_id_of_a_direct_chat(tmp_path: Path) -> None:
    path = sample("android", tmp_path)
    own = "u0000000000000000000000000000007a"
    insert(path, "chat_history", [(50, "50", 1, ROSA, own, "mine", "1767000700000", 3, 0, None, None)])
    insert(path, "chat_history", [(51, "51", 1, GROUP, own, "mine, too", "1767003000000", 3, 0, None, None)])
    result = read([path], OPTIONS).messages
    assert set(result.filter(pl.col("ref").is_in(["m50", "m51"]))["sender"].cast(pl.String)) == {"Me"}
    (reactions,) = result.filter(pl.col("ref") == "m5000000000001")["reactions"].to_list()
    assert reactions == [{"emoji": "❤️", "sender": "Me"}]
    other = "u0000000000000000000000000000007b"
    insert(path, "chat_history", [(52, "52", 1, ROSA, other, "an earlier id?", "1767000800000", 1, 0, None, None)])
    senders = dict(read([path], OPTIONS).messages.select("ref", pl.col("sender").cast(pl.String)).iter_rows())
    assert (senders["m50"], senders["m52"]) == ("Me", "Unknown (007b)")
    insert(path, "chat_history", [(53, "53", 27, ROSA, other, None, "1767000800000", 1, 0, None, None)])
    senders = dict(read([path], OPTIONS).messages.select("ref", pl.col("sender").cast(pl.String)).iter_rows())
    assert (senders["m50"], senders["m53"]) == ("Unknown (007a)", "Unknown (007b)")


def test_what_stands_beside_an_iphone_s_messages_is_read_with_them(tmp_path: Path) -> None:
    sample("ios", tmp_path)
    assert "Ulli, Rosa" in {one.title for one in read([tmp_path], OPTIONS).conversations}
    groups = database_from(GROUPS, tmp_path / "UnifiedGroup.sqlite")
    insert(groups, "ZUNIFIEDGROUP", [(1, LATER_GROUP, "Lakes"), (2, None, "x"), (3, "c9", 7)])
    reactions = database_from(REACTIONS, tmp_path / "MessageExt.sqlite")
    insert(reactions, "ZMESSAGEREACTION", [("5000000000002", ROSA, 2), ("5000000000001", "u77", 3), (None, 1, "x")])
    insert(reactions, "ZMESSAGEREACTION", [("5000000000010", ROSA, 99)])
    result = read([tmp_path], OPTIONS)
    assert {one.title for one in result.conversations} == {"Rosa", "Rowers", "Lakes"}
    held = dict(result.messages.select("ref", "reactions").iter_rows())
    assert held["m5000000000002"] == [{"emoji": "👍", "sender": "Rosa"}]
    assert held["m5000000000001"] == [{"emoji": "❤️", "sender": "Me"}]
    assert held["m5000000000010"] == []


def test_a_damaged_database_beside_the_messages_takes_nothing_from_them(tmp_path: Path) -> None:
    sample("ios", tmp_path)
    before = read([tmp_path], OPTIONS).messages
    (tmp_path / "UnifiedGroup.sqlite").write_bytes(b"SQLite format 3\x00" + b"\x7f" * 5000)
    (tmp_path / "MessageExt.sqlite").write_bytes(b"not a database at all\n" * 50)
    assert read([tmp_path], OPTIONS).messages.equals(before)


def test_other_exports_beside_a_database_are_read_too(tmp_path: Path) -> None:
    sample("ios", tmp_path)
    (tmp_path / "WhatsApp Chat with Bo.txt").write_text("01/02/2024, 10:00 - Bo: hi\n01/02/2024, 10:01 - Imke: ho\n")
    result = read([tmp_path], ReadOptions(OPTIONS.zone, "dmy"))
    assert {"Rowers", "Bo"} <= {one.title for one in result.conversations}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_damaged_or_empty_database_is_a_sentence(name: str, tmp_path: Path) -> None:
    empty = database_from(sql(name, rows=False), tmp_path / "empty.db")
    with pytest.raises(EmptyExportError):
        read([empty], OPTIONS)
    content = sample(name, tmp_path).read_bytes()
    torn = tmp_path / "torn.db"
    for size in (100, 4096, len(content) // 2, len(content) - 4096):
        torn.write_bytes(content[:size])
        with pytest.raises((BrokenExportError, UnknownExportError)) as caught:
            read([torn], OPTIONS)
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", SAMPLES)
def test_pages_that_are_damaged_are_a_sentence_or_leave_what_was_read(name: str, tmp_path: Path) -> None:
    content = sample(name, tmp_path).read_bytes()
    damaged = tmp_path / "damaged.db"
    for page in range(1, len(content) // 4096):
        damaged.write_bytes(content[: page * 4096] + b"\xee" * 4096 + content[(page + 1) * 4096 :])
        with suppress(BrokenExportError):  # and never any other exception
            assert read([damaged], OPTIONS).messages.height > 0


def test_a_database_without_any_message_that_can_be_read_is_no_empty_one(tmp_path: Path) -> None:
    path = database_from(sql("ios", rows=False), tmp_path / "Line.sqlite")
    insert(path, "ZMESSAGE", [(1, 5, 0, 1, 1767000500000, 7, None, "1", None, "its chat is gone", None)])
    with pytest.raises(BrokenExportError, match="entry in it cannot be read"):
        read([path], OPTIONS)


@pytest.mark.parametrize(
    "tables",
    [
        "CREATE TABLE chat_history (id INTEGER, content TEXT);",
        "CREATE TABLE ZMESSAGE (Z_PK INTEGER, ZTEXT); CREATE TABLE ZCHAT (Z_PK); CREATE TABLE ZUSER (Z_PK);",
        "CREATE TABLE ZMESSAGE (ZCHAT, ZSENDER, ZTIMESTAMP, ZCONTENTTYPE, ZTEXT);",
    ],
)
def test_databases_of_other_apps_are_not_claimed(tables: str, tmp_path: Path) -> None:
    path = database_from(tables, tmp_path / "other.db")
    assert not LineDatabaseReader().recognise(memory_export({"other.db": path.read_bytes()}))


def test_tables_and_columns_that_are_missing_are_forgiven(tmp_path: Path) -> None:
    small = "CREATE TABLE chat_history (chat_id, from_mid, content, created_time);"
    path = database_from(small, tmp_path / "small.db")
    insert(path, "chat_history", [(ROSA, ROSA, "hi", 1767000500000), (ROSA, None, "ho", "1767000501000")])
    result = read([path], OPTIONS)
    assert rows_of(result.messages)[0][1:] == ("Unknown", "hi")
    assert rows_of(result.messages)[1][1:] == ("Me", "ho")
    tables = "CREATE TABLE ZMESSAGE (ZCHAT, ZSENDER, ZTIMESTAMP, ZCONTENTTYPE, ZTEXT);"
    tables += "CREATE TABLE ZCHAT (Z_PK); CREATE TABLE ZUSER (Z_PK);"
    path = database_from(tables, tmp_path / "Line.sqlite")
    insert(path, "ZCHAT", [(1,)])
    insert(path, "ZUSER", [(4,)])
    insert(path, "ZMESSAGE", [(1, 4, 1767000500000.5, 0, "hi"), (1, None, 1767000501000, None, "ho")])
    result = read([path], OPTIONS)
    assert [row[1:] for row in rows_of(result.messages)] == [("Unknown", "hi"), ("Me", "ho")]


HOSTILE = st.none() | st.integers(-(1 << 63), (1 << 63) - 1) | st.floats() | st.text(max_size=9) | st.binary(max_size=9)


@pytest.mark.parametrize("name", SAMPLES)
@given(data=st.data())
def test_values_of_any_type_are_a_count_or_a_row(name: str, data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        path = sample(name, Path(folder))
        with closing(sqlite3.connect(path)) as connection:
            tables = [table for (table,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            for table in (one for one in tables if one != "sqlite_sequence"):
                columns = connection.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall()
                values = data.draw(st.lists(HOSTILE, min_size=len(columns), max_size=len(columns)))
                values[0] = (
                    data.draw(st.integers(100, 1 << 62)) if table[:1] == "Z" or "id" in columns[0] else values[0]
                )
                marks = ",".join("?" * len(columns))
                connection.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", values)  # noqa: S608 - a test's
            connection.commit()
            (rows,) = connection.execute(f"SELECT count(*) FROM {TABLES[name]}").fetchone()  # noqa: S608 - a test's
        result = read([path], OPTIONS)
    assert sum(one.coverage.total for one in result.conversations) + left_out(result) == rows


def test_an_encrypted_database_of_a_computer_is_named_for_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "naver-line-1a2b.edb"
    path.write_bytes(bytes(range(128, 256)) * 64)
    with pytest.raises(UnknownExportError, match=r"encrypted database, as LINE and KakaoTalk keep.*as a text"):
        read([path], OPTIONS)
    path.write_bytes(b"\x01\x02\x03\x04\xef\xcd\xab\x89" + bytes(4096))
    with pytest.raises(UnknownExportError) as caught:
        read([path], OPTIONS)
    assert "LINE and KakaoTalk keep" not in str(caught.value)
