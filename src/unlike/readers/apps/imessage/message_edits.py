"""What `message_summary_info` tells of a message that was edited or unsent."""

from __future__ import annotations

import plistlib
from dataclasses import dataclass
from typing import Any, Final
from xml.parsers.expat import ExpatError

from unlike.readers.apps.imessage.apple_times import microseconds
from unlike.readers.apps.imessage.attributed_body import attributed_text

_FAULTS: Final = (
    *(plistlib.InvalidFileException, ExpatError, ValueError, KeyError, IndexError, TypeError),
    *(AttributeError, OverflowError, RecursionError, MemoryError),
)
"""Whatever the library raises over a property list that is damaged."""

_MAX_BYTES: Final = 4 << 20
_MOST_DIGITS: Final = 9
_BEHIND: Final = 10**_MOST_DIGITS
"""Place of parts without a number."""


@dataclass(frozen=True, slots=True)
class MessageEdits:
    """The history of a message.

    Attributes:
        edited_at: microseconds since 1970 of the last edit; None where there was none.
        text: the latest words of its edited parts; None where it has none.
        is_unsent: parts of it were taken back.
    """

    edited_at: int | None = None
    text: str | None = None
    is_unsent: bool = False


_NONE: Final = MessageEdits()


def message_edits(blob: object) -> MessageEdits:
    """The history of a message; an empty one where the property list is damaged or tells nothing.

    Args:
        blob: of the column `message_summary_info`.
    """
    if not isinstance(blob, bytes) or len(blob) > _MAX_BYTES:
        return _NONE
    try:
        summary = plistlib.loads(blob)
    except _FAULTS:
        return MessageEdits()
    if not isinstance(summary, dict):
        return MessageEdits()
    last = [versions[-1] for versions in _parts(summary.get("ec")) if isinstance(versions[-1], dict)]
    times = [time for version in last if (time := microseconds(version.get("d"))) is not None]
    texts = [text for version in last if (text := _text(version.get("t")))]
    return MessageEdits(max(times, default=None), "".join(texts) or None, bool(summary.get("rp")))


def _parts(edited: Any) -> list[list[Any]]:  # noqa: ANN401 - a part of a property list
    """The versions of each edited part, in the order of the parts."""
    parts = edited if isinstance(edited, dict) else {}
    return [parts[name] for name in sorted(parts, key=_part_number) if isinstance(parts[name], list) and parts[name]]


def _text(blob: object) -> str | None:
    return attributed_text(blob) if isinstance(blob, bytes) else None


def _part_number(name: object) -> tuple[int, str]:
    """Where a part stands: its number, which is written as text."""
    text = str(name)
    return (int(text) if text.isdecimal() and len(text) < _MOST_DIGITS else _BEHIND, text)
