"""Wall-clock times on the days on which the clock itself changes."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from unlike.readers.times import moment

CASES = [
    ("Europe/Berlin", "2024-07-01 12:00", "2024-07-01 10:00"),
    ("Europe/Berlin", "2024-01-01 12:00", "2024-01-01 11:00"),
    ("Europe/Berlin", "2024-03-31 01:59", "2024-03-31 00:59"),
    ("Europe/Berlin", "2024-03-31 02:30", "2024-03-31 01:30"),  # left out: the hour after it
    ("Europe/Berlin", "2024-03-31 03:00", "2024-03-31 01:00"),
    ("Europe/Berlin", "2024-10-27 02:30", "2024-10-27 00:30"),  # twice: the first pass
    ("Europe/Berlin", "2024-10-27 03:00", "2024-10-27 02:00"),
    ("America/New_York", "2024-03-10 02:15", "2024-03-10 07:15"),
    ("America/New_York", "2024-11-03 01:30", "2024-11-03 05:30"),
    ("America/Sao_Paulo", "2018-11-04 00:20", "2018-11-04 03:20"),  # midnight itself was left out
    ("Asia/Kolkata", "2024-01-01 05:30", "2024-01-01 00:00"),
    ("Australia/Lord_Howe", "2024-04-07 01:45", "2024-04-06 14:45"),  # half an hour twice
    ("Africa/Casablanca", "2024-03-10 02:30", "2024-03-10 01:30"),
    ("UTC", "1970-01-01 00:00", "1970-01-01 00:00"),
    ("Asia/Tokyo", "2099-12-31 23:59", "2099-12-31 14:59"),
]


def read(zone: str, *texts: str) -> list[datetime]:
    naive = pl.Series("at", list(texts)).str.to_datetime("%Y-%m-%d %H:%M").to_frame()
    return naive.select(moment(pl.col("at"), ZoneInfo(zone)))["at"].to_list()


@pytest.mark.parametrize(("zone", "local", "utc"), CASES)
def test_a_local_time_is_one_moment(zone: str, local: str, utc: str) -> None:
    assert read(zone, local) == [datetime.fromisoformat(utc).replace(tzinfo=UTC)]


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Gaza"])
def test_every_hour_of_a_year_has_a_moment(zone: str) -> None:
    hours = pl.datetime_range(datetime(2024, 1, 1), datetime(2024, 12, 31), "30m", eager=True)  # noqa: DTZ001 - wall clock
    made = hours.to_frame("at").select(moment(pl.col("at"), ZoneInfo(zone)))["at"]
    assert made.null_count() == 0
    assert made.dtype == pl.Datetime("us", "UTC")


def test_null_stays_null() -> None:
    empty = pl.DataFrame({"at": [None]}, schema={"at": pl.Datetime("us")})
    assert empty.select(moment(pl.col("at"), ZoneInfo("Europe/Berlin")))["at"].to_list() == [None]
