"""Columns of a table as cells of a CSV file that no spreadsheet takes for formulas."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import polars as pl

_FORMULA: Final = r"^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]"
_MARK: Final = "'"


def spreadsheet_cells(table: pl.DataFrame, columns: Iterable[str]) -> pl.DataFrame:
    """A table whose texts in some columns are as `spreadsheet_cell` has them."""
    return table.with_columns(
        pl.when(pl.col(name).str.contains(_FORMULA))
        .then(pl.concat_str(pl.lit(_MARK), pl.col(name)))
        .otherwise(pl.col(name))
        .alias(name)
        for name in columns
    )
