"""Topics that the table of meanings finds by itself, with the grammar of the phrases run over each find.

The table sees which words there are and not who did what. So a find is dropped where a phrase of its topic stands in
the message and is negated, somebody else's, or part of a saying; and by the people whom the clause that tells it speaks
of, it is dropped, or becomes one of a friend or the family.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.text.assertions import TIMELESS, is_asserted, is_unmeant, of_media, of_past, without_citations
from unlike.text.normalise import plain
from unlike.text.phrase_topics import clause_topics, denied_topics, is_saying
from unlike.text.topic_bars import topic_bars
from unlike.text.topic_grammar import TOPICS, grammar
from unlike.text.topic_odds import Odds, topic_odds

_CLAUSE: Final = " , "


def finds(texts: pl.Series, odds: Odds, language: str, ease: float = 0.0) -> NDArray[np.bool_]:
    """Topics above their bars that are told of the writer, the two who write, or the writer's close family.

    Args:
        texts: one message each.
        odds: theirs, see `topic_odds`.
        language: one of `languages()`.
        ease: log odds by which the bars are lowered.

    Returns:
        Shape (texts, topics).
    """
    result = np.zeros(odds.shape, dtype=np.bool_)
    rows, columns = np.nonzero(odds > topic_bars(language).find - ease)
    rules = grammar(language)
    bare = plain(texts.gather(rows), rules.apostrophe).to_list()
    clauses = _telling_clauses(bare, columns.tolist())
    for row, column, clause, text in zip(rows, columns, clauses, bare, strict=True):
        topic = TOPICS[column]
        if of_media(text, rules) or is_unmeant(text, rules) or is_saying(clause, rules):
            continue
        if not is_asserted(topic, clause, rules):
            continue
        if clause.strip() not in without_citations(text, rules):
            continue
        if of_past(text, rules) and topic not in TIMELESS:
            continue
        for name in clause_topics(topic, clause, rules) - denied_topics(text, rules):
            result[row, TOPICS.index(name)] = True
    return result


def _telling_clauses(bare: list[str], columns: list[int]) -> list[str]:
    """The clause of each plain text in which a topic is likeliest."""
    parts = [[f" {clause.strip()} " for clause in text.split(_CLAUSE) if clause.strip()] or [" "] for text in bare]
    sizes = [len(clauses) for clauses in parts]
    odds = topic_odds(pl.Series([clause for clauses in parts for clause in clauses], dtype=pl.String))
    chosen, begin = [], 0
    for clauses, size, column in zip(parts, sizes, columns, strict=True):
        chosen.append(clauses[int(odds[begin : begin + size, column].argmax())])
        begin += size
    return chosen
