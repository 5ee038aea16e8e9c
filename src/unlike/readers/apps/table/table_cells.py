"""The cells of a table in any of its formats: names of columns first, then row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from unlike.readers.base import Progress
from unlike.readers.export import ExportFile
from unlike.readers.export_sentences import REPAIRED_FILE
from unlike.readers.formats.csv_rows import CsvRest, csv_rows_or_rest, first_rows
from unlike.readers.formats.json_lines import json_lines, json_object
from unlike.readers.formats.json_stream import without_start
from unlike.readers.formats.parquet_tables import PARQUET_START, parquet_columns, parquet_table

_TABLES: Final = (".csv", ".tsv")
_LINES: Final = (".jsonl", ".ndjson")
_FIRST_LINES: Final = 20


@dataclass(frozen=True, slots=True)
class CellRow:
    """A row.

    Attributes:
        place: where it stands.
        cells: by the names of the columns; None where it is damaged.
        size: how many rows it may have been.
        is_last: the file ends in it.
        piece: number of the file's piece that it is in, where lines of names part them.
    """

    place: str
    cells: dict[str, Any] | None
    size: int = 1
    is_last: bool = False
    piece: int = 0


def column_names(file: ExportFile) -> list[str]:
    """Names of the columns, by the first bytes; empty where it is no table."""
    head = file.head()
    if head.startswith(PARQUET_START):
        return parquet_columns(file)
    low = file.name.lower()
    if low.endswith(_LINES):
        return names_of_lines(head)
    return names_of_head(head) if low.endswith(_TABLES) else []


def names_of_head(head: bytes) -> list[str]:
    """Names in the first line of a CSV or TSV file; empty where it names fewer than two."""
    names = next(iter(first_rows(head)), [])
    return names if len([name for name in names if name]) > 1 else []


def names_of_lines(head: bytes) -> list[str]:
    """Keys of the first objects of a file of JSON lines."""
    lines = without_start(head).split(b"\n")[:_FIRST_LINES]
    values = [json_object(line)[0] for line in lines if line.lstrip().startswith(b"{")]
    return list(dict.fromkeys(key for value in values if value for key in value))


def table_rows(file: ExportFile, progress: Progress) -> Iterator[CellRow]:
    """The rows of a table.

    Raises:
        BrokenExportError: it is damaged from the beginning.
    """
    if file.head(len(PARQUET_START)) == PARQUET_START:
        for number, cells in enumerate(parquet_table(file).iter_rows(named=True), 1):
            yield CellRow(f"row {number}", cells)
        progress(file.size, file.size)
    elif file.name.lower().endswith(_LINES):
        for line in json_lines(file, progress):
            if line.repaired:
                file.remarks.notes[REPAIRED_FILE] = None
            yield CellRow(f"L{line.number}", line.value, is_last=line.is_last and line.value is None)
    else:
        for row in csv_rows_or_rest(file, progress):
            if isinstance(row, CsvRest):
                yield CellRow(f"L{row.line}", None, row.lines)
            else:
                yield CellRow(f"L{row.line}", {name.strip(): cell for name, cell in row.cells.items()}, piece=row.piece)
