"""Questions of a person that waited for the owner around a shift, held against how long such ones wait."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from unlike.analysis.unanswered_questions import unanswered_questions, with_questions_words
from unlike.messages import conform
from unlike.results.explanations import UnansweredQuestion
from unlike.signals import SIGNALS, MeasuredConversation, measure

START = datetime(2024, 1, 1, 9, tzinfo=UTC)
SHIFT = date(2024, 4, 11)
ASKED = datetime(2024, 4, 10, 9, tzinfo=UTC)
Line = tuple[datetime, str, str]


def mornings(days: int, *, of_all_days: bool = False) -> list[Line]:
    """Ben asks each morning; Ada answers within minutes, but on the day of the question that waits, or of any."""
    rows: list[Line] = []
    for day in range(days):
        at = START + timedelta(days=day)
        rows.append((at, "Ben", "did you sleep well?"))
        if at != ASKED and not of_all_days:
            rows.append((at + timedelta(minutes=3 + day % 3), "Ada", "I did, the sun is up"))
        rows.append((at + timedelta(hours=13), "Ada", "good night"))
    return rows


def measured(rows: list[Line]) -> tuple[MeasuredConversation, pl.DataFrame]:
    table = pl.DataFrame(sorted(rows), schema=["sent_at", "sender", "text"], orient="row").with_columns(
        pl.col("sent_at").cast(pl.Datetime("us")).dt.replace_time_zone("UTC"),
        ref=pl.int_range(pl.len()).cast(pl.String),
        kind=pl.lit("text"),
    )
    rows_of_table = conform(table, "chat", "whatsapp")
    return measure(rows_of_table, SIGNALS, ZoneInfo("UTC"), timedelta(minutes=1)), rows_of_table


def found(rows: list[Line], *shifts: date) -> tuple[UnansweredQuestion, ...]:
    history, table = measured(rows)
    return with_questions_words(unanswered_questions(history, "Ada", "Ben", shifts), table)


def test_a_question_that_waits_longer_than_any_is_named_with_its_message() -> None:
    (question,) = found(mornings(160), SHIFT)
    assert question.shift == SHIFT
    assert question.asked_at == ASKED.replace(tzinfo=None)  # a wall clock
    assert question.waited == timedelta(hours=13)
    assert question.is_answered
    assert question.quote == "did you sleep well?"
    assert 0 < question.chance <= 0.01


@pytest.mark.parametrize("day", [7, 20])
def test_a_question_of_other_days_is_not_of_a_shift(day: int) -> None:
    assert found(mornings(160), SHIFT + timedelta(days=day)) == ()


def test_where_all_questions_wait_as_long_none_is_named() -> None:
    assert found(mornings(160, of_all_days=True), SHIFT) == ()


def test_too_few_other_days_say_nothing() -> None:
    rows = [row for row in mornings(160) if abs((row[0] - ASKED).days) < 15]
    assert found(rows, SHIFT) == ()


def test_a_question_that_the_chat_ends_with_waits_to_its_end() -> None:
    rows = [row for row in mornings(160) if row[0] < ASKED + timedelta(hours=1)]
    (question,) = found([*rows, (ASKED + timedelta(hours=9), "Ben", "never mind")], ASKED.date())
    assert not question.is_answered
    assert question.waited == timedelta(hours=9)
