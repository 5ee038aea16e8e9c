"""When a line of a log was written: its date and time, or a time below a line, or in a file, with the day."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final, NamedTuple

from unlike.readers.formats.day_words import MONTHS

_MONTH: Final = "|".join(sorted({name[:3].title() for name in MONTHS}))
_CLOCK: Final = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,6}))?)?"
_OFFSET: Final = r"(?P<offset>Z|(?:UTC|GMT)?[+-]\d{2}:?\d{2}|UTC|GMT)(?![^\s\]])"
_STAMPS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\[?(?P<date>\d{{4}}-\d{{2}}-\d{{2}})[T ]{_CLOCK}(?: ?{_OFFSET})?\]?(?=\s|\Z)",
        rf"\[{_CLOCK}(?: ?{_OFFSET})?\](?=\s|\Z)",
        rf"(?P<month>{_MONTH}) +(?P<day>\d{{1,2}}) {_CLOCK}(?: ?{_OFFSET})?(?=\s)",
        rf"{_CLOCK}(?: ?{_OFFSET})?(?= )",
    )
)
_WRITTEN: Final = rf"\w{{3}} (?P<month>{_MONTH}) +(?P<day>\d{{1,2}}) (?:[\d:]+ )?(?P<year>\d{{4}})"
_CHANGED: Final = rf"(?:\w{{3,9}},? )?(?P<day>\d{{1,2}}) (?P<month>{_MONTH})\w* (?P<year>\d{{4}}).*"
_DAY_LINES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"--- (?:Log opened|Log closed|Day changed) {_WRITTEN}",
        rf"\*{{4}} (?:BEGIN|ENDING) LOGGING AT {_WRITTEN}",
        rf"Session (?:Start|Time|Close): {_WRITTEN}",
        rf"(?:\[?[\d:]+\]? )?(?:-{{1,3}}|\*{{3}}) ?(?:Day changed to|New day:?) {_CHANGED}",
    )
)
_CLOCK_BEFORE_YEAR: Final = re.compile(r" (\d{1,2}):(\d{2})(?::(\d{2}))? \d{4}\b")
_NO_RECORD: Final = re.compile(r"Session (?:Ident|Close): .*|\*{4} (?:BEGIN|ENDING) LOGGING .*|--- Log .*")
_BREAK: Final = re.compile(r"--- Log (?:opened|closed)|\*{4} (?:BEGIN|ENDING) LOGGING|Session (?:Start|Close): ")
_IN_NAME: Final = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})[-_.]?(?P<month>\d{2})[-_.]?(?P<day>\d{2})(?!\d)")
_MOST_DAYS_BACK: Final = 31
"""Days by which a log may step back, as where parts were put together; a longer step goes on into the next year."""

_EPOCH_DAY: Final = date(1970, 1, 1).toordinal()
_DAY: Final = 86_400
_SECOND: Final = 1_000_000


class LogStamp(NamedTuple):
    """When a line was written.

    Attributes:
        end: index behind it in the line.
        microseconds: since midnight.
        days: since 1970; None where the line does not say.
        month_day: where it says month and day alone.
        offset: microseconds of its time zone, east of Greenwich; None where it names none.
        has_seconds: its time has seconds.
    """

    end: int
    microseconds: int
    days: int | None
    month_day: tuple[int, int] | None
    offset: int | None
    has_seconds: bool


def log_stamp(line: str) -> LogStamp | None:
    """The stamp that a line begins with; None where there is none."""
    for form in _STAMPS:
        match = form.match(line)
        if match:
            return _stamp(match)
    return None


def day_line(line: str) -> int | None:
    """Days since 1970 of the day that a line begins; None for any other line."""
    for form in _DAY_LINES:
        match = form.match(line)
        if match:
            return _days(int(match["year"]), MONTHS[match["month"].casefold()], int(match["day"]))
    return None


def clock_in_day_line(line: str) -> int | None:
    """Microseconds since midnight of the time at which a log began or ended; None where the line tells none."""
    match = _CLOCK_BEFORE_YEAR.search(line)
    return (
        sum(int(part) * unit for part, unit in zip(match.groups("0"), (3_600, 60, 1), strict=True)) * _SECOND
        if match
        else None
    )


def is_remark(line: str) -> bool:
    """Whether a line says only that the log began or ended."""
    return bool(_NO_RECORD.match(line)) or day_line(line) is not None


def is_break(line: str) -> bool:
    """Whether a line says that the log began or ended, so that nobody was watched before or behind it."""
    return bool(_BREAK.match(line))


def day_in_name(name: str) -> tuple[int, str] | None:
    """Days since 1970 of the date in a file's name, and what is left of the name without it."""
    for match in _IN_NAME.finditer(name):
        days = _days(int(match["year"]), int(match["month"]), int(match["day"]))
        if days is not None:
            return days, f"{name[: match.start()]} {name[match.end() :]}".strip(" _-.")
    return None


def days_of_year(month_day: tuple[int, int], near: int) -> int | None:
    """Days since 1970 of a month and day without a year: the first such day from a month before another day on.

    Args:
        month_day: month and day.
        near: days since 1970 of the day above it.
    """
    year = date.fromordinal(near + _EPOCH_DAY).year
    found = _days(year, *month_day)
    return _days(year + 1, *month_day) if found is None or found < near - _MOST_DAYS_BACK else found


def _stamp(match: re.Match[str]) -> LogStamp | None:
    parts = match.groupdict()
    hour, minute, second = int(parts["hour"]), int(parts["minute"]), int(parts["second"] or 0)
    try:
        datetime(1970, 1, 1, hour, minute, second)  # noqa: DTZ001 - only whether there is such a time
        days = date.fromisoformat(parts["date"]).toordinal() - _EPOCH_DAY if parts.get("date") else None
    except ValueError:
        return None
    month_day = (MONTHS[parts["month"].casefold()], int(parts["day"])) if parts.get("month") else None
    fraction = int((parts.get("fraction") or "0").ljust(6, "0"))
    since = ((hour * 60 + minute) * 60 + second) * _SECOND + fraction
    return LogStamp(match.end(), since, days, month_day, _offset(parts.get("offset")), parts["second"] is not None)


def _offset(text: str | None) -> int | None:
    if text is None:
        return None
    behind = text.removeprefix("UTC").removeprefix("GMT")
    if behind in ("Z", ""):
        return 0
    digits = behind[1:].replace(":", "")
    sign = -1 if behind.startswith("-") else 1
    return sign * (int(digits[:2]) * 60 + int(digits[2:])) * 60 * _SECOND


def _days(year: int, month: int, day: int) -> int | None:
    try:
        return date(year, month, day).toordinal() - _EPOCH_DAY
    except ValueError:
        return None
