"""Words of the zoomable pictures, and of the chat that opens beside them."""

from __future__ import annotations

from datetime import datetime, timedelta

from unlike.core.content_caches import content_cache
from unlike.i18n import current_language, mark, translate
from unlike.presentation.sentences.formatting.date_format import format_clock, format_day, format_days
from unlike.presentation.sentences.formatting.number_format import format_value, value_range

CLOSER, FURTHER, WHOLE = mark("Zoom in"), mark("Zoom out"), mark("Show all")
PICTURE = mark("Picture of the history")
HOW = mark(
    "Drag to zoom. Click to read the messages of that day. On the keyboard: arrows move the cursor, + and − zoom, "
    "Enter opens the messages, Home shows everything."
)
BAND = mark("usual range")
NO_SERIES = mark("This stretch cannot be shown: from, to and points are whole numbers, and from is before to.")
CHAT_OPEN, CLOSE = mark("The chat"), mark("Close")
DAY, GO = mark("Go to a day"), mark("Go")
WAITING = mark("Reading…")
LOST = mark("The program that showed this page has stopped. Start it again to read on.")
_EACH = {
    0: mark("Each point is a message."),
    3_600: mark("Each point is an hour."),
    21_600: mark("Each point is six hours."),
    86_400: mark("Each point is a day."),
    604_800: mark("Each point is a week."),
    1_209_600: mark("Each point is two weeks."),
    2_419_200: mark("Each point is four weeks."),
}


def point_label(step: int) -> str:
    """Label of what a point of the line stands for.

    Args:
        step: its seconds; 0 for a message.
    """
    return translate(_EACH[step])


def range_label(bounds: tuple[float, float], unit: str) -> str:
    """Range of nine in ten of the points, e.g. "mostly 6–9 words"."""
    low, high = (format_value(end, unit) for end in bounds)
    if low == high:
        return translate("mostly {usual}", usual=low)
    if unit in {"share", "seconds"}:
        return translate("mostly {low} to {high}", low=low, high=high)
    return translate("mostly {usual}", usual=value_range(*bounds, unit))


def stretch_label(start: datetime, end: datetime) -> str:
    """Days of the visible part of the picture, or hours of one; `end` is the first moment after it."""
    if end - start > timedelta(days=2):
        return format_days(start.date(), (end - timedelta(seconds=1)).date())
    if start.date() == end.date():
        return f"{format_day(start.date())}, {format_clock(start)}–{format_clock(end)}"
    return f"{format_day(start.date())}, {format_clock(start)} – {format_day(end.date())}, {format_clock(end)}"


def point_time(start: datetime, step: int) -> str:
    """Time of a point of the line in words: a message's minute, hours, or days.

    Args:
        start: its beginning.
        step: its seconds; 0 for a message.
    """
    return _time_text(current_language().language, start, step)


@content_cache(20_000)  # the rows of a picture have their points at the same moments
def _time_text(_language: str, start: datetime, step: int) -> str:
    end = start + timedelta(seconds=step)
    if not step:
        return f"{format_day(start.date())}, {format_clock(start)}"
    if step < 86_400:
        return f"{format_day(start.date())}, {format_clock(start)}–{format_clock(end)}"
    return format_days(start.date(), (end - timedelta(hours=5)).date())
