"""Messages in the plain form that phrases are compared with."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

import polars as pl

from unlike.text.script_letters import cyrillic_codes, with_character_words, with_codes

_LETTERS: Final = {"ß": "ss", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "ı": "i"}
_CLAUSE_END: Final = r"[.!?;:,\n…()。，、！？；：（）～]+"
_SLICE: Final = 100_000  # texts at a time, since each step makes a copy of them


def plain(texts: pl.Series, apostrophe: str = "") -> pl.Series:
    """Lower case, without accents and marks: Latin letters, digits and `&`, one space between words.

    Cyrillic letters, Chinese and Japanese characters are written with these, see `script_letters`.

    Whatever parts clauses becomes the word `,`; laughing smileys become the word `lol`; each text begins and ends with
    a space, so that a phrase between two spaces is a phrase of whole words.

    Args:
        texts: as they were typed; null counts as empty.
        apostrophe: what stands for one (French parts words there, English does not).
    """
    slices = [_plain_slice(part.to_series(), apostrophe) for part in texts.to_frame().iter_slices(_SLICE)]
    return pl.concat(slices) if slices else pl.Series("text", [], dtype=pl.String)


def _plain_slice(texts: pl.Series, apostrophe: str) -> pl.Series:
    """The same of not too many texts."""
    lower = with_character_words(texts.str.to_lowercase())
    spelled = lower.alias("text").to_frame().select(_spelled_out(apostrophe)).to_series()
    return _decomposed(spelled).to_frame().select(_plain_form()).to_series()


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
def _spelled_out(apostrophe: str) -> pl.Expr:
    """The column `text`, which is in lower case, with letters that have no accent to lose as others."""
    text = pl.col("text").fill_null("").str.replace_all("[’'`´]", apostrophe)
    return text.str.replace_many(list(_LETTERS), list(_LETTERS.values()))


def _decomposed(texts: pl.Series) -> pl.Series:
    """Texts with accents as signs of their own; those in ASCII, which have none, are left out of the work."""
    accented = texts.str.len_bytes() > texts.str.len_chars()
    return texts.scatter(accented.arg_true(), texts.filter(accented).str.normalize("NFD"))


@cache
def _plain_form() -> pl.Expr:
    """The plain form of the column `text`, spelled out and decomposed."""
    codes = cyrillic_codes()
    text = (
        pl.col("text")
        .str.replace_all("[😂🤣😹😆💀]+", " lol ")
        .str.replace_all(r"\p{M}+", "")
        .str.replace_many(list(codes), list(codes.values()))
        .str.replace_all(_CLAUSE_END, " , ")
        .str.replace_all("[^a-z0-9&, ]", " ")  # a word's own space is left alone, which saves most of the time
        .str.replace_all("  +", " ")
    )
    return pl.concat_str(pl.lit(" "), text.str.strip_chars(" "), pl.lit(" ")).alias("text")
