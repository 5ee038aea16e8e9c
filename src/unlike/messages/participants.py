"""Participants: the people who write in a conversation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

import polars as pl

from unlike.messages.kinds import CALL

_FIELDS: Final = ("name", "messages", "first", "last")


@dataclass(frozen=True, slots=True)
class Participant:
    """One sender in one conversation.

    Attributes:
        name: as the export writes it.
        messages: number of messages, without calls and lines of the app.
        first, last: times of the first and the last of their rows, UTC.
    """

    name: str
    messages: int
    first: datetime
    last: datetime


def participants_by_conversation(table: pl.DataFrame) -> dict[str, tuple[Participant, ...]]:
    """Senders of every conversation by its key, those with the most messages first; as `participants` of its rows."""
    senders = _sender_counts(table, pl.col("conversation").cast(pl.String)).sort(
        "conversation", "messages", "name", descending=[False, True, False]
    )
    people: dict[str, list[Participant]] = {}
    for conversation, *fields in senders.select("conversation", *_FIELDS).iter_rows():
        people.setdefault(conversation, []).append(Participant(*fields))
    return {conversation: tuple(senders) for conversation, senders in people.items()}


def participants(table: pl.DataFrame) -> tuple[Participant, ...]:
    """Senders of the rows of one conversation, those with the most messages first.

    Rows of kind "system" and rows without a sender are written by the app and count for nobody.
    """
    senders = _sender_counts(table).sort("messages", "name", descending=[True, False])
    return tuple(Participant(*row) for row in senders.select(_FIELDS).iter_rows())


def _sender_counts(table: pl.DataFrame, *keys: pl.Expr) -> pl.DataFrame:
    """Count messages by sender and further keys, with the first and last `sent_at` of each."""
    return (
        table.lazy()
        .filter(pl.col("sender").is_not_null(), pl.col("kind") != "system")
        .group_by(*keys, pl.col("sender").cast(pl.String).alias("name"))
        .agg(
            (pl.col("kind") != CALL).sum().alias("messages"),
            pl.col("sent_at").min().alias("first"),
            pl.col("sent_at").max().alias("last"),
        )
        .collect()
    )
