"""Dates and times of day as people say them; months are named in English whatever the machine speaks."""

from __future__ import annotations

from datetime import date, datetime, timedelta

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PARTS = ((12, "morning"), (17, "afternoon"), (22, "evening"))
_DAY_BEGINS = timedelta(hours=4)  # people say good night after midnight


def day(when: date) -> str:
    """E.g. "4 Sep 2023"."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def brief_day(when: date, near: date | None) -> str:
    """E.g. "4 Sep" in the year of `near`, else with its year."""
    return f"{when.day} {MONTHS[when.month - 1]}" if near and near.year == when.year else day(when)


def days(first: date, last: date) -> str:
    """E.g. "14–16 Aug 2025", "30 Aug – 2 Sep 2025", "30 Dec 2024 – 2 Jan 2025"."""
    if first == last:
        return day(last)
    if first.year != last.year:
        return f"{day(first)} – {day(last)}"
    if first.month != last.month:
        return f"{brief_day(first, last)} – {day(last)}"
    return f"{first.day}–{day(last)}"


def clock(when: datetime) -> str:
    """E.g. "9:27"."""
    return f"{when.hour}:{when.minute:02}"


def day_of(when: datetime) -> date:
    """The day a moment belongs to; days begin at four in the morning."""
    return (when - _DAY_BEGINS).date()


def moment(since: datetime, today: date | None) -> str:
    """E.g. "This morning" or "Last night" where that is true, else "The evening of 12 Nov 2025"."""
    there, part = day_of(since), part_of_day(since)
    if today == there:
        return "Tonight" if part == "night" else f"This {part}"
    if today and today - there == timedelta(days=1):
        return "Last night" if part == "night" else f"Yesterday {part}"
    return f"The {part} of {brief_day(there, today)}"


def whole_day(since: datetime, today: date | None) -> str:
    """E.g. "Today", "Yesterday" or the date."""
    there = day_of(since)
    if today == there:
        return "Today"
    if today and today - there == timedelta(days=1):
        return "Yesterday"
    return brief_day(there, today)


def part_of_day(when: datetime) -> str:
    """Morning from four, afternoon from noon, evening from five, night from ten."""
    hour = when.hour
    if hour < 4:
        return "night"
    return next((part for until, part in _PARTS if hour < until), "night")


def length(first: date, last: date) -> int:
    """Days, both included."""
    return (last - first).days + 1


def age(first: date, last: date) -> str:
    """How long a history is, roughly: "26 months", "5 weeks", "9 days"."""
    whole = length(first, last)
    if whole < 21:
        return "1 day" if whole == 1 else f"{whole} days"
    return f"{round(whole / 7)} weeks" if whole < 100 else f"{round(whole / 30.44)} months"
