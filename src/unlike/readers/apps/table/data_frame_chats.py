"""Chats in a data frame of another library, with the columns that a table needs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import polars as pl

from unlike.errors import OptionError
from unlike.i18n import mark
from unlike.readers.apps.table.column_roles import column_roles
from unlike.readers.apps.table.table_cells import CellRow
from unlike.readers.apps.table.table_chats import table_chats
from unlike.readers.base import Interpretation, ReadResult
from unlike.readers.formats.value_names import is_missing, value_words

_NEEDED: Final = mark("columns named timestamp, sender and text, each once, and chat where there are several")
_FRAME: Final = mark("a table that speaks Arrow's PyCapsule interface, or that Narwhals knows, with Narwhals installed")


def frame_results(frame: object, title: str, interpretation: Interpretation) -> Iterator[ReadResult]:
    """Conversations in a frame, in the order in which they first have a row.

    Args:
        frame: of any library that hands it over by Arrow's PyCapsule interface, or that Narwhals knows.
        title: of the conversation, where no column names it.
        interpretation: zone and order of dates for times without a zone.

    Raises:
        OptionError: it is no frame, or has no column for when, who and what.
    """
    table = polars_frame(frame)
    roles = column_roles(table.columns)
    if not roles.is_chat:
        raise OptionError("frame", ", ".join(table.columns), _NEEDED)
    rows = (CellRow(f"row {number}", cells) for number, cells in enumerate(table.iter_rows(named=True), 1))
    for chat in table_chats(rows, roles, Path(title), title):
        yield chat.interpreted(interpretation)


def polars_frame(frame: object) -> pl.DataFrame:
    """A frame of any library as one of Polars.

    Raises:
        OptionError: it is none.
    """
    if isinstance(frame, pl.DataFrame):
        return frame
    for conversion in (_by_arrow, _by_narwhals):
        try:
            return conversion(frame)
        except (ImportError, TypeError, ValueError, pl.exceptions.PolarsError):  # the next may know it
            continue
    raise OptionError("frame", type(frame).__name__, _FRAME)


def _by_arrow(frame: object) -> pl.DataFrame:
    if not hasattr(frame, "__arrow_c_stream__"):
        raise TypeError("no Arrow stream")
    return pl.DataFrame(frame)


def _by_narwhals(frame: object) -> pl.DataFrame:
    import narwhals  # noqa: PLC0415 - an extra

    narrow = narwhals.from_native(frame, eager_only=True)
    return pl.DataFrame([_column(name, narrow[name].to_list()) for name in narrow.columns])


def _column(name: str, cells: list[Any]) -> pl.Series:
    """A column with None for what is no value; where its cells are of several types, each as text of its own."""
    values = [None if is_missing(cell) else cell for cell in cells]
    try:
        return pl.Series(name, values)
    except (TypeError, pl.exceptions.PolarsError):
        return pl.Series(name, list(map(value_words, values)), dtype=pl.String)
