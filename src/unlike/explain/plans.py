"""Plans and promises: that one of the two will do something, and when. Few, and sure, rather than many."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

import polars as pl

from unlike.text import languages
from unlike.text.normalise import plain
from unlike.text.phrase_lists import apostrophe_of, lead_of, phrases, table

_LONGEST: Final = 25
"""Words of a message that makes a plan; what is longer is mostly a tale in which some verb and some day meet."""
_SAME_CLAUSE: Final = "(?: [a-z0-9&]+)*?"


def plans(texts: pl.Series, language: str | None) -> pl.Series:
    """Whether each message makes a plan or a promise for a time that it names.

    Args:
        texts: one message each; null makes none.
        language: one of `languages()`; None looks in all of them.

    Returns:
        Booleans, one a message.
    """
    spoken = languages() if language is None else (language,)
    return pl.select(pl.any_horizontal([_made(texts, one) for one in spoken])).to_series().rename("plan")


def _made(texts: pl.Series, language: str) -> pl.Series:
    """Plans in one language."""
    return plans_in_plain(plain(texts, apostrophe_of(language)), language)


def plans_in_plain(texts: pl.Series, language: str) -> pl.Series:
    """Whether each text in its plain form (see `normalise.plain`) makes a plan or a promise, in one language."""
    known = _known(language)
    bare = texts.alias("text").to_frame()
    short = pl.col("text").str.count_matches(r"[a-z0-9&]+") <= _LONGEST
    said = pl.any_horizontal(pl.col("text").str.contains(known[name]) for name in ("first", "last", "whole"))
    return bare.select(short & said & ~pl.col("text").str.contains(known["not"])).to_series()


@cache
def _known(language: str) -> Mapping[str, str]:
    """The expressions of one language by what they are for."""
    written, lead = table(language, "plans"), lead_of(language)
    made, when, whole, not_one = (phrases(written[name], lead=lead) for name in ("made", "when", "whole", "not"))
    return {
        "first": f"{made.source}{_SAME_CLAUSE}{when.source} ",
        "last": f"{when.source}{_SAME_CLAUSE}{made.source} ",
        "whole": whole.anywhere,
        "not": not_one.anywhere,
    }
