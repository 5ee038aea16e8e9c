"""The messages that a finding rests on, as refs."""

from __future__ import annotations

from datetime import date
from typing import Final

import polars as pl

from unlike.findings.kinds import Ended
from unlike.signals import Measured

_EXCHANGE: Final = 6  # messages shown of what came after a spell
_EDGE: Final = 3  # messages shown to each side of an edge


def between(measured: Measured, person: str, first: date, last: date) -> tuple[str, ...]:
    """The person's messages of some days, in order."""
    rows = measured.messages.filter(pl.col("day").is_between(first, last), pl.col("sender").cast(pl.String) == person)
    return tuple(rows["ref"].to_list())


def around(measured: Measured, day: date) -> tuple[str, ...]:
    """The last messages before a day and the first ones from it on, of anybody."""
    before, after = (measured.messages.filter(side) for side in (pl.col("day") < day, pl.col("day") >= day))
    return (*before["ref"].tail(_EDGE).to_list(), *after["ref"].head(_EDGE).to_list())


def ended(measured: Measured, person: str, last: date) -> Ended | None:
    """What came when a spell was over; None where nothing has come yet."""
    after = measured.messages.filter(pl.col("day") > last)
    theirs = after.filter(pl.col("sender").cast(pl.String) == person)
    if theirs.is_empty():
        return None
    day = theirs["day"][0]
    exchange = after.filter(pl.col("day") == day).head(_EXCHANGE)
    return Ended(str(exchange["sender"][0]), (day - last).days, tuple(exchange["ref"].to_list()))
