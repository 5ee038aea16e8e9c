"""Converts days and seconds of a wall clock to moments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.messages import MOMENT
from unlike.readers.apps.whatsapp.header_patterns import Ints
from unlike.readers.times import moment

_DAY_SECONDS = 86_400
_SECOND_MICROSECONDS = 1_000_000


def moments(days: Sequence[date], lengths: NDArray[np.int64], seconds: Ints, zone: ZoneInfo) -> pl.Series:
    """Moments (UTC, microseconds) of messages.

    Args:
        days: one a run of messages of the same day.
        lengths: messages in each run.
        seconds: since midnight, one a message.
        zone: of the clock.

    Most days have one offset from midnight to midnight; only on the others each message is looked up by itself.
    """
    midnights = np.array(days, "datetime64[D]")
    distinct, place = np.unique(midnights, return_inverse=True)
    start, end = _offsets(distinct, zone), _offsets(distinct + 1, zone)
    wall = midnights.astype(np.int64) * _DAY_SECONDS
    sent = np.repeat((wall - start[place]) * _SECOND_MICROSECONDS, lengths)
    sent += np.multiply(seconds, _SECOND_MICROSECONDS, dtype=np.int64)
    changing = (
        np.flatnonzero(np.repeat((start != end)[place], lengths)) if (start != end).any() else np.zeros(0, np.int64)
    )
    if not len(changing):
        return pl.Series("sent_at", sent).cast(MOMENT)
    own_wall = sent[changing] // _SECOND_MICROSECONDS + np.repeat(start[place], lengths)[changing]
    sent[changing] = _moments(own_wall, zone).to_physical().to_numpy()
    return pl.Series("sent_at", sent).cast(MOMENT)


def _offsets(midnights: NDArray[np.datetime64], zone: ZoneInfo) -> NDArray[np.int64]:
    """Seconds east of Greenwich at some midnights."""
    wall = midnights.astype(np.int64) * _DAY_SECONDS
    utc: NDArray[np.int64] = _moments(wall, zone).dt.epoch("s").to_numpy()
    return wall - utc


def _moments(wall: NDArray[np.int64], zone: ZoneInfo) -> pl.Series:
    """Moments of any wall-clock seconds, looked up one by one."""
    frame = pl.DataFrame({"wall": wall * _SECOND_MICROSECONDS})
    return frame.select(moment(pl.col("wall").cast(pl.Datetime("us")), zone)).to_series()
