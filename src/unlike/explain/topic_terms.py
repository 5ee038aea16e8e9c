"""By which of its words a message tells a topic: so that what is said all the time is known from what is not."""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.text.normalise import plain
from unlike.text.topics import tells_topic

MOST: Final = 4000
"""Messages that are looked at word by word; in a longer history the others are known by the words found in these."""
_LONGEST: Final = 40  # words of a message that are looked at

Ints = NDArray[np.int64]


def telling_words(texts: pl.Series, names: pl.Series, language: str) -> pl.Series:
    """The word that completes the first phrase that tells a topic, and the one that begins the last: often the same.

    Args:
        texts: messages, each of which tells a topic.
        names: the topic of each.
        language: one of `languages()`.

    Returns:
        Lists of one or two words in their plain form, one list a message; empty where none was found.
    """
    rows = pl.DataFrame({"text": texts.fill_null(""), "topic": names.cast(pl.String)})
    each = rows.unique(maintain_order=True)
    looked = each.gather_every(max(1, -(-each.height // MOST)))
    looked = looked.with_columns(words=_ends(looked, language))
    told = rows.join(looked, on=("text", "topic"), how="left", maintain_order="left")
    return told["words"] if looked.height == each.height else _by_known(told, looked)


def _ends(rows: pl.DataFrame, language: str) -> pl.Series:
    """Both words of each message."""
    words = [text.split()[:_LONGEST] or [""] for text in rows["text"].to_list()]
    first = _shortest(words, rows["topic"], language, backwards=False)
    last = _shortest(words, rows["topic"], language, backwards=True)
    both = [[one[end - 1], one[-begin]] for one, end, begin in zip(words, first.tolist(), last.tolist(), strict=True)]
    bare = plain(pl.Series(both, dtype=pl.List(pl.String)).explode()).str.strip_chars(" ,")
    return pl.Series(bare.to_numpy().reshape(-1, 2).tolist(), dtype=pl.List(pl.String)).list.unique(maintain_order=True)


def _shortest(words: list[list[str]], names: pl.Series, language: str, *, backwards: bool) -> Ints:
    """How many words from its beginning on, or up to its end, tell the topic of each message; found by halving."""
    low = np.ones(len(words), dtype=np.int64)
    high = np.array([len(one) for one in words], dtype=np.int64)
    while (low < high).any():
        middle = (low + high) // 2
        sized = zip(words, middle.tolist(), strict=True)
        parts = [" ".join(one[-size:] if backwards else one[:size]) for one, size in sized]
        tells = _tells(pl.Series(parts, dtype=pl.String), names, language)
        high, low = np.where(tells, middle, high), np.where(tells, low, np.minimum(middle + 1, high))
    return high


def _tells(texts: pl.Series, names: pl.Series, language: str) -> NDArray[np.bool_]:
    """Whether each text tells the topic named beside it."""
    rows = pl.DataFrame({"text": texts, "topic": names})
    tells = np.zeros(rows.height, dtype=np.bool_)
    for (name,), group in rows.with_row_index("row").group_by("topic"):
        tells[group["row"].to_numpy()] = tells_topic(group["text"], str(name), language).to_numpy()
    return tells


def _by_known(told: pl.DataFrame, looked: pl.DataFrame) -> pl.Series:
    """The words of those that were not looked at: the known ones of their topic that stand in them."""
    known = looked.select("topic", pl.col("words").alias("word")).explode("word").unique().with_columns(known=True)
    numbered = told.with_row_index("row")
    rest = numbered.filter(pl.col("words").is_null())
    each = rest.with_columns(word=plain(rest["text"]).str.strip_chars(" ").str.split(" ")).explode("word")
    found = each.join(known, on=("topic", "word")).group_by("row").agg(found=pl.col("word").unique(maintain_order=True))
    spread = numbered.join(found, on="row", how="left", maintain_order="left")
    return spread.select(pl.coalesce("words", "found").fill_null([]))["words"]
