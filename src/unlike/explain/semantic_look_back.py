"""The look-back with a closer reading of the latest messages, where the encoder's extra is installed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import polars as pl

from unlike.explain.look_back import FEWEST, DaysBefore, look_back
from unlike.text import TOPICS
from unlike.text.encoder import installed, with_meaning

READ: Final = 4000
"""Latest messages that are read closely: some seconds. The days they are held against are read as closely."""


def looked_back(mentions: pl.DataFrame, shifts: Sequence[date]) -> tuple[DaysBefore, ...]:
    """As `look_back`; of shifts among the latest messages by meaning too, of earlier ones by phrases alone.

    Args:
        mentions: see `reasons.mentions`; of the two people alone.
        shifts: first days.
    """
    plain = look_back(mentions, shifts)
    near = _latest(mentions) if installed() else mentions.clear()
    if near.is_empty():
        return plain
    told = with_meaning(near["text"], near.select(TOPICS))
    close = look_back(_with_words(near.with_columns(told)), shifts)
    first: date = near["day"].min()  # type: ignore[assignment]
    return tuple(
        by_meaning if by_meaning.first >= first and by_meaning.compared >= FEWEST else by_phrases
        for by_phrases, by_meaning in zip(plain, close, strict=True)
    )


def _latest(mentions: pl.DataFrame) -> pl.DataFrame:
    """The last whole days with at most `READ` messages."""
    if mentions.height <= READ:
        return mentions
    return mentions.filter(pl.col("day") > mentions["day"].sort(descending=True)[READ])


def _with_words(read: pl.DataFrame) -> pl.DataFrame:
    """`words` of the topics that are told now: without those taken back, with one of its own for what was meant."""
    rows = read.with_row_index("row")
    told = rows.unpivot(TOPICS, index="row", variable_name="topic").filter("value").select("row", "topic")
    words = rows.select("row", "words").explode("words").drop_nulls("words").unnest("words")
    kept = told.join(words, on=("row", "topic"), how="left", maintain_order="left").with_columns(
        pl.col("word").fill_null("")  # no word of a message is empty: meaning counts as one more, rare or not
    )
    listed = kept.group_by("row", maintain_order=True).agg(words=pl.struct("topic", "word"))
    return (
        rows.drop("words")
        .join(listed, on="row", how="left", maintain_order="left")
        .with_columns(pl.col("words").fill_null([]))
        .drop("row")
    )
