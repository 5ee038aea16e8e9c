"""Days with a label that the owner brings: entries of calendars and of lists of dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from unlike.annotations.calendar_entry import CalendarEntry
from unlike.annotations.calendar_file import calendar_entries
from unlike.annotations.date_list import date_list_entries

__all__ = ["CalendarEntry", "calendar_entries", "context", "date_list_entries"]


def context(
    calendars: Sequence[Path], lists: Sequence[Path], span: tuple[date, date], zone: ZoneInfo
) -> tuple[CalendarEntry, ...]:
    """Entries of all calendars and lists in a span of days, in order of time.

    Args:
        calendars: iCalendar files.
        lists: files of dates.
        span: the days that matter, both included.
        zone: the owner's.

    Raises:
        AnnotationError: a file cannot be used.
    """
    first, last = span
    entries = [entry for path in calendars for entry in calendar_entries(path, span, zone)]
    entries += [
        entry for path in lists for entry in date_list_entries(path) if entry.first <= last and entry.last >= first
    ]
    return tuple(sorted(set(entries), key=lambda entry: (entry.first, entry.last, entry.label)))
