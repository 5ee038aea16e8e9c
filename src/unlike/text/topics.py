"""Topics of single messages: by phrases that the table of meanings does not veto, and by the table alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.text.assertions import BETWEEN_US, without_quotations
from unlike.text.phrase_topics import phrase_topics
from unlike.text.topic_bars import topic_bars
from unlike.text.topic_finds import finds
from unlike.text.topic_grammar import TOPICS, grammar
from unlike.text.topic_odds import topic_odds

LONG: Final = 12
"""Words of a message of several clauses beyond which some phrase matches by chance."""
LONG_MARGIN: Final = 2.0
"""Log odds that such a message needs above the bar, for a phrase in it to count."""
CLAUSE_MARGIN: Final = 2.0
"""Log odds that a short clause needs above the bar, for a phrase in it to count whatever the whole message is."""
FIND_MARGIN: Final = 3.0
"""Log odds that a short clause needs above the bar where no phrase matches."""
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
    (flags,) = topics_by_ease(texts, language, (0.0,))
    return flags


def topics_by_ease(texts: pl.Series, language: str, eases: Sequence[float]) -> tuple[pl.DataFrame, ...]:
    """Find topics at lower bars, for a caller that compares a finding with how often it is found otherwise.

    Args:
        texts: as of `topics`.
        language: one of `languages()`.
        eases: log odds by which the bars are lowered, the greatest last.

    Returns:
        A table as of `topics` for each ease.
    """
    slices = texts.alias("text").to_frame().iter_slices(_SLICE)
    parts = [_of_slice(rows, language, eases) for rows in slices]
    if not parts:
        return tuple(pl.DataFrame(schema=dict.fromkeys(TOPICS, pl.Boolean)) for _ in eases)
    return tuple(pl.concat(tables) for tables in zip(*parts, strict=True))


def _of_slice(rows: pl.DataFrame, language: str, eases: Sequence[float]) -> list[pl.DataFrame]:
    """Topics of a slice of texts at each ease; each distinct text is read once."""
    distinct = rows.unique(maintain_order=True).with_row_index("place")
    place = rows.join(distinct, on="text", how="left", nulls_equal=True, maintain_order="left")["place"]
    tables = _topics(distinct["text"], language, eases)
    return [pl.DataFrame(table[place.to_numpy()], schema=dict.fromkeys(TOPICS, pl.Boolean)) for table in tables]


def _topics(texts: pl.Series, language: str, eases: Sequence[float]) -> list[NDArray[np.bool_]]:
    """Topics of distinct messages at each ease; phrases are matched only where the table leaves a topic open."""
    texts = without_quotations(texts, grammar(language))
    odds, clauses = topic_odds(texts), short_clauses(texts)
    of_clauses, rows = topic_odds(clauses["clause"]), clauses["row"].to_numpy()
    evidence, bars = odds.copy(), topic_bars(language).phrase
    np.maximum.at(evidence, rows, of_clauses - FIND_MARGIN)
    whole, single = odds - bars - LONG_MARGIN * is_long(texts)[:, None], of_clauses - bars - CLAUSE_MARGINS
    has_phrase = _phrases(texts, whole > -eases[-1], language)
    in_clause = _phrases(clauses["clause"], (single > -eases[-1]) & (whole[rows] <= 0), language)
    tables = []
    for ease in eases:
        result = finds(texts, evidence, language, ease) | (has_phrase & (whole > -ease))
        np.logical_or.at(result, rows, in_clause & (single > -ease))
        tables.append(result)
    return tables


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
