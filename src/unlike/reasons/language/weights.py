"""English tone as a linear sum over hashed words, pairs of words and pieces of words.

After Joulin et al. 2017, EACL (bags of words and pairs) and Bojanowski et al. 2017, TACL 5:135 (pieces of words, so
that a misspelt word is still like itself). The weights are learnt by `scripts/train_language.py`.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

BUCKETS: Final = 1 << 16
PIECE: Final = 0.4
"""What a piece of a word counts beside a whole word."""
TONES: Final = ("warm", "irritated", "sad", "worried")
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learnt: `table` (BUCKETS x tones) and `bias` (tones)."""

    table: NDArray[np.float32]
    bias: Floats


@cache
def weights() -> Weights:
    """The weights in the package."""
    with files("unlike.reasons.language").joinpath("tone-en.npz").open("rb") as file, np.load(file) as stored:
        scale = stored["scale"].astype(np.float32)
        return Weights(stored["table"].astype(np.float32) * scale, stored["bias"].astype(np.float64))


def grams(texts: pl.Series) -> pl.DataFrame:
    """The words and pairs of words of plain texts: `row`, `gram`; a pair has a space in it."""
    words = (
        pl.DataFrame({"gram": texts.str.strip_chars(" ").str.split(" ")})
        .with_row_index("row")
        .explode("gram")
        .filter(pl.col("gram") != "")
    )
    after = pl.col("gram").shift(-1).over("row")
    pairs = words.with_columns(gram=pl.col("gram") + " " + after).drop_nulls("gram")
    return pl.concat([words, pairs])


def pieces(gram: str) -> list[tuple[int, float]]:
    """The buckets of a word or a pair, each with what it counts: itself, and for a word its runs of 3 to 5 letters."""
    found = [(zlib.crc32(gram.encode()) % BUCKETS, 1.0)]
    if " " in gram or gram == ",":
        return found
    word = f"<{gram[:24]}>"
    runs = {word[at : at + size] for size in (3, 4, 5) for at in range(len(word) - size + 1)}
    return found + [(zlib.crc32(f"_{run}".encode()) % BUCKETS, PIECE) for run in sorted(runs)]


def sums(texts: pl.Series) -> Floats:
    """The tones' log odds of plain texts; shape (texts, tones)."""
    learnt = weights()
    table = grams(texts)
    coded = table.select("row", code=pl.col("gram").rank("dense") - 1)
    known = table["gram"].unique().sort()
    vectors = np.array([_vector(gram, learnt.table) for gram in known], dtype=np.float64).reshape(-1, len(TONES) + 1)
    row, code = coded["row"].to_numpy(), coded["code"].to_numpy()
    totals = [np.bincount(row, vectors[code, column], texts.len()) for column in range(len(TONES) + 1)]
    size = np.sqrt(np.maximum(totals[-1], 1.0))
    return np.stack(totals[:-1], axis=1) / size[:, None] + learnt.bias


def _vector(gram: str, table: NDArray[np.float32]) -> Floats:
    """A gram's sum for each tone, and what it adds to the text's size."""
    buckets, counts = zip(*pieces(gram), strict=True)
    count = np.array(counts)
    return np.append(count @ table[list(buckets)], float(count @ count))
