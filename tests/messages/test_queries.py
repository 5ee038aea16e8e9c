"""Queries of the message table."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from minute_messages import part
from unlike.messages import SCHEMA, conform, join
from unlike.messages.queries import (
    by_conversation,
    by_sender,
    conversation_is,
    day_in,
    one_conversation,
    sender_is,
    wall_clock,
)

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")


@pytest.fixture
def table() -> pl.DataFrame:
    return join([part("a", [1, 3]), part("a", [2], "Ben"), part("b", [5, 4], "Ben")])


def test_one_conversation_has_its_rows_in_their_order(table: pl.DataFrame) -> None:
    rows = one_conversation(table, "a")
    assert rows["ref"].to_list() == ["a0", "a0", "a1"]
    assert rows.schema == SCHEMA
    assert one_conversation(table, "c").is_empty()


@pytest.mark.parametrize("scattered", [False, True])
def test_every_row_is_in_its_conversation_wherever_it_stands(table: pl.DataFrame, *, scattered: bool) -> None:
    messages = pl.concat([table[3:4], table[:3], table[4:]]) if scattered else table
    rows = by_conversation(messages)
    assert sorted(rows) == ["a", "b"]
    assert all(rows[key].equals(one_conversation(messages, key)) for key in rows)
    assert sum(part.height for part in rows.values()) == messages.height


def test_a_sender_has_the_rows_of_every_conversation(table: pl.DataFrame) -> None:
    assert by_sender(table, "Ben")["ref"].to_list() == ["a0", "b1", "b0"]
    assert by_sender(table, "nobody").is_empty()


def test_tests_of_a_row_go_together(table: pl.DataFrame) -> None:
    assert table.filter(conversation_is("b"), sender_is("Ben")).height == 2
    assert table.filter(conversation_is("b"), sender_is("Ada")).is_empty()


def test_a_row_of_the_app_is_nobody_s() -> None:
    frame = pl.DataFrame({"sent_at": [datetime(2024, 1, 1, tzinfo=UTC)], "ref": ["L1"], "kind": ["system"]})
    assert by_sender(conform(frame, "a", "test"), "Ada").is_empty()


def at(moment: datetime) -> pl.DataFrame:
    return conform(pl.DataFrame({"sent_at": [moment], "ref": ["L1"]}), "a", "test")


@pytest.mark.parametrize(
    ("moment", "zone", "clock", "day"),
    [
        (datetime(2024, 7, 1, 1, 59, tzinfo=UTC), BERLIN, "2024-7-1 3:59", date(2024, 6, 30)),
        (datetime(2024, 7, 1, 2, 0, tzinfo=UTC), BERLIN, "2024-7-1 4:00", date(2024, 7, 1)),
        (datetime(2024, 1, 1, 2, 59, tzinfo=UTC), BERLIN, "2024-1-1 3:59", date(2023, 12, 31)),
        (datetime(2024, 7, 1, 2, 0, tzinfo=UTC), NEW_YORK, "2024-6-30 22:00", date(2024, 6, 30)),
    ],
)  # fmt: skip
def test_days_follow_the_day_rule_on_the_wall_clock_of_a_zone(
    moment: datetime, zone: ZoneInfo, clock: str, day: date
) -> None:
    clock_text = wall_clock(zone).dt.strftime("%Y-%-m-%-d %-H:%M")
    row = at(moment).select(clock_text.alias("clock"), day_in(zone).alias("day")).row(0)
    assert row == (clock, day)
