"""SQLite databases, opened so that nothing in them is changed or run."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import partial
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

from unlike.errors import BrokenExportError
from unlike.i18n import lazy
from unlike.readers.export import Export
from unlike.readers.formats.sqlite_journal import remark_journal

SQLITE_START: Final = b"SQLite format 3\x00"
"""First bytes of every database that is not encrypted."""

_MAX_VALUE_BYTES: Final = 64 << 20
_ROWS: Final = 500
BATCH_ROWS: Final = 20_000
"""Rows that are fetched together."""

_mended_text: Final = partial(str, encoding="utf-8", errors="replace")


class Database:
    """A database that can only be read."""

    def __init__(self, connection: sqlite3.Connection, export: Export, name: str) -> None:
        self._connection, self._export, self._name = connection, export, name

    def tables(self) -> frozenset[str]:
        """Names of its tables.

        Raises:
            BrokenExportError: it is no database, or it is encrypted or damaged.
        """
        return frozenset(name for (name,) in self.rows("SELECT name FROM sqlite_schema WHERE type = 'table'"))

    def columns(self, table: str) -> tuple[str, ...]:
        """Names of the columns of a table; empty where there is no such table.

        Raises:
            BrokenExportError: it is no database, or it is encrypted or damaged.
        """
        return tuple(name for (name,) in self.rows("SELECT name FROM pragma_table_info(?)", (table,)))

    def value(self, column: str) -> str:
        """The SQL of a column's value, for queries whose text need not be sound.

        Args:
            column: its name, as the database or this program spells it.
        """
        return f'"{column}"'

    def rows(self, query: str, values: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query.

        Args:
            query: SQL, with "?" for each value.
            values: what stands in the places of the query; never written into it.

        Raises:
            BrokenExportError: it is no database, is encrypted or damaged, or lacks what the query names.
        """
        for batch in self._batches(query, values, _ROWS):
            yield from batch

    def column_batches(self, query: str, values: Sequence[object] = ()) -> Iterator[list[list[Any]]]:
        """The values of every column of a query, some thousand rows at a time.

        Arguments and exceptions are those of `rows`.
        """
        for batch in self._batches(query, values, BATCH_ROWS):
            yield [[*map(itemgetter(place), batch)] for place in range(len(batch[0]))]

    def _batches(self, query: str, values: Sequence[object], size: int) -> Iterator[list[tuple[Any, ...]]]:
        """Rows of a query; where a text is no UTF-8, the query is run again, and such texts are mended."""
        done, cursor, connection = 0, None, self._connection
        try:
            while True:
                try:
                    if cursor is None:
                        cursor = connection.execute(query, values)
                        deque(islice(cursor, done), maxlen=0)  # the same rows in the same order: nothing writes to it
                    batch = cursor.fetchmany(size)
                except sqlite3.OperationalError:
                    if connection.text_factory is not str:
                        raise
                    connection.text_factory, cursor = _mended_text, None
                    continue
                if not batch:
                    return
                done += len(batch)
                yield batch
        except (sqlite3.Error, UnicodeDecodeError) as error:  # the latter of names in a damaged schema
            raise unreadable_database(self._export, self._name, error) from None


def unreadable_database(export: Export, name: str, error: Exception) -> BrokenExportError:
    """The sentence of a database that is none, or is encrypted or damaged."""
    why = lazy(
        "it is no SQLite database that can be read: encrypted, damaged or of another version ({why})", why=str(error)
    )
    return BrokenExportError(export.path, name, why)


@contextmanager
def open_database(export: Export, name: str) -> Iterator[Database]:
    """A database of an export, for as long as the block lasts.

    The file is never written to: one without a journal is opened as immutable, one with a journal as a private copy.

    Args:
        export: what the reader was given.
        name: of the file in it.
    """
    file = export.file(name)
    with export.as_path(name) as path, closing(_connected(path, changeless=not file.companions)) as connection:
        if file.companions:
            with suppress(sqlite3.Error):  # it is told with the first query
                connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
            remark_journal(file, path)
        yield Database(connection, export, name)


def _connected(path: Path, *, changeless: bool) -> sqlite3.Connection:
    """A connection that runs nothing the file itself asks for."""
    options = "mode=ro&immutable=1" if changeless else "mode=ro"
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?{options}", uri=True)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_VALUE_BYTES)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    for pragma in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON", "mmap_size = 0"):
        connection.execute(f"PRAGMA {pragma}")
    return connection
