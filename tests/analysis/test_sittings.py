"""Sittings, and what each message in them was written in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl

from unlike.analysis.sittings import AnsweredKind, Place, sitting_messages, with_contexts
from unlike.messages import conform
from unlike.signals import SIGNALS, MeasuredConversation, measure

START = datetime(2024, 3, 4, 8, tzinfo=UTC)
Line = tuple[float, str, str]
"""Hours after the start, sender, text."""


def measured(lines: Sequence[Line], calls: Sequence[int] = ()) -> MeasuredConversation:
    table = pl.DataFrame(
        {
            "sent_at": [START + timedelta(hours=hours) for hours, _, _ in lines],
            "sender": [sender for _, sender, _ in lines],
            "text": [text for _, _, text in lines],
            "ref": [f"L{at}" for at in range(len(lines))],
            "kind": ["call" if at in calls else "text" for at in range(len(lines))],
        },
        schema_overrides={"sent_at": pl.Datetime("us", "UTC")},
    )
    return measure(conform(table, "chat", "whatsapp"), SIGNALS, ZoneInfo("UTC"), timedelta(minutes=1))


def contexts(lines: Sequence[Line], name: str) -> list[int]:
    return with_contexts(measured(lines), "Ben")[name].to_list()


def test_a_sitting_is_over_after_three_hours_of_their_own_silence_or_at_four() -> None:
    lines = [(0.0, "Ben", "hello you"), (2.9, "Ben", "still here"), (4.0, "Ada", "me too"), (6.0, "Ben", "back again")]
    lines += [(19.5, "Ben", "late at night"), (20.5, "Ben", "and later still")]
    assert contexts(lines, "sitting") == [1, 1, 2, 3, 4]
    assert contexts(lines, "place") == [
        Place.FIRST_OF_DAY,
        Place.SECOND,
        Place.FIRST_OF_LATER_SITTING,
        Place.FIRST_OF_LATER_SITTING,
        Place.FIRST_OF_DAY,
    ]


def test_what_a_message_answers_is_the_most_asking_of_what_came_since() -> None:
    plain = [(index / 100, "Ada", "and so on it goes") for index in range(20)]
    lines = [
        *plain,
        (1.0, "Ben", "yes it does"),  # plain
        (1.1, "Ben", "it surely does"),  # goes on
        (1.2, "Ada", "are you coming?"),
        (1.3, "Ada", "the bus leaves"),
        (1.4, "Ben", "in a minute"),  # a question and an invitation: the invitation
        (1.5, "Ada", "did you eat?"),
        (1.6, "Ben", "not yet at all"),  # a question
        (1.7, "Ada", "good night"),
        (1.8, "Ben", "sleep well too"),  # a greeting
        (1.9, "Ada", "🙂🙂"),
        (2.0, "Ben", "so long then"),  # warm
        (2.1, "Ada", "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"),
        (2.2, "Ben", "what a number"),  # long
        (9.0, "Ben", "hours later on"),  # unasked
    ]
    assert contexts(lines, "answers") == [
        AnsweredKind.PLAIN,
        AnsweredKind.GOES_ON,
        AnsweredKind.INVITATION,
        AnsweredKind.QUESTION,
        AnsweredKind.GREETING,
        AnsweredKind.WARM,
        AnsweredKind.LONG,
        AnsweredKind.UNASKED,
    ]


def test_the_messages_are_held_against_how_they_write_and_not_how_much() -> None:
    history = measured([(hour / 2, "Ben", "one two three") for hour in range(40)])
    signals = {signal.name: signal for signal in history.signals}
    messages = sitting_messages(with_contexts(history, "Ben"), signals)
    assert {"length", "questions", "reply_time"} <= set(messages.names)
    assert not set(messages.names) & {"messages", "begins", "in_one_go", "double_texts"}
    assert messages.size == 40
    assert messages.sitting[0] == messages.day[0] == 0


def test_a_call_is_no_message_of_a_sitting() -> None:
    lines = [(0.0, "Ben", "hello you"), (0.5, "Ben", ""), (1.0, "Ben", "still here")]
    assert with_contexts(measured(lines, calls=[1]), "Ben")["ref"].to_list() == ["L0", "L2"]
