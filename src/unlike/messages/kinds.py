"""Kinds of messages, by name; `schema` has the type of their column."""

from __future__ import annotations

from typing import Final

KIND_NAMES: Final = (
    "text",
    "media",  # left out by the export, which does not tell which of the kinds below it was
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
"""Kinds of messages. The column `text` holds only what a person typed, captions included; `kind` tells the rest."""

MEDIA: Final = ("media", "image", "video", "audio", "sticker", "gif", "document")
"""Kinds of messages that carry a file instead of words."""

CALL: Final = "call"
"""Kind of a row that is talk between people, but no message: it is counted by itself."""
