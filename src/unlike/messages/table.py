"""The only place where rows become the table."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import polars as pl

from unlike.messages.schema import SCHEMA


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
    """One conversation by `sent_at`; the file's order breaks ties, and a sorted one is not copied."""
    if part["sent_at"].is_sorted():
        return part
    # Columns without any value stay as they are; strings in many chunks are slow to move.
    full = [column.rechunk() for column in part if column.null_count() < part.height]
    order = np.argsort(part["sent_at"].to_physical().to_numpy(), kind="stable")
    return part.with_columns(pl.DataFrame(full)[order])
