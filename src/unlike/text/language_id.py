"""Which of the known languages a history is written in."""

from __future__ import annotations

from typing import Final

import polars as pl

from unlike.text.lexicon import even_sample, function_word_shares
from unlike.text.topic_grammar import LANGUAGES

_CLEAR: Final = 0.15
"""Share of a language's function words from which on it is that one: chats in the five have 0.19 and more of their own,
Romanian has 0.14 of Portuguese."""


def languages() -> tuple[str, ...]:
    """The codes of the languages that topics, tones and concerns are known in."""
    return LANGUAGES


def language_of(texts: pl.Series) -> str | None:
    """The language most of a history is written in, by its function words.

    Args:
        texts: one message each, of a whole conversation or of one person; an even sample of them is looked at.

    Returns:
        One of `languages()`; None where it is another one, or none can be told: go by habits alone then.
    """
    sample = even_sample(texts.drop_nulls())
    shares = function_word_shares(sample.str.to_lowercase().str.replace_all("’", "'", literal=True))
    language = max(shares, key=lambda code: shares[code], default=None)
    return language if language in LANGUAGES and shares[language] >= _CLEAR else None
