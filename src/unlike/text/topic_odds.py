"""What each message tells by meaning: log odds of each topic, from a table of pieces and a small network.

The table is distilled from Google's multilingual USE v3 (Yang et al. 2020, ACL demo) by `scripts/distil_topics.py`:
what that encoder makes of each piece on average before it adds the pieces up, brought down to 64 numbers that keep what
tells topics apart. Its licence and what was changed stand beside it, in `topic_model/`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.text.topic_grammar import TOPICS
from unlike.text.word_pieces import WordPieces, normal_words

Odds = NDArray[np.float32]
"""Natural logarithms of odds, shape (texts, topics), topics as in `TOPICS`."""
LONGEST: Final = 400
"""Characters of a message that are read."""
_TOGETHER: Final = 100_000
"""Messages that are read in one go."""
_BLOCK: Final = 4096
"""Texts that go through the network in one go: what it makes of so many stays near the processor."""
_BEGIN, _END = 1, 2  # pieces that open and close every text


@dataclass(frozen=True, slots=True)
class TopicModel:
    """The table and the network over it.

    Attributes:
        pieces: how words are cut.
        vectors: a row a piece, shape (pieces, 64), int8, mapped from the file.
        scale: what a unit of each column is worth, shape (64,).
        layers: weights and constants from the input to the odds, by name.
    """

    pieces: WordPieces
    vectors: NDArray[np.int8]
    scale: Odds
    layers: dict[str, Odds]


def topic_odds(texts: pl.Series) -> Odds:
    """Log odds of each topic for each text.

    Args:
        texts: one message each, in any of the encoder's languages; null counts as empty.

    Returns:
        Shape (texts, topics).
    """
    parts = [_odds(texts.slice(begin, _TOGETHER)) for begin in range(0, texts.len(), _TOGETHER)]
    return np.concatenate(parts) if parts else np.zeros((0, len(TOPICS)), dtype=np.float32)


def odds_without_words(texts: pl.Series) -> Odds:
    """Log odds of each topic for each text without one of its words, whichever that is.

    Args:
        texts: lists of words without spaces between them, as they were typed.

    Returns:
        Shape (words of all texts, topics), in order.
    """
    table, codes, lengths = _word_sums(texts)
    text_of_word = np.repeat(np.arange(lengths.size), lengths)
    odds = np.zeros((codes.size, len(TOPICS)), dtype=np.float32)
    sums = _segment_sums(table, codes, lengths)
    for begin in range(0, codes.size, _BLOCK):
        block = slice(begin, begin + _BLOCK)
        odds[block] = _network(sums[text_of_word[block]] - table[codes[block]])
    return odds


def _odds(texts: pl.Series) -> Odds:
    """The same of not too many texts; the shortest first, so that those of a block end at about one place."""
    table, codes, lengths = _word_sums(texts.fill_null("").str.slice(0, LONGEST).str.split(" "))
    order, starts = np.argsort(lengths, kind="stable"), np.cumsum(lengths) - lengths
    odds = np.zeros((lengths.size, len(TOPICS)), dtype=np.float32)
    for begin in range(0, order.size, _BLOCK):
        block = order[begin : begin + _BLOCK]
        odds[block] = _network(_sums_from(table, codes, starts[block], lengths[block]))
    return odds


def _word_sums(texts: pl.Series) -> tuple[Odds, NDArray[np.uint32], NDArray[np.int64]]:
    """Words of texts as rows of a table.

    Args:
        texts: lists of words; what stands between two spaces has the same pieces in every text.

    Returns:
        The sum of the pieces' rows of each distinct word, with the number of pieces behind, shape (words, 65); the word
        at each place of the texts; and how many words each text has.
    """
    distinct, codes = _coded(texts.explode(empty_as_null=False))
    return _word_vectors(distinct), codes, texts.list.len().to_numpy().astype(np.int64)


def _segment_sums(table: NDArray[np.generic], rows: NDArray[np.integer], lengths: NDArray[np.int64]) -> Odds:
    """Sums of a table's rows over segments that follow each other, shape (segments, columns)."""
    return _sums_from(table, rows, np.cumsum(lengths) - lengths, lengths)


def _sums_from(
    table: NDArray[np.generic], rows: NDArray[np.integer], starts: NDArray[np.int64], lengths: NDArray[np.int64]
) -> Odds:
    """Sums over segments that begin at some places, place by place; they are whole numbers, exact in any order."""
    sums = np.zeros((lengths.size, table.shape[1]), dtype=np.float32)
    segments = np.flatnonzero(lengths > 0)
    place = 0
    while segments.size:
        sums[segments] += table[rows[starts[segments] + place]]
        place += 1
        segments = segments[lengths[segments] > place]
    return sums


def _coded(words: pl.Series) -> tuple[pl.Series, NDArray[np.uint32]]:
    """The distinct words, and which of them each word is."""
    rows = words.alias("word").to_frame()
    distinct = rows.unique(maintain_order=True).with_row_index("code")
    codes = rows.join(distinct, on="word", how="left", maintain_order="left")["code"]
    return distinct["word"], codes.to_numpy()


def _word_vectors(words: pl.Series) -> Odds:
    """The sum of the pieces' rows of each word, and how many pieces it has, shape (words, 65)."""
    model = topic_model()
    of_word = model.pieces.of_word
    pieces = [[piece for part in parts for piece in of_word(part)] for parts in normal_words(words).to_list()]
    sizes = np.fromiter(map(len, pieces), dtype=np.int64, count=len(pieces))
    flat = np.fromiter(chain.from_iterable(pieces), dtype=np.int64, count=int(sizes.sum()))
    return np.concatenate([_segment_sums(model.vectors, flat, sizes), sizes[:, None]], axis=1, dtype=np.float32)


def _network(pieces: Odds) -> Odds:
    """Odds from the sums of the pieces' rows of some texts and their numbers of pieces, shape (texts, 65).

    Products of matrices are summed in another order for other numbers of texts, on some processors: in double
    precision nothing of it is left in the odds of a text.
    """
    model = topic_model()
    sums, counts = pieces[:, :-1], pieces[:, -1]
    layers = {name: values.astype(np.float64) for name, values in model.layers.items()}
    whole = sums + model.vectors[[_BEGIN, _END]].sum(axis=0, dtype=np.float64)
    entry = whole * model.scale / np.sqrt(counts + 2)[:, None] + layers["entry_constant"]
    hidden = np.maximum(entry @ layers["first"] + layers["first_constant"], 0)
    hidden += np.maximum(hidden @ layers["second"] + layers["second_constant"], 0)
    odds = hidden @ layers["last"] + entry @ layers["direct"] + layers["last_constant"]
    rounded: Odds = odds.astype(np.float32)
    return rounded


@cache
def topic_model() -> TopicModel:
    """The model as it is stored, read when first needed."""
    folder = files("unlike.text").joinpath("topic_model")
    with folder.joinpath("pieces.npz").open("rb") as file, np.load(file) as stored:
        written, scores = bytes(stored["pieces"]).decode("utf-8").split("\n"), stored["scores"].tolist()
    with folder.joinpath("network.npz").open("rb") as file, np.load(file) as stored:
        layers = {name: stored[name] for name in stored.files}
    names = layers.pop("topics").tolist()
    columns = [names.index(name) for name in TOPICS]
    layers |= {name: layers[name][..., columns] for name in ("last", "direct", "last_constant")}
    vectors = np.load(str(folder.joinpath("vectors.npy")), mmap_mode="r")
    return TopicModel(WordPieces(written, scores), vectors, layers.pop("scale"), layers)
