"""Control of false discoveries over all people of all conversations (Benjamini & Hochberg 1995, JRSS B 57:289)."""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.core.series import Floats
from unlike.corpus.corpus_folder import CorpusFolder

MAX_FALSE_DISCOVERY_RATE: Final = 0.1
"""Share of the discoveries of a family that may be so by chance."""
FAMILIES: Final = ("now", "spells", "shifts")
"""Findings that are controlled, each family by itself."""


def write_controlled_findings(folder: CorpusFolder) -> tuple[dict[str, int], dict[str, int], list[str]]:
    """Write the findings of all tasks with their q-values; a second time gives the same files.

    Returns:
        How many histories were compared and how many are discoveries, by family, and the files.

    Raises:
        OSError: the output cannot be written.
    """
    files = folder.uncontrolled_files()
    chances = [pl.read_parquet(file, columns=["enough", *(f"{name}_chance" for name in FAMILIES)]) for file in files]
    heights = [table.height for table in chances]
    all_chances = pl.concat(chances) if chances else None
    q_values = {name: _family_q_values(all_chances, name) for name in FAMILIES} if all_chances is not None else {}
    ends = np.cumsum([0, *heights])
    controlled_files = []
    for file, begin, end in zip(files, ends[:-1], ends[1:], strict=True):
        columns = {f"{name}_q": pl.Series(q[begin:end]).fill_nan(None) for name, q in q_values.items()}
        table = pl.read_parquet(file).with_columns(**columns)
        app = file.parent.name.removeprefix("app=")
        controlled_files.append(folder.write_table(folder.table_path("findings", app, file.stem), table))
    compared_histories = {name: int(np.isfinite(q).sum()) for name, q in q_values.items()}
    discoveries = {name: int((q <= MAX_FALSE_DISCOVERY_RATE).sum()) for name, q in q_values.items()}
    return compared_histories, discoveries, controlled_files


def _family_q_values(table: pl.DataFrame, name: str) -> Floats:
    """Q-values of one family, shape (n,); NaN where nothing was compared, and p = 1 for a history without a finding."""
    chance = pl.col(f"{name}_chance").cast(pl.Float64)
    if name != "now":
        chance = pl.when(pl.col("enough")).then(chance.fill_null(1.0))
    values = table.select(chance.fill_null(float("nan"))).to_series().to_numpy()
    is_compared = np.isfinite(values)
    q: Floats = np.full(values.size, np.nan)
    q[is_compared] = adjusted_p_values(values[is_compared])
    return q


def adjusted_p_values(chances: NDArray[np.float64]) -> Floats:
    """Adjust p-values: the smallest false discovery rate at which each hypothesis is rejected; shape (n,).

    Args:
        chances: p-values, shape (n,).
    """
    order = np.argsort(chances, kind="stable")
    ranks = np.arange(1, chances.size + 1)
    steps = chances[order] * chances.size / ranks
    q = np.empty_like(chances)
    q[order] = np.minimum(np.minimum.accumulate(steps[::-1])[::-1], 1.0)
    return q
