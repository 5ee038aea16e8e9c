"""English tone as a linear sum over hashed words, pairs of words and pieces of words.

After Joulin et al. 2017, EACL (bags of words and pairs) and Bojanowski et al. 2017, TACL 5:135 (pieces of words, so
that a misspelt word is still like itself). The weights are learnt by `scripts/train_language.py`.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.core.content_caches import content_cache

BUCKETS: Final = 1 << 16
PIECE: Final = 0.4
"""What a piece of a word counts beside a whole word."""
_CACHED_WORDS: Final = 20_000
_RUN: Final = zlib.crc32(b"_")
"""Sets runs apart from words of the same letters."""
TONES: Final = ("warm", "irritated", "sad", "worried")
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ToneWeights:
    """What was learnt: `table` (BUCKETS x tones) and `bias` (tones)."""

    table: NDArray[np.float32]
    bias: Floats


@cache
def weights() -> ToneWeights:
    """The weights in the package."""
    with files("unlike.text").joinpath("tone-en.npz").open("rb") as file, np.load(file) as stored:
        scale = stored["scale"].astype(np.float32)
        return ToneWeights(stored["table"].astype(np.float32) * scale, stored["bias"].astype(np.float64))


def grams(texts: pl.Series) -> pl.DataFrame:
    """The words and pairs of words of plain texts: `row`, `gram`; a pair has a space in it."""
    words = (
        pl.DataFrame({"gram": texts.str.strip_chars(" ").str.split(" ")})
        .with_row_index("row")
        .explode("gram")
        .filter(pl.col("gram") != "")
    )
    after = pl.when(pl.col("row") == pl.col("row").shift(-1)).then(pl.col("gram").shift(-1))
    pairs = words.with_columns(gram=pl.col("gram") + " " + after).drop_nulls("gram")
    return pl.concat([words, pairs])


def pieces(gram: str) -> Sequence[tuple[int, float]]:
    """The buckets of a word or a pair, each with what it counts: itself, and for a word its runs of 3 to 5 letters."""
    if " " in gram or gram == ",":
        return ((zlib.crc32(gram.encode()) % BUCKETS, 1.0),)
    return _word_pieces(gram)


@content_cache(_CACHED_WORDS)
def _word_pieces(gram: str) -> Sequence[tuple[int, float]]:
    """The buckets of a word and of its runs of letters."""
    word = f"<{gram[:24]}>".encode()
    runs = dict.fromkeys(word[at : at + size] for size in (3, 4, 5) for at in range(len(word) - size + 1))
    whole = (zlib.crc32(gram.encode()) % BUCKETS, 1.0)
    return (whole, *((zlib.crc32(run, _RUN) % BUCKETS, PIECE) for run in runs))


def sums(texts: pl.Series) -> Floats:
    """The tones' log odds of plain texts; shape (texts, tones)."""
    learnt = weights()
    table = grams(texts)
    known = table["gram"].unique().sort()
    coded = table.join(known.to_frame().with_row_index("code"), on="gram", how="left", maintain_order="left")
    vectors = _vectors(known.to_list(), learnt.table)
    row, code = coded["row"].to_numpy(), coded["code"].to_numpy()
    totals = [np.bincount(row, vectors[code, column], texts.len()) for column in range(len(TONES) + 1)]
    size = np.sqrt(np.maximum(totals[-1], 1.0))
    return np.stack(totals[:-1], axis=1) / size[:, None] + learnt.bias


def _vectors(grams: Sequence[str], table: NDArray[np.float32]) -> Floats:
    """For each gram its sum for each tone, and what it adds to a text's size; shape (grams, tones + 1)."""
    if not grams:
        return np.zeros((0, len(TONES) + 1))
    gram_pieces = [pieces(gram) for gram in grams]
    sizes = np.fromiter(map(len, gram_pieces), dtype=np.int64)
    flat = np.fromiter(chain.from_iterable(chain.from_iterable(gram_pieces)), dtype=np.float64).reshape(-1, 2)
    buckets, count = flat[:, 0].astype(np.int64), flat[:, 1:]
    weighed = np.hstack([table[buckets] * count, count**2])
    result: Floats = np.add.reduceat(weighed, np.cumsum(sizes) - sizes, axis=0)
    return result
