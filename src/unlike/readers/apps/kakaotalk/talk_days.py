"""The lines of a KakaoTalk text that head a day: set apart as the app does it, a message of that day below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from unlike.readers.apps.kakaotalk.talk_headers import (
    HeaderForm,
    TalkHeader,
    is_saved_line,
    is_system_line,
    talk_date,
    talk_header,
)
from unlike.readers.formats.day_headings import DayHeadings, DayPlace
from unlike.readers.formats.written_dates import WrittenDate

_DASHES: Final = "---"
_GAP: Final = 20
"""Lines below one within which the message of its day begins."""

_USUAL_SHARE: Final = 0.5
"""Share of days that begin with a heading, below which a chat of messages with dates has none."""


def talk_days(lines: Sequence[str]) -> DayHeadings:
    """The headings of days in a text, chat by chat."""
    headings, scan = DayHeadings(), _Scan(lines)
    for index, line in enumerate(lines):
        header = talk_header(line)
        if header is None and is_saved_line(line):
            headings.add_chat(scan.places())
            scan = _Scan(lines)
        else:
            scan.add(index, header)
    headings.add_chat(scan.places())
    return headings


def is_dashed(line: str) -> bool:
    """Whether dashes stand around a date."""
    return line.lstrip().startswith(_DASHES)


class _Date(NamedTuple):
    """A line that is a date, and the message above it; None at the top."""

    place: int
    date: WrittenDate
    above: TalkHeader | None


class _Scan:
    """Goes through the lines of a chat.

    Attributes:
        dates: those that are one.
        below: the first message below each.
        header: the last message.
        changes: how often that day changed.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.dates: list[_Date] = []
        self.below: list[TalkHeader | None] = []
        self.header: TalkHeader | None = None
        self.changes = 0

    def add(self, index: int, header: TalkHeader | None) -> None:
        """Take a line."""
        if header is not None:
            self.changes += header.date is not None and header.date != (self.header and self.header.date)
            if self.below and self.below[-1] is None:
                self.below[-1] = header
            self.header = header
            return
        date = talk_date(self.lines[index])
        if date is not None:
            self.dates.append(_Date(index, date, self.header))
            self.below.append(None)

    def places(self) -> list[DayPlace]:
        """The dates, with where they stand; none that a chat whose messages have dates does without."""
        has_dashes = any(is_dashed(self.lines[one.place]) for one in self.dates)
        pairs = list(zip(self.dates, self.below, strict=True))
        heads = sum(_begins_day(one, below) for one, below in pairs)
        has_heads = heads >= _USUAL_SHARE * self.changes
        return [
            self._place(one, below, has_dashes=has_dashes)
            for one, below in pairs
            if has_heads or below is None or below.form is not HeaderForm.DATED
        ]

    def _place(self, one: _Date, below: TalkHeader | None, *, has_dashes: bool) -> DayPlace:
        dashed = is_dashed(self.lines[one.place])
        start = next((line for line in self.lines[one.place + 1 : one.place + _GAP] if line.strip()), "")
        header = talk_header(start)
        fits = header is not None and (dashed or header.form is not HeaderForm.BRACKETS or not has_dashes)
        is_dated = header is not None and header.form is HeaderForm.DATED
        if is_dated:
            fits = _begins_day(one, header)
        above = one.above
        return DayPlace(
            index=one.place,
            date=one.date,
            is_first=above is None,
            is_apart=not one.date.has_wrong_weekday() and (dashed or is_dated or not self._above(one).strip()),
            is_followed=not start or fits or (dashed and is_system_line(start)),
            is_back=above is not None and below is not None and below.seconds < above.seconds,
        )

    def _above(self, one: _Date) -> str:
        return self.lines[one.place - 1] if one.place else ""


def _begins_day(one: _Date, below: TalkHeader | None) -> bool:
    """Whether the message below is of the date, and the one above of another."""
    if below is None or below.date is None or not _is_same(one.date, below.date):
        return False
    return one.above is None or one.above.date is None or not _is_same(one.above.date, one.date)


def _is_same(date: WrittenDate, other: WrittenDate) -> bool:
    """Whether two dates may be of one day, however they are to be read."""
    return any(
        date.days(order) == other.days(which) is not None for order in ("dmy", "mdy") for which in ("dmy", "mdy")
    )
