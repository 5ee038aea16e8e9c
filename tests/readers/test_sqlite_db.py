from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from unlike.errors import BrokenExportError
from unlike.readers.archives import exports_at
from unlike.readers.file_names import KnownNames
from unlike.readers.formats.sqlite_db import SQLITE_START, open_database
from unlike.readers.testkit import memory_export


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a#b?.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE message (id, text)")
        connection.execute("INSERT INTO message VALUES (1, 'hi'), (2, CAST(x'ff' AS TEXT))")
        connection.commit()
    return path


def test_a_database_is_read_and_left_alone(path: Path) -> None:
    before = path.read_bytes()
    (export,) = exports_at(path, KnownNames(()))
    with open_database(export, path.name) as database:
        assert database.tables() == {"message"}
        assert database.columns("message") == ("id", "text")
        assert database.columns("other") == ()
        assert list(database.rows("SELECT * FROM message WHERE id < ?", (9,))) == [(1, "hi"), (2, "\ufffd")]
        with pytest.raises(BrokenExportError, match=r"readonly|read-only|query_only"):
            list(database.rows("DELETE FROM message"))
        with pytest.raises(BrokenExportError):
            list(database.rows(f"ATTACH '{path.parent}/other.db' AS other"))
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("bad", [0, 499, 500, 1_234, 2_999])
def test_a_text_that_is_no_utf8_costs_no_other_row(bad: int, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM message")
        connection.executemany("INSERT INTO message VALUES (?, ?)", [(3_000 - number, "é") for number in range(3_000)])
        connection.execute("UPDATE message SET text = CAST(x'61ff' AS TEXT) WHERE id = ?", (3_000 - bad,))
        connection.commit()
    (export,) = exports_at(path, KnownNames(()))
    expected = [(3_000 - number, "a\ufffd" if number == bad else "é") for number in range(3_000)]
    with open_database(export, path.name) as database:
        assert list(database.rows("SELECT * FROM message")) == expected
    with open_database(export, path.name) as database:
        batches = [[*zip(*batch, strict=True)] for batch in database.column_batches("SELECT * FROM message")]
    assert [row for batch in batches for row in batch] == expected


def test_a_journal_counts(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA wal_autocheckpoint=0")
        connection.execute("INSERT INTO message VALUES (3, 'late')")
        connection.commit()
        (export,) = exports_at(path, KnownNames(()))
        with open_database(export, path.name) as database:
            assert list(database.rows("SELECT text FROM message WHERE id = 3")) == [("late",)]


@pytest.mark.parametrize("content", [b"", b"no database at all" * 99, SQLITE_START + b"\x00" * 4_096])
def test_what_is_no_database_is_one_sentence(content: bytes) -> None:
    export = memory_export({"a.db": content})
    with open_database(export, "a.db") as database, pytest.raises(BrokenExportError, match="no SQLite database that"):
        list(database.rows("SELECT * FROM message"))
