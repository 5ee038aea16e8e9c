"""An iCalendar file (RFC 5545): its events on their days, each time that one repeats."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final, Protocol
from zoneinfo import ZoneInfo

from unlike.annotations.calendar_entry import CalendarEntry, file_content, label_of
from unlike.annotations.repeat_rules import coarsen
from unlike.annotations.repeat_steps import MAX_STEPS, event_steps, zone_steps
from unlike.core.day_rule import day_of
from unlike.errors import AnnotationError
from unlike.i18n import lazy, mark

_MAX_EVENT_DAYS: Final = 400  # days of one event
_MARGIN_DAYS: Final = 2  # for zones, and for nights that belong to the evening before
_MAX_ENTRIES: Final = 100_000  # events in the days of a history, each repetition counted


class _Event(Protocol):
    """The part of an event of the icalendar library that is used here."""

    def get(self, name: str, default: object = None) -> Any:  # noqa: ANN401 - the library's own values
        """A property; the default where there is none."""


def calendar_entries(path: Path, span: tuple[date, date], zone: ZoneInfo) -> tuple[CalendarEntry, ...]:
    """The events of a calendar in some days.

    Args:
        path: an .ics file.
        span: days, both included.
        zone: the owner's; times without one are in it.

    Raises:
        AnnotationError: it is no calendar, has too many events, or what reads calendars is not installed.
    """
    data = file_content(path)
    if b"BEGIN:VCALENDAR" not in data.upper():
        raise AnnotationError(path, "", mark("it is no iCalendar file"))
    entries: dict[CalendarEntry, None] = {}
    for index, event in enumerate(_repeated_events(path, data, span)):
        if index == _MAX_ENTRIES:
            raise AnnotationError(
                path, "", lazy("it has more than {most} events in the days of the chat", most=_MAX_ENTRIES)
            )
        entry = _calendar_entry(event, path, zone)
        if entry is not None:
            entries[entry] = None
    return tuple(entries)


def _repeated_events(path: Path, data: bytes, span: tuple[date, date]) -> Iterator[_Event]:
    """Yield every event that touches the days, once for each repetition."""
    try:
        import icalendar  # noqa: PLC0415 - an extra
        import recurring_ical_events  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        why = mark(
            "calendars are read with the packages icalendar and recurring-ical-events, which unlike[calendar] brings"
        )
        raise AnnotationError(path, "", why) from error
    first, last = span
    steps = zone_steps(data)
    _check_steps(path, steps)
    try:
        calendar = icalendar.Calendar.from_ical(data)
        calendar.subcomponents = [part for part in calendar.subcomponents if not _begins_after(part, last)]
        for part in calendar.subcomponents:
            _bound_event(path, part)
            steps += event_steps(part, last)
            _check_steps(path, steps)
        yield from recurring_ical_events.of(calendar, skip_bad_series=True).between(
            first, last + timedelta(days=_MARGIN_DAYS)
        )
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError) as error:
        raise AnnotationError(path, "", mark("it begins like an iCalendar file and cannot be read on")) from error


def _check_steps(path: Path, steps: int) -> None:
    """Refuse a calendar that would take too long.

    Raises:
        AnnotationError: it repeats too often.
    """
    if steps > MAX_STEPS:
        raise AnnotationError(path, "", lazy("it repeats more than {most} times until the chat ends", most=MAX_STEPS))


def _begins_after(part: _Event, last: date) -> bool:
    """Whether an event begins days after the last one that matters; no repetition comes before its beginning."""
    start = getattr(part.get("DTSTART"), "dt", None)
    day = start.date() if isinstance(start, datetime) else start
    return isinstance(day, date) and (day - last).days > _MARGIN_DAYS


def _bound_event(path: Path, part: Any) -> None:  # noqa: ANN401 - a component of the icalendar library
    """Bound the number of repetitions and the duration of an event.

    Raises:
        AnnotationError: its rule cannot be read.
    """
    try:
        coarsen(part)
    except (ValueError, TypeError) as error:
        why = lazy(
            "“{event}” repeats by a rule that cannot be read", event=label_of(str(part.get("SUMMARY", "")), path)
        )
        raise AnnotationError(path, "", why) from error
    duration = part.get("DURATION")
    if isinstance(getattr(duration, "dt", None), timedelta) and duration.dt > timedelta(days=_MAX_EVENT_DAYS):
        duration.dt = timedelta(days=_MAX_EVENT_DAYS)


def _calendar_entry(event: _Event, path: Path, zone: ZoneInfo) -> CalendarEntry | None:
    """An event as days; None where it was cancelled, or has no time."""
    start, end = (event.get(name) for name in ("DTSTART", "DTEND"))
    if start is None or str(event.get("STATUS", "")).upper() == "CANCELLED":
        return None
    first = _owner_day(start.dt, zone)
    last = _last_day(end.dt, zone) if end is not None else first
    last = min(max(first, last), first + timedelta(days=_MAX_EVENT_DAYS))
    return CalendarEntry(label_of(str(event.get("SUMMARY", "")), path), first, last)


def _owner_day(moment: date, zone: ZoneInfo) -> date:
    """The owner's day of a moment; a whole day is itself."""
    if not isinstance(moment, datetime):
        return moment
    local = moment.astimezone(zone).replace(tzinfo=None) if moment.tzinfo else moment
    return day_of(local)


def _last_day(end: date, zone: ZoneInfo) -> date:
    """The last day before an end, which is not part of the event."""
    if not isinstance(end, datetime):
        return end - timedelta(days=1)
    return _owner_day(end - timedelta(microseconds=1), zone)
