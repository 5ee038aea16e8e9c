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
        lines = list(csv.reader(StringIO(text, newline=""), delimiter=_cell_delimiter(text), strict=True))
    except csv.Error as error:
        raise AnnotationError(path, "", lazy("it is no CSV file ({why})", why=str(error))) from error
    numbered_lines = [
        (number, [cell.strip() for cell in line]) for number, line in enumerate(lines, start=1) if any(line)
    ]
    column_names = [cell.casefold() for cell in numbered_lines[0][1]] if numbered_lines else []
    has_names = any(cell in _FIRST_DAY_COLUMNS for cell in column_names)
    entries = tuple(
        _line_entry(line, column_names if has_names else [], path, number)
        for number, line in numbered_lines[has_names:]
    )
    if not entries:
        raise AnnotationError(path, "", mark("no date is in it"))
    return entries


def _cell_delimiter(text: str) -> str:
    """The delimiter of the cells: the most frequent candidate in the first line that is not empty."""
    first_line = next((first_line for first_line in text.splitlines() if first_line.strip()), "")
    return max(",;\t", key=first_line.count)


def _line_entry(line: Sequence[str], head: Sequence[str], path: Path, number: int) -> CalendarEntry:
    """A line of the file as an entry."""
    first, last, label = _cells_by_column(line, head) if head else _cells_by_position(line)
    first_day = _parse_day(first, path, number)
    last_day = _parse_day(last, path, number) if last else first_day
    if not 0 <= (last_day - first_day).days <= _MAX_ENTRY_DAYS:
        why = lazy("from {first} to {last} is no stretch of days", first=first_day, last=last_day)
        raise AnnotationError(path, lazy("line {number}", number=number), why)
    return CalendarEntry(label_of(label, path), first_day, last_day)


def _cells_by_column(line: Sequence[str], head: Sequence[str]) -> tuple[str, str, str]:
    """First day, last day and label, by the names of the columns."""
    cells = dict(zip(head, line, strict=False))
    first, last, label = (
        next((cells[name] for name in names if cells.get(name)), "")
        for names in (_FIRST_DAY_COLUMNS, _LAST_DAY_COLUMNS, _LABEL_COLUMNS)
    )
    return first, last, label


def _cells_by_position(line: Sequence[str]) -> tuple[str, str, str]:
    """First day, last day and label, by the order of the cells; a second cell that begins like a year is a last day."""
    first, *further_cells = line
    has_last_day = bool(further_cells) and (
        further_cells[0][:4].isdecimal() or (not further_cells[0] and len(further_cells) > 1)
    )
    return first, further_cells[0] if has_last_day else "", next(iter(further_cells[has_last_day:]), "")


def _parse_day(cell: str, path: Path, number: int) -> date:
    """A date as YYYY-MM-DD; a time after it is left out."""
    try:
        return date.fromisoformat(cell[:10])
    except ValueError as error:
        why = lazy("“{cell}” is no date such as 2025-11-12", cell=cell[:30])
        raise AnnotationError(path, lazy("line {number}", number=number), why) from error
