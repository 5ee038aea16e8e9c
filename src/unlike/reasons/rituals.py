"""What two people say to each other by habit: a good morning, a good night, a question how the other is."""

from __future__ import annotations

from typing import Final

import polars as pl

from unlike.reasons.language import languages
from unlike.reasons.language.phrases import phrases, table
from unlike.reasons.language.plain import plain

RITUALS: Final = ("good_morning", "good_night", "check_in")


def says(texts: pl.Series, ritual: str, language: str | None) -> pl.Series:
    """Whether each message says one of the rituals' phrases.

    Args:
        texts: one message each; null says nothing.
        ritual: one of `RITUALS`.
        language: one of `languages()`; None looks in all of them.

    Returns:
        Booleans, one a message.
    """
    spoken = languages() if language is None else (language,)
    said = pl.Series(ritual, [False]).new_from_index(0, texts.len())
    for one in spoken:
        bare = plain(texts, " " if one == "fr" else "")
        listed = phrases(table("rituals")[one][ritual])
        # a question about the other ends with them: "how are you?" and not "how are you getting there?"
        said |= bare.str.contains(f"{listed.source} ," if ritual == "check_in" else listed.anywhere)
    return said
