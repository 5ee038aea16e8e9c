"""How much two people wrote before a shift, on small invented chats."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest

from analyses import BERLIN
from unlike.analysis.activity_before import DailyWriting
from unlike.core.spans import DateSpan
from unlike.explain.topic_table import with_day
from unlike.results import ActivityBefore


def chat(days: int, quiet: range) -> pl.DataFrame:
    """Ten messages of three words a day by either; on quiet days Bo writes one of one word."""
    begin = datetime(2025, 1, 1, 10, tzinfo=UTC)
    rows = [
        (begin + timedelta(days=day, minutes=at), name, "hm" if name == "Bo" and day in quiet else "one two three")
        for day in range(days)
        for at in range(20)
        for name in (("Ann", "Bo")[at % 2],)
        if name == "Ann" or day not in quiet or at == 1
    ]
    frame = pl.DataFrame(
        rows, schema={"sent_at": pl.Datetime("us", "UTC"), "sender": pl.String, "text": pl.String}, orient="row"
    )
    return frame.with_columns(conversation=pl.lit("chat"), ref=pl.lit("chat.txt:1"))


def activity(table: pl.DataFrame, first: date) -> ActivityBefore | None:
    writing = DailyWriting.of(with_day(table, BERLIN))
    return writing.before(DateSpan(first, first), ("Bo", "Ann")) if writing else None


def counted(days: int, quiet: range, shift: int) -> ActivityBefore | None:
    first = date(2025, 1, 1) + timedelta(days=shift)
    return activity(chat(days, quiet), first)


def test_the_days_before_are_counted_beside_all_other_stretches() -> None:
    found = counted(100, range(47, 50), 50)
    assert found
    bo, ann = found.people
    assert (found.first, found.last) == (date(2025, 2, 17), date(2025, 2, 19))
    assert (bo.messages, bo.words) == (3, 1.0)
    assert (bo.usual_messages, bo.usual_words) == ((30.0, 30.0), (3.0, 3.0))
    assert (ann.messages, ann.words, ann.usual_messages) == (30, 3.0, (30.0, 30.0))
    assert found.baseline_spans == 98 - 6


@pytest.mark.parametrize(("days", "shift"), [(30, 15), (100, 2), (4, 3)])
def test_with_too_few_other_days_nothing_is_said(days: int, shift: int) -> None:
    assert counted(days, range(0), shift) is None


def test_whoever_wrote_nothing_before_has_no_length() -> None:
    away = pl.col("sent_at").dt.date().is_between(date(2025, 2, 17), date(2025, 2, 19))
    table = chat(100, range(0)).filter(~((pl.col("sender") == "Bo") & away))
    found = activity(table, date(2025, 2, 20))
    assert found
    assert (found.people[0].messages, found.people[0].words) == (0, None)
