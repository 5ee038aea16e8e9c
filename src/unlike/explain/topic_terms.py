"""Terms by which messages mention a topic, and how surely: by them a common mention is told from a rare one."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from itertools import chain
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.text.normalise import plain
from unlike.text.phrase_topics import phrases_of
from unlike.text.topic_bars import topic_bars
from unlike.text.topic_grammar import TOPICS, grammar
from unlike.text.topic_odds import topic_odds
from unlike.text.topics import CLAUSE_MARGIN, FIND_MARGIN, in_clauses

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
    rows = pl.DataFrame({"text": texts.fill_null(""), "topic": names.cast(pl.String)})
    distinct = rows.unique(maintain_order=True)
    phrases = _phrase_names(distinct, language)
    has_no_phrase = np.array([not names for names in phrases], dtype=np.bool_)
    slices = distinct.filter(pl.Series(has_no_phrase, dtype=pl.Boolean)).iter_slices(_SLICE)
    words = chain.from_iterable(_strongest_words(messages, language) for messages in slices)
    terms = [names or [next(words)] for names in phrases]
    grades = _grades(distinct, has_no_phrase, language)
    with_terms = distinct.with_columns(pl.Series("terms", terms, dtype=pl.List(pl.String)), pl.Series("grade", grades))
    return rows.join(with_terms, on=("text", "topic"), how="left", maintain_order="left").select("terms", "grade")


def _phrase_names(distinct: pl.DataFrame, language: str) -> list[list[str]]:
    """Hashes of the phrases by which each message mentions its topic: of the whole message, else of its clauses."""
    apostrophe = grammar(language).apostrophe
    clauses = in_clauses(distinct["text"])
    clause_phrases: dict[int, set[str]] = {}
    topics = distinct["topic"].to_list()
    for row, clause in zip(clauses["row"], plain(clauses["clause"], apostrophe), strict=True):
        clause_phrases.setdefault(row, set()).update(phrases_of(clause, language).get(topics[row], ()))
    message_phrases = [phrases_of(text, language) for text in plain(distinct["text"], apostrophe)]
    matched = [
        by_topic.get(topic) or clause_phrases.get(row, set())
        for row, (by_topic, topic) in enumerate(zip(message_phrases, topics, strict=True))
    ]
    return [sorted(map(_phrase_hash, phrases)) for phrases in matched]


@cache
def _phrase_hash(expression: str) -> str:
    """Short name of a phrase's expression, which may be long."""
    return f"phrase {sha256(expression.encode()).hexdigest()[:_DIGITS]}"


def _grades(distinct: pl.DataFrame, has_no_phrase: NDArray[np.bool_], language: str) -> NDArray[np.float64]:
    """Grade of each mention: how far beyond the bar the log odds of the message or of a clause lie.

    Args:
        distinct: `text` and `topic`.
        has_no_phrase: whether no phrase matches, shape (rows,).
        language: one of `languages()`.
    """
    odds, clauses, bars = topic_odds(distinct["text"]), in_clauses(distinct["text"]), topic_bars(language)
    rows = clauses["row"].to_numpy()
    margins = np.where(has_no_phrase[rows], FIND_MARGIN, CLAUSE_MARGIN).astype(np.float32)
    np.maximum.at(odds, rows, topic_odds(clauses["clause"]) - margins[:, None])
    columns = [TOPICS.index(name) for name in distinct["topic"].to_list()]
    mention_bars = np.where(has_no_phrase, bars.find[columns], bars.phrase[columns])
    margin = odds[np.arange(distinct.height), columns] - mention_bars
    return 1 / (1 + np.exp(-margin.astype(np.float64) / _TEMPERATURE))


def _strongest_words(distinct: pl.DataFrame, language: str) -> list[str]:
    """Word of each message without which its topic is least likely, in its plain form."""
    messages = [text.split()[:_MAX_WORDS] or [""] for text in distinct["text"].to_list()]
    shortened = [" ".join(words[:index] + words[index + 1 :]) for words in messages for index in range(len(words))]
    odds = topic_odds(pl.Series(shortened, dtype=pl.String))
    strongest, begin = [], 0
    for words, name in zip(messages, distinct["topic"].to_list(), strict=True):
        strongest.append(words[int(odds[begin : begin + len(words), TOPICS.index(name)].argmin())])
        begin += len(words)
    return plain(pl.Series(strongest, dtype=pl.String), grammar(language).apostrophe).str.strip_chars(" ,").to_list()
