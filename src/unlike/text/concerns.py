"""What must not be passed over: words of self-harm, of violence, of fear of a partner or parent.

It finds words and judges nobody; it would rather be wrong ten times than miss one.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

import polars as pl

from unlike.text.normalise import plain
from unlike.text.phrase_lists import PhraseList, phrases, table
from unlike.text.topic_grammar import LANGUAGES

CONCERNS: Final = ("self_harm", "violence", "partner")


def concerns(texts: pl.Series, language: str | None) -> pl.DataFrame:
    """Whether each message has words that call for help before anything else.

    Args:
        texts: one message each.
        language: one of `languages()`; None looks in all of them.

    Returns:
        One Boolean column each of `CONCERNS`, one row a message.
    """
    spoken = LANGUAGES if language is None else (language,)
    found = [_in(texts, one) for one in spoken]
    return pl.DataFrame(
        {
            name: pl.DataFrame([one[name].alias(str(at)) for at, one in enumerate(found)])
            .select(pl.any_horizontal(pl.all()))
            .to_series()
            for name in CONCERNS
        }
    )


def _in(texts: pl.Series, language: str) -> pl.DataFrame:
    """The same in one language."""
    known = _known(language)
    marks = plain(texts, " " if language == "fr" else "")
    bare = pl.col("text").str.replace_all(known["sayings"].anywhere, " ")
    serious = ~pl.col("text").str.contains(known["joking"].anywhere)
    return (
        marks.alias("text")
        .to_frame()
        .select(
            (
                bare.str.contains(known[f"{name} always"].anywhere)
                | (bare.str.contains(known[f"{name} unless_joking"].anywhere) & serious)
            ).alias(name)
            for name in CONCERNS
        )
    )


@cache
def _known(language: str) -> Mapping[str, PhraseList]:
    """The phrases of one language by what they are for."""
    written = table("concerns")[language]
    found = {name: phrases(written[name]) for name in ("joking", "sayings")}
    for name in CONCERNS:
        for how in ("always", "unless_joking"):
            found[f"{name} {how}"] = phrases(written[name].get(how, ""))
    return found
