"""Plans and promises: that one of the two will do something, and when. Few, and sure, rather than many."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

import polars as pl

from unlike.text import languages
from unlike.text.normalise import plain
from unlike.text.phrase_lists import phrases

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
    return plans_in_plain(plain(texts, " " if language == "fr" else ""), language)


def plans_in_plain(texts: pl.Series, language: str) -> pl.Series:
    """Whether each text in its plain form (see `normalise.plain`) makes a plan or a promise, in one language."""
    known = _known(language)
    bare = texts.alias("text").to_frame()
    short = pl.col("text").str.count_matches(r"[a-z0-9&]+") <= _LONGEST
    said = pl.any_horizontal(pl.col("text").str.contains(known[name]) for name in ("first", "last", "whole"))
    return bare.select(short & said & ~pl.col("text").str.contains(known["not"])).to_series()


@cache
def known_plans(language: str) -> Mapping[str, Any]:
    """The phrases of one language as they stand in `plans.toml`."""
    table: Mapping[str, Any] = tomllib.loads(files("unlike.explain").joinpath("plans.toml").read_text("utf-8"))
    found: Mapping[str, Any] = table[language]
    return found


@cache
def _known(language: str) -> Mapping[str, str]:
    """The expressions of one language by what they are for."""
    table = known_plans(language)
    made, when = phrases(table["made"]).source, phrases(table["when"]).source
    return {
        "first": f"{made}{_SAME_CLAUSE}{when} ",
        "last": f"{when}{_SAME_CLAUSE}{made} ",
        "whole": phrases(table["whole"]).anywhere,
        "not": phrases(table["not"]).anywhere,
    }
