"""Letters of other scripts written with Latin letters and digits, so that phrases of any language are compared alike.

A Cyrillic letter becomes `q` and a sign of its own. A Chinese or Japanese character becomes a word of its own, `u` and
its code point, since those languages are written without spaces: a phrase is then some words in a row, as elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import polars as pl

_CYRILLIC: Final = "абвгдежзиклмнопрстуфхцчшщъыьэюя"
_SIGNS: Final = "abcdefghijklmnopqrstuvwxyz01234"
_CODES: Final = {letter: f"q{sign}" for letter, sign in zip(_CYRILLIC, _SIGNS, strict=True)}
_TO_CODES: Final = str.maketrans({**_CODES})
_KANA: Final = r"\u3041-\u3096\u30a1-\u30fa\u30fc\uff66-\uff9f"
_HAN: Final = r"\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_CHARACTER: Final = f"[{_KANA}{_HAN}]"
_SPACELESS: Final = re.compile(_CHARACTER)


def cyrillic_codes() -> dict[str, str]:
    """What each Cyrillic letter of Russian without marks becomes."""
    return dict(_CODES)


def with_codes(text: str) -> str:
    """A text with its Cyrillic letters as codes."""
    return text.translate(_TO_CODES)


def is_character(sign: str) -> bool:
    """Whether a sign is a Chinese or Japanese character."""
    return _SPACELESS.fullmatch(sign) is not None


def character_code(character: str) -> str:
    """The word that a Chinese or Japanese character becomes."""
    return f"u{ord(character):x}"


def word_count(text: pl.Expr) -> pl.Expr:
    """Words of a text; where none has a space beside it, two Chinese or Japanese characters count as one."""
    return text.str.count_matches(r"\S+") + text.str.count_matches(_CHARACTER) // 2


def with_character_words(texts: pl.Series) -> pl.Series:
    """Texts with each Chinese or Japanese character as a word of its own; null stays.

    Args:
        texts: in lower case.
    """
    some = texts.str.contains(_CHARACTER)
    if not some.any():
        return texts
    some = some.fill_null(value=False)
    written = [_SPACELESS.sub(_word, unicodedata.normalize("NFKC", text)) for text in texts.filter(some).to_list()]
    return texts.scatter(some.arg_true(), pl.Series(written, dtype=pl.String))


def _word(match: re.Match[str]) -> str:
    return f" {character_code(match[0])} "
