"""The day rule: a day begins at 04:00 on the wall clock, because people say good night after midnight."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

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
