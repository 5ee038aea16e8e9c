"""Wall-clock times on the days on which the clock itself changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.readers.times import far_from_others, moment, moments_in_order, plausible, seconds_since_1970

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


def in_order(zone: str, *texts: str | None) -> list[str | None]:
    naive = pl.Series("at", list(texts)).str.to_datetime("%Y-%m-%d %H:%M")
    return moments_in_order(naive, ZoneInfo(zone)).dt.strftime("%Y-%m-%d %H:%M").to_list()


@pytest.mark.parametrize(
    ("zone", "local", "utc"),
    [
        ("Europe/Berlin", ["2024-10-27 02:50", "2024-10-27 02:10", "2024-10-27 03:05"], ["00:50", "01:10", "02:05"]),
        ("Europe/Berlin", ["2024-10-27 02:10", "2024-10-27 02:50", "2024-10-27 03:05"], ["00:10", "00:50", "02:05"]),
        (
            "Europe/Berlin",
            ["2024-10-27 02:50", "2024-10-27 02:10", "2024-10-27 02:55"],
            ["00:50", "01:10", "01:55"],
        ),
        ("America/New_York", ["2024-11-03 01:30", "2024-11-03 01:00"], ["05:30", "06:00"]),
        ("Australia/Lord_Howe", ["2024-04-07 01:59", "2024-04-07 01:31"], ["14:59", "15:01"]),
        ("UTC", ["2024-10-27 02:50", "2024-10-27 02:10"], ["02:50", "02:10"]),
    ],
)
def test_the_order_of_the_file_tells_the_passes_of_an_hour_apart(zone: str, local: list[str], utc: list[str]) -> None:
    assert [str(at)[11:] for at in in_order(zone, *local)] == utc


def test_each_year_has_its_own_repeated_hour_and_null_stays_null() -> None:
    local = ["2023-10-29 02:50", "2023-10-29 02:10", None, "2024-10-27 02:10", "2024-10-27 02:50"]
    utc = ["2023-10-29 00:50", "2023-10-29 01:10", None, "2024-10-27 00:10", "2024-10-27 00:50"]
    assert in_order("Europe/Berlin", *local) == utc


@given(st.lists(st.integers(0, 4 * 3600), min_size=1, max_size=30))
def test_messages_in_order_are_never_read_as_going_back(gaps: list[int]) -> None:
    zone, start = ZoneInfo("Europe/Berlin"), datetime(2024, 10, 26, 23, tzinfo=UTC)
    sent = [start + timedelta(seconds=sum(gaps[: number + 1])) for number in range(len(gaps))]
    local = pl.Series("at", [at.astimezone(zone).replace(tzinfo=None) for at in sent], dtype=pl.Datetime("us"))
    made = moments_in_order(local, zone)
    assert made.is_sorted()
    assert [at.astimezone(zone).replace(tzinfo=None) for at in made] == local.to_list()


@pytest.mark.parametrize(
    ("number", "seconds"),
    [
        (1_700_000_000, 1_700_000_000),
        (1_700_000_000_123, 1_700_000_000),
        (1_700_000_000_123_456, 1_700_000_000),
        (1_700_000_000_123_456_789, 1_700_000_000),
        (1_230_768_000, 1_230_768_000),
        (86_400, 86_400),
        (86_399, None),
        (2_147_483_646_000, 2_147_483_646),
        (2_147_483_647_000, None),
        (4_102_444_799, 4_102_444_799),
        (4_102_444_800, None),
        (1_230_767_999_000, None),
        (0, None),
        (-1, None),
        (-1_700_000_000, None),
        (253_402_300_800, None),
        (9_223_372_036_854_775_807, None),
        (-9_223_372_036_854_775_808, None),
        (9_223_372_036_854, None),
        (2**32, None),
        (None, None),
    ],
)
def test_the_size_of_a_number_tells_its_unit(number: int | None, seconds: int | None) -> None:
    numbers = pl.DataFrame({"at": [number]}, schema={"at": pl.Int64})
    assert numbers.select(seconds_since_1970(pl.col("at"))).item() == seconds


@pytest.mark.parametrize("zone", [None, "UTC"])
def test_messages_are_of_the_years_in_which_there_were_messages(zone: str | None) -> None:
    years = [1, 1601, 1904, 1970, 2000, 2008, 2009, 2026, 2038, 2039, 2100, 9999]
    times = pl.Series("at", [datetime(year, 1, 1) for year in years], dtype=pl.Datetime("us"))  # noqa: DTZ001 - naive
    frame = times.dt.replace_time_zone(zone).to_frame()
    right = frame.select(plausible(pl.col("at")))["at"].to_list()
    assert [year for year, is_right in zip(years, right, strict=True) if is_right] == [
        2000,
        2008,
        2009,
        2026,
        2038,
        2039,
    ]


def far(*years: int | None) -> list[bool]:
    times = [None if year is None else datetime(year, 1, 1, tzinfo=UTC) for year in years]
    return far_from_others(pl.Series("at", times, dtype=pl.Datetime("us", "UTC"))).to_list()


def test_a_few_times_decades_from_all_others_are_far() -> None:
    assert far(2015, 2016, 2017, 2038, None) == [False, False, False, True, False]
    assert far(2026, 2026, 2039, 2026) == [False, False, True, False]  # behind the last second
    assert far(2010, 2006, 2011, 2012) == [False, True, False, False]  # before the first messenger
    assert far(2010, 2008, 2011, 2012) == [False] * 4  # text messages go on from before it
    assert far(1975, 1975, 1976) == far(2098, 2098, 2099) == [False] * 3  # a clock that was never set
    assert far(2098, 2016, 2017, 2018, 2040) == [True, False, False, False, True]
    assert far(2010, 2024, 2024, 2024) == [False] * 4  # fourteen years of silence can be real
    assert far(2010, 2040) == [False, False]  # neither is the odd one
    assert far(*[2010] * 6, *[2040] * 7) == [False] * 13  # six are more than a few
    assert far(*[2010] * 6, *[2040] * 700) == [True] * 6 + [False] * 700  # less than one of a hundred
    assert far() == []
    assert far(None, None) == [False, False]
