"""A file of dates: one a line, with a last day and a label where there are any."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Final

from unlike.annotations.calendar_entry import CalendarEntry, file_content, label_of
from unlike.errors import AnnotationError
from unlike.i18n import lazy, mark

_FIRST_DAY_COLUMNS: Final = ("date", "day", "first", "start", "from", "datum")
_LAST_DAY_COLUMNS: Final = ("last", "end", "until", "to")
_LABEL_COLUMNS: Final = ("label", "what", "title", "name", "summary", "note")
_MAX_ENTRY_DAYS: Final = 400  # days of one entry


def date_list_entries(path: Path) -> tuple[CalendarEntry, ...]:
    """The entries of a CSV file.

    A first line of names (`date` or `first`; `last`; `label`) may say what stands where; else a line is a date, a last
    day if there is one, and a label. Without a label the file's name is one. Commas, semicolons or tabs.

    Raises:
        AnnotationError: it is no such file; the sentence names the line.
    """
    try:
        text = file_content(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AnnotationError(path, "", mark("it is no text in UTF-8")) from error
    try:
        lines = list(csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True))
    except csv.Error as error:
        raise AnnotationError(path, "", lazy("it is no CSV file ({why})", why=str(error))) from error
    numbered = [(number, [cell.strip() for cell in line]) for number, line in enumerate(lines, start=1) if any(line)]
    head = [cell.casefold() for cell in numbered[0][1]] if numbered else []
    has_names = any(cell in _FIRST_DAY_COLUMNS for cell in head)
    entries = tuple(_entry(line, head if has_names else [], path, number) for number, line in numbered[has_names:])
    if not entries:
        raise AnnotationError(path, "", mark("no date is in it"))
    return entries


def _delimiter(text: str) -> str:
    """The delimiter of the cells: the most frequent candidate in the first line that is not empty."""
    first_line = next((first_line for first_line in text.splitlines() if first_line.strip()), "")
    return max(",;\t", key=first_line.count)


def _entry(line: Sequence[str], head: Sequence[str], path: Path, number: int) -> CalendarEntry:
    """A line of the file as an entry."""
    first, last, label = _cells_by_column(line, head) if head else _cells_by_place(line)
    begins = _day(first, path, number)
    ends = _day(last, path, number) if last else begins
    if not 0 <= (ends - begins).days <= _MAX_ENTRY_DAYS:
        why = lazy("from {first} to {last} is no stretch of days", first=begins, last=ends)
        raise AnnotationError(path, lazy("line {number}", number=number), why)
    return CalendarEntry(label_of(label, path), begins, ends)


def _cells_by_column(line: Sequence[str], head: Sequence[str]) -> tuple[str, str, str]:
    """First day, last day and label, by the names of the columns."""
    cells = dict(zip(head, line, strict=False))
    first, last, label = (
        next((cells[name] for name in names if cells.get(name)), "")
        for names in (_FIRST_DAY_COLUMNS, _LAST_DAY_COLUMNS, _LABEL_COLUMNS)
    )
    return first, last, label


def _cells_by_place(line: Sequence[str]) -> tuple[str, str, str]:
    """First day, last day and label, by the order of the cells; a second cell that begins like a year is a last day."""
    first, *rest = line
    dated = bool(rest) and (rest[0][:4].isdecimal() or (not rest[0] and len(rest) > 1))
    return first, rest[0] if dated else "", next(iter(rest[dated:]), "")


def _day(cell: str, path: Path, number: int) -> date:
    """A date as YYYY-MM-DD; a time after it is left out."""
    try:
        return date.fromisoformat(cell[:10])
    except ValueError as error:
        why = lazy("“{cell}” is no date such as 2025-11-12", cell=cell[:30])
        raise AnnotationError(path, lazy("line {number}", number=number), why) from error
