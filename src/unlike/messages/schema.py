"""Schema of the message table: one row a message, shared by every stage."""

from __future__ import annotations

from typing import Final

import polars as pl

from unlike.messages.kinds import KIND_NAMES

KIND: Final = pl.Enum(KIND_NAMES)
MOMENT: Final = pl.Datetime("us", "UTC")
"""A point in time."""
REACTION: Final = pl.Struct({"emoji": pl.String, "sender": pl.String})
"""One reaction; `sender` is null where the export does not name a sender."""

_COLUMNS: dict[str, pl.DataType] = {
    "conversation": pl.Categorical(),  # key of the conversation, unique over all conversations of an import
    "sent_at": MOMENT,
    "sender": pl.Categorical(),  # null for the app itself
    "text": pl.String(),  # null where nothing was typed
    "kind": KIND,
    "reply_to": pl.String(),  # ref of the message that is answered
    "edited_at": MOMENT,  # null where the message was not edited, or the export has no time of it
    "reactions": pl.List(REACTION),  # null where the app's export has none
    "source": pl.Categorical(),  # the app
    "ref": pl.String(),  # place in the export: "L123" line of the file, "m123" id; unique in its conversation
}

SCHEMA: Final = pl.Schema(_COLUMNS)
