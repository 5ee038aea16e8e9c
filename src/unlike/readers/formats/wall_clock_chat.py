"""A conversation whose times are wall clocks without a zone, kept so that another zone needs no second reading."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from unlike.messages import conform
from unlike.readers.base import Conversation, Interpretation, ParsedConversation
from unlike.readers.times import moments_in_order


@dataclass(frozen=True, slots=True)
class WallClockChat:
    """A conversation before it is known in which zone its clock ran.

    Attributes:
        conversation: who it is.
        rows: columns of the table, oldest first, with naive times in `wall_clock` instead of `sent_at`.
    """

    conversation: Conversation
    rows: pl.DataFrame = field(repr=False)

    def interpreted(self, interpretation: Interpretation) -> ParsedConversation:
        """The conversation with its moments."""
        sent_at = moments_in_order(self.rows["wall_clock"], interpretation.zone).alias("sent_at")
        rows = self.rows.drop("wall_clock").with_columns(sent_at)
        table = conform(rows, self.conversation.key, self.conversation.app)
        return ParsedConversation(self.conversation, table, self.interpreted)
