"""The lines of a LINE text that head a day: an empty line stands above them and a message below, and days run on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from unlike.readers.apps.line.line_headers import (
    LineHeader,
    is_saved_line,
    line_date,
    line_header,
    line_title,
    spaced_header,
)
from unlike.readers.formats.day_headings import DayHeadings, DayPlace
from unlike.readers.formats.written_dates import WrittenDate

_DAY: Final = 86_400
_DIGITS: Final = re.compile(r"\d+")
_LETTERS: Final = re.compile(r"[^\W\d_]+")


def line_days(lines: Sequence[str]) -> DayHeadings:
    """The headings of days in a text, chat by chat."""
    headings, scan = DayHeadings(), _Scan(lines)
    today = int(datetime.now(UTC).timestamp()) // _DAY  # noqa: TID251 - only bounds the days that messages may have
    for index, line in enumerate(lines):
        if not line:
            continue  # a text can have more of them than of all others
        if begins_chat(lines, index):
            headings.add_chat(scan.places(), today)
            scan = _Scan(lines)
        else:
            scan.add(index, line)
    headings.add_chat(scan.places(), today)
    return headings


def begins_chat(lines: Sequence[str], index: int) -> bool:
    """Whether a line is a title that begins a chat: the first one, or above the day on which it was saved."""
    if line_title(lines[index]) is None:
        return False
    return index == 0 or (index + 1 < len(lines) and is_saved_line(lines[index + 1]))


class _Scan:
    """Goes through the lines of a chat.

    Attributes:
        dates: index and date of each line that is one, and the time of the message above it; None at the top.
        below: the time of the first message below each.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.dates: list[tuple[int, WrittenDate, int | None]] = []
        self.below: list[int | None] = []
        self.clock: int | None = None

    def add(self, index: int, line: str) -> None:
        """Take a line."""
        if not line[:1].isalnum():
            return
        header = line_header(line) or spaced_header(line)
        if header is not None:
            self.clock = header.seconds
            if self.below and self.below[-1] is None:
                self.below[-1] = header.seconds
            return
        date = line_date(line, stands_alone=self._stands_alone(index))
        if date is not None:
            self.dates.append((index, date, self.clock))
            self.below.append(None)

    def places(self) -> list[DayPlace]:
        """The dates, with where they stand."""
        shapes = [_shape(self.lines[index]) for index, _, _ in self.dates]
        return [
            self._place(index, date, (above, below), is_usual=shape == shapes[0])
            for (index, date, above), below, shape in zip(self.dates, self.below, shapes, strict=True)
        ]

    def _place(
        self, index: int, date: WrittenDate, clocks: tuple[int | None, int | None], *, is_usual: bool
    ) -> DayPlace:
        above, below = clocks
        start = next((line for line in self.lines[index + 1 : index + 4] if line.strip()), "")
        spaced = None if line_header(start) else spaced_header(start)
        return DayPlace(
            index=index,
            date=date,
            is_first=above is None,
            is_apart=index == 0 or not self.lines[index - 1].strip(),
            is_followed=not start or line_header(start) is not None or spaced is not None,
            is_back=above is not None and below is not None and below < above,
            needs_apart=spaced is None or not is_usual,
        )

    def _stands_alone(self, index: int) -> bool:
        """Whether the lines around make a date of a line that names no day of the week."""
        above = self.lines[index - 1] if index else ""
        below = self.lines[index + 1] if index + 1 < len(self.lines) else ""
        return (self.clock is None or not above.strip()) and _header(below) is not None


def _header(line: str) -> LineHeader | None:
    return line_header(line) or spaced_header(line)


def _shape(line: str) -> str:
    """How a date is written, whatever day it is."""
    return _LETTERS.sub("a", _DIGITS.sub("1", line.strip()))
