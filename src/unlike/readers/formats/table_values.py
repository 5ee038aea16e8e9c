"""Columns that some versions of a database have and others lack, and values of any type as what they should be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from unlike.readers.formats.sqlite_db import Database


def column_rows(database: Database, table: str, columns: Sequence[str], *order: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a table, with null for columns that it lacks; none where there is no such table.

    Args:
        database: of the export.
        table: its name, as this program knows it.
        columns: their names, as this program knows them.
        order: the columns to sort by, as far as they are there.
    """
    query = _query(database, table, columns, *order)
    if query:
        yield from database.rows(query)


def column_batches(database: Database, table: str, columns: Sequence[str], *order: str) -> Iterator[list[list[Any]]]:
    """The values of every column, some thousand rows at a time; otherwise as `column_rows`."""
    query = _query(database, table, columns, *order)
    if query:
        yield from database.column_batches(query)


def _query(database: Database, table: str, columns: Sequence[str], *order: str) -> str:
    """The SQL for columns of a table; empty where there is no such table."""
    spellings = {name.lower(): name for name in database.columns(table)}
    if not spellings:
        return ""
    chosen = ", ".join(
        database.value(spellings[name.lower()]) if name.lower() in spellings else "NULL" for name in columns
    )
    sorting = ", ".join(f'"{spellings[name.lower()]}"' for name in order if name.lower() in spellings)
    by = f" ORDER BY {sorting}" if sorting else ""
    return f'SELECT {chosen} FROM "{table}"{by}'  # noqa: S608 - names of this program alone


def text_of(value: object) -> str | None:
    """A text, be it kept as bytes; None for anything else."""
    if isinstance(value, bytes):
        try:
            value = value.decode()
        except UnicodeDecodeError:
            return None
    return value if isinstance(value, str) and value else None


def integer_of(value: object) -> int | None:
    """A whole number; None for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None
