"""Minutes of the day by the day rule, of many times at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from unlike.core.day_rule import DAY_START_HOUR


def minutes_of_day(wall_clock: NDArray[np.datetime64]) -> NDArray[np.int64]:
    """Minutes from midnight of the day to which each wall-clock time belongs, 240 to 1679."""
    minutes, start = wall_clock.astype("datetime64[m]").astype(np.int64), DAY_START_HOUR * 60
    day_minutes: NDArray[np.int64] = (minutes - start) % (24 * 60) + start
    return day_minutes
