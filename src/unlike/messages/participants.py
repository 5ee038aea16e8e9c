"""Participants: the people who write in a conversation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import polars as pl


@dataclass(frozen=True, slots=True)
class Participant:
    """One sender in one conversation.

    Attributes:
        name: as the export writes it.
        messages: number of messages, without lines of the app.
        first, last: times of the first and the last message, UTC.
    """

    name: str
    messages: int
    first: datetime
    last: datetime


def participants(table: pl.DataFrame) -> tuple[Participant, ...]:
    """Senders of the rows of one conversation, those with the most messages first.

    Rows of kind "system" and rows without a sender are written by the app and count for nobody.
    """
    senders = (
        table.lazy()
        .filter(pl.col("sender").is_not_null(), pl.col("kind") != "system")
        .group_by(pl.col("sender").cast(pl.String).alias("name"))
        .agg(
            pl.len().alias("messages"),
            pl.col("sent_at").min().alias("first"),
            pl.col("sent_at").max().alias("last"),
        )
        .sort("messages", "name", descending=[True, False])
        .collect()
    )
    return tuple(Participant(**row) for row in senders.iter_rows(named=True))
