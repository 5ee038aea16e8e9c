"""What two people say to each other by habit: a good morning, a good night, a question how the other is."""

from __future__ import annotations

from functools import cache
from typing import Final

import polars as pl

from unlike.text import languages
from unlike.text.normalise import plain
from unlike.text.phrase_lists import apostrophe_of, lead_of, phrases, table

RITUALS: Final = ("good_morning", "good_night", "check_in")
_SLICE: Final = 200_000
"""Messages that are brought into their plain form together."""


def says(texts: pl.Series, ritual: str, language: str | None) -> pl.Series:
    """Whether each message says one of the rituals' phrases.

    Args:
        texts: one message each; null says nothing.
        ritual: one of `RITUALS`.
        language: one of `languages()`; None looks in all of them.

    Returns:
        Booleans, one a message.
    """
    codes = languages() if language is None else (language,)
    flags = [
        pl.select(
            pl.any_horizontal([_says_in_language(texts_slice.to_series(), ritual, code) for code in codes])
        ).to_series()
        for texts_slice in texts.to_frame().iter_slices(_SLICE)
    ]
    return pl.concat([pl.Series(dtype=pl.Boolean), *flags]).rename(ritual)


def _says_in_language(texts: pl.Series, ritual: str, language: str) -> pl.Series:
    """The same in one language; only messages with one of its hints are brought into their plain form."""
    phrase_lists = table(language, "rituals")
    hints = phrase_lists.get(f"{ritual}_hints")
    likely = texts.str.contains_any(hints, ascii_case_insensitive=True).fill_null(value=False) if hints else None
    bare = plain(texts if likely is None else texts.filter(likely), apostrophe_of(language))
    excluded = phrase_lists.get(f"{ritual}_not")
    if excluded:
        bare = bare.str.replace_all(phrases(excluded, lead=lead_of(language)).anywhere, " ")
    matches = bare.str.contains(_expression(ritual, language))
    if likely is None:
        return matches
    where = likely.arg_true().filter(matches)
    return pl.Series([False]).new_from_index(0, texts.len()).scatter(where, True)  # noqa: FBT003 - the value itself


@cache
def _expression(ritual: str, language: str) -> str:
    """What a ritual's phrases look like in plain text."""
    listed = phrases(table(language, "rituals")[ritual], lead=lead_of(language))
    # a question about the other ends with them: "how are you?" and not "how are you getting there?"
    return f"{listed.source} ," if ritual == "check_in" else listed.anywhere
