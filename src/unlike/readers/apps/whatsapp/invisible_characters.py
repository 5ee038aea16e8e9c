"""Characters nobody sees: marks of direction, and the many kinds of space."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

MARK: Final = "\u200e"
"""By which an iPhone tells the app's own words from what people type."""

_RIGHT_TO_LEFT_MARK: Final = "\u200f"
"""By which it does so before words that are written from right to left."""

_EITHER_MARK: Final = re.compile(f"[{MARK}{_RIGHT_TO_LEFT_MARK}]")

_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters of Arabic, Hebrew and their neighbours."""

MARKS: Final = "\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
"""Written by the app around names, dates and its own words; never U+200D, which joins emoji."""

SPACES: Final = "\u00a0\u2007\u2009\u202f"

HEADER_SPACES: Final = f"{SPACES}\u3000\t"
"""What may stand for a plain space between the parts of a header; in names and words, these two stay what they are."""

_PLAIN: Final = {ord(mark): None for mark in MARKS} | {ord(space): " " for space in SPACES}


def is_marked(text: str) -> bool:
    """Whether the app's mark stands anywhere in a text."""
    return MARK in text or (_RIGHT_TO_LEFT_MARK in text and _RIGHT_TO_LEFT.search(text) is not None)


def begins_with_mark(text: str) -> bool:
    """Whether a text begins with the app's mark."""
    return text[:1] == MARK or (text[:1] == _RIGHT_TO_LEFT_MARK and _RIGHT_TO_LEFT.search(text) is not None)


def ends_with_mark(text: str) -> bool:
    """Whether a text ends with the app's mark."""
    return text[-1:] == MARK or (text[-1:] == _RIGHT_TO_LEFT_MARK and is_marked(text))


def mark_positions(text: str) -> Iterator[int]:
    """Where the app's marks stand in a text, from the left."""
    return (match.start() for match in _EITHER_MARK.finditer(text))


def plain(text: str) -> str:
    """Remove marks and make every space an ordinary one: for names and the app's words, never for what people typed."""
    return (text if text.isascii() else text.translate(_PLAIN)).strip(" ")


def typed(text: str) -> str:
    """What a person typed: without the marks that the app puts around it."""
    return text.strip(MARKS)


def caption(text: str) -> str | None:
    """What a person wrote beside a file, if anything."""
    return text.strip(MARKS + SPACES + " \n") or None
