"""What is compared of moments in order is what comparing all of them would tell."""

from __future__ import annotations

from datetime import UTC, datetime

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from unlike.readers.apps.telegram.time_contradictions import has_contradiction

DAY = 86_400
FIRST = 1_714_550_400  # 2024-05-01 08:00 UTC
AHEAD = st.sampled_from([0, 0, 0, 0, 3_600, -3_600, DAY, 2 * DAY, -3 * DAY])


def wall_clock(moment: int) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%S")


@given(st.lists(st.tuples(st.integers(0, 4 * DAY), AHEAD), max_size=9), st.booleans())
def test_the_same_as_comparing_every_message(entries: list[tuple[int, int]], in_order: bool) -> None:
    entries = sorted(entries) if in_order else entries
    moments = [FIRST + seconds for seconds, _ in entries]
    walls = [wall_clock(FIRST + seconds + ahead) for seconds, ahead in entries]
    days = [datetime.fromisoformat(wall).replace(tzinfo=UTC).timestamp() // DAY for wall in walls]
    plain = any(abs(day - moment // DAY) > 1 for day, moment in zip(days, moments, strict=True))
    assert has_contradiction(pl.Series(moments, dtype=pl.Int64), walls) == plain
