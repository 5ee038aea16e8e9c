"""Dates and times of day as the current language writes them, whatever the machine's language."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from babel.dates import format_date, format_time, format_timedelta, get_day_names, get_month_names

from unlike.i18n import current_language, mark_in, translate_in
from unlike.presentation.sentences.formatting.number_format import count_in_sentence

_LONE_ONE = re.compile(r"(?<!\d)1(?!\d)")  # no month is a number in these patterns
_PARTS = ((12, "morning"), (17, "afternoon"), (22, "evening"))
# For translators: patterns of CLDR (EEEE weekday, d day, MMM month, y year, H hour, mm minutes); letters between '...'
# stay so.
_DAY = mark_in("pattern of a date", "d MMM y")
_DAY_OF_YEAR = mark_in("pattern of a date without its year", "d MMM")
_DAY_OF_MONTH = mark_in("pattern of a day within its month, as the first of two", "d")
_DAY_OF_WEEK = mark_in("pattern of a date with its weekday", "EEEE, d MMM y")
_FIRST = mark_in("number of the first day of a month", "1")
_CLOCK = mark_in("pattern of a time of day", "H:mm")


def format_day(calendar_day: date) -> str:
    """E.g. "4 Sep 2023"."""
    return _format_date(calendar_day, _DAY)


def day_of_week(calendar_day: date) -> str:
    """E.g. "Monday, 4 Sep 2023"."""
    return _format_date(calendar_day, _DAY_OF_WEEK)


def brief_day(calendar_day: date, reference: date | None) -> str:
    """E.g. "4 Sep" in the year of `reference`, else with its year."""
    return (
        _format_date(calendar_day, _DAY_OF_YEAR)
        if reference and reference.year == calendar_day.year
        else format_day(calendar_day)
    )


def format_days(first: date, last: date) -> str:
    """E.g. "14–16 Aug 2025", "30 Aug – 2 Sep 2025", "30 Dec 2024 – 2 Jan 2025"."""
    if first == last:
        return format_day(last)
    if first.year != last.year:
        return f"{format_day(first)} – {format_day(last)}"
    if first.month != last.month:
        return f"{brief_day(first, last)} – {format_day(last)}"
    return f"{_format_date(first, _DAY_OF_MONTH)}–{format_day(last)}"


def month_name(number: int) -> str:
    """E.g. "Sep", for the axis of a picture."""
    return str(get_month_names("abbreviated", "stand-alone", current_language().locale)[number])


def weekday_name(number: int) -> str:
    """E.g. "Thursday"; 0 is Monday."""
    return str(get_day_names("wide", "stand-alone", current_language().locale)[number])


def short_weekday(number: int) -> str:
    """E.g. "Thu"; 0 is Monday."""
    return str(get_day_names("abbreviated", "stand-alone", current_language().locale)[number])


def format_clock(moment: datetime) -> str:
    """E.g. "9:27"."""
    return clock_time(moment.hour, moment.minute)


def clock_time(hour: int, minute: int) -> str:
    """E.g. "9:27", of hours and minutes."""
    return str(format_time(time(hour, minute), translate_in(*_CLOCK), locale=current_language().locale))


def part_of_day(moment: datetime) -> str:
    """The part of a day: morning from four, afternoon from noon, evening from five, night from ten."""
    hour = moment.hour
    if hour < 4:
        return "night"
    return next((part for until, part in _PARTS if hour < until), "night")


def day_count(first: date, last: date) -> int:
    """Number of days from the first to the last, both included."""
    return (last - first).days + 1


def history_length(first: date, last: date) -> str:
    """Rough length of a history, behind "in": "26 months", "5 weeks", "9 days"."""
    day_total = day_count(first, last)
    if day_total < 21:
        return count_in_sentence(day_total, "day")
    return (
        count_in_sentence(round(day_total / 7), "week")
        if day_total < 100
        else count_in_sentence(round(day_total / 30.44), "month")
    )


def time_ago(then: date, today: date) -> str:
    """Roughly how long ago a day was, in units of which there are two or more: "3 days ago", "18 months ago"."""
    ago = format_timedelta(then - today, "day", threshold=2, add_direction=True, locale=current_language().locale)
    return str(ago)


def _format_date(calendar_day: date, pattern: tuple[str, str]) -> str:
    """A day in a pattern of CLDR, the first of a month as the language has it: "1er" in French."""
    text = str(format_date(calendar_day, translate_in(*pattern), locale=current_language().locale))
    return _LONE_ONE.sub(translate_in(*_FIRST), text, count=1) if calendar_day.day == 1 else text
