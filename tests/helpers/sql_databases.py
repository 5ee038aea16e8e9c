"""Databases that are written down as SQL, for tests."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path


def database_from(statements: str, path: Path, *, encoding: str = "UTF-8") -> Path:
    """Write the database that some SQL describes, and return its path."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA encoding = '{encoding}'")
        connection.executescript(statements)
        connection.commit()
    return path


def insert(path: Path, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Add rows to a table of a database."""
    with closing(sqlite3.connect(path)) as connection:
        for row in rows:
            connection.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(row))})", row)  # noqa: S608 - a test's
        connection.commit()
