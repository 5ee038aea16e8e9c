"""Entries whose moment and wall clock are days apart, and which of the two the entries around them agree with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import polars as pl

_DAY: Final = 24 * 60 * 60
_FARTHEST: Final = 26 * 60 * 60
"""Seconds from a clock to UTC; no zone's is so far."""


def has_contradiction(numbers: pl.Series, dates: Sequence[Any]) -> bool:
    """Whether some wall clock may be days from its moment, by the days alone.

    Of moments in order the first and the last of each run of one date are compared, for the others lie between them.

    Args:
        numbers: moments, in seconds since 1970, none missing.
        dates: wall clocks as the export has them.
    """
    texts = pl.Series("text", [date[:10] if date.__class__ is str else None for date in dates], dtype=pl.String)
    times = pl.LazyFrame([numbers.alias("number"), texts])
    if numbers.is_sorted():
        run = pl.col("run")
        is_edge = ((run != run.shift(1)) | (run != run.shift(-1))).fill_null(value=True)
        times = times.with_columns(run=pl.col("text").rle_id()).filter(is_edge)
    days = pl.col("text").str.to_date("%Y-%m-%d", strict=False).cast(pl.Int64)
    apart = (days - pl.col("number") // _DAY).abs()
    return bool(times.select((apart > 1).any()).collect().item())


def contradicts() -> pl.Expr:
    """Which rows have a moment and a wall clock that are days apart.

    They have `sent_unix`, `sent_wall` and, null where there is a time, `fault`.
    """
    ahead = pl.col("sent_wall").dt.epoch("s") - pl.col("sent_unix").dt.epoch("s")
    return (ahead.abs() > _FARTHEST).fill_null(value=False)


def wall_agrees_better() -> pl.Expr:
    """Which of these rows have a wall clock that lies among the entries around them, and a moment that does not."""
    sure = pl.when(~pl.col("apart") & pl.col("fault").is_null()).then(pl.col("sent_unix").dt.epoch("s"))
    before, after = sure.fill_null(strategy="forward"), sure.fill_null(strategy="backward")
    wall, unix = (_is_among(pl.col(name).dt.epoch("s"), before, after) for name in ("sent_wall", "sent_unix"))
    return pl.col("apart") & wall & ~unix


def _is_among(at: pl.Expr, before: pl.Expr, after: pl.Expr) -> pl.Expr:
    """Whether a time lies between its neighbours, or near the only one that there is."""
    first, last = pl.min_horizontal(before, after), pl.max_horizontal(before, after)
    return at.is_between(first - _FARTHEST, last + _FARTHEST).fill_null(value=False)
