"""The only place where rows become the table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
import polars as pl

from unlike.messages.schema import SCHEMA

FEW: Final = 64
"""So many stretches out of order are mended one by one; more, and the whole is sorted."""


def conform(frame: pl.DataFrame, conversation: str, source: str) -> pl.DataFrame:
    """Give a reader's columns the table's shape.

    Args:
        frame: at least `sent_at` and `ref`; any other column of the schema; missing ones become null, kinds "text".
        conversation: key for every row.
        source: the app for every row.

    Returns:
        The table in `SCHEMA`, rows in the order they came.

    Raises:
        polars.exceptions.PolarsError: a column cannot be cast; a reader's mistake, never the user's.
    """
    constants = {"conversation": conversation, "source": source}
    if "kind" not in frame.columns:
        constants["kind"] = "text"
    made = frame.lazy().with_columns(
        *(pl.lit(value).alias(name) for name, value in constants.items()),
        *(pl.lit(None).alias(name) for name in SCHEMA if name not in (*frame.columns, *constants)),
    )
    return made.select(pl.col(name).cast(kind) for name, kind in SCHEMA.items()).collect()


def join(parts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """All conversations in one table, each sorted by `sent_at`; the file's order breaks ties.

    Parts that are one conversation each are only put one after another; a single sorted one is not copied.

    Raises:
        polars.exceptions.PolarsError: a part is not in `SCHEMA`.
    """
    filled = [part for part in parts if part.height or part.schema != SCHEMA]
    keys = [_key(part) for part in filled]
    if None not in keys and len(set(keys)) == len(keys):
        ordered = [sort(part) for _, part in sorted(zip(keys, filled, strict=True), key=lambda pair: str(pair[0]))]
        return pl.concat([SCHEMA.to_frame(eager=True), *ordered], how="vertical")
    whole = pl.concat([SCHEMA.to_frame(eager=True), *filled], how="vertical")
    return whole.sort(pl.col("conversation").cast(pl.String), "sent_at", maintain_order=True)


def _key(part: pl.DataFrame) -> str | None:
    """The key of a part that is one conversation, else None."""
    if "conversation" not in part.columns or part["conversation"].n_unique() != 1:
        return None
    return str(part["conversation"][0])


def sort(part: pl.DataFrame) -> pl.DataFrame:
    """One conversation by `sent_at`; the file's order breaks ties, and what stands in order is not copied."""
    if part["sent_at"].is_sorted():
        return part
    order = np.argsort(part["sent_at"].to_physical().to_numpy(), kind="stable")
    # A stretch is open as long as one of its rows belongs further down.
    still_open = np.flatnonzero(np.maximum.accumulate(order) > np.arange(len(order)))
    breaks = np.flatnonzero(np.diff(still_open) > 1) + 1
    if len(breaks) >= FEW:
        return part.sort("sent_at", maintain_order=True)
    # An hour that a clock change repeats, a late message: only such stretches are put in order, the rest stays.
    pieces, done = [], 0
    for stretch in np.split(still_open, breaks):
        first, end = int(stretch[0]), int(stretch[-1]) + 2
        pieces += [part[done:first], part[first:end][order[first:end] - first]]
        done = end
    return pl.concat([*pieces, part[done:]])
