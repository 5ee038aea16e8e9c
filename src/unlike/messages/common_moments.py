"""Rows that two tables have alike: at a moment with the same rows in the same order, each stands for its counterpart.

Two exports of one chat agree at nearly every moment: only the rows of the other moments are left to be paired.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

Positions = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class CommonMoments:
    """Positions of the rows of two tables at moments that both have; for each moment all are alike, or none.

    Attributes:
        alike: in the first and in the second table, as many; the nth row of the one equals the nth of the other.
        others: in the first and in the second table.
    """

    alike: tuple[Positions, Positions]
    others: tuple[Positions, Positions]


def common_moments(first: pl.DataFrame, second: pl.DataFrame, columns: Sequence[str]) -> CommonMoments:
    """Compare the rows of two tables one by one, moment by moment.

    Args:
        first: a table with the columns.
        second: another one.
        columns: to be compared; the first holds the moments as integers, none of them null. A null equals a null.
    """
    moments, other_moments = first[columns[0]], second[columns[0]]
    rows, other_rows = _rows_at(moments, other_moments), _rows_at(other_moments, moments)
    length = min(len(rows), len(other_rows))
    is_equal = np.ones(length, bool)
    for column in columns:
        values, other_values = (
            table[column].gather(pl.Series(positions[:length]))
            for table, positions in ((first, rows), (second, other_rows))
        )
        is_equal &= values.eq_missing(other_values).to_numpy()
    unequal_moments = pl.concat(
        series.gather(pl.Series(np.concatenate([positions[:length][~is_equal], positions[length:]])))
        for series, positions in ((moments, rows), (other_moments, other_rows))
    )
    is_other, is_other_of_second = (
        series.gather(pl.Series(positions)).is_in(unequal_moments.implode()).to_numpy()
        for series, positions in ((moments, rows), (other_moments, other_rows))
    )
    return CommonMoments(
        (rows[~is_other], other_rows[~is_other_of_second]), (rows[is_other], other_rows[is_other_of_second])
    )


def _rows_at(moments: pl.Series, other_moments: pl.Series) -> Positions:
    """Positions of the moments that are among others."""
    return moments.is_in(other_moments.implode()).arg_true().to_numpy().astype(np.int64)
