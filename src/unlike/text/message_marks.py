"""Marks of single messages that speak for or against what their words tell, whatever the topic.

Half of what tells nothing has the words of a topic: only a laugh, a question, a time long gone, or somebody else beside
them says that nothing is told. `topic_scores` weighs each mark.
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.text.assertions import of_media
from unlike.text.normalise import plain
from unlike.text.topic_grammar import grammar

Marks = NDArray[np.float32]
"""Shape (texts, marks), marks as in `MARKS`."""
MARKS: Final = (
    "clauses",
    "question",
    "laugh",
    "smiley",
    "now",
    "past",
    "unreal",
    "media",
    "first_person",
    "writer",
    "somebody_else",
    "friend",
)
"""Number of clauses beyond the first, at most three; signs; and words of classes of `TopicGrammar`: 1 where one is.

`media` is 0 where the writer is mentioned, too.
"""
_MAX_CLAUSES: Final = 3
_LAUGH: Final = re.compile(
    r" (?:lo+l|lmf?ao|rofl|(?:ha|he|hi|ja|je|ji|ah|eh|aj){2,}[aehij]?|mdr+|ptdr|k{3,}|rs(?:rs)+|x+d+|wk(?:wk)+|w{3,}) "
)
_SMILEY: Final = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")


def message_marks(texts: pl.Series, language: str) -> Marks:
    """Marks of some messages.

    Args:
        texts: as they were typed; null has none.
        language: one of `languages()`.
    """
    rules = grammar(language)
    classes = (rules.now, rules.past, rules.unreal)
    bare = plain(texts, rules.apostrophe).to_list()
    rows = [
        (
            min(max(sum(bool(clause.strip()) for clause in text.split(",")) - 1, 0), _MAX_CLAUSES),
            "?" in typed,
            bool(_LAUGH.search(text)),
            bool(_SMILEY.search(typed)),
            *(words is not None and words.search(text) is not None for words in classes),
            of_media(text, rules),
            rules.first is not None and rules.first.search(text) is not None,
            *(who in people for who in ("own", "far", "friend")),
        )
        for typed, text in zip(texts.fill_null("").to_list(), bare, strict=True)
        for people in [{mention.lastgroup for mention in rules.who.finditer(text)}]
    ]
    return np.array(rows, dtype=np.float32).reshape(len(rows), len(MARKS))
