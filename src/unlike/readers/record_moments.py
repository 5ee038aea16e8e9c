"""Moments of a conversation's rows: the times that messages can have, each read by its own clock."""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo

import polars as pl

from unlike.i18n import mark
from unlike.messages import MOMENT
from unlike.readers.base import SkippedRecord
from unlike.readers.times import moments_in_order, plausible

_NO_TIME: Final = mark("it has no date that can be read")
_IMPLAUSIBLE: Final = mark("its date is before 1970 or after 2099, which no message can have")

TIMES: Final = (("sent_at", "sent_by_wall_clock"), ("edited_at", "edited_by_wall_clock"))
"""Times of a record, and the column that says by which clock each is."""


def _judged() -> tuple[pl.Expr, ...]:
    """Expressions of why a row's time is none, and of the time of its edit where that can be one."""
    sent = pl.col("sent_at")
    fault = pl.when(sent.is_null()).then(pl.lit(_NO_TIME)).when(~plausible(sent)).then(pl.lit(_IMPLAUSIBLE))
    return fault.alias("fault"), pl.when(plausible(pl.col("edited_at"))).then("edited_at").alias("edited_at")


_NAIVE: Final = pl.col("sent_at", "edited_at").cast(pl.Datetime("us"))
_JUDGED: Final = _judged()
_IN_UTC: Final = pl.col("sent_at", "edited_at").dt.replace_time_zone("UTC")


def rows_with_moments(rows: pl.LazyFrame, zone: ZoneInfo | None) -> tuple[pl.DataFrame, list[SkippedRecord]]:
    """The rows that have a time that a message can have, as moments, and those left over."""
    judged = rows.with_columns(_NAIVE).with_columns(*_JUDGED)
    table = (judged.with_columns(_IN_UTC) if zone is None else judged).collect()
    skipped: list[SkippedRecord] = []
    if table["fault"].null_count() < table.height:
        is_left = pl.col("fault").is_not_null()
        skipped = [SkippedRecord(*row) for row in table.filter(is_left).select("ref", "fault").iter_rows()]
        table = table.filter(~is_left)
    return (table if zone is None else _as_moments(table, zone)), skipped


def _as_moments(rows: pl.DataFrame, zone: ZoneInfo) -> pl.DataFrame:
    """The rows with moments: every time of a wall clock read in the zone, the others as they are."""
    moments = rows.lazy().with_columns(_IN_UTC)
    with_times = ((name, column) for name, column in TIMES if rows[name].null_count() < rows.height)
    return moments.with_columns(
        pl.when(by_wall_clock)
        .then(pl.lit(moments_in_order(_walls(rows, name, by_wall_clock), zone).cast(MOMENT)))
        .otherwise(name)
        .alias(name)
        for name, by_wall_clock in with_times
    ).collect()


def _walls(rows: pl.DataFrame, name: str, by_wall_clock: str) -> pl.Series:
    """Times of a column, without those that are no wall clock's."""
    if rows[by_wall_clock].all():
        return rows[name]
    return rows.select(pl.when(by_wall_clock).then(name)).to_series()
