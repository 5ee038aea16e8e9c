"""The day rule: a day begins at 04:00 on the wall clock, because people say good night after midnight."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

DAY_START_HOUR: Final = 4
"""Hour of the owner's wall clock at which a day begins."""
DAY_START: Final = timedelta(hours=DAY_START_HOUR)
"""Time from midnight to the beginning of a day."""
DAY_START_SECONDS: Final = DAY_START_HOUR * 3_600
"""Seconds from midnight to the beginning of a day."""


def day_of(wall_clock: datetime) -> date:
    """Day to which a wall-clock time belongs.

    Args:
        wall_clock: in the owner's zone, naive or aware.
    """
    return (wall_clock - DAY_START).date()


def minutes_of_day(wall_clock: NDArray[np.datetime64]) -> NDArray[np.int64]:
    """Minutes from midnight of the day to which each wall-clock time belongs, 240 to 1679."""
    minutes, start = wall_clock.astype("datetime64[m]").astype(np.int64), DAY_START_HOUR * 60
    whole: NDArray[np.int64] = (minutes - start) % (24 * 60) + start
    return whole
