"""Wall-clock times to moments: the one place that knows zones."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import polars as pl


def moment(wall_clock: pl.Expr, zone: ZoneInfo) -> pl.Expr:
    """Naive local times of `zone` as UTC moments.

    An hour that a clock change repeats is taken as its first pass; one that it leaves out, as the hour after it.
    """
    first = wall_clock.dt.replace_time_zone(zone.key, ambiguous="earliest", non_existent="null")
    later = (wall_clock + pl.duration(hours=1)).dt.replace_time_zone(
        zone.key, ambiguous="earliest", non_existent="null"
    )
    return pl.coalesce(first, later).dt.convert_time_zone("UTC")
