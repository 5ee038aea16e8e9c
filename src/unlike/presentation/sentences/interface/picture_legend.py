"""Legend of the terminal's picture."""

from __future__ import annotations

from collections.abc import Sequence

from unlike.i18n import mark_in, translate_in

_MEANS = {
    "▔": mark_in("beside the picture", "spell"),
    "┊": mark_in("beside the picture", "stayed"),
    "●": mark_in("beside the picture", "now"),
}


def legend(marks: Sequence[str]) -> str:
    """E.g. "spell ▔ stayed ┊ now ●", as far as the marks are there."""
    return " ".join(f"{translate_in(*_MEANS[mark])} {mark}" for mark in marks)
