"""Messages one by one as columns of the table, for readers that decode each by itself."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from unlike.messages import conform
from unlike.messages.schema import MOMENT
from unlike.readers.formats.reaction_lists import ReactionLists


@dataclass(slots=True)
class MessageColumns:
    """Columns of one length, but for the reactions.

    Attributes:
        sent, edited: microseconds since 1970, UTC.
        senders, texts, kinds, replies, refs: as in the table.
        reactions: of these messages.
    """

    sent: list[int] = field(default_factory=list)
    edited: list[int | None] = field(default_factory=list)
    senders: list[str | None] = field(default_factory=list)
    texts: list[str | None] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    replies: list[str | None] = field(default_factory=list)
    refs: list[str] = field(default_factory=list)
    reactions: ReactionLists = field(default_factory=ReactionLists)

    def __len__(self) -> int:
        return len(self.sent)

    def table(self, key: str, app: str) -> pl.DataFrame:
        """The messages in the table's schema, in the order in which they were added.

        Args:
            key: the conversation's.
            app: the reader's name.
        """
        rows = pl.DataFrame(
            [
                pl.Series("sender", self.senders, dtype=pl.String),
                pl.Series("text", self.texts, dtype=pl.String),
                pl.Series("kind", self.kinds, dtype=pl.String),
                pl.Series("reply_to", self.replies, dtype=pl.String),
                pl.Series("ref", self.refs, dtype=pl.String),
            ]
        )
        rows = rows.with_columns(
            pl.Series("sent_at", self.sent, dtype=pl.Int64).cast(MOMENT),
            pl.Series("edited_at", self.edited, dtype=pl.Int64).cast(MOMENT),
            self.reactions.column(len(self)).alias("reactions"),
        )
        return conform(rows, key, app)
