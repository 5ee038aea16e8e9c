"""Scores of what single messages may tell: log odds above a bar that a phrase, or the words alone, tell a topic.

A logistic function for either case, of the log odds of the table of meanings, the length of the message and its marks,
with a constant for each topic and each language. `scripts/topic_scores.py` learns them from messages of writers whom
the table does not know and from ordinary messages. They stand in `topic_model/scores.json`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.text.assertions import BETWEEN_US
from unlike.text.message_marks import MARKS, Marks
from unlike.text.topic_grammar import TOPICS
from unlike.text.topic_odds import Odds

UNIT: Final = 3.0
"""Log odds of the table that count as one."""
RANGE: Final = (-10.0, 8.0)
"""Log odds of the table beyond which they count no more."""
_WORD: Final = r"\S+"
_IS_BETWEEN_US: Final = np.array([topic in BETWEEN_US for topic in TOPICS])


@dataclass(frozen=True, slots=True)
class ScoreFunction:
    """One of the two functions in one language.

    Attributes:
        constants: of each topic, less the bar, shape (topics,).
        odds: weight of the table's log odds.
        words: weight of the logarithm of the number of words.
        odds_words: weight of their product.
        marks: weight of each mark for each topic, shape (marks, topics).
    """

    constants: Odds
    odds: float
    words: float
    odds_words: float
    marks: Odds

    def without_marks(self, odds: Odds, words: Odds) -> Odds:
        """Scores of messages whose marks are unknown, shape (texts, topics).

        Args:
            odds: log odds of the table, shape (texts, topics).
            words: of each message, see `word_logarithms`.
        """
        units, words = np.clip(odds, *RANGE) / np.float32(UNIT), words[:, None]
        scores: Odds = self.constants + np.float32(self.words) * words
        return scores + units * (np.float32(self.odds) + np.float32(self.odds_words) * words)

    def of_marks(self, marks: Marks) -> Odds:
        """What marks add to the scores, shape (texts, topics)."""
        added: Odds = marks @ self.marks
        return added

    @property
    def most_of_marks(self) -> Odds:
        """What marks can add at most, shape (topics,)."""
        most: Odds = np.maximum(self.marks, 0).sum(axis=0) + 2 * np.maximum(self.marks[MARKS.index("clauses")], 0)
        return most


@dataclass(frozen=True, slots=True)
class ScoreFunctions:
    """The functions of one language.

    Attributes:
        phrase: where a phrase says the topic.
        table: where the words say it by the table of meanings alone.
    """

    phrase: ScoreFunction
    table: ScoreFunction


@cache
def score_functions(language: str) -> ScoreFunctions:
    """The functions of a language; `language` is one of `languages()`."""
    stored = json.loads(files("unlike.text").joinpath("topic_model", "scores.json").read_text("utf-8"))
    return ScoreFunctions(_function(stored["phrase"], language), _function(stored["table"], language))


def _function(stored: dict[str, Any], language: str) -> ScoreFunction:
    """A function as it is stored."""
    constants = [stored["topics"][topic] + stored["languages"][language] for topic in TOPICS]
    marks = [
        [stored["marks"].get(mark, 0.0) + between * stored["between_us"].get(mark, 0.0) for between in _IS_BETWEEN_US]
        for mark in MARKS
    ]
    return ScoreFunction(
        np.array(constants, dtype=np.float32),
        stored["odds"],
        stored["words"],
        stored["odds_words"],
        np.array(marks, dtype=np.float32),
    )


def word_logarithms(texts: pl.Series) -> NDArray[np.float32]:
    """Natural logarithm of one more than the number of words of each text, shape (texts,)."""
    counts = texts.str.count_matches(_WORD).fill_null(0).to_numpy()
    logarithms: NDArray[np.float32] = np.log1p(counts.astype(np.float32))
    return logarithms
