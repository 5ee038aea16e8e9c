"""Building of the message table: the only module in which rows of readers become the table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
import polars as pl

from unlike.messages.schema import SCHEMA

_CASTS: Final = [pl.col(name).cast(kind) for name, kind in SCHEMA.items()]
_MAX_LOCAL_REPAIRS: Final = 64
"""Stretches of rows out of order that are sorted one by one; with more, the whole conversation is sorted."""


def conform(frame: pl.DataFrame, conversation: str, source: str) -> pl.DataFrame:
    """Give a reader's columns the shape of the table.

    Args:
        frame: at least `sent_at` and `ref`; any other column of the schema; missing ones become null, kinds "text".
        conversation: key for every row.
        source: the app for every row.

    Returns:
        The table in `SCHEMA`, rows in the order in which they came.

    Raises:
        polars.exceptions.PolarsError: a column cannot be cast; a mistake of the reader, never of the user.
    """
    constants = {"conversation": conversation, "source": source}
    if "kind" not in frame.columns:
        constants["kind"] = "text"
    present = set(frame.columns)
    completed = frame.lazy().with_columns(
        *(pl.lit(value).alias(name) for name, value in constants.items()),
        *(pl.lit(None).alias(name) for name in SCHEMA if name not in present and name not in constants),
    )
    return completed.select(_CASTS).collect()


def join(parts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Join all conversations into one table, each sorted by `sent_at`; the order of the file breaks ties.

    Parts that hold one conversation each are concatenated; a single sorted part is not copied.

    Raises:
        polars.exceptions.PolarsError: a part is not in `SCHEMA`.
    """
    tables = [part for part in parts if part.height or part.schema != SCHEMA]
    keys = [_single_key(table) for table in tables]
    if None not in keys and len(set(keys)) == len(keys):
        by_key = sorted(zip(keys, tables, strict=True), key=lambda pair: str(pair[0]))
        return pl.concat([SCHEMA.to_frame(eager=True), *(sort(table) for _, table in by_key)], how="vertical")
    all_rows = pl.concat([SCHEMA.to_frame(eager=True), *tables], how="vertical")
    return all_rows.sort(pl.col("conversation").cast(pl.String), "sent_at", maintain_order=True)


def _single_key(table: pl.DataFrame) -> str | None:
    """Key of a table that holds exactly one conversation, else None."""
    if "conversation" not in table.columns or table["conversation"].n_unique() != 1:
        return None
    return str(table["conversation"][0])


def sort(table: pl.DataFrame) -> pl.DataFrame:
    """Sort one conversation by `sent_at`; the order of the file breaks ties, and rows in order are not copied."""
    if table["sent_at"].is_sorted():
        return table
    order = np.argsort(table["sent_at"].to_physical().to_numpy(), kind="stable")
    # A stretch is open as long as one of its rows belongs further down.
    open_rows = np.flatnonzero(np.maximum.accumulate(order) > np.arange(len(order)))
    breaks = np.flatnonzero(np.diff(open_rows) > 1) + 1
    if len(breaks) >= _MAX_LOCAL_REPAIRS:
        return table.sort("sent_at", maintain_order=True)
    # An hour that a clock change repeats, a late message: only such stretches are sorted, the rest stays.
    pieces, sorted_end = [], 0
    for stretch in np.split(open_rows, breaks):
        first, end_row = int(stretch[0]), int(stretch[-1]) + 2
        pieces += [table[sorted_end:first], table[first:end_row][order[first:end_row] - first]]
        sorted_end = end_row
    return pl.concat([*pieces, table[sorted_end:]])
