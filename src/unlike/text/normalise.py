"""Messages in the plain form that phrases are compared with."""

from __future__ import annotations

from functools import cache
from typing import Final

import polars as pl

_LETTERS: Final = (["ß", "œ", "æ", "ø", "ł"], ["ss", "oe", "ae", "o", "l"])


def plain(texts: pl.Series, apostrophe: str = "") -> pl.Series:
    """Lower case, without accents and marks: Latin letters, digits and `&`, one space between words.

    Whatever parts clauses becomes the word `,`; laughing smileys become the word `lol`; each text begins and ends with
    a space, so that a phrase between two spaces is a phrase of whole words.

    Args:
        texts: as they were typed; null counts as empty.
        apostrophe: what stands for one (French parts words there, English does not).
    """
    return texts.alias("text").to_frame().select(_plain_form(apostrophe))["text"]


@cache
def _plain_form(apostrophe: str) -> pl.Expr:
    """The plain form of the column `text`."""
    text = (
        pl.col("text")
        .fill_null("")
        .str.to_lowercase()
        .str.replace_all("[’'`´]", apostrophe)
        .str.replace_many(*_LETTERS)
        .str.normalize("NFD")
        .str.replace_all("[😂🤣😹😆💀]+", " lol ")
        .str.replace_all(r"\p{M}+", "")
        .str.replace_all(r"[.!?;:,\n…()]+", " , ")
        .str.replace_all("[^a-z0-9&,]+", " ")
    )
    return pl.concat_str(pl.lit(" "), text.str.strip_chars(" "), pl.lit(" ")).alias("text")
