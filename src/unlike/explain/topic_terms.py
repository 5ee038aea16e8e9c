"""By which phrases a message tells a topic, and how surely: what is said all the time is known from what is not."""

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
"""Messages whose words are left out one by one at a time."""
_MAX_WORDS: Final = 40
"""Words of a message that are looked at."""
_TEMPERATURE: Final = 1.5
"""What log odds beyond the bar are divided by (as in Guo et al. 2017; chosen on invented chats, seeds 70000 up, into
which labelled messages were put whose writers the table did not know)."""
BARELY: Final = 0.5
"""Grade of what is told at the bar."""
_DIGITS: Final = 12


def topic_terms(texts: pl.Series, names: pl.Series, language: str) -> pl.DataFrame:
    """The terms by which each message tells a topic: its phrases, or else the word that tells it most.

    A phrase is one with all its variants ("(broke|twisted) my (arm|leg)"), so that it is as rare as what it says.

    Args:
        texts: messages, each of which tells a topic.
        names: the topic of each.
        language: one of `languages()`.

    Returns:
        `terms`, lists of strings, and `grade`, how surely the topic is told, between 0 and 1; one row a message.
    """
    rows = pl.DataFrame({"text": texts.fill_null(""), "topic": names.cast(pl.String)})
    each = rows.unique(maintain_order=True)
    phrases = _phrases(each, language)
    without = np.array([not listed for listed in phrases], dtype=np.bool_)
    slices = each.filter(pl.Series(without, dtype=pl.Boolean)).iter_slices(_SLICE)
    words = chain.from_iterable(_strongest_words(part, language) for part in slices)
    terms = [listed or [next(words)] for listed in phrases]
    grades = _grades(each, without, language)
    graded = each.with_columns(pl.Series("terms", terms, dtype=pl.List(pl.String)), pl.Series("grade", grades))
    return rows.join(graded, on=("text", "topic"), how="left", maintain_order="left").select("terms", "grade")


def _phrases(each: pl.DataFrame, language: str) -> list[list[str]]:
    """Short names of the phrases of each message and topic: of the whole message, or else of its clauses."""
    apostrophe = grammar(language).apostrophe
    clauses = in_clauses(each["text"])
    of_clauses: dict[int, set[str]] = {}
    topic = each["topic"].to_list()
    for row, clause in zip(clauses["row"], plain(clauses["clause"], apostrophe), strict=True):
        of_clauses.setdefault(row, set()).update(phrases_of(clause, language).get(topic[row], ()))
    whole = [phrases_of(text, language) for text in plain(each["text"], apostrophe)]
    found = [
        told.get(name) or of_clauses.get(row, set()) for row, (told, name) in enumerate(zip(whole, topic, strict=True))
    ]
    return [sorted(map(_short_name, phrases)) for phrases in found]


@cache
def _short_name(expression: str) -> str:
    """A name of an expression, which may be long."""
    return f"phrase {sha256(expression.encode()).hexdigest()[:_DIGITS]}"


def _grades(each: pl.DataFrame, without: NDArray[np.bool_], language: str) -> NDArray[np.float64]:
    """How surely each message tells its topic: how far beyond the bar the odds of the whole or of a clause lie.

    Args:
        each: `text` and `topic`.
        without: whether no phrase says it, one a row.
        language: one of `languages()`.
    """
    odds, clauses, bars = topic_odds(each["text"]), in_clauses(each["text"]), topic_bars(language)
    rows = clauses["row"].to_numpy()
    margins = np.where(without[rows], FIND_MARGIN, CLAUSE_MARGIN).astype(np.float32)
    np.maximum.at(odds, rows, topic_odds(clauses["clause"]) - margins[:, None])
    columns = [TOPICS.index(name) for name in each["topic"].to_list()]
    of_topic = odds[np.arange(each.height), columns] - np.where(without, bars.find[columns], bars.phrase[columns])
    return 1 / (1 + np.exp(-of_topic.astype(np.float64) / _TEMPERATURE))


def _strongest_words(each: pl.DataFrame, language: str) -> list[str]:
    """The word of each message without which its topic is least likely, in its plain form."""
    messages = [text.split()[:_MAX_WORDS] or [""] for text in each["text"].to_list()]
    without = [" ".join(words[:at] + words[at + 1 :]) for words in messages for at in range(len(words))]
    odds = topic_odds(pl.Series(without, dtype=pl.String))
    strongest, begin = [], 0
    for words, name in zip(messages, each["topic"].to_list(), strict=True):
        strongest.append(words[int(odds[begin : begin + len(words), TOPICS.index(name)].argmin())])
        begin += len(words)
    return plain(pl.Series(strongest, dtype=pl.String), grammar(language).apostrophe).str.strip_chars(" ,").to_list()
