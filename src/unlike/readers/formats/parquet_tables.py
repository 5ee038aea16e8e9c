"""Parquet files as tables, within bounds; what the library prints about a damaged one stays unseen."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final, TypeVar

import polars as pl

from unlike.errors import BrokenExportError
from unlike.i18n import lazy, mark
from unlike.readers.export import ExportFile

PARQUET_START: Final = b"PAR1"
"""First bytes of every Parquet file."""

_ROWS_A_BYTE: Final = 4
"""More rows than so many a byte are no messages; a file can say that one value stands there a billion times."""

_STANDARD_ERROR: Final = 2
_Read = TypeVar("_Read")


def parquet_columns(file: ExportFile) -> list[str]:
    """Names of the columns; empty where it is no Parquet file that can be read."""
    return _read(file, lambda stream: list(pl.read_parquet_schema(stream))) or []


def parquet_table(file: ExportFile) -> pl.DataFrame:
    """The whole table.

    Raises:
        BrokenExportError: it is damaged, or holds more rows than it has room for.
    """
    most = file.size * _ROWS_A_BYTE
    table = _read(file, lambda stream: pl.read_parquet(stream, n_rows=most + 1))
    if table is None:
        raise BrokenExportError(file.path, file.name, mark("it is no Parquet file that can be read"))
    if table.height > most:
        why = lazy("it is more than {most} times as large when it is unpacked", most=_ROWS_A_BYTE)
        raise BrokenExportError(file.path, file.name, why)
    return table


def _read(file: ExportFile, reading: Callable[[BinaryIO], _Read]) -> _Read | None:
    """What the library reads of a file; None for whatever it raises, which may be a panic that is no `Exception`."""
    try:
        with file.open() as stream, _quiet():
            return reading(stream)
    except Exception:  # noqa: BLE001 - whatever it is, the file cannot be read
        return None
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        return None


@contextmanager
def _quiet() -> Iterator[None]:
    """Let nothing be printed to standard error: a library in Rust prints there before it raises."""
    original = os.dup(_STANDARD_ERROR)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, _STANDARD_ERROR)
        yield
    finally:
        os.dup2(original, _STANDARD_ERROR)
        os.close(nowhere)
        os.close(original)
