"""Words of the pictures that can be come closer to, and of the chat that opens beside them."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache

from unlike.reports.wording.dates import clock, day, days
from unlike.reports.wording.numbers import between, value

CLOSER, FURTHER, WHOLE = "Closer", "Further away", "All of it"
PICTURE = "Picture of the history"
HOW = (
    "Drag over some days to come closer, or use the wheel. On the keyboard, + and − come closer and go away, the "
    "arrows move along, and Home shows all of it. A click opens the messages of that place, Enter those of the middle."
)
BAND = "nine in ten of these points"
NO_SERIES = "This stretch cannot be shown: from, to and points are whole numbers, and from is before to."
CHAT_OPEN, CLOSE = "The chat", "Close"
DAY, GO = "Go to a day", "Go"
WAITING, LOST = "Reading…", "The program that showed this page has stopped. Start it again to read on."
_EACH = {
    0: "Each point is a message.",
    3_600: "Each point is an hour.",
    21_600: "Each point is six hours.",
    86_400: "Each point is a day.",
    604_800: "Each point is a week.",
    1_209_600: "Each point is two weeks.",
    2_419_200: "Each point is four weeks.",
}


def each(step: int) -> str:
    """What a point stands for.

    Args:
        step: its seconds; 0 for a message.
    """
    return _EACH[step]


def mostly(usual: tuple[float, float], unit: str) -> str:
    """Within what nine in ten of the points lie, e.g. "mostly 6–9 words"."""
    low, high = (value(end, unit) for end in usual)
    if low == high:
        return f"mostly {low}"
    return f"mostly {low} to {high}" if unit in {"share", "seconds"} else f"mostly {between(*usual)} {unit}"


def stretch(start: datetime, end: datetime) -> str:
    """What is looked at: days, or hours of one; `end` is the first moment after it."""
    if end - start > timedelta(days=2):
        return days(start.date(), (end - timedelta(seconds=1)).date())
    if start.date() == end.date():
        return f"{day(start.date())}, {clock(start)}–{clock(end)}"
    return f"{day(start.date())}, {clock(start)} – {day(end.date())}, {clock(end)}"


@lru_cache(maxsize=20_000)  # the rows of a picture have their points at the same moments
def when(start: datetime, step: int) -> str:
    """When a point was: a message's minute, hours, or days.

    Args:
        start: its beginning.
        step: its seconds; 0 for a message.
    """
    end = start + timedelta(seconds=step)
    if not step:
        return f"{day(start.date())}, {clock(start)}"
    if step < 86_400:
        return f"{day(start.date())}, {clock(start)}–{clock(end)}"
    return days(start.date(), (end - timedelta(hours=5)).date())
