"""Topics of single messages: by phrases that the table of meanings does not veto, and by the table alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.text.assertions import BETWEEN_US, without_quotations
from unlike.text.phrase_topics import wanted_topics
from unlike.text.text_odds import Ints, PlainTexts, TextOdds, in_clauses, several_clauses
from unlike.text.topic_bars import topic_bars
from unlike.text.topic_finds import finds_by_ease
from unlike.text.topic_grammar import TOPICS, grammar

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
    parts = [reading.tables() for reading in read_topics(texts, language, eases)]
    if not parts:
        return tuple(pl.DataFrame(schema=dict.fromkeys(TOPICS, pl.Boolean)) for _ in eases)
    return tuple(pl.concat(tables) for tables in zip(*parts, strict=True))


@dataclass(frozen=True, slots=True)
class TopicReading:
    """Topics of a slice of texts.

    Attributes:
        texts: the distinct ones.
        places: which of them each text is.
        flags: topics of the distinct texts at each ease, shape (texts, topics).
        odds: of the distinct texts `without_quotations`.
        is_changed: whether that is another text, shape (texts,).
    """

    texts: pl.Series
    places: NDArray[np.uint32]
    flags: list[NDArray[np.bool_]]
    odds: TextOdds
    is_changed: NDArray[np.bool_]

    def tables(self) -> list[pl.DataFrame]:
        """A table as of `topics` for each ease."""
        return [pl.DataFrame(flags[self.places], schema=dict.fromkeys(TOPICS, pl.Boolean)) for flags in self.flags]


def read_topics(texts: pl.Series, language: str, eases: Sequence[float]) -> Iterator[TopicReading]:
    """Read texts slice by slice, each distinct one of a slice once; for the arguments see `topics_by_ease`."""
    for rows in texts.alias("text").to_frame().iter_slices(_SLICE):
        distinct = rows.unique(maintain_order=True).with_row_index("place")
        places = rows.join(distinct, on="text", how="left", nulls_equal=True, maintain_order="left")["place"]
        rules, own = grammar(language), distinct["text"]
        quoted = without_quotations(own, rules)
        odds = TextOdds.of(quoted, rules.apostrophe)
        flags = _topics(quoted, odds, language, eases)
        yield TopicReading(own, places.to_numpy(), flags, odds, own.ne_missing(quoted).to_numpy())


def _topics(texts: pl.Series, read: TextOdds, language: str, eases: Sequence[float]) -> list[NDArray[np.bool_]]:
    """Topics of distinct messages at each ease; phrases are matched only where the table leaves a topic open."""
    short = np.flatnonzero((read.clause_sizes > 0) & (read.clause_sizes <= SHORT))
    of_clauses, rows = read.clause_odds[short], read.clause_rows[short]
    evidence, bars = read.odds.copy(), topic_bars(language).phrase
    np.maximum.at(evidence, rows, of_clauses - FIND_MARGIN)
    whole, single = read.odds - bars - LONG_MARGIN * is_long(texts)[:, None], of_clauses - bars - CLAUSE_MARGINS
    has_phrase = _phrases(read.plain, np.arange(texts.len()), whole > -eases[-1], language)
    in_clause = _phrases(read.plain_clauses, short, (single > -eases[-1]) & (whole[rows] <= 0), language)
    tables = []
    for ease, found in zip(eases, finds_by_ease(read.plain, evidence, language, eases), strict=True):
        result = found | (has_phrase & (whole > -ease))
        np.logical_or.at(result, rows, in_clause & (single > -ease))
        tables.append(result)
    return tables


def _phrases(texts: PlainTexts, rows: Ints, likely: NDArray[np.bool_], language: str) -> NDArray[np.bool_]:
    """Topics that phrases tell among those that the table leaves open in some texts, shape (rows, topics)."""
    result = np.zeros_like(likely)
    some = np.flatnonzero(likely.any(axis=1))
    result[some] = wanted_topics(texts.of(rows[some]), language, likely[some])
    return result


def is_long(texts: pl.Series) -> NDArray[np.bool_]:
    """Whether each text has several clauses and more than `LONG` words."""
    return several_clauses(texts, LONG)


def short_clauses(texts: pl.Series) -> pl.DataFrame:
    """Clauses of at most `SHORT` words of the texts that have several; columns as of `in_clauses`."""
    return in_clauses(texts).filter(pl.col("clause").str.count_matches(_WORD).is_between(1, SHORT))
