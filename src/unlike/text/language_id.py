"""Which of the known languages a history is written in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import polars as pl

from unlike.text.lexicon import even_sample, function_word_shares
from unlike.text.phrase_lists import languages

_CLEAR: Final = 0.15
"""Share of a language's function words from which on it is that one: chats in the five have 0.19 and more of their own,
Romanian has 0.14 of Portuguese."""


_JAPANESE: Final = 0.1
"""Share of kana among Chinese characters and kana from which on it is Japanese: a sentence has a third and more."""
_MOSTLY: Final = 0.5
"""Share of all letters that Chinese characters and kana have in either."""
_NOT_RUSSIAN: Final = r"[іїєґўјљњђћџѓќѕъ]"
"""Letters of its neighbours; Bulgarian has many of the last, Russian hardly any."""
_RUSSIAN: Final = r"[ыэё]"
_NOT_TURKISH: Final = r"[əäñňýõqwx]"
_STRAY: Final = 0.01
"""Share of all letters up to which those may be in Turkish: Azerbaijani typed without any `ə` has 0.02 and more."""
_TURKISH: Final = r"[ığ]"
_TURKISH_OFTEN: Final = 0.02
"""Share of all letters from which on those tell Turkish by themselves: typed with its own letters, it has 0.05."""


def language_of(texts: pl.Series) -> str | None:
    """The language most of a history is written in, by its function words, or by its script.

    Args:
        texts: one message each, of a whole conversation or of one person; an even sample of them is looked at.

    Returns:
        One of `languages()`; None where it is another one, or none can be told: go by habits alone then.
    """
    sample = even_sample(texts.drop_nulls()).str.to_lowercase().str.replace_all("’", "'", literal=True)
    return language_of_sample(sample, function_word_shares(sample))


def language_of_sample(sample: pl.Series, shares: Mapping[str, float]) -> str | None:
    """The language of an even sample of a history, as `language_of`.

    Args:
        sample: texts in lower case, apostrophes straight.
        shares: its `function_word_shares`.
    """
    language = _by_script(sample) or _by_words(sample, shares)
    return language if language in languages() else None


def _by_script(sample: pl.Series) -> str | None:
    """Chinese or Japanese, where most letters are theirs."""
    either = _count(sample, r"[\p{Han}\p{Hiragana}\p{Katakana}]")
    if not either or either <= _MOSTLY * _count(sample, r"\p{L}"):
        return None
    return "ja" if _count(sample, r"[\p{Hiragana}\p{Katakana}]") >= _JAPANESE * either else "zh"


def _by_words(sample: pl.Series, shares: Mapping[str, float]) -> str | None:
    """The language with most function words, where they are many enough to be its own and not a neighbour's."""
    language = max(shares, key=lambda code: shares[code], default=None)
    if language is None or shares[language] < _CLEAR:
        language = "tr" if _share(sample, _TURKISH) >= _TURKISH_OFTEN else None
    return None if language is None or _is_neighbour(sample, language) else language


def _is_neighbour(sample: pl.Series, language: str) -> bool:
    """Whether texts with many words of a language are in one beside it, by letters that it has not."""
    match language:
        case "ru":  # Belarusian has the letters of Russian besides; then Ukrainian, Bulgarian, Serbian, Macedonian
            is_belarusian = _count(sample, "і") > _count(sample, "и")
            return is_belarusian or _count(sample, _NOT_RUSSIAN) >= _count(sample, _RUSSIAN)
        case "tr":  # Azerbaijani, Turkmen, Uzbek, Crimean Tatar
            return _share(sample, _NOT_TURKISH) > _STRAY
        case _:
            return False


def _share(sample: pl.Series, signs: str) -> float:
    """Share of all letters that some signs have in some texts."""
    return _count(sample, signs) / max(_count(sample, r"\p{L}"), 1)


def _count(sample: pl.Series, signs: str) -> int:
    """How many of some signs are in some texts."""
    return int(sample.str.count_matches(signs).sum())
