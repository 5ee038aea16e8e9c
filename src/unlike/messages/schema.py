"""THE table: one row a message, the one schema that every stage shares."""

from __future__ import annotations

from typing import Final

import polars as pl

KIND_NAMES: Final = (
    "text",
    "media",  # left out by the export, which of the kinds below is not said
    "image",
    "video",
    "audio",
    "sticker",
    "gif",
    "document",
    "contact",
    "location",
    "poll",
    "call",
    "deleted",
    "system",
)
"""What a message is. `text` holds only what a person typed (a caption, too); everything else lives in `kind`."""

KIND: Final = pl.Enum(KIND_NAMES)
MEDIA: Final = ("media", "image", "video", "audio", "sticker", "gif", "document")
"""The kinds in which somebody sent something other than words."""

MOMENT: Final = pl.Datetime("us", "UTC")
REACTION: Final = pl.Struct({"emoji": pl.String, "sender": pl.String})
"""One reaction; `sender` is null where the export does not say whose it is."""

_COLUMNS: dict[str, pl.DataType] = {
    "conversation": pl.Categorical(),  # key of the conversation, unique over all that was read
    "sent_at": MOMENT,
    "sender": pl.Categorical(),  # null for the app itself
    "text": pl.String(),  # null where nothing was typed
    "kind": KIND,
    "reply_to": pl.String(),  # ref of the message it answers
    "edited_at": MOMENT,  # null where it was not edited, or where the export does not say when
    "reactions": pl.List(REACTION),  # null where the app's export has none
    "source": pl.Categorical(),  # the app
    "ref": pl.String(),  # where it stands: "L123" line of the file, "m123" id; unique in its conversation
}

SCHEMA: Final = pl.Schema(_COLUMNS)
