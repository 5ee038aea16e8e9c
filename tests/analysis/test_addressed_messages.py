"""Answers to a person in a group: those that the app keeps, or else the next message of somebody else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import polars as pl

from unlike.analysis.addressed_messages import answers_to

BEGIN = datetime(2025, 3, 3, 9, tzinfo=UTC)


def rows(*messages: tuple[int, str, str | None]) -> pl.DataFrame:
    """Messages as (minute, sender, ref of what they answer), with refs L1, L2 and so on."""
    return pl.DataFrame(
        [
            ("here", sender, f"L{at}", to, BEGIN + timedelta(minutes=minute))
            for at, (minute, sender, to) in messages_at(messages)
        ],
        schema=["conversation", "sender", "ref", "reply_to", "sent_at"],
        orient="row",
        schema_overrides={"reply_to": pl.String},
    )


def messages_at(messages: tuple[tuple[int, str, str | None], ...]) -> list[tuple[int, tuple[int, str, str | None]]]:
    return list(enumerate(messages, start=1))


def answers(table: pl.DataFrame, *people: str) -> list[tuple[str, str]]:
    return answers_to(table, people).select("person", "ref").rows()


def test_what_the_app_keeps_as_an_answer_is_one() -> None:
    table = rows((0, "Mira", None), (1, "Ida", None), (2, "Otto", "L1"), (3, "Mira", "L1"))
    assert answers(table, "Mira") == [("Mira", "L3")]
    assert answers(table, "Ida") == []


def test_else_the_next_message_is_one_where_it_is_somebody_elses_and_soon() -> None:
    table = rows(
        (0, "Mira", None), (1, "Mira", None), (2, "Ida", None), (3, "Otto", None), (4, "Mira", None), (99, "Ida", None)
    )
    assert answers(table, "Mira") == [("Mira", "L3")]
    assert answers(table, "Mira", "Ida") == [("Mira", "L3"), ("Ida", "L4")]


def test_nobody_is_answered_where_nobody_is_asked_for() -> None:
    assert answers(rows((0, "Mira", None), (1, "Ida", None))) == []
