"""Texts as cells of a CSV file that a spreadsheet takes for texts, and never for formulas."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import polars as pl

_FORMULA: Final = r"^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]"
_FORMULA_STARTS: Final = re.compile("[=+\\-@＝＋－＠]")
_MARK: Final = "'"


def spreadsheet_cell(text: str) -> str:
    """A text as a cell: behind an apostrophe where a spreadsheet would take it for a formula."""
    start = next((sign for sign in text if sign.isprintable() and not sign.isspace()), "")
    return f"{_MARK}{text}" if _FORMULA_STARTS.match(start) else text


def spreadsheet_cells(table: pl.DataFrame, columns: Iterable[str]) -> pl.DataFrame:
    """A table whose texts in some columns are as `spreadsheet_cell` has them."""
    return table.with_columns(
        pl.when(pl.col(name).str.contains(_FORMULA))
        .then(pl.concat_str(pl.lit(_MARK), pl.col(name)))
        .otherwise(pl.col(name))
        .alias(name)
        for name in columns
    )
