"""SQLite databases that SQLCipher 4 encrypts with a raw key, opened so that nothing in them is changed or run.

What decrypts them is not there on every system and takes a while to load: import this module where it is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

import apsw

from unlike.errors import InputError
from unlike.readers.export import Export
from unlike.readers.formats.sqlite_db import BATCH_ROWS, Database, unreadable_database
from unlike.readers.formats.sqlite_journal import remark_journal

_RAW_KEY: Final = re.compile(r"[0-9A-Fa-f]{64}")
_MAX_VALUE_BYTES: Final = 64 << 20
_PRAGMAS: Final = ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON", "mmap_size = 0")


class CipherDatabase(Database):
    """An encrypted database that can only be read.

    Texts come as bytes and are decoded here, so that one that is no UTF-8 costs no other.
    """

    def __init__(self, connection: apsw.Connection, export: Export, name: str) -> None:
        self._opened, self._export, self._name = connection, export, name

    def value(self, column: str) -> str:
        """The SQL of a column's value, a text as its bytes."""
        return f'CASE typeof("{column}") WHEN \'text\' THEN CAST("{column}" AS BLOB) ELSE "{column}" END'

    def rows(self, query: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, bytes as text.

        Raises:
            BrokenExportError: the database is damaged, or lacks what the query names.
        """
        try:
            for row in self._opened.execute(query, tuple(values)):
                yield tuple([value.decode(errors="replace") if type(value) is bytes else value for value in row])
        except (apsw.Error, UnicodeDecodeError) as error:
            raise unreadable_database(self._export, self._name, error) from None

    def column_batches(self, query: str, values: Sequence[Any] = ()) -> Iterator[list[list[Any]]]:
        """The values of every column, bytes as text, some thousand rows at a time.

        Raises:
            BrokenExportError: the database is damaged, or lacks what the query names.
        """
        try:
            rows = self._opened.execute(query, tuple(values))
            while batch := list(islice(rows, BATCH_ROWS)):
                yield [_decoded([*map(itemgetter(place), batch)]) for place in range(len(batch[0]))]
        except (apsw.Error, UnicodeDecodeError) as error:
            raise unreadable_database(self._export, self._name, error) from None


def _decoded(values: list[Any]) -> list[Any]:
    if bytes not in set(map(type, values)):
        return values
    try:
        return [value.decode() if type(value) is bytes else value for value in values]
    except UnicodeDecodeError:
        return [value.decode(errors="replace") if type(value) is bytes else value for value in values]


@contextmanager
def open_cipher_database(export: Export, name: str, key: str, refusal: InputError) -> Iterator[Database]:
    """An encrypted database of an export, for as long as the block lasts.

    The file is never written to: one without a journal is opened as immutable, one with a journal as a private copy.

    Args:
        export: what the reader was given.
        name: of the file in it.
        key: 64 hexadecimal digits.
        refusal: what to raise where the key does not open it.

    Raises:
        InputError: `refusal`.
    """
    file = export.file(name)
    with export.as_path(name) as path:
        try:
            connection = _connected(path, changeless=not file.companions)
        except apsw.Error as error:
            raise unreadable_database(export, name, error) from None
        with closing(connection):
            if not _RAW_KEY.fullmatch(key) or not _unlocks(connection, key):
                raise refusal
            if file.companions:
                remark_journal(file, path)
            yield CipherDatabase(connection, export, name)


def _connected(path: Path, *, changeless: bool) -> apsw.Connection:
    """A connection without a key."""
    options = "mode=ro&immutable=1" if changeless else "mode=ro"
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    return apsw.Connection(f"{path.absolute().as_uri()}?{options}", flags=flags)


def _unlocks(connection: apsw.Connection, key: str) -> bool:
    """Give a connection its key and forbid all but reading; say whether the key is the right one."""
    try:
        for name, value in (("cipher", "sqlcipher"), ("legacy", 4), ("key", f"x'{key}'")):
            connection.pragma(name, value)
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()  # the key is tried only now
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").fetchall()
    except apsw.Error:
        return False
    connection.limit(apsw.SQLITE_LIMIT_LENGTH, _MAX_VALUE_BYTES)
    connection.limit(apsw.SQLITE_LIMIT_ATTACHED, 0)
    return True
