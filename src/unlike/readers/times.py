"""Wall-clock times to moments: the one place that knows zones."""

from __future__ import annotations

from typing import Literal
from zoneinfo import ZoneInfo

import polars as pl

_HOURS_LEFT_OUT = (0, 1, 24)
"""How far ahead a time is looked for that no clock of the zone ever showed: an hour, or a whole day (Samoa in 2011)."""


def moment(wall_clock: pl.Expr, zone: ZoneInfo, repeated: Literal["earliest", "latest"] = "earliest") -> pl.Expr:
    """Convert naive local times of `zone` to UTC moments; only a null time gives a null moment.

    An hour that a clock change leaves out is taken as the hour after it.

    Args:
        wall_clock: the times.
        zone: of the clock.
        repeated: as which pass an hour is taken that a clock change repeats.
    """
    attempts = [
        (wall_clock + pl.duration(hours=hours)).dt.replace_time_zone(zone.key, ambiguous=repeated, non_existent="null")
        for hours in _HOURS_LEFT_OUT
    ]
    return pl.coalesce(attempts).dt.convert_time_zone("UTC")
