"""Topics that the table of meanings finds by itself, with the grammar of the phrases run over each find.

The table sees which words there are and not who did what. So a find is dropped where a phrase of its topic stands in
the message and is negated, somebody else's, or part of a saying; and by the people whom the clause that tells it speaks
of, it is dropped, or becomes one of a friend or the family.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.text.assertions import TIMELESS, is_asserted, is_unmeant, of_media, of_past, without_citations
from unlike.text.phrase_topics import clause_topics, denied_topics, is_saying
from unlike.text.text_odds import PlainTexts
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
    (result,) = finds_by_ease(PlainTexts(texts, grammar(language).apostrophe), odds, language, (ease,))
    return result


def finds_by_ease(texts: PlainTexts, odds: Odds, language: str, eases: Sequence[float]) -> list[NDArray[np.bool_]]:
    """The same of several eases, the greatest last."""
    results = [np.zeros(odds.shape, dtype=np.bool_) for _ in eases]
    bars = topic_bars(language).find
    rows, columns = np.nonzero(odds > bars - eases[-1])
    bare = texts.of(rows)
    clauses = _telling_clauses(bare, columns.tolist())
    above = [(odds > bars - ease)[rows, columns] for ease in eases]
    assertions = _Assertions(language)
    for at, (column, clause, text) in enumerate(zip(columns.tolist(), clauses, bare, strict=True)):
        names = [TOPICS.index(name) for name in assertions.topics(TOPICS[column], clause, text)]
        for result, is_above in zip(results, above, strict=True):
            if names and is_above[at]:
                result[rows[at], names] = True
    return results


class _Assertions:
    """What finds of one language tell by the grammar; what it says of a text is kept for the next find in it."""

    def __init__(self, language: str) -> None:
        self._rules = grammar(language)
        self._text, self._is_of_others, self._bare, self._is_past = "", False, "", False

    def topics(self, topic: str, clause: str, text: str) -> frozenset[str]:
        """The topics that a find tells.

        Args:
            topic: one of `TOPICS`.
            clause: the one of the text that tells it, in its plain form.
            text: in its plain form.
        """
        rules = self._rules
        if text != self._text:
            self._is_of_others = of_media(text, rules) or is_unmeant(text, rules)
            self._bare, self._is_past = without_citations(text, rules), of_past(text, rules)
            self._text = text
        if self._is_of_others or (self._is_past and topic not in TIMELESS) or clause.strip() not in self._bare:
            return frozenset()
        if not is_asserted(topic, clause, rules) or is_saying(clause, rules):
            return frozenset()
        names = frozenset(clause_topics(topic, clause, rules))
        return names - denied_topics(text, rules, names) if names else names


def _telling_clauses(bare: list[str], columns: list[int]) -> list[str]:
    """The clause of each plain text in which a topic is likeliest."""
    parts = [[f" {clause.strip()} " for clause in text.split(_CLAUSE) if clause.strip()] or [" "] for text in bare]
    sizes = [len(clauses) for clauses in parts]
    odds = topic_odds(
        pl.Series([clause for clauses in parts if len(clauses) > 1 for clause in clauses], dtype=pl.String)
    )
    chosen, begin = [], 0
    for clauses, size, column in zip(parts, sizes, columns, strict=True):
        if size == 1:
            chosen.append(clauses[0])
            continue
        chosen.append(clauses[int(odds[begin : begin + size, column].argmax())])
        begin += size
    return chosen
