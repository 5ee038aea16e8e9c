"""Characters nobody sees: marks of direction, and the many kinds of space."""

from __future__ import annotations

from typing import Final

MARK: Final = "\u200e"
"""By which an iPhone tells the app's own words from what people type."""

MARKS: Final = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
"""Written by the app around names, dates and its own words; never U+200D, which joins emoji."""

SPACES: Final = "\u00a0\u2007\u2009\u202f"

_PLAIN: Final = {ord(mark): None for mark in MARKS} | {ord(space): " " for space in SPACES}


def plain(text: str) -> str:
    """Remove marks and make every space an ordinary one: for names and the app's words, never for what people typed."""
    return text.translate(_PLAIN).strip(" ")


def typed(text: str) -> str:
    """What a person typed: without the marks that the app puts around it."""
    return text.strip(MARKS)


def caption(text: str) -> str | None:
    """What a person wrote beside a file, if anything."""
    return text.strip(MARKS + SPACES + " \n") or None
