"""The lines of a Viber chat: date, time, name, number and words, parted by commas, or as cells of a table."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from unlike.readers.formats.copied_records import copied_dated, header_style
from unlike.readers.formats.dated_chats import DatedRecord, one_line
from unlike.readers.formats.day_words import HALF_DAY, hour_of_day
from unlike.readers.formats.written_dates import WrittenDate, written_date

_DATE: Final = r"(?P<date>\d{1,4}[./-]\d{1,2}[./-]\d{1,4})"
_CLOCK: Final = rf"(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}}):(?P<second>\d{{2}})(?: ?(?P<half>{HALF_DAY}))?"
_NUMBER: Final = r"(?P<number>\+?\d[\d ()\-]{2,24}|null|)"
_PLAIN: Final = re.compile(rf"{_DATE}, ?{_CLOCK},(?P<name>[^\n]{{0,200}}?),{_NUMBER},(?P<text>.*)", re.DOTALL)
_CELL: Final = re.compile(r'(^|[\t,;])="')
_CELL_DATE: Final = re.compile(_DATE)
_CELL_CLOCK: Final = re.compile(_CLOCK)
_CELL_NUMBER: Final = re.compile(_NUMBER)
_ROW: Final = re.compile(r'="?\d{1,4}[./-]|"\d{1,4}[./-]\d{1,2}[./-]')
"""How a row begins."""

_LIKE_HEADER: Final = re.compile(
    r"\W{0,4}\d{1,4}[./\-]\s?\d{1,2}[./\-]\s?\d{1,4}\.?\W{1,4}\d{1,2}[:.]\d{2}(?:[:.]\d{2})?[^\d,;\t]{0,16}[,;\t]"
)
_QUOTED: Final = ('"', '="')
_CELLS: Final = 5
_DELIMITERS: Final = "\t,;"
_HOURS: Final = 24
_SIXTY: Final = 60
_SLACK: Final = 3_600
"""Seconds by which a clock may go back, as at the end of summer time."""


class ViberHeader(NamedTuple):
    """The beginning of a message: date, seconds since midnight, name, number, words, and how the time is written."""

    date: WrittenDate
    seconds: int
    name: str
    number: str
    text: str
    style: str


@dataclass(slots=True)
class ViberLines:
    """What stands in a file.

    Attributes:
        records: messages, with the number, else the name, of who wrote in place of the sender.
        left: first line and number of lines of each run that belongs to no message.
        names: the latest name of each number.
        ambiguous: messages that stand behind later ones, so that somebody may have copied them.
        is_cut: a table ends within quotation marks.
    """

    records: list[DatedRecord] = field(default_factory=list)
    left: list[tuple[int, int]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    ambiguous: int = 0
    is_cut: bool = False

    def add(self, line: int, header: ViberHeader) -> None:
        """Add a message."""
        name = one_line(header.name)
        number = re.sub(r"[^\d+]", "", header.number)
        who = number or name
        if who:
            self.names[who] = name or number
        record = DatedRecord(line, header.date, header.seconds, who or None, header.text.split("\n"))
        self.records.append(record)

    def leave(self, line: int) -> None:
        """Leave a line over."""
        if self.left and sum(self.left[-1]) == line:
            self.left[-1] = (self.left[-1][0], self.left[-1][1] + 1)
        else:
            self.left.append((line, 1))


def viber_header(line: str) -> ViberHeader | None:
    """The header that a line begins with; None where there is none."""
    match = _PLAIN.match(line)
    return _built(match, match["name"], match["number"], match["text"]) if match else None


def looks_like_header(line: str) -> bool:
    """Whether a line begins as a message does, with a date and a time, though it may be none that can be read."""
    return _LIKE_HEADER.match(line) is not None


def viber_lines(lines: Sequence[str]) -> ViberLines:
    """The messages in the lines of a file, in either form."""
    found = ViberLines()
    first = next((line for line in lines if line.strip()), "")
    if first.startswith(_QUOTED):
        _add_cells(found, lines)
        return found
    headers = _own_headers(found, lines)
    for number, line in enumerate(lines, 1):
        header = headers.get(number)
        if header is not None:
            found.add(number, header)
        elif found.records:
            found.records[-1].body.append(line)
        elif line.strip():
            found.leave(number)
    for record in found.records:
        while len(record.body) > 1 and not record.body[-1].strip():
            record.body.pop()
    return found


def _own_headers(found: ViberLines, lines: Sequence[str]) -> dict[int, ViberHeader]:
    """Headers by the numbers of their lines, without those that were copied into a message."""
    headers = {number: header for number, line in enumerate(lines, 1) if (header := viber_header(line))}
    stamps = [
        (header.date, header.seconds, header.style, f"{header.name},{header.number},{header.text}")
        for header in headers.values()
    ]
    copied = copied_dated(stamps, _SLACK)
    found.ambiguous = copied.ambiguous
    return {number: header for place, (number, header) in enumerate(headers.items()) if place not in copied.places}


def cell_header(cells: Sequence[str]) -> ViberHeader | None:
    """The message in the cells of a row; None where they are none."""
    if len(cells) < _CELLS:
        return None
    date, clock, name, number = (cell.strip() for cell in cells[:4])
    match = _CELL_CLOCK.fullmatch(clock)
    if match is None or not _CELL_DATE.fullmatch(date) or not _CELL_NUMBER.fullmatch(number):
        return None
    return _built(match, name, number, cells[4], date)


def _built(match: re.Match[str], name: str, number: str, text: str, day: str = "") -> ViberHeader | None:
    date = written_date(day or match["date"])
    hour = hour_of_day(int(match["hour"]), match["half"])
    minute, second = int(match["minute"]), int(match["second"])
    if date is None or hour >= _HOURS or minute >= _SIXTY or second >= _SIXTY:
        return None
    number = "" if number == "null" else number
    style = header_style(match.string[: match.start("name")] if "name" in match.groupdict() else "")
    return ViberHeader(date, (hour * _SIXTY + minute) * _SIXTY + second, name, number, text, style)


def _add_cells(found: ViberLines, lines: Sequence[str]) -> None:
    """Add the rows of a table, in which a text may have several lines; a row that is none is left over."""
    head = next(line for line in lines if line.strip())
    delimiter = max(_DELIMITERS, key=head.count)
    for start, end, cells in _rows(lines, delimiter):
        found.is_cut = end == len(lines) and "\n".join(lines[start - 1 : end]).count('"') % 2 == 1
        header = cell_header(cells)
        if header is not None:
            found.add(start, header)
        elif any(cell.strip() for cell in cells):
            for number in range(start, end + 1):
                found.leave(number)


def _rows(lines: Sequence[str], delimiter: str) -> Iterator[tuple[int, int, list[str]]]:
    """First line, last line and cells of each row; a quotation mark that is never closed ends where the next begins."""
    index = 0
    while index < len(lines):
        start = index
        if not lines[index]:  # an editor writes many of them
            index += 1
            continue
        marks = lines[index].count('"')
        index += 1
        while marks % 2 and index < len(lines) and not _ROW.match(lines[index]):
            marks += lines[index].count('"')
            index += 1
        text = "\n".join(lines[start:index])
        try:
            cells = next(csv.reader([_CELL.sub(r'\1"', text)], delimiter=delimiter), [])
        except csv.Error:
            cells = ["?"]
        yield start + 1, index, cells
