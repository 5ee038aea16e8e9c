"""Terms by which messages mention a topic, and how surely: by them a common mention is told from a rare one."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from itertools import chain
from typing import Final

import numpy as np
import polars as pl

from unlike.text.normalise import plain
from unlike.text.phrase_topics import phrases_of
from unlike.text.topic_grammar import TOPICS, grammar
from unlike.text.topic_odds import topic_odds
from unlike.text.topics import in_clauses

_SLICE: Final = 10_000
"""Messages in one call of the table, each read once without each of its words."""
_MAX_WORDS: Final = 40
"""Words of a message that are tried."""
_TEMPERATURE: Final = 1.0
"""What scores are divided by (as in Guo et al. 2017)."""
BAR_GRADE: Final = 0.5
"""Grade of a mention whose score lies at the bar."""
_DIGITS: Final = 12


def topic_terms(mentions: pl.DataFrame, language: str) -> pl.DataFrame:
    """Find the terms by which each message mentions a topic: its phrases, or else its most telling word.

    A phrase stands for all its variants ("(broke|twisted) my (arm|leg)"), so that its rarity is that of its meaning.

    Args:
        mentions: `text`, `topic` and `score` (see `text.topics.scores_of_topics`), one row a message and topic.
        language: one of `languages()`.

    Returns:
        `terms`, lists of strings, and `grade`, how surely the topic is mentioned, between 0 and 1; one row a mention.
    """
    rows = mentions.select(pl.col("text").fill_null(""), pl.col("topic").cast(pl.String))
    distinct = rows.unique(maintain_order=True)
    phrases = _phrase_names(distinct, language)
    has_no_phrase = np.array([not names for names in phrases], dtype=np.bool_)
    slices = distinct.filter(pl.Series(has_no_phrase, dtype=pl.Boolean)).iter_slices(_SLICE)
    words = chain.from_iterable(_strongest_words(messages, language) for messages in slices)
    terms = [names or [next(words)] for names in phrases]
    with_terms = distinct.with_columns(pl.Series("terms", terms, dtype=pl.List(pl.String)))
    joined = rows.join(with_terms, on=("text", "topic"), how="left", maintain_order="left")
    return joined.select("terms", grade=_grades(mentions["score"]))


def _grades(scores: pl.Series) -> pl.Series:
    """Grade of each mention: its score as a share of 1."""
    return pl.Series(1 / (1 + np.exp(-scores.to_numpy().astype(np.float64) / _TEMPERATURE)), dtype=pl.Float64)


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
