"""A person who goes over from one known language to another, and stays there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.text.language_id import language_of
from unlike.text.lexicon import lists, whole_words

_LAST_TEXTS: Final = 30
"""Texts at the end in which a language must be clear."""
_FIRST_TEXTS: Final = 300
_MIN_SURE: Final = 12
"""Texts with a word of one language alone that are wanted on each side."""
_MIN_SHARE: Final = 0.8
"""Share of such words on each side that are of its own language; two who mix languages have less."""


@dataclass(frozen=True, slots=True)
class LanguageSwitch:
    """Change of language.

    Attributes:
        index: of the first text in the new language.
        before, after: codes of the two languages.
    """

    index: int
    before: str
    after: str


def language_switch(texts: pl.Series) -> LanguageSwitch | None:
    """Find where one person's texts go over to the language of the last ones.

    The place is where the words of one language alone change sides (a cumulative sum, Page 1954, Biometrika 41:100).

    Args:
        texts: of one person, in order.

    Returns:
        None where the first and the last texts are in one language, or either language is not known or not clear.
    """
    if texts.len() < 2 * _LAST_TEXTS:
        return None
    before = language_of(texts.head(min(_FIRST_TEXTS, texts.len() // 2)))
    after = language_of(texts.tail(_LAST_TEXTS))
    if before is None or after is None or before == after:
        return None
    old, new = (set(lists().get(code, {}).get("function", ())) for code in (before, after))
    old_uses, new_uses = _uses(texts, old - new), _uses(texts, new - old)
    sums = np.cumsum(new_uses - old_uses)
    index = texts.len() - int(np.argmin(sums[::-1]))  # the last of equal ones: short answers there are of either
    is_clear = _is_mostly(old_uses[:index], new_uses[:index]) and _is_mostly(new_uses[index:], old_uses[index:])
    return LanguageSwitch(index, before, after) if is_clear else None


def _uses(texts: pl.Series, words: Collection[str]) -> NDArray[np.int64]:
    """How many of some words each text has."""
    if not words:
        return np.zeros(texts.len(), dtype=np.int64)
    lower = texts.fill_null("").str.to_lowercase().str.replace_all("’", "'", literal=True)
    return lower.str.count_matches(whole_words(sorted(words))).to_numpy().astype(np.int64)


def _is_mostly(uses: NDArray[np.int64], other_uses: NDArray[np.int64]) -> bool:
    """Whether some texts are in the language of the first words, and texts enough are."""
    total = uses.sum() + other_uses.sum()
    return bool(np.count_nonzero(uses) >= _MIN_SURE and uses.sum() >= _MIN_SHARE * total)
