"""CSV files, row by row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from unlike.errors import BrokenExportError
from unlike.i18n import lazy, mark
from unlike.readers.base import Progress
from unlike.readers.export import ExportFile
from unlike.readers.formats.text_lines import text_lines

_DELIMITERS: Final = ",;\t"
_MAX_CELLS: Final = 10_000


@dataclass(frozen=True, slots=True)
class CsvRow:
    """A row of a CSV file.

    Attributes:
        line: number of its last line in the file, from 1.
        cells: by the names of the columns; columns that the row lacks are missing, cells beyond the names are dropped.
    """

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class CsvRest:
    """What cannot be read of a CSV file: the number of the first line of it, and how many lines it has."""

    line: int
    lines: int


def csv_rows_or_rest(file: ExportFile, progress: Progress) -> Iterator[CsvRow | CsvRest]:
    """The rows of a CSV file, as `csv_rows`; where it goes wrong behind the first row, the rest as one.

    Raises:
        BrokenExportError: the first line names no columns, or no row can be read.
    """
    last = None
    try:
        for last in csv_rows(file, progress):
            yield last
    except BrokenExportError:
        if last is None:
            raise
        lines = sum(1 for _ in text_lines(file, lambda _done, _all: None))
        yield CsvRest(last.line + 1, max(lines - last.line, 1))


def csv_rows(file: ExportFile, progress: Progress) -> Iterator[CsvRow]:
    """The rows of a CSV file whose first line names the columns; commas, semicolons or tabs part the cells.

    Args:
        file: in UTF-8, UTF-16 or UTF-32.
        progress: called with (bytes read so far, bytes in all).

    Raises:
        BrokenExportError: it is no CSV file, or a row is too large.
    """
    lines = (f"{line.text}\n" for line in text_lines(file, progress))
    first = next(lines, "")
    names = next(csv.reader([first], delimiter=max(_DELIMITERS, key=first.count)), [])
    if not any(names) or len(names) > _MAX_CELLS:
        raise BrokenExportError(file.path, lazy("line {number}", number=1), mark("it names no columns"))
    reader = csv.reader(lines, delimiter=max(_DELIMITERS, key=first.count), strict=True)
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            why = lazy("it is no CSV file ({why})", why=str(error))
            raise BrokenExportError(file.path, lazy("line {number}", number=reader.line_num + 1), why) from None
        if row is None:
            return
        if row:
            yield CsvRow(reader.line_num + 1, dict(zip(names, row, strict=False)))
