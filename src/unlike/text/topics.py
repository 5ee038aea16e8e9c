"""What single messages tell: by phrases that the table of meanings does not speak against, and by the table itself."""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.text.assertions import BETWEEN_US, without_quotations
from unlike.text.phrase_topics import phrase_topics
from unlike.text.topic_finds import finds
from unlike.text.topic_grammar import TOPICS, grammar
from unlike.text.topic_odds import Odds, topic_odds

VETO: Final = {"en": -5.0, "ja": -9.0, "zh": -9.0, "nl": -9.0, "it": -9.0, "tr": -8.0, "pl": -9.0}
"""Log odds below which what a phrase found is taken back; see docs/measurements/topics-and-tone.md."""
LONG_VETO: Final = {"en": -3.0}
"""The same of messages of several clauses and more than `LONG` words, in which some phrase is there by chance."""
LONG: Final = 12
CLAUSE: Final = {"en": -3.0}
"""Log odds of a short clause by itself, from which on it keeps what a phrase found in it, whatever else is said."""
_CLAUSE: Final = -5.0
"""The same in the other languages."""
_BETWEEN_US: Final = 2.0
"""How much more the topics of the two need, of which strangers' politeness and banter are full."""
SHORT: Final = 10
"""Words of a clause in which a phrase is seldom by chance."""
_SLICE: Final = 100_000
"""Texts that are looked at together: the odds, clauses and plain forms of all of a long history would fill memory."""
_CLAUSE_END: Final = r"[,;.!?\n]+"
_CLAUSE_BEGIN: Final = r"[,;.!?\n]\s*[^\s,;.!?]"
_WORD: Final = r"\S+"
_VETO: Final = -7.0
"""`VETO` in the other languages, whose words the table knows less well."""


def topics(texts: pl.Series, language: str) -> pl.DataFrame:
    """What each message tells of the writer, of the two who write, or of the writer's close family.

    Args:
        texts: one message each; null tells nothing.
        language: one of `languages()`.

    Returns:
        One Boolean column a topic of `TOPICS`, one row a message.
    """
    slices = texts.alias("text").to_frame().iter_slices(_SLICE)
    tables = [_of_slice(rows, language) for rows in slices]
    return pl.concat(tables) if tables else pl.DataFrame(schema=dict.fromkeys(TOPICS, pl.Boolean))


def _of_slice(rows: pl.DataFrame, language: str) -> pl.DataFrame:
    """The same of not too many texts, each distinct one looked at once."""
    distinct = rows.unique(maintain_order=True)
    each = distinct.hstack(_topics(distinct["text"], language))
    return rows.join(each, on="text", how="left", nulls_equal=True, maintain_order="left").drop("text")


def _topics(texts: pl.Series, language: str) -> pl.DataFrame:
    """The same of distinct messages; phrases are looked for only where the table leaves a topic open."""
    texts = without_quotations(texts, grammar(language))
    odds = topic_odds(texts)
    likely = odds > _vetoes(texts, language)[:, None]
    likely |= _clause_topics(texts, likely, language)
    some = np.flatnonzero(likely.any(axis=1))
    result = finds(texts, odds, language)
    result[some] |= phrase_topics(texts.gather(some), language).to_numpy() & likely[some]
    return pl.DataFrame(result, schema=dict.fromkeys(TOPICS, pl.Boolean))


def _vetoes(texts: pl.Series, language: str) -> Odds:
    """Log odds below which what a phrase found in each text is taken back, shape (texts,)."""
    usual = VETO.get(language, _VETO)
    several = texts.str.contains(_CLAUSE_BEGIN) & (texts.str.count_matches(_WORD) > LONG)
    return np.where(several.fill_null(value=False), LONG_VETO.get(language, usual), usual).astype(np.float32)


def _clause_topics(texts: pl.Series, likely: NDArray[np.bool_], language: str) -> NDArray[np.bool_]:
    """Topics that a short clause tells by itself, in a message that is mostly about something else.

    Args:
        texts: one message each; null has no clause.
        likely: topics that the odds of the whole leave open, shape (texts, topics).
        language: one of `languages()`.

    Returns:
        Shape (texts, topics); nothing for a text of one clause, whose odds are the text's own.
    """
    result = np.zeros_like(likely)
    clauses = _short_clauses(texts)
    rows = clauses["row"].to_numpy()
    bars = [CLAUSE.get(language, _CLAUSE) + _BETWEEN_US * (topic in BETWEEN_US) for topic in TOPICS]
    open_topics = (topic_odds(clauses["clause"]) > np.array(bars)) & ~likely[rows]
    some = np.flatnonzero(open_topics.any(axis=1))
    of_phrases = phrase_topics(clauses["clause"].gather(some), language).to_numpy()
    np.logical_or.at(result, rows[some], of_phrases & open_topics[some])
    return result


def _short_clauses(texts: pl.Series) -> pl.DataFrame:
    """The clauses of at most `SHORT` words of texts that have several, and in which row each stands."""
    return in_clauses(texts).filter(pl.col("clause").str.count_matches(_WORD).is_between(1, SHORT))


def in_clauses(texts: pl.Series) -> pl.DataFrame:
    """The clauses of texts that have several, `clause`, and the number of the text in which each stands, `row`."""
    clauses = texts.str.replace_all(_CLAUSE_END, "\n").str.split("\n")
    rows = pl.DataFrame({"row": pl.int_range(texts.len(), eager=True), "clause": clauses})
    parts = rows.filter(pl.col("clause").list.len() > 1).explode("clause")
    return parts.filter(pl.col("clause").str.contains(_WORD))
