"""The reactions of a conversation, one by one, as a column of lists."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from unlike.messages.schema import REACTION


@dataclass(slots=True)
class ReactionLists:
    """Reactions in the order of their messages.

    Attributes:
        rows: number of the message of each.
        emojis, senders: what was given, and by whom; a sender is None where the export does not name one.
    """

    rows: list[int] = field(default_factory=list)
    emojis: list[str] = field(default_factory=list)
    senders: list[str | None] = field(default_factory=list)

    def add(self, row: int, emoji: str, sender: str | None) -> None:
        """Add a reaction to a message."""
        self.rows.append(row)
        self.emojis.append(emoji)
        self.senders.append(sender)

    def column(self, height: int) -> pl.Series:
        """A list for each of so many messages, empty for one without reactions."""
        flat = pl.LazyFrame(
            {"row": self.rows, "emoji": self.emojis, "sender": self.senders},
            schema={"row": pl.UInt32, "emoji": pl.String, "sender": pl.String},
        )
        lists = flat.group_by("row", maintain_order=True).agg(pl.struct("emoji", "sender").alias("reactions"))
        whole = pl.LazyFrame({"row": range(height)}, schema={"row": pl.UInt32}).join(
            lists, on="row", how="left", maintain_order="left"
        )
        filled = whole.select(pl.col("reactions").fill_null(pl.lit([], dtype=pl.List(REACTION))))
        return filled.collect()["reactions"]
