"""What is usual is what anybody would count in the chat."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from statistics import median
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from unlike.analysis.person import PersonRequest, detect_person
from unlike.messages import KIND, conform
from unlike.signals import SIGNALS, measure

if TYPE_CHECKING:
    from conftest import Studied


def test_every_figure_can_be_counted_again(rosa: Studied) -> None:
    habits = rosa.person.usual_habits
    assert habits is not None
    assert [one.sender for one in habits.people] == ["Rosa", "Imke"]
    rows = rosa.analysis.messages.filter(pl.col("sender").cast(pl.String) == "Rosa", pl.col("kind") != "call")
    clock = rows["sent_at"].dt.convert_time_zone("Europe/Berlin")
    day = clock.dt.offset_by("-4h").dt.date()
    theirs = habits.people[0]
    assert sum(habits.days) == len(rows)
    assert sum(map(sum, habits.hours)) >= len(rows)
    assert (
        habits.first
        == rosa.analysis.messages["sent_at"].dt.convert_time_zone("Europe/Berlin").dt.offset_by("-4h").dt.date().min()
    )
    written = rows.filter(pl.col("kind") == "text")["text"].drop_nulls()
    asked = sum("?" in text for text in written) / len(written)
    assert theirs.questions == pytest.approx(asked, abs=0.01)
    minutes = pl.DataFrame(
        {"day": day, "minute": (clock.dt.offset_by("-4h").dt.hour().cast(pl.Int32) + 4) * 60 + clock.dt.minute()}
    )
    first = minutes.group_by("day").agg(pl.col("minute").min())["minute"].to_list()
    assert theirs.first_minute == pytest.approx(median(first), abs=10)  # calls are talk, too
    assert theirs.begins is not None
    assert theirs.begins + (habits.people[1].begins or 0) == pytest.approx(1.0)
    assert theirs.messages_per_day == pytest.approx(len(rows) / len(habits.days), rel=0.01)


def test_days_in_which_neither_wrote_are_no_usual_days() -> None:
    day = [date(2025, 1, 1) + timedelta(number) for number in range(400) if not 100 <= number < 300]
    rows = [
        (datetime.combine(one, time(12, minute), UTC), "Rosa" if minute % 2 else "Imke")
        for one in day
        for minute in range(20)
    ]
    messages = pl.DataFrame(rows, schema=["sent_at", "sender"], orient="row").with_columns(
        text=pl.lit("how was it"), kind=pl.lit("text", KIND), ref=pl.int_range(pl.len()).cast(pl.String)
    )
    measured = measure(conform(messages, "Rosa", "sample"), SIGNALS, ZoneInfo("UTC"), timedelta(minutes=1))
    habits = detect_person(measured, messages, PersonRequest("Imke", "Rosa", possible=False)).usual_habits
    assert habits is not None
    assert [one.messages_per_day for one in habits.people] == pytest.approx([10, 10], rel=0.01)
