"""The app's own lines: which texts are one, and which of them nobody would type."""

from __future__ import annotations

from typing import Final

from unlike.readers.apps.whatsapp.app_phrases import phrases
from unlike.readers.apps.whatsapp.invisible_characters import begins_with_mark, ends_with_mark, plain

_MIN_RARE_BYTES: Final = 40
"""Bytes of a wording from which on nobody types it by chance."""

_MIN_REPORT_BYTES: Final = 12
"""Bytes of a wording from which on nobody says it of themselves by chance: "Rosa left" has fewer."""


def is_system_text(text: str, *, marked: bool) -> bool:
    """Whether a text with a sender is the app's own all the same, as on iPhones.

    Args:
        text: after the sender.
        marked: the app marks its own words in this export.
    """
    if marked and not (begins_with_mark(text) or ends_with_mark(text)):
        return False
    return phrases().system.find(plain(text)) is not None


def is_rare(text: str) -> bool:
    """Whether one of the app's own lines is so long that nobody types it by chance."""
    match = phrases().system.find(text)
    return match is not None and sum(len(part.encode()) for part in match[0].literals) >= _MIN_RARE_BYTES


def is_report(text: str) -> bool:
    """Whether one of the app's own lines says at length, and by name, what somebody did."""
    match = phrases().system.find(text)
    if match is None or not match[0].text.startswith("{name}"):
        return False
    return sum(len(part.encode()) for part in match[0].literals) >= _MIN_REPORT_BYTES
