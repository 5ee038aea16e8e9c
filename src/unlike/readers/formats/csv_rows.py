"""CSV files, row by row."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from unlike.errors import BrokenExportError
from unlike.i18n import lazy, mark
from unlike.readers.base import Progress
from unlike.readers.export import ExportFile
from unlike.readers.export_sentences import short_rows
from unlike.readers.formats.text_lines import decoded_start, text_lines

_DELIMITERS: Final = ",;\t"
_SEPARATOR_LINE: Final = re.compile(r"sep=.?", re.IGNORECASE)
_CUT_QUOTE: Final = "unexpected end"
"""What the decoder says where the file ends within quotes."""

_MAX_CELLS: Final = 10_000
_MAX_CELL_CHARS: Final = 16 << 20
csv.field_size_limit(_MAX_CELL_CHARS)  # beyond it, the rest of a table cannot be read


@dataclass(frozen=True, slots=True)
class CsvRow:
    """A row of a CSV file.

    Attributes:
        line: number of its last line in the file, from 1.
        cells: by the names of the columns; columns that the row lacks are missing.
        piece: how often the line of names stood above it again, as in a file that was joined of several.
    """

    line: int
    cells: dict[str, str]
    piece: int = 0


@dataclass(frozen=True, slots=True)
class CsvRest:
    """What cannot be read of a CSV file: the number of the first line of it, and how many lines it has."""

    line: int
    lines: int


def csv_rows_or_rest(file: ExportFile, progress: Progress) -> Iterator[CsvRow | CsvRest]:
    """The rows of a CSV file, as `csv_rows`; where it goes wrong behind the first row, the rest as one.

    A row that has more words than the table has columns is left over by itself, and so is a last row that breaks off.

    Raises:
        BrokenExportError: the first line names no columns, or no row can be read.
    """
    last = 1
    has_any = False
    try:
        for row in _rows(file, progress):
            yield row
            last, has_any = row.line, True
    except BrokenExportError:
        if not has_any:
            raise
        lines = sum(1 for _ in text_lines(file, lambda _done, _all: None))
        yield CsvRest(last + 1, max(lines - last, 1))


def csv_rows(file: ExportFile, progress: Progress) -> Iterator[CsvRow]:
    """The rows of a CSV file whose first line names the columns; commas, semicolons or tabs part the cells.

    Args:
        file: in UTF-8, UTF-16, UTF-32 or a Western encoding.
        progress: called with (bytes read so far, bytes in all).

    Raises:
        BrokenExportError: it is no CSV file, or a row is too large.
    """
    return (row for row in _rows(file, progress) if isinstance(row, CsvRow))


def first_rows(head: bytes, number: int = 1) -> list[list[str]]:
    """The first rows by a file's first bytes, that of the columns' names first; fewer where it is no CSV file."""
    lines = iter(decoded_start(head).split("\n"))
    first, _ = _names_line(lines)
    if not first:
        return []
    reader = csv.reader(chain((first,), lines), delimiter=_delimiter(first))
    try:
        return [[cell.strip() for cell in row] for row in islice(reader, number)]
    except csv.Error:
        return []


def _names_line(lines: Iterator[str]) -> tuple[str, int]:
    """The line that names the columns, and how many stand above it: blank ones, and a spreadsheet's `sep=;`."""
    for above, line in enumerate(lines):
        if line.strip() and not _SEPARATOR_LINE.fullmatch(line.strip()):
            return line, above
    return "", 0


def _delimiter(first: str) -> str:
    return max(_DELIMITERS, key=first.count)


def _rows(file: ExportFile, progress: Progress) -> Iterator[CsvRow | CsvRest]:
    """The rows, and each that cannot be one by itself."""
    lines = (f"{line.text}\n" for line in text_lines(file, progress))
    first, above = _names_line(lines)
    names = next(csv.reader([first], delimiter=_delimiter(first)), [])
    if not any(names) or len(names) > _MAX_CELLS:
        raise BrokenExportError(file.path, lazy("line {number}", number=1), mark("it names no columns"))
    short = whole = piece = 0
    for line, cells in _split(file, lines, _delimiter(first), above + 1):
        if cells == names:
            piece += 1
            continue
        is_short = len(cells) < len(names)
        if is_short and not short and file.remarks.ends_in_line:
            file.remarks.is_cut = True
            yield CsvRest(line, 1)
        else:
            yield _row(line, cells, names, piece)
        short += is_short
        whole += not is_short
    if 0 < short < whole:  # where most rows are short, a column at the end is seldom filled
        file.remarks.notes[short_rows(short)] = None


def _split(file: ExportFile, lines: Iterator[str], delimiter: str, above: int) -> Iterator[tuple[int, list[str]]]:
    """The rows as cells, each with the number of its last line."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            file.remarks.is_cut |= _CUT_QUOTE in str(error)
            number = reader.line_num + above
            why = lazy("it is no CSV file ({why})", why=str(error))
            raise BrokenExportError(file.path, lazy("line {number}", number=number), why) from None
        if row is None:
            return
        if row:
            yield reader.line_num + above, row


def _row(line: int, cells: list[str], names: list[str], piece: int) -> CsvRow | CsvRest:
    """A row; what cannot be read where it has more words than the table has columns."""
    if any(map(str.strip, cells[len(names) :])):
        return CsvRest(line, 1)
    return CsvRow(line, dict(zip(names, cells, strict=False)), piece)
