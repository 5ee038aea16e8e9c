"""Wall-clock times to moments, and which times a message can have: the one place that knows zones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

import polars as pl

EARLIEST: Final = datetime(1970, 1, 2, tzinfo=UTC)
LATEST: Final = datetime(2100, 1, 1, tzinfo=UTC)
"""Between them a clock may stand that was never set. A time outside is a number that ran over, or none: in many exports
1970-01-01 says so. The bounds do not depend on today, so that one file always reads alike."""

FIRST_MESSENGER: Final = datetime(2009, 1, 1, tzinfo=UTC)
"""Before it no message of an app was sent whose chats are read or can be moved into one that is: WhatsApp began in
2009, KakaoTalk in 2010, LINE in 2011, Telegram in 2013."""

LAST_SECOND: Final = datetime(2038, 1, 19, 3, 14, 7, tzinfo=UTC)
"""The last second of a signed 32-bit number, such as Telegram's own dates are; a number without bound ends up there."""

FAR: Final = timedelta(days=15 * 365)
"""A silence after which a few messages are taken for a wrong clock. Telegram, of 2013, can have no real one before
2028; whose WhatsApp has, loses a few messages of its first years and is told so."""

SECONDS_TO_2001: Final = 978_307_200
"""Seconds from 1970 to 2001, from which Apple counts."""

_DAY_SECONDS: Final = 86_400

_GAP_OF_FIRST: Final = timedelta(days=3 * 365)
"""A silence between times before the first messenger and later ones; text messages were there before."""

_FEW: Final = 5
"""So many messages, or one of a hundred, are few."""

_HOURS_LEFT_OUT: Final = (0, 1, 24)
"""How far ahead a time is looked for that no clock of the zone ever showed: an hour, or a whole day (Samoa in 2011)."""


def moment(wall_clock: pl.Expr, zone: ZoneInfo, repeated: Literal["earliest", "latest"] = "earliest") -> pl.Expr:
    """Convert naive local times of `zone` to UTC moments; only a null time gives a null moment.

    An hour that a clock change leaves out is taken as the hour after it.

    Args:
        wall_clock: naive times, such as are `plausible`.
        zone: where the clock hung.
        repeated: which pass of an hour is meant that a clock change repeats.
    """
    attempts = [
        (wall_clock + pl.duration(hours=hours)).dt.replace_time_zone(zone.key, ambiguous=repeated, non_existent="null")
        for hours in _HOURS_LEFT_OUT
    ]
    return pl.coalesce(attempts).dt.convert_time_zone("UTC")


def moments_in_order(wall_clock: pl.Series, zone: ZoneInfo) -> pl.Series:
    """Convert naive local times to UTC moments, where the order of the file tells the passes of a repeated hour apart.

    Within such an hour, a time that stands behind a later one is of the second pass, and so are those that follow.
    Where no time does, all are of the first.

    Args:
        wall_clock: naive times in the order of the file, such as are `plausible`.
        zone: where the clock hung.

    Returns:
        UTC moments of the same order and unit.
    """
    wall = pl.col("wall")
    both = (
        wall_clock.rename("wall").to_frame().select(wall, first=moment(wall, zone), second=moment(wall, zone, "latest"))
    )
    repeated = pl.col("first") != pl.col("second")
    if not both.select(repeated.any()).item():
        return both["first"].rename(wall_clock.name)
    day = wall.dt.date()
    goes_back = pl.when(repeated).then(wall < pl.when(repeated).then(wall).cum_max().over(day))
    is_second = goes_back.cum_max().over(day).fill_null(value=False)
    chosen = both.select(pl.when(is_second).then("second").otherwise("first").alias(wall_clock.name))
    return chosen.to_series()


def plausible(at: pl.Expr) -> pl.Expr:
    """Whether a time, naive or of UTC, can be that of a message: from `EARLIEST` up to `LATEST`; null for a null."""
    return _is_between(at, EARLIEST, LATEST)


def is_plausible(at: datetime) -> bool:
    """Whether a naive time can be that of a message; see `plausible`."""
    return EARLIEST <= at.replace(tzinfo=UTC) < LATEST


def is_apple_zero(since_2001: float) -> bool:
    """Whether seconds since 2001 are Apple's way to say that there is no time: 0, or a day from it in some zone."""
    return abs(since_2001) <= _DAY_SECONDS


def seconds_since_1970(number: pl.Expr) -> pl.Expr:
    """Seconds of a time whose unit is told by its size: seconds, or thousandths, millionths, billionths of one.

    Args:
        number: Int64, since 1970 in UTC.

    Returns:
        Int64; null where it is not `plausible` as seconds, nor between `FIRST_MESSENGER` and `LAST_SECOND` in a finer
        unit.
    """
    whole = pl.when(number.is_between(_seconds(EARLIEST), _seconds(LATEST), closed="left")).then(number)
    finer = (
        pl.when((number // factor).is_between(_seconds(FIRST_MESSENGER), _seconds(LAST_SECOND), closed="left")).then(
            number // factor
        )
        for factor in (10**3, 10**6, 10**9)
    )
    return pl.coalesce(whole, *finer)


def are_ordinary_seconds(numbers: pl.Series) -> bool:
    """Whether all numbers are seconds of the years of messengers and lie within `FAR`; nulls do not count."""
    first, last = numbers.min(), numbers.max()
    if not isinstance(first, int) or not isinstance(last, int):
        return first is last is None
    inside = _seconds(FIRST_MESSENGER) <= first and last < _seconds(LAST_SECOND)
    return inside and last - first < FAR.total_seconds()


def far_from_others(at: pl.Series) -> pl.Series:
    """Which times are few and stand where the others do not: beyond a gap of `FAR`, or outside the years of messengers.

    Args:
        at: times, naive or of UTC, in any order; null times are not far.

    Returns:
        Booleans of the same order.
    """
    nowhere = pl.Series([False]).new_from_index(0, len(at))
    earliest, latest = (None if value is None else _as_utc(value) for value in (at.min(), at.max()))
    if earliest is None or latest is None:
        return nowhere
    if latest - earliest < FAR and earliest >= FIRST_MESSENGER and latest < LAST_SECOND:
        return nowhere
    ordered = at.rename("at").to_frame().with_row_index("row").drop_nulls().sort("at")
    inside = _is_between(pl.col("at"), FIRST_MESSENGER, LAST_SECOND)
    gap = pl.col("at").diff()
    least = pl.when(inside != inside.shift(1)).then(pl.when(inside).then(_GAP_OF_FIRST).otherwise(timedelta()))
    beyond_gap = gap >= least.fill_null(FAR)
    grouped = ordered.with_columns(group=beyond_gap.fill_null(value=False).cum_sum())
    size, largest = pl.len().over("group"), pl.len().over("group").max()
    is_few = (size < largest) & (size <= pl.max_horizontal(_FEW, pl.len() // 100))
    rows = grouped.filter(is_few)["row"]
    return nowhere.scatter(rows, [True] * len(rows)) if len(rows) else nowhere


def _as_utc(at: object) -> datetime | None:
    return at.replace(tzinfo=UTC) if isinstance(at, datetime) else None


def _is_between(at: pl.Expr, first: datetime, behind: datetime) -> pl.Expr:
    return at.dt.epoch("us").is_between(_seconds(first) * 1_000_000, _seconds(behind) * 1_000_000, closed="left")


def _seconds(at: datetime) -> int:
    return int(at.timestamp())
