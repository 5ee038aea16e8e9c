"""Synthetic chat: its rows, and the truth about what was planted in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import polars as pl

from unlike.messages import KIND, SCHEMA, conform
from unlike.messages.schema import REACTION
from unlike.synthetic.ground_truth import GroundTruth

ROW_SCHEMA: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "sent_at": pl.Datetime("us"),  # wall clock, whole seconds
    "sender": pl.String,  # null for the app itself
    "text": pl.String,  # null where nothing was typed
    "kind": KIND,
    "reply_to": pl.Int64,  # row number of the message it answers
    "edited": pl.Boolean,
    "reactions": pl.List(REACTION),
}


@dataclass(frozen=True, slots=True)
class SyntheticChat:
    """Synthetic chat of two people.

    Attributes:
        title: name of the chat in the app, which is the other person's name.
        owner: name of the person who exports it.
        other: name of the other person.
        language: "en" or "de".
        rows: one row a message in order of time, columns as in `ROW_SCHEMA`.
        truth: what was planted.
    """

    title: str
    owner: str
    other: str
    language: str
    rows: pl.DataFrame
    truth: GroundTruth

    def table(self, zone: str = "Europe/Berlin") -> pl.DataFrame:
        """Convert the rows to the message table, as if read from an export; refs are "r" and the row number.

        Args:
            zone: zone of the wall-clock times; a time that the clock skips is taken as an hour later.
        """
        moment = pl.col("sent_at").dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
        later = (
            pl.col("sent_at").dt.offset_by("1h").dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
        )
        messages = self.rows.select(
            pl.coalesce(moment, later).dt.convert_time_zone("UTC").alias("sent_at"),
            "sender",
            "text",
            "kind",
            pl.format("r{}", "reply_to").alias("reply_to"),
            "reactions",
            pl.format("r{}", pl.int_range(pl.len())).alias("ref"),
        )
        return conform(messages.sort("sent_at", maintain_order=True), self.title, "sample").select(list(SCHEMA))
