"""Rows that two tables have alike: at a moment with the same rows in the same order, each stands for its counterpart.

Two exports of one chat agree at nearly every moment: only the rows of the other moments are left to be paired.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

Positions = NDArray[np.int64]


def alike_rows(first: pl.DataFrame, second: pl.DataFrame, columns: Sequence[str]) -> tuple[Positions, Positions]:
    """Positions, in both tables, of the rows at moments at which these are equal, one by one and in their order.

    Of a moment all rows are among them, or none. The nth position of the one belongs to the nth of the other.

    Args:
        first: a table with the columns.
        second: another one.
        columns: to be compared; the first holds the moments as integers, none of them null. A null equals a null.
    """
    moments, other_moments = first[columns[0]], second[columns[0]]
    positions, other_positions = _positions_of(moments, other_moments), _positions_of(other_moments, moments)
    length = min(len(positions), len(other_positions))
    is_equal = np.ones(length, bool)
    for column in columns:
        values, other_values = (
            table[column].gather(pl.Series(rows[:length]))
            for table, rows in ((first, positions), (second, other_positions))
        )
        is_equal &= values.eq_missing(other_values).to_numpy()
    unequal_moments = pl.concat(
        series.gather(pl.Series(np.concatenate([rows[:length][~is_equal], rows[length:]])))
        for series, rows in ((moments, positions), (other_moments, other_positions))
    )
    if unequal_moments.is_empty():
        return positions, other_positions
    is_alike, is_other_alike = (
        ~series.gather(pl.Series(rows)).is_in(unequal_moments.implode()).to_numpy()
        for series, rows in ((moments, positions), (other_moments, other_positions))
    )
    return positions[is_alike], other_positions[is_other_alike]


def without_rows(table: pl.DataFrame, positions: Positions) -> pl.DataFrame:
    """A table without the rows at some positions."""
    is_left = np.ones(table.height, bool)
    is_left[positions] = False
    return table.filter(pl.Series(is_left))


def _positions_of(moments: pl.Series, other_moments: pl.Series) -> Positions:
    """Positions of the moments that are among others."""
    return moments.is_in(other_moments.implode()).arg_true().to_numpy().astype(np.int64)
