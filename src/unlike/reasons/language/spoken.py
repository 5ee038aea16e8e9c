"""Which of the known languages a history is written in."""

from __future__ import annotations

import polars as pl

from unlike.reasons.language.grammar import LANGUAGES
from unlike.signals.lexicon import spoken


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
    found = spoken(texts.drop_nulls().str.to_lowercase().str.replace_all("’", "'", literal=True))
    return found[0] if found and found[0] in LANGUAGES else None
