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
    codes = languages() if language is None else (language,)
    return pl.select(pl.any_horizontal([_plans_in_language(texts, code) for code in codes])).to_series().rename("plan")


def _plans_in_language(texts: pl.Series, language: str) -> pl.Series:
    """Plans in one language."""
    return plans_in_plain(plain(texts, apostrophe_of(language)), language)


def plans_in_plain(texts: pl.Series, language: str) -> pl.Series:
    """Whether each text in its plain form (see `normalise.plain`) makes a plan or a promise, in one language."""
    expressions = _expressions(language)
    bare = texts.alias("text").to_frame()
    short = pl.col("text").str.count_matches(r"[a-z0-9&]+") <= _LONGEST
    is_plan = pl.any_horizontal(pl.col("text").str.contains(expressions[name]) for name in ("first", "last", "whole"))
    return bare.select(short & is_plan & ~pl.col("text").str.contains(expressions["not"])).to_series()


@cache
def _expressions(language: str) -> Mapping[str, str]:
    """The expressions of one language by what they are for."""
    phrase_lists, lead = table(language, "plans"), lead_of(language)
    promise, time, whole, exclusion = (
        phrases(phrase_lists[name], lead=lead) for name in ("made", "when", "whole", "not")
    )
    return {
        "first": f"{promise.source}{_SAME_CLAUSE}{time.source} ",
        "last": f"{time.source}{_SAME_CLAUSE}{promise.source} ",
        "whole": whole.anywhere,
        "not": exclusion.anywhere,
    }
