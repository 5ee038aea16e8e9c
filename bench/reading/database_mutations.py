"""Changes to an SQLite database as accidents and attackers make them: of cells, rows, tables and columns."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import suppress

START = b"SQLite format 3\x00"
ODD_CELLS: tuple[object, ...] = (
    *(None, 0, 1, -1, 2, 43, 45, 1000, 2000, 2006, 3007, 4000, 1.5, float("inf"), 2**62, -(2**62), 10**12),
    *("", "x", "p:0/A1", "bp:", "/", "chat1", "\0", "\U0010ffff" * 30, "x" * 5_000, b"", b"\x00", b"bplist00"),
    *(b"\x04\x0bstreamtyped\x84\x01+\x82\xff\xff\xff\x7f", b"NSString\x84\x01+", b"\xff" * 40, "9" * 40),
)
_Change = Callable[[random.Random, sqlite3.Connection, str], None]


def mutate_database(chance: random.Random, content: bytes) -> bytes:
    """One to six changes of what is in a database; the file itself stays whole."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(content)
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        if tables:
            with suppress(sqlite3.Error):  # what the database itself does not allow
                chance.choice(_CHANGES)(chance, connection, chance.choice(sorted(tables)))
    connection.commit()
    changed = connection.serialize()
    connection.close()
    return changed


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]


def _rowid(chance: random.Random, connection: sqlite3.Connection, table: str) -> int:
    rows = [number for (number,) in connection.execute(f'SELECT rowid FROM "{table}"')]  # noqa: S608 - its own names
    return chance.choice(rows) if rows else 0


def _set_cell(chance: random.Random, connection: sqlite3.Connection, table: str) -> None:
    column, row = chance.choice(_columns(connection, table)), _rowid(chance, connection, table)
    values = (chance.choice(ODD_CELLS), row)
    connection.execute(f'UPDATE OR IGNORE "{table}" SET "{column}" = ? WHERE rowid = ?', values)  # noqa: S608


def _cut_cell(chance: random.Random, connection: sqlite3.Connection, table: str) -> None:
    """Cut a value, or turn a byte of it."""
    column, row = chance.choice(_columns(connection, table)), _rowid(chance, connection, table)
    found = connection.execute(f'SELECT "{column}" FROM "{table}" WHERE rowid = ?', (row,)).fetchone()  # noqa: S608
    value = found[0] if found else None
    if isinstance(value, bytes | str) and value:
        place = chance.randrange(len(value))
        cut = value[:place] if isinstance(value, str) or chance.random() < 0.5 else _with_byte(chance, value, place)
        connection.execute(f'UPDATE OR IGNORE "{table}" SET "{column}" = ? WHERE rowid = ?', (cut, row))  # noqa: S608


def _with_byte(chance: random.Random, value: bytes, place: int) -> bytes:
    return value[:place] + bytes([chance.randrange(256)]) + value[place + 1 :]


def _drop_row(chance: random.Random, connection: sqlite3.Connection, table: str) -> None:
    connection.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (_rowid(chance, connection, table),))  # noqa: S608


def _repeat_row(chance: random.Random, connection: sqlite3.Connection, table: str) -> None:
    """A row once more, under another number where it has one of its own."""
    names = [name for name in _columns(connection, table) if name.lower() not in ("rowid", "_id", "z_pk")]
    if names:
        chosen, row = ", ".join(f'"{name}"' for name in names), _rowid(chance, connection, table)
        query = f'INSERT OR IGNORE INTO "{table}" ({chosen}) SELECT {chosen} FROM "{table}" WHERE rowid = ?'  # noqa: S608
        connection.execute(query, (row,))


def _drop_column(chance: random.Random, connection: sqlite3.Connection, table: str) -> None:
    names = [name for name in _columns(connection, table) if name.lower() not in ("rowid", "_id", "z_pk")]
    if len(names) > 1 and chance.random() < 0.3:
        connection.execute(f'ALTER TABLE "{table}" DROP COLUMN "{chance.choice(names)}"')


def _empty_table(chance: random.Random, connection: sqlite3.Connection, table: str) -> None:
    if chance.random() < 0.2:
        connection.execute(f'DELETE FROM "{table}"')  # noqa: S608 - its own names


_CHANGES: tuple[_Change, ...] = (
    *(_set_cell, _set_cell, _set_cell, _cut_cell, _cut_cell, _drop_row, _repeat_row, _drop_column, _empty_table),
)
