"""Words of the fragments that a notebook shows."""

from __future__ import annotations

from typing import Final

from unlike.i18n import mark

CHAT_HEADS: Final = (mark("Chat"), mark("App"), mark("Messages"), mark("Days"), mark("Could not be read"))
"""Heads of the table of conversations that were read."""
