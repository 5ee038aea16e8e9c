"""Log odds of the table from which on a topic is told: by a phrase that says it, and by the table alone.

`scripts/topic_bars.py` learns them from messages of writers whom the table does not know, and from ordinary messages: a
logistic function of the odds for either case, with an intercept for each topic and group of languages, cut at one
chance for all. They stand in `topic_model/bars.json`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from unlike.text.topic_grammar import TOPICS
from unlike.text.topic_odds import Odds


@dataclass(frozen=True, slots=True)
class TopicBars:
    """Log odds of each topic in one language, shape (topics,).

    Attributes:
        phrase: below which what a phrase says is taken back.
        find: from which on the table alone finds it.
    """

    phrase: Odds
    find: Odds


@cache
def topic_bars(language: str) -> TopicBars:
    """The bars of a language; `language` is one of `languages()`."""
    stored = json.loads(files("unlike.text").joinpath("topic_model", "bars.json").read_text("utf-8"))
    of_topics, (phrase, find) = stored["topics"], stored["languages"][language]
    listed = np.array([of_topics[topic] for topic in TOPICS], dtype=np.float32)
    return TopicBars(listed[:, 0] + np.float32(phrase), listed[:, 1] + np.float32(find))
