"""What a reader is given: files by name, and paths for libraries that take nothing else."""

from __future__ import annotations

import sqlite3
import stat
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from unlike.errors import BrokenExportError
from unlike.readers import Export
from unlike.readers.archives import exports_at
from unlike.readers.file_names import KnownNames
from unlike.readers.testkit import memory_export

NAMES = KnownNames(())


def database(path: Path, *, journal: bool) -> sqlite3.Connection:
    """A database of one row, which stands in its -wal file alone where `journal` is true."""
    connection = sqlite3.connect(path)
    if journal:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA wal_autocheckpoint=0")
    connection.execute("CREATE TABLE message (text)")
    connection.execute("INSERT INTO message VALUES ('hi')")
    connection.commit()
    return connection


def texts(export: Export) -> list[str]:
    with export.as_path(export.only.name) as path, closing(sqlite3.connect(path)) as connection:
        return [text for (text,) in connection.execute("SELECT text FROM message")]


def test_files_are_opened_by_name() -> None:
    export = memory_export({"a.json": b"one", "b/a.json": b"other"})
    assert (export.size, export.head("b/a.json", 3)) == (8, b"oth")
    with export.open("a.json") as stream:
        assert stream.read() == b"one"
    with pytest.raises(BrokenExportError, match=r"a\.json, c\.json: this file of the export is missing"):
        export.head("c.json")
    with pytest.raises(BrokenExportError, match="it has 2 files"):
        assert export.only


def test_a_file_on_disk_is_its_own_path(tmp_path: Path) -> None:
    database(tmp_path / "a.db", journal=False).close()
    (export,) = exports_at(tmp_path / "a.db", NAMES)
    with export.as_path("a.db") as path:
        assert path == tmp_path / "a.db"


def test_a_database_with_a_journal_is_copied_with_it_and_left_alone(tmp_path: Path) -> None:
    with closing(database(tmp_path / "a.db", journal=True)):
        before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
        (export,) = exports_at(tmp_path, NAMES)
        assert texts(export) == ["hi"]
        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_database_in_a_zip_is_copied_with_its_journal(tmp_path: Path) -> None:
    with closing(database(tmp_path / "a.db", journal=True)), zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for path in sorted(tmp_path.glob("a.db*")):
            archive.write(path, f"phone/{path.name}")
    (export,) = exports_at(tmp_path / "a.zip", NAMES)
    assert texts(export) == ["hi"]


def test_a_copy_is_private_and_gone_afterwards() -> None:
    export = memory_export({"inbox/a.db": b"content"})
    with export.as_path("inbox/a.db") as path:
        assert path.read_bytes() == b"content"
        assert path.name == "a.db"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert not path.parent.exists()
