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


def _odds(texts: pl.Series) -> Odds:
    """The same of not too many texts."""
    words = normal_words(texts.str.slice(0, LONGEST))
    distinct, codes = _coded(words.explode(empty_as_null=False))
    vectors, sizes = _word_vectors(distinct)
    lengths = words.list.len().to_numpy().astype(np.int64)
    whole = np.concatenate([vectors, sizes[:, None]], axis=1)  # the number of pieces is summed beside their rows
    sums = _segment_sums(whole, codes, lengths)
    return _network(sums[:, :-1], sums[:, -1])


def _segment_sums(table: NDArray[np.generic], rows: NDArray[np.integer], lengths: NDArray[np.int64]) -> Odds:
    """Sums of a table's rows over segments that follow each other, shape (segments, columns); place by place."""
    sums = np.zeros((lengths.size, table.shape[1]), dtype=np.float32)
    starts, place = np.cumsum(lengths) - lengths, 0
    segments = np.flatnonzero(lengths > 0)
    while segments.size:
        sums[segments] += table[rows[starts[segments] + place]]
        place += 1
        segments = segments[lengths[segments] > place]
    return sums


def _coded(words: pl.Series) -> tuple[list[str], NDArray[np.uint32]]:
    """The distinct words, and which of them each word is."""
    rows = words.alias("word").to_frame()
    distinct = rows.unique(maintain_order=True).with_row_index("code")
    return distinct["word"].to_list(), rows.join(distinct, on="word", how="left", maintain_order="left")[
        "code"
    ].to_numpy()


def _word_vectors(words: list[str]) -> tuple[Odds, Odds]:
    """The sum of the pieces' rows of each word, shape (words, 64), and how many pieces it has."""
    model = topic_model()
    pieces = [model.pieces.of_word(word) for word in words]
    sizes = np.fromiter(map(len, pieces), dtype=np.int64, count=len(pieces))
    flat = np.fromiter(chain.from_iterable(pieces), dtype=np.int64, count=int(sizes.sum()))
    return _segment_sums(model.vectors, flat, sizes), sizes.astype(np.float32)


def _network(sums: Odds, counts: Odds) -> Odds:
    """Odds from the sums of the pieces' rows of some texts, shape (texts, 64), and their numbers of pieces."""
    model = topic_model()
    layers = model.layers
    whole = sums + model.vectors[[_BEGIN, _END]].sum(axis=0, dtype=np.float32)
    entry = whole * model.scale / np.sqrt(counts + 2)[:, None] + layers["entry_constant"]
    hidden = np.maximum(entry @ layers["first"] + layers["first_constant"], 0)
    hidden += np.maximum(hidden @ layers["second"] + layers["second_constant"], 0)
    odds: Odds = hidden @ layers["last"] + entry @ layers["direct"] + layers["last_constant"]
    return odds


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
