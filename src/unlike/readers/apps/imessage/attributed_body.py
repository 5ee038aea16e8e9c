r"""The words of a message in `attributedBody`, a string that Apple's NSArchiver wrote ("streamtyped").

The first object of such a blob is the string itself. Its characters stand behind the type "+" as a length and that many
bytes of UTF-8. A length below 0x80 is one byte; 0x81 says that two bytes follow, 0x82 that four do, little-endian.
"""

from __future__ import annotations

from typing import Final

_CLASS: Final = b"NSString"
_MUTABLE_CLASS: Final = b"NSMutableString"
_CHARACTERS: Final = b"\x84\x01+"
"""A new type of one letter: bytes with their length."""

_LENGTHS: Final = {0x81: 2, 0x82: 4}
"""Bytes of a length by the byte in front of it."""

_LARGEST_SHORT_LENGTH: Final = 0x7F
_PLACEHOLDER: Final = "\ufffc"
"""Stands in the words for each attachment."""


def attributed_text(blob: bytes) -> str | None:
    """The words of a message; None where the blob is no such string, or is cut short.

    Args:
        blob: of the column `attributedBody`.
    """
    start = min((place for place in (blob.find(_CLASS), blob.find(_MUTABLE_CLASS)) if place >= 0), default=-1)
    place = blob.find(_CHARACTERS, start) if start >= 0 else -1
    if place < 0:
        return None
    place += len(_CHARACTERS)
    length, place = _length(blob, place)
    text = blob[place : place + length] if length is not None else b""
    if length is None or len(text) < length:
        return None
    return text.decode("utf-8", "replace")


def typed_words(text: str) -> str | None:
    """What was typed, with a new line for the place of an attachment; None where nothing was."""
    words = text.replace(_PLACEHOLDER, "\n").strip("\n") if _PLACEHOLDER in text else text
    return words if words.strip(" \n\t\x00\ufffd") else None


def _length(blob: bytes, place: int) -> tuple[int | None, int]:
    """A length, and where what it measures begins; None where there is none."""
    first = blob[place] if place < len(blob) else None
    size = _LENGTHS.get(first, 0) if first is not None else 0
    if first is None or (first > _LARGEST_SHORT_LENGTH and not size):
        return None, place
    if not size:
        return first, place + 1
    number = blob[place + 1 : place + 1 + size]
    return (int.from_bytes(number, "little"), place + 1 + size) if len(number) == size else (None, place)
