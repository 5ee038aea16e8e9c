"""Who is who: the people of a conversation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import polars as pl


@dataclass(frozen=True, slots=True)
class Participant:
    """One sender in one conversation; times are UTC."""

    name: str
    messages: int
    first: datetime
    last: datetime


def participants(table: pl.DataFrame) -> tuple[Participant, ...]:
    """The senders of one conversation's rows, those who wrote most first; the app itself is nobody."""
    found = (
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
    return tuple(Participant(**row) for row in found.iter_rows(named=True))
