from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.core.day_rule import DAY_START, DAY_START_HOUR, DAY_START_SECONDS, day_of


@pytest.mark.parametrize(("hour", "minute", "day"), [(0, 0, 9), (3, 59, 9), (4, 0, 10), (12, 0, 10), (23, 59, 10)])
def test_a_day_begins_at_four(hour: int, minute: int, day: int) -> None:
    assert day_of(datetime(2024, 3, 10, hour, minute)) == date(2024, 3, day)  # noqa: DTZ001 (a wall clock)


def test_an_aware_time_belongs_to_the_day_of_its_own_wall_clock() -> None:
    berlin = datetime(2024, 3, 10, 3, 59, tzinfo=ZoneInfo("Europe/Berlin"))
    assert day_of(berlin) == date(2024, 3, 9)
    assert day_of(berlin + timedelta(minutes=1)) == date(2024, 3, 10)


def test_a_day_of_a_clock_change_begins_at_four_on_the_wall_clock() -> None:
    assert day_of(datetime(2024, 3, 31, 4, 0, tzinfo=ZoneInfo("Europe/Berlin"))) == date(2024, 3, 31)
    assert day_of(datetime(2024, 3, 31, 3, 30, tzinfo=ZoneInfo("Europe/Berlin"))) == date(2024, 3, 30)


def test_the_constants_are_one_rule() -> None:
    assert timedelta(hours=DAY_START_HOUR) == timedelta(seconds=DAY_START_SECONDS) == DAY_START


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001 (wall clocks)
def test_every_time_lies_in_the_twenty_four_hours_of_its_day(moment: datetime) -> None:
    begin = datetime.combine(day_of(moment), datetime.min.time()) + DAY_START
    assert begin <= moment < begin + timedelta(days=1)
