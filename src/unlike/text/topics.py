"""Topics of single messages: by phrases that the table of meanings does not veto, and by the table alone."""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.text.assertions import BETWEEN_US, without_quotations
from unlike.text.message_marks import message_marks
from unlike.text.phrase_topics import phrase_topics
from unlike.text.topic_finds import find_scores
from unlike.text.topic_grammar import TOPICS, grammar
from unlike.text.topic_odds import Odds, topic_odds
from unlike.text.topic_scores import score_functions, word_logarithms

LONG: Final = 12
"""Words of a message of several clauses beyond which some phrase matches by chance."""
LONG_MARGIN: Final = 2.0
"""Log odds that such a message needs more, for a phrase in it to count."""
CLAUSE_MARGIN: Final = 2.0
"""Log odds that a short clause needs more, for a phrase in it to count whatever the whole message is."""
FIND_MARGIN: Final = 3.0
"""Log odds that a short clause needs more where no phrase matches."""
_BETWEEN_US: Final = 2.0
"""Log odds that topics between the two need on top, because politeness and banter among strangers are full of them."""
SHORT: Final = 10
"""Words of a clause in which a phrase seldom matches by chance."""
CLAUSE_MARGINS: Final = np.array(
    [CLAUSE_MARGIN + _BETWEEN_US * (topic in BETWEEN_US) for topic in TOPICS], dtype=np.float32
)
"""`CLAUSE_MARGIN` of each topic, shape (topics,)."""
_SLICE: Final = 100_000
"""Texts read at a time: the odds, clauses and plain forms of all of a long history would fill the memory."""
_CLAUSE_END: Final = r"[,;.!?\n]+"
_CLAUSE_BEGIN: Final = r"[,;.!?\n]\s*[^\s,;.!?]"
_WORD: Final = r"\S+"


def topics(texts: pl.Series, language: str) -> pl.DataFrame:
    """Find the topics that each message tells of the writer, of the two who write, or of the writer's close family.

    Args:
        texts: one message each; null tells nothing.
        language: one of `languages()`.

    Returns:
        One Boolean column a topic of `TOPICS`, one row a message.
    """
    return pl.DataFrame(scores_of_topics(texts, language) > 0, schema=dict.fromkeys(TOPICS, pl.Boolean))


def scores_of_topics(texts: pl.Series, language: str, ease: float = 0.0) -> Odds:
    """Scores of the topics that each message tells, for a caller that compares weak ones with what is usual, too.

    Args:
        texts: as of `topics`.
        language: one of `languages()`.
        ease: log odds by which the bars are lowered.

    Returns:
        Shape (texts, topics); above 0 where a topic is told, minus infinity at or below `-ease`.
    """
    slices = texts.alias("text").to_frame().iter_slices(_SLICE)
    parts = [_of_slice(rows, language, ease) for rows in slices]
    return np.concatenate(parts) if parts else np.zeros((0, len(TOPICS)), dtype=np.float32)


def _of_slice(rows: pl.DataFrame, language: str, ease: float) -> Odds:
    """Scores of a slice of texts; each distinct text is read once."""
    distinct = rows.unique(maintain_order=True).with_row_index("place")
    place = rows.join(distinct, on="text", how="left", nulls_equal=True, maintain_order="left")["place"]
    scores: Odds = _scores(distinct["text"], language, ease)[place.to_numpy()]
    return scores


def _scores(texts: pl.Series, language: str, ease: float) -> Odds:
    """Scores of distinct messages; phrases are matched only where the table leaves a topic open."""
    typed, texts = texts, without_quotations(texts, grammar(language))
    odds, clauses, functions = topic_odds(texts), short_clauses(texts), score_functions(language)
    words, of_clauses, rows = word_logarithms(texts), topic_odds(clauses["clause"]), clauses["row"].to_numpy()
    alone = odds.copy()
    np.maximum.at(alone, rows, of_clauses - FIND_MARGIN)
    by_table = functions.table.without_marks(alone, words)
    whole = functions.phrase.without_marks(odds - LONG_MARGIN * is_long(texts)[:, None], words)
    single = functions.phrase.without_marks(of_clauses - CLAUSE_MARGINS, word_logarithms(clauses["clause"]))
    least = -ease - functions.phrase.most_of_marks
    has_phrase = _phrases(texts, whole > least, language)
    in_clause = _phrases(clauses["clause"], (single > least) & (whole[rows] <= 0), language)
    by_phrase = np.where(has_phrase, whole, -np.inf).astype(np.float32)
    np.maximum.at(by_phrase, rows, np.where(in_clause, single, -np.inf).astype(np.float32))
    is_near = np.isfinite(by_phrase) | (by_table > -ease - functions.table.most_of_marks)
    near = np.flatnonzero(is_near.any(axis=1))
    marks = message_marks(typed.gather(near), language)
    by_phrase[near] += functions.phrase.of_marks(marks)
    found = find_scores(texts.gather(near), by_table[near] + functions.table.of_marks(marks), language, ease)
    by_phrase[near] = np.maximum(by_phrase[near], found)
    return np.where(by_phrase > -ease, by_phrase, np.float32(-np.inf))


def _phrases(texts: pl.Series, likely: NDArray[np.bool_], language: str) -> NDArray[np.bool_]:
    """Topics that phrases tell among those that the table leaves open in each text, shape (texts, topics)."""
    result = np.zeros_like(likely)
    some = np.flatnonzero(likely.any(axis=1))
    result[some] = phrase_topics(texts.gather(some), language).to_numpy() & likely[some]
    return result


def is_long(texts: pl.Series) -> NDArray[np.bool_]:
    """Whether each text has several clauses and more than `LONG` words."""
    several = texts.str.contains(_CLAUSE_BEGIN) & (texts.str.count_matches(_WORD) > LONG)
    return several.fill_null(value=False).to_numpy()


def short_clauses(texts: pl.Series) -> pl.DataFrame:
    """Clauses of at most `SHORT` words of the texts that have several; columns as of `in_clauses`."""
    return in_clauses(texts).filter(pl.col("clause").str.count_matches(_WORD).is_between(1, SHORT))


def in_clauses(texts: pl.Series) -> pl.DataFrame:
    """Clauses of the texts that have several: `clause`, and `row`, the index of its text."""
    clauses = texts.str.replace_all(_CLAUSE_END, "\n").str.split("\n")
    rows = pl.DataFrame({"row": pl.int_range(texts.len(), eager=True), "clause": clauses})
    parts = rows.filter(pl.col("clause").list.len() > 1).explode("clause")
    return parts.filter(pl.col("clause").str.contains(_WORD))
