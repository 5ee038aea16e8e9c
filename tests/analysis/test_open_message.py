"""What waits for an answer: questions and invitations, held against how long such ones waited."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from unlike.analysis.open_message import late_replies, open_question
from unlike.detection import build_panel
from unlike.messages import conform
from unlike.results import OpenQuestion
from unlike.signals import SIGNALS, MeasuredConversation, measure, series

START = datetime(2024, 1, 1, 9, tzinfo=UTC)


def mornings(days: int) -> list[tuple[datetime, str, str]]:
    """The owner asks each morning and is answered within five minutes."""
    rows = []
    for day in range(days):
        at = START + timedelta(days=day)
        rows += [
            (at, "Ada", "did you sleep well?"),
            (at + timedelta(minutes=3 + day % 3), "Ben", "I did, the sun is up"),
        ]
    return rows


def measured(rows: list[tuple[datetime, str, str]]) -> MeasuredConversation:
    table = pl.DataFrame(rows, schema=["sent_at", "sender", "text"], orient="row").with_columns(
        pl.col("sent_at").cast(pl.Datetime("us")).dt.replace_time_zone("UTC"),
        ref=pl.int_range(pl.len()).cast(pl.String),
        kind=pl.lit("text"),
    )
    return measure(conform(table, "chat", "whatsapp"), SIGNALS, ZoneInfo("UTC"), timedelta(minutes=1))


def waiting(last: str, *, minutes: float = 240, days: int = 60) -> OpenQuestion | None:
    """What waits where the owner asks for a last time after such mornings."""
    rows = mornings(days)
    end = START + timedelta(days=days)
    rows += [(end, "Ada", last), (end + timedelta(minutes=minutes), "Ada", "the soup is on the stove")]
    history = measured(rows)
    return open_question(history, "Ada", "Ben", build_panel(series(history, "Ben")))


@pytest.mark.parametrize(("text", "invitation"), [("did you eat?", False), ("let's have soup tonight", True)])
def test_a_question_and_an_invitation_wait_alike(text: str, *, invitation: bool) -> None:
    question = waiting(text)
    assert question is not None
    assert question.is_invitation == invitation
    assert question.waited == timedelta(hours=4)
    assert question.similar_waits == 0
    assert question.chance == pytest.approx(1 / 61)


def test_who_agrees_to_an_invitation_asks_nothing() -> None:
    end = START + timedelta(days=60)
    asked = [(end, "Ben", "shall we have soup tonight?"), (end + timedelta(minutes=2), "Ada", "let's do that")]
    history = measured([*mornings(60), *asked, (end + timedelta(hours=4), "Ada", "the soup is on the stove")])
    assert open_question(history, "Ada", "Ben", build_panel(series(history, "Ben"))) is None
    assert waiting("let's do that") is not None  # nothing was asked before it


def test_what_asks_nothing_and_what_waits_no_longer_than_usual_is_not_open() -> None:
    assert waiting("the bus was late") is None
    assert waiting("did you eat?", minutes=3) is None


def test_too_few_earlier_questions_say_nothing() -> None:
    assert waiting("did you eat?", days=20) is None


def test_a_late_answer_that_the_chat_ends_with_is_not_counted_as_followed_by_nothing() -> None:
    asked = START + timedelta(days=60)
    late = [(asked, "Ada", "did you eat?"), (asked + timedelta(hours=2), "Ben", "ok")]
    later = [(asked + timedelta(days=1), "Ada", "good morning"), (asked + timedelta(days=3), "Ben", "and to you")]
    for rows, counted in ((late, 0), ([*late, *later], 1)):
        history = measured([*mornings(60), *rows])
        replies = late_replies(history, "Ada", "Ben", build_panel(series(history, "Ben")))
        assert replies is not None
        assert replies.answers == counted
