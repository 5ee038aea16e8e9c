"""What sort of message each one is, as far as it can be counted: an apology, a question how the other is, a picture."""

from __future__ import annotations

from typing import Any, Final

import polars as pl

from unlike.explain.plans import plans
from unlike.explain.ritual_phrases import says
from unlike.results.interaction import MessageAct

_KINDS: Final = {
    MessageAct.VOICE: ("audio",),
    MessageAct.PICTURE: ("image", "video", "gif", "sticker"),
    MessageAct.CALL: ("call",),
}


def acts(rows: pl.DataFrame, apologies: pl.Series, language: str | None) -> pl.DataFrame:
    """The rows with a Boolean column for each `MessageAct` but a plan and talk, which `named` looks for.

    Args:
        rows: messages: `ref`, `text`, `kind`.
        apologies: refs of those that tell an apology.
        language: one of `languages()`; None looks in all of them.
    """
    text = rows["text"]
    return rows.with_columns(
        pl.col("ref").is_in(apologies.implode()).alias("apology"),
        says(text, "check_in", language).fill_null(value=False).alias("check_in"),
        (says(text, "good_morning", language) | says(text, "good_night", language))
        .fill_null(value=False)
        .alias("greeting"),
        *(pl.col("kind").is_in(kinds).alias(name) for name, kinds in _KINDS.items()),
        pl.col("text").str.contains("[?？]").fill_null(value=False).alias("question"),
    )


def named(row: dict[str, Any], language: str | None) -> MessageAct:
    """The sort of one row of `acts`."""
    plan = plans(pl.Series([row["text"]], dtype=pl.String), language).any()
    flags = {**row, MessageAct.PLAN: plan, MessageAct.TALK: True}
    return next(act for act in MessageAct if flags[act])
