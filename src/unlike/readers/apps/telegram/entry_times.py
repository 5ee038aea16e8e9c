"""When the entries of a chat were sent and edited, and which of their times cannot be right."""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo

import polars as pl

from unlike.messages import MOMENT
from unlike.readers.apps.telegram.time_contradictions import contradicts, wall_agrees_better
from unlike.readers.times import (
    are_ordinary_seconds,
    moment,
    moments_in_order,
    plausible,
    seconds_since_1970,
)

_MOMENTS: Final = {"sent_unix": "sent_number", "edited_unix": "edited_number"}

TIMES: Final = ("sent_unix", "sent_wall", "edited_unix", "edited_wall")
"""Moments and wall clocks as the export has them; null where it has none that can be right."""

_OFFSET_STEP: Final = 15 * 60
_LARGEST_OFFSET: Final = 15 * 60 * 60
"""Seconds between the clocks of zones and UTC."""

NO_TIME: Final = "none"
IMPLAUSIBLE_TIME: Final = "implausible"
"""Why an entry has no time that counts."""


def clock_times(entries: pl.DataFrame) -> pl.DataFrame:
    """The times of entries.

    Args:
        entries: as in `entry_columns.COLUMNS`, in the file's order.

    Returns:
        The columns `TIMES`; `fine`, whether the moment is in a finer unit than seconds; and `fault`, why there is no
        time, null where there is one; and `apart`, whether moment and wall clock are days from each other.
    """
    if _are_ordinary(entries):
        return _ordinary_times(entries)
    walls = [_wall("sent_wall", entries["date"]), _wall("edited_wall", entries["edited"])]
    times = entries.select(
        *(_moment(name, entries[column]) for name, column in _MOMENTS.items()),
        *walls,
        pl.col("sent_number").is_not_null().alias("given"),
        pl.col("sent_number").ne(_seconds(entries["sent_number"])).fill_null(value=False).alias("fine"),
    ).with_columns(fault=_fault(), apart=contradicts())
    if times["apart"].any():
        times = times.with_columns(given=pl.col("given") & ~wall_agrees_better()).with_columns(
            sent_unix=pl.when("given").then("sent_unix")
        )
    has_time, by_wall = pl.col("fault").is_null(), ~pl.col("given")
    return times.select(
        pl.when(has_time & by_wall).then(_by_neighbour()).when(has_time).then("sent_unix").alias("sent_unix"),
        pl.when(has_time & by_wall).then("sent_wall").alias("sent_wall"),
        "edited_unix",
        pl.when(plausible(pl.col("edited_wall"))).then("edited_wall").alias("edited_wall"),
        "fine",
        "fault",
        "apart",
    )


def sent_and_edited(times: pl.DataFrame, zone: ZoneInfo) -> list[pl.Series]:
    """Moments where the export has them, else its wall clock in a zone, as `sent_at` and `edited_at`.

    Args:
        times: the columns `TIMES`, in the file's order.
        zone: of the wall clocks.
    """
    if times["sent_wall"].null_count() + times["edited_wall"].null_count() == 2 * times.height:
        return [times["sent_unix"].rename("sent_at"), times["edited_unix"].rename("edited_at")]
    wall = pl.col("edited_wall")
    sent = times.select(pl.coalesce("sent_unix", moments_in_order(times["sent_wall"], zone)).alias("sent_at"))
    edited, later = (moment(wall, zone, repeated) for repeated in ("earliest", "latest"))
    by_wall = pl.when(edited < sent["sent_at"]).then(later).otherwise(edited)
    return [sent["sent_at"], times.select(pl.coalesce("edited_unix", by_wall).alias("edited_at"))["edited_at"]]


def _moment(name: str, numbers: pl.Series) -> pl.Expr:
    return (_seconds(numbers) * 1_000_000).cast(MOMENT).alias(name)


def _seconds(numbers: pl.Series) -> pl.Expr:
    """Seconds since 1970; the numbers themselves where all of them are."""
    column = pl.col(numbers.name)
    return column if are_ordinary_seconds(numbers) else seconds_since_1970(column)


def _are_ordinary(entries: pl.DataFrame) -> bool:
    """Whether all times are moments in seconds of ordinary years, as in nearly every export."""
    has_walls = any(entries[column].null_count() < entries.height for column in ("date", "edited"))
    numbers = [entries[column] for column in _MOMENTS.values()]
    return not has_walls and not numbers[0].null_count() and all(map(are_ordinary_seconds, numbers))


def _ordinary_times(entries: pl.DataFrame) -> pl.DataFrame:
    """The times of entries without anything odd; as in `clock_times`."""
    no_wall = pl.lit(None, pl.Datetime("us"))
    moments = [_moment(name, entries[column]) for name, column in _MOMENTS.items()]
    never = pl.lit(value=False)
    others = {"fine": never, "fault": pl.lit(None, pl.String), "apart": never}
    return entries.select(*moments, sent_wall=no_wall, edited_wall=no_wall, **others)[[*TIMES, *others]]


def _wall(name: str, column: pl.Series) -> pl.Expr:
    if column.null_count() == len(column):
        return pl.lit(None, pl.Datetime("us")).alias(name)
    wall = pl.col(column.name).str.to_datetime("%Y-%m-%dT%H:%M:%S", time_unit="us", strict=False)
    return wall.alias(name)


def _fault() -> pl.Expr:
    """Why an entry has no time, by its moment or, where none is given, by its wall clock."""
    wall = pl.col("sent_wall")
    by_wall = pl.when(wall.is_null()).then(pl.lit(NO_TIME)).when(~plausible(wall)).then(pl.lit(IMPLAUSIBLE_TIME))
    by_moment = pl.when(pl.col("sent_unix").is_null()).then(pl.lit(IMPLAUSIBLE_TIME))
    return pl.when("given").then(by_moment).otherwise(by_wall)


def _by_neighbour() -> pl.Expr:
    """The moment of a wall clock by how far the clock of the entry next to it is from its moment; null without one."""
    ahead = pl.col("sent_wall").dt.epoch("s") - pl.col("sent_unix").dt.epoch("s")
    is_offset = (ahead % _OFFSET_STEP == 0) & ahead.is_between(-_LARGEST_OFFSET, _LARGEST_OFFSET)
    offset = pl.when(is_offset & pl.col("given")).then(ahead).fill_null(strategy="forward")
    return ((pl.col("sent_wall").dt.epoch("s") - offset.fill_null(strategy="backward")) * 1_000_000).cast(MOMENT)
