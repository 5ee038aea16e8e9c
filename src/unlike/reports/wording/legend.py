"""The words beside the picture."""

from __future__ import annotations

from collections.abc import Sequence

_MEANS = {"▔": "spell", "┊": "stayed", "●": "now"}


def legend(marks: Sequence[str]) -> str:
    """E.g. "spell ▔ stayed ┊ now ●", as far as the marks are there."""
    return " ".join(f"{_MEANS[mark]} {mark}" for mark in marks)
