from __future__ import annotations

from contextlib import closing
from pathlib import Path

import apsw
import pytest

from unlike.errors import BrokenExportError, InputError
from unlike.readers.archives import exports_at
from unlike.readers.export import Export
from unlike.readers.file_names import KnownNames
from unlike.readers.formats.sqlcipher_db import open_cipher_database
from unlike.readers.formats.table_values import column_batches, column_rows

KEY = "ab" * 32
REFUSAL = InputError("another key")


@pytest.fixture
def export(tmp_path: Path) -> Export:
    path = tmp_path / "a#b?.sqlite"
    with closing(apsw.Connection(str(path))) as connection:
        for name, value in (("cipher", "sqlcipher"), ("legacy", 4), ("key", f"x'{KEY}'")):
            connection.pragma(name, value)
        connection.execute("CREATE TABLE message (id, text)")
        connection.execute("INSERT INTO message VALUES (2, CAST(x'ff' AS TEXT)), (1, 'hi'), (3, x'00ff'), (4, NULL)")
    (export,) = exports_at(path, KnownNames(()))
    return export


def test_a_database_is_read_and_left_alone(export: Export) -> None:
    path = export.path
    before = path.read_bytes()
    with open_cipher_database(export, path.name, KEY, REFUSAL) as database:
        assert database.tables() == {"message"}
        assert database.columns("message") == ("id", "text")
        rows = list(column_rows(database, "message", ("id", "TEXT", "other"), "id", "other"))
        assert rows == [(1, "hi", None), (2, "\ufffd", None), (3, "\x00\ufffd", None), (4, None, None)]
        (columns,) = column_batches(database, "message", ("id", "TEXT", "other"), "id")
        assert [*zip(*columns, strict=True)] == rows
        assert list(column_batches(database, "other", ("id",))) == []
        assert list(database.rows("SELECT id FROM message WHERE id < ?", (2,))) == [(1,)]
        with pytest.raises(BrokenExportError, match=r"readonly|read-only|query_only"):
            list(database.rows("DELETE FROM message"))
        with pytest.raises(BrokenExportError):
            list(database.rows(f"ATTACH '{path.parent}/other.db' AS other"))
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("key", ["cd" * 32, "", "ab" * 31, "x" * 64, f"{KEY}'; DROP TABLE message; --"])
def test_a_wrong_key_is_what_the_reader_says_of_it(key: str, export: Export) -> None:
    with pytest.raises(InputError, match="another key"), open_cipher_database(export, export.path.name, key, REFUSAL):
        pass


def test_a_file_that_cannot_be_opened_is_one_sentence(export: Export) -> None:
    export.path.unlink()
    with (
        pytest.raises(BrokenExportError, match="no SQLite database that"),
        open_cipher_database(export, export.path.name, KEY, REFUSAL),
    ):
        pass
