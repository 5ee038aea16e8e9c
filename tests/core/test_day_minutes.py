"""Minutes of the day go on after midnight, as the day does."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.core.day_minutes import minutes_of_day
from unlike.core.day_rule import day_of


@pytest.mark.parametrize(("clock", "minutes"), [("04:00", 240), ("12:30", 750), ("23:59", 1439), ("03:59", 1679)])
def test_a_time_after_midnight_is_late(clock: str, minutes: int) -> None:
    assert minutes_of_day(np.array([f"2024-03-10T{clock}"], dtype="datetime64[us]")).tolist() == [minutes]


@given(st.datetimes(datetime(1960, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001 (wall clocks)
def test_minutes_are_counted_from_the_midnight_of_the_day(moment: datetime) -> None:
    after = moment - datetime.combine(day_of(moment), datetime.min.time())
    minutes = minutes_of_day(np.array([moment], dtype="datetime64[us]"))
    assert minutes.tolist() == [after.days * 1440 + after.seconds // 60]
