"""Histories of the library as files for other programs: plain, so that whoever has the file can read it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

import polars as pl

from unlike.library.message_rows import stored_content
from unlike.library.private_output import new_private_file
from unlike.library.stored_histories import StoredHistory
from unlike.messages import SCHEMA
from unlike.messages.spreadsheet_columns import spreadsheet_cells

_COLUMNS: Final = (
    "chat", "conversation", "app", "sent_at", "sender", "text", "kind", "reply_to", "edited_at", "ref", "lacking",
    "reactions",  # last: R's arrow counts the fields within a nested column, and leaves out another one behind it
)  # fmt: skip
_EMPTY: Final = {name: SCHEMA.get(name, pl.String()) for name in _COLUMNS} | {
    "chat": pl.Int64(),
    "lacking": pl.Boolean(),
}
"""Columns where there is no chat."""
_ISO: Final = "%Y-%m-%dT%H:%M:%S%.6fZ"


def write_histories(histories: Iterable[StoredHistory], path: Path, file_format: str) -> int:
    """Write histories to one new file, and return the number of their messages.

    Args:
        histories: conversations of the library.
        path: where nothing is yet.
        file_format: one of `FORMATS`.

    Raises:
        OutputError: something is there already, or it cannot be written.
    """
    tables = [_history_table(stored) for stored in histories]
    table = pl.concat(tables) if tables else pl.DataFrame(schema=_EMPTY)
    with new_private_file(path) as temporary:
        FORMATS[file_format](table, temporary)
    return int((table["kind"] != "system").sum())


def _history_table(stored: StoredHistory) -> pl.DataFrame:
    """One conversation's rows in the columns of the file."""
    messages = stored.history.messages
    strings = (pl.col(name).cast(pl.String) for name in ("sender", "kind"))
    columns = messages.with_columns(
        *strings,
        chat=pl.lit(stored.chat.number, pl.Int64),
        conversation=pl.lit(stored.history.conversation.title),
        app=pl.col("source").cast(pl.String),
        lacking=stored.lacking,
    )
    return columns.select(_COLUMNS)


def _write_parquet(table: pl.DataFrame, path: Path) -> None:
    table.write_parquet(path)


def _write_arrow(table: pl.DataFrame, path: Path) -> None:
    table.write_ipc(path, compat_level=pl.CompatLevel.oldest())  # R and older programs know no string views


def _write_csv(table: pl.DataFrame, path: Path) -> None:
    flat = _flat_table(table)
    spreadsheet_cells(flat, [name for name, dtype in flat.schema.items() if dtype == pl.String]).write_csv(path)


def _write_jsonl(table: pl.DataFrame, path: Path) -> None:
    table.with_columns(pl.col("sent_at", "edited_at").dt.strftime(_ISO)).write_ndjson(path)


def _write_sqlite(table: pl.DataFrame, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")  # a file that is not whole is not kept
        connection.execute("CREATE TABLE chats (number INTEGER PRIMARY KEY, title TEXT, messages INTEGER)")
        connection.executemany("INSERT INTO chats VALUES (?, ?, ?)", _chat_rows(table))
        kinds = {"chat": "INTEGER REFERENCES chats (number)", "lacking": "INTEGER"}
        columns = ", ".join(f"{name} {kinds.get(name, 'TEXT')}" for name in _COLUMNS)
        connection.execute(f"CREATE TABLE messages (id INTEGER PRIMARY KEY, {columns})")
        placeholders = ", ".join("?" for _ in _COLUMNS)
        insert = f"INSERT INTO messages ({', '.join(_COLUMNS)}) VALUES ({placeholders})"  # noqa: S608 - names of columns
        connection.executemany(insert, _flat_table(table).iter_rows())
        connection.execute("CREATE INDEX messages_chat ON messages (chat, sent_at)")
        connection.commit()


def _chat_rows(table: pl.DataFrame) -> list[tuple[int, str, int]]:
    """Number, title and messages of each chat, lines of the app not counted."""
    if table.is_empty():
        return []
    by_people = (pl.col("kind") != "system").sum()
    return table.group_by("chat", "conversation").agg(by_people).sort("chat").rows()


def _flat_table(table: pl.DataFrame) -> pl.DataFrame:
    """Rows whose values are numbers and texts: moments as ISO 8601 in UTC, reactions as JSON."""
    if table.is_empty():
        return pl.DataFrame(schema=dict.fromkeys(_COLUMNS, pl.String))
    reactions = stored_content(table)["reactions"]
    return table.with_columns(pl.col("sent_at", "edited_at").dt.strftime(_ISO), reactions)


FORMATS: Final[Mapping[str, Callable[[pl.DataFrame, Path], None]]] = {
    "parquet": _write_parquet,
    "arrow": _write_arrow,
    "csv": _write_csv,
    "jsonl": _write_jsonl,
    "sqlite": _write_sqlite,
}
"""Writers of a table by the names of formats."""
