"""Converts days and seconds of a wall clock to moments."""

from __future__ import annotations

from typing import Literal
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.messages import MOMENT
from unlike.readers.apps.whatsapp.header_patterns import Ints
from unlike.readers.times import moment

_DAY_SECONDS = 86_400
_SECOND_MICROSECONDS = 1_000_000
_MIN_BACK_SECONDS = 300
"""Step back within a repeated hour that shows its second pass; smaller ones are messages that came late."""


def moments(days: NDArray[np.int64], lengths: NDArray[np.int64], seconds: Ints, zone: ZoneInfo) -> pl.Series:
    """Moments (UTC, microseconds) of messages.

    Args:
        days: since 1970, one a run of messages of the same day.
        lengths: messages in each run.
        seconds: since midnight, one a message.
        zone: of the clock.

    Most days have one offset from midnight to midnight; only on the others each message is looked up by itself, as
    is one that was written after 24:00. Of an hour that a clock change repeats, messages are taken as its second
    pass from where they stand behind later ones.
    """
    distinct, place = np.unique(days, return_inverse=True)
    start, end = np.split(_offsets(np.concatenate((distinct, distinct + 1)), zone), 2)  # in one query
    wall = days * _DAY_SECONDS
    sent = np.repeat((wall - start[place]) * _SECOND_MICROSECONDS, lengths)
    sent += np.multiply(seconds, _SECOND_MICROSECONDS, dtype=np.int64)
    is_changing = (start != end)[place]
    changing = np.zeros(0, np.int64)
    if is_changing.any() or (len(seconds) and seconds.max() >= _DAY_SECONDS):
        changing = np.flatnonzero(np.repeat(is_changing, lengths) | (seconds >= _DAY_SECONDS))
    if not len(changing):
        return pl.Series("sent_at", sent).cast(MOMENT)
    own_wall = sent[changing] // _SECOND_MICROSECONDS + np.repeat(start[place], lengths)[changing]
    first, second = _moments(own_wall, zone, "earliest"), _moments(own_wall, zone, "latest")
    sent[changing] = np.where(_is_second_pass(own_wall, first != second), second, first)
    return pl.Series("sent_at", sent).cast(MOMENT)


def _is_second_pass(wall: NDArray[np.int64], repeated: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which messages of repeated hours were sent in the second pass: those behind the largest step back of each.

    Args:
        wall: seconds of the wall clock, in the file's order.
        repeated: whether the clock showed this time twice.
    """
    later = np.zeros(len(wall), bool)
    places = np.flatnonzero(repeated)
    nights = wall[places] // _DAY_SECONDS
    for night in np.unique(nights).tolist():
        mine = places[nights == night]
        back = -np.diff(wall[mine])
        if len(back) and back.max() >= _MIN_BACK_SECONDS:
            later[mine[int(back.argmax()) + 1 :]] = True
    return later


def _offsets(days: NDArray[np.int64], zone: ZoneInfo) -> NDArray[np.int64]:
    """Seconds east of Greenwich at the midnights with which some days since 1970 begin."""
    wall = days * _DAY_SECONDS
    return wall - _moments(wall, zone, "earliest") // _SECOND_MICROSECONDS


def _moments(wall: NDArray[np.int64], zone: ZoneInfo, repeated: Literal["earliest", "latest"]) -> NDArray[np.int64]:
    """Moments (microseconds) of any wall-clock seconds, looked up one by one; see `times.moment`."""
    clock = pl.Series("wall", wall * _SECOND_MICROSECONDS).cast(pl.Datetime("us")).to_frame()
    sent = clock.select(moment(pl.col("wall"), zone, repeated)).to_series()
    moments_of_clock: NDArray[np.int64] = sent.cast(pl.Int64).to_numpy()
    return moments_of_clock
