"""The words beside the picture."""

from __future__ import annotations

from collections.abc import Sequence

from unlike.i18n import phrase_in, say_in

_MEANS = {
    "▔": phrase_in("beside the picture", "spell"),
    "┊": phrase_in("beside the picture", "stayed"),
    "●": phrase_in("beside the picture", "now"),
}


def legend(marks: Sequence[str]) -> str:
    """E.g. "spell ▔ stayed ┊ now ●", as far as the marks are there."""
    return " ".join(f"{say_in(*_MEANS[mark])} {mark}" for mark in marks)
