"""Which of the known languages a history is written in."""

from __future__ import annotations

from typing import Final

import polars as pl

from unlike.text.lexicon import lists, spoken
from unlike.text.topic_grammar import LANGUAGES

_CLEAR: Final = 0.15
"""Share of a language's function words from which on it is that one: chats in the five have 0.19 and more of their own,
Romanian has 0.14 of Portuguese."""
_SAMPLE: Final = 4000


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
    lower = texts.drop_nulls().str.to_lowercase().str.replace_all("’", "'", literal=True)
    found = spoken(lower)
    if not found or found[0] not in LANGUAGES:
        return None
    return found[0] if _share(lower, found[0]) >= _CLEAR else None


def _share(lower: pl.Series, language: str) -> float:
    """The share of a language's function words."""
    words = lower.gather_every(max(1, lower.len() // _SAMPLE)).str.extract_all(r"[\p{L}']+").explode().drop_nulls()
    return int(words.is_in(list(lists()[language]["function"])).sum()) / max(words.len(), 1)
