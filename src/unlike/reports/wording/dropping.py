"""Words around an export that is dropped on the page, and while it is read."""

from __future__ import annotations

from unlike.reports.wording.numbers import count

DROP = "Drop exports anywhere on this page"
HANDING = "Handing over: {share}%"
NOT_HANDED = "The files could not be handed over. The program may have stopped; start it again."
BESIDE = "Keep what is open, and look at them together"
BESIDE_LINE = (
    "The same person in another chat can tell whether something is only here. Without it, they replace what is open."
)
WAIT = "Reading"
WAIT_LINE = "An ordinary chat takes a few seconds, one of many years and people longer. This page goes on by itself."
STARTING = "Looking into the export"


def reading(done: int, whole: int) -> str:
    """How many bytes are read."""
    return f"Read {_size(done)} of {_size(whole)}"


def looking(done: int, people: int) -> str:
    """How many people are looked at, after the reading."""
    if not done:
        return f"Looking at {count(people, 'person')}"
    return f"Looking at {count(people, 'person')}, {done:,} done"


def more_names(number: int) -> str:
    """Names beyond those that are shown at first."""
    return f"{count(number, 'more name')}"


def _size(size: int) -> str:
    """E.g. "40 kB", "1.2 MB"."""
    if size < 999_500:
        return f"{size / 1e3:.0f} kB"
    return f"{size / 1e6:.1f} MB" if size < 1e8 else f"{size / 1e6:,.0f} MB"
