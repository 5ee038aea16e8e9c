"""Messages in the plain form that phrases are compared with."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

import polars as pl

from unlike.text.script_letters import cyrillic_codes, with_character_words, with_codes

_LETTERS: Final = {"ß": "ss", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "ı": "i"}
_CLAUSE_END: Final = r"[.!?;:,\n…()。，、！？；：（）～]+"


def plain(texts: pl.Series, apostrophe: str = "") -> pl.Series:
    """Lower case, without accents and marks: Latin letters, digits and `&`, one space between words.

    Cyrillic letters, Chinese and Japanese characters are written with these, see `script_letters`.

    Whatever parts clauses becomes the word `,`; laughing smileys become the word `lol`; each text begins and ends with
    a space, so that a phrase between two spaces is a phrase of whole words.

    Args:
        texts: as they were typed; null counts as empty.
        apostrophe: what stands for one (French parts words there, English does not).
    """
    lower = with_character_words(texts.str.to_lowercase())
    return lower.alias("text").to_frame().select(_plain_form(apostrophe))["text"]


def plain_letters(text: str) -> str:
    """A text in lower case without accents and marks, Cyrillic letters as codes; all other signs stay."""
    return text if text.isascii() else text.translate(_PLAIN)


class _PlainSigns(dict[int, str]):
    """What each sign becomes, by its code point; reckoned when it is first met."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFD", _LETTERS.get(chr(code), chr(code)))
        self[code] = with_codes("".join(sign for sign in parts if not unicodedata.combining(sign)))
        return self[code]


_PLAIN: Final = _PlainSigns()


@cache
def _plain_form(apostrophe: str) -> pl.Expr:
    """The plain form of the column `text`, which is in lower case."""
    codes = cyrillic_codes()
    text = (
        pl.col("text")
        .fill_null("")
        .str.replace_all("[’'`´]", apostrophe)
        .str.replace_many(list(_LETTERS), list(_LETTERS.values()))
        .str.normalize("NFD")
        .str.replace_all("[😂🤣😹😆💀]+", " lol ")
        .str.replace_all(r"\p{M}+", "")
        .str.replace_many(list(codes), list(codes.values()))
        .str.replace_all(_CLAUSE_END, " , ")
        .str.replace_all("[^a-z0-9&,]+", " ")
    )
    return pl.concat_str(pl.lit(" "), text.str.strip_chars(" "), pl.lit(" ")).alias("text")
