"""Terms by which messages mention a topic, and how surely: by them a common mention is told from a rare one."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.text.normalise import plain
from unlike.text.phrase_topics import phrases_of
from unlike.text.text_odds import Ints, TextOdds
from unlike.text.topic_bars import topic_bars
from unlike.text.topic_grammar import TOPICS, grammar
from unlike.text.topic_odds import LONGEST, Odds, odds_without_words, topic_odds
from unlike.text.topics import CLAUSE_MARGIN, FIND_MARGIN, TopicReading

Mentions = tuple[Ints, Ints]
"""Indices of texts, and of the topics in `TOPICS` that they mention."""
_SLICE: Final = 10_000
"""Messages in one call of the table, each read once without each of its words."""
_MAX_WORDS: Final = 40
"""Words of a message that are tried."""
_TEMPERATURE: Final = 1.5
"""What log odds beyond the bar are divided by (as in Guo et al. 2017; chosen on invented chats, seeds 70000 up, into
which labelled messages were put whose writers the table did not know)."""
BAR_GRADE: Final = 0.5
"""Grade of a mention whose log odds lie at the bar."""
_DIGITS: Final = 12


def topic_terms(texts: pl.Series, names: pl.Series, language: str) -> pl.DataFrame:
    """Find the terms by which each message mentions a topic: its phrases, or else its most telling word.

    A phrase stands for all its variants ("(broke|twisted) my (arm|leg)"), so that its rarity is that of its meaning.

    Args:
        texts: messages, each of which mentions a topic.
        names: the topic of distinct.
        language: one of `languages()`.

    Returns:
        `terms`, lists of strings, and `grade`, how surely the topic is mentioned, between 0 and 1; one row a message.
    """
    columns = np.array([TOPICS.index(name) for name in names.to_list()], dtype=np.int64)
    read = TextOdds.of(texts.fill_null(""), grammar(language).apostrophe)
    return _terms(texts.fill_null(""), read, (np.arange(texts.len()), columns), language)


def terms_of_reading(reading: TopicReading, language: str) -> pl.DataFrame:
    """The terms of the topics of a reading at its greatest ease.

    Returns:
        `row`, an index in its texts, `topic`, and columns as of `topic_terms`; ordered by row and topic.
    """
    rows, columns = np.nonzero(reading.flags[-1])
    table = pl.DataFrame({"row": rows, "topic": np.array(TOPICS, dtype=np.object_)[columns].tolist()})
    table = table.cast({"topic": pl.String})
    is_changed = reading.is_changed[rows]
    texts = reading.texts.fill_null("")
    kept, changed = table.filter(~is_changed), table.filter(is_changed)
    terms = _terms(texts, reading.odds, (rows[~is_changed], columns[~is_changed]), language)
    of_changed = topic_terms(texts.gather(changed["row"]), changed["topic"], language)  # with their quotations
    return pl.concat([kept.hstack(terms), changed.hstack(of_changed)]).sort("row", maintain_order=True)


def _terms(texts: pl.Series, read: TextOdds, mentions: Mentions, language: str) -> pl.DataFrame:
    """Columns as of `topic_terms`, one row a mention.

    Args:
        texts: no nulls.
        read: the same texts.
        mentions: which of them mention which topic.
        language: one of `languages()`.
    """
    phrases = _phrase_names(read, mentions, language)
    has_no_phrase = np.array([not names for names in phrases], dtype=np.bool_)
    rows, columns = mentions
    words = iter(_strongest_words(texts, (rows[has_no_phrase], columns[has_no_phrase]), language))
    terms = [names or [next(words)] for names in phrases]
    grades = _grades(read, mentions, has_no_phrase, language)
    return pl.DataFrame([pl.Series("terms", terms, dtype=pl.List(pl.String)), pl.Series("grade", grades)])


def _phrase_names(read: TextOdds, mentions: Mentions, language: str) -> list[list[str]]:
    """Hashes of the phrases by which each message mentions its topic: of the whole message, else of its clauses."""
    rows, columns = mentions
    phrases = [
        _phrases_telling(text, column, language)
        for text, column in zip(read.plain.of(rows), columns.tolist(), strict=True)
    ]
    missing = np.flatnonzero([not telling for telling in phrases])
    clauses, owners = read.clauses_of(rows[missing])
    for at, clause in zip(missing[owners].tolist(), read.plain_clauses.of(clauses), strict=True):
        phrases[at] |= _phrases_telling(clause, columns[at], language)
    return [sorted(map(_phrase_hash, telling)) for telling in phrases]


def _phrases_telling(text: str, column: int, language: str) -> frozenset[str]:
    """Expressions of the phrases by which a plain text tells the topic of a column."""
    topic = TOPICS[column]
    return phrases_of(text, language, frozenset({topic})).get(topic, frozenset())


@cache
def _phrase_hash(expression: str) -> str:
    """Short name of a phrase's expression, which may be long."""
    return f"phrase {sha256(expression.encode()).hexdigest()[:_DIGITS]}"


def _grades(read: TextOdds, mentions: Mentions, has_no_phrase: NDArray[np.bool_], language: str) -> NDArray[np.float64]:
    """Grade of each mention: how far beyond the bar the log odds of the message or of a clause lie.

    Args:
        read: the texts.
        mentions: which of them mention which topic.
        has_no_phrase: whether no phrase matches, shape (mentions,).
        language: one of `languages()`.
    """
    rows, columns = mentions
    odds, bars = read.odds[rows, columns], topic_bars(language)
    clauses, owners = read.clauses_of(rows)
    margins = np.where(has_no_phrase, FIND_MARGIN, CLAUSE_MARGIN).astype(np.float32)
    np.maximum.at(odds, owners, read.clause_odds[clauses, columns[owners]] - margins[owners])
    margin = odds - np.where(has_no_phrase, bars.find[columns], bars.phrase[columns])
    return 1 / (1 + np.exp(-margin.astype(np.float64) / _TEMPERATURE))


def _strongest_words(texts: pl.Series, mentions: Mentions, language: str) -> list[str]:
    """Word of each message without which its topic is least likely, in its plain form."""
    rows, columns = mentions
    distinct, places = np.unique(rows, return_inverse=True)
    strongest = [""] * rows.size
    for begin in range(0, distinct.size, _SLICE):
        messages = [text.split()[:_MAX_WORDS] or [""] for text in texts.gather(distinct[begin : begin + _SLICE])]
        odds = _odds_without_words(messages)
        ends = np.cumsum(list(map(len, messages)))
        for at in np.flatnonzero((places >= begin) & (places < begin + _SLICE)).tolist():
            words, end = messages[places[at] - begin], ends[places[at] - begin]
            strongest[at] = words[int(odds[end - len(words) : end, columns[at]].argmin())]
    return plain(pl.Series(strongest, dtype=pl.String), grammar(language).apostrophe).str.strip_chars(" ,").to_list()


def _odds_without_words(messages: list[list[str]]) -> Odds:
    """Log odds of messages without each of their words; of a message that is not read to its end, read anew."""
    odds, begin = odds_without_words(pl.Series(messages, dtype=pl.List(pl.String))), 0
    for words in messages:
        if sum(map(len, words)) + len(words) - 1 > LONGEST:
            shortened = [" ".join(words[:index] + words[index + 1 :]) for index in range(len(words))]
            odds[begin : begin + len(words)] = topic_odds(pl.Series(shortened, dtype=pl.String))
        begin += len(words)
    return odds
