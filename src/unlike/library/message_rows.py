"""Rows of the message table as the library stores them, each distinct row of a conversation once.

The id of a row is the number of its conversation times 2^32, and its own number there: so the rows of a conversation
lie together, and no index is needed to read them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import polars as pl

from unlike.library.encrypted_database import EncryptedDatabase
from unlike.library.packed_numbers import Numbers
from unlike.messages import KIND, MOMENT, SCHEMA
from unlike.messages.common_moments import common_moments

CONVERSATION_BITS: Final = 32
CONTENT: Final = ("sent_at", "sender", "text", "kind", "reply_to", "edited_at", "reactions")
"""Columns of a stored row, in the order of the table's."""
_TYPES: Final = {
    "sent_at": pl.Int64(),
    "sender": pl.String(),
    "text": pl.String(),
    "kind": pl.String(),
    "reply_to": pl.String(),
    "edited_at": pl.Int64(),
    "reactions": pl.String(),
}
_NUMBER, _REPEAT = "number", "repeat"
_NEW: Final = -1
"""In place of the number of a row that is not stored."""
_INSERT: Final = f"INSERT INTO messages (id, {', '.join(CONTENT)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
_SELECT: Final = f"SELECT id, {', '.join(CONTENT)} FROM messages WHERE id BETWEEN ? AND ? ORDER BY id"  # noqa: S608
_BATCH_ROWS: Final = 50_000


def stored_content(table: pl.DataFrame) -> pl.DataFrame:
    """Content of rows of the message table, as it is stored: moments in microseconds, reactions as JSON."""
    moments = (pl.col(name).to_physical().alias(name) for name in ("sent_at", "edited_at"))
    strings = (pl.col(name).cast(pl.String) for name in ("sender", "kind"))
    content = table.with_columns(*moments, *strings, _reactions_json(table["reactions"])).select(CONTENT)
    return content.cast(pl.Schema(_TYPES))


def table_content(content: pl.DataFrame) -> pl.DataFrame:
    """Columns of the message table from what `stored_content` returned."""
    moments = (pl.col(name).cast(MOMENT) for name in ("sent_at", "edited_at"))
    texts = (pl.col("kind").cast(KIND), pl.col("sender").cast(pl.Categorical()))
    return content.with_columns(*moments, *texts, _reactions_of(content["reactions"]))


def read_content(database: EncryptedDatabase, conversation: int, names: Mapping[int, str]) -> pl.DataFrame:
    """All stored rows of a conversation, with their `number`, in its order.

    Args:
        database: the library.
        conversation: its number.
        names: names of its participants by their ids.
    """
    base = conversation << CONVERSATION_BITS
    rows = database.rows(_SELECT, (base, base + (1 << CONVERSATION_BITS) - 1))
    types = {_NUMBER: pl.Int64(), **_TYPES, "sender": pl.Int64()}
    content = pl.DataFrame(rows, schema=types, orient="row").with_columns(pl.col(_NUMBER) - base)
    return content.with_columns(pl.col("sender").replace_strict(dict(names), return_dtype=pl.String, default=None))


def numbers_of(content: pl.DataFrame, stored: pl.DataFrame, next_number: int) -> Numbers:
    """Numbers of rows: those of equal stored rows (the second of equal rows gets the second number), else new ones.

    Args:
        content: rows of one part.
        stored: rows that are stored, with their `number`.
        next_number: the first that is free; new rows get it and those after it, in their order.
    """
    if stored.is_empty():
        return np.arange(next_number, next_number + content.height)
    common = common_moments(content, stored, CONTENT)
    numbers = np.full(content.height, _NEW, np.int64)
    alike, stored_alike = common.alike
    numbers[alike] = stored[_NUMBER].to_numpy()[stored_alike]
    others, stored_others = common.others
    if len(others):
        numbers[others] = _matched_numbers(content[others], stored[stored_others])
    is_new = numbers == _NEW
    numbers[is_new] = next_number + np.arange(int(is_new.sum()))
    return numbers


def insert_content(
    database: EncryptedDatabase, conversation: int, content: pl.DataFrame, ids: Mapping[str, int]
) -> None:
    """Store rows that have their `number`.

    Args:
        database: the library, in a transaction.
        conversation: its number.
        content: rows that are not stored yet.
        ids: ids of the participants by their names.
    """
    base = conversation << CONVERSATION_BITS
    rows = content.select(
        pl.col(_NUMBER) + base,
        "sent_at",
        pl.col("sender").replace_strict(dict(ids), return_dtype=pl.Int64, default=None),
        *CONTENT[2:],
    )
    for batch in rows.iter_slices(_BATCH_ROWS):
        database.change_many(_INSERT, batch.iter_rows())


def _matched_numbers(content: pl.DataFrame, stored: pl.DataFrame) -> Numbers:
    """Numbers of rows that are stored; of the others `_NEW`."""
    matched_numbers = _with_repeat_counts(content).join(
        _with_repeat_counts(stored),
        on=[*CONTENT, _REPEAT],
        how="left",
        nulls_equal=True,
        maintain_order="left",
        validate="1:1",
    )[_NUMBER]
    return matched_numbers.fill_null(_NEW).to_numpy()


def _with_repeat_counts(content: pl.DataFrame) -> pl.DataFrame:
    """Rows with the number of equal rows before each."""
    return content.with_columns(pl.int_range(pl.len()).over(CONTENT).alias(_REPEAT))


def _reactions_json(reactions: pl.Series) -> pl.Series:
    """Reactions of each row as a JSON array of objects; null where there are none."""
    begin, end = '{"reactions":', "}"  # only whole structs can be encoded
    text = pl.struct("reactions").struct.json_encode().str.strip_prefix(begin).str.strip_suffix(end)
    encoded = pl.when(pl.col("reactions").is_not_null()).then(text).alias("reactions")
    return reactions.to_frame().select(encoded).to_series()


def _reactions_of(texts: pl.Series) -> pl.Series:
    """Reactions from their JSON."""
    return texts.str.json_decode(SCHEMA["reactions"])
