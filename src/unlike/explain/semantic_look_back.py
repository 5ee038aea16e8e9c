"""The look-back with a closer reading of the latest messages, where the encoder's extra is installed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import polars as pl

from unlike.explain.look_back import FEWEST, DaysBefore, look_back
from unlike.explain.term_table import TermTable
from unlike.explain.topic_terms import WITHOUT_PHRASE
from unlike.text import TOPICS
from unlike.text.encoder import installed, with_meaning

READ: Final = 4000
"""Latest messages that are read closely: some seconds. The days they are held against are read as closely."""


def looked_back(mentions: TermTable, shifts: Sequence[date]) -> tuple[DaysBefore, ...]:
    """As `look_back`; of shifts among the latest messages by meaning too, of earlier ones by phrases alone.

    Args:
        mentions: of the two people alone.
        shifts: first days.
    """
    plain = look_back(mentions, shifts)
    if not installed() or not mentions.days.size:
        return plain
    near = _latest(mentions.rows())
    if near.is_empty():
        return plain
    told = with_meaning(near["text"], near.select(TOPICS))
    close = look_back(TermTable.of(_with_terms(near.with_columns(told))), shifts)
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


def _with_terms(read: pl.DataFrame) -> pl.DataFrame:
    """`terms` of the topics that are told now: without those taken back, with one of its own for what was meant."""
    rows = read.with_row_index("row")
    told = rows.unpivot(TOPICS, index="row", variable_name="topic").filter("value").select("row", "topic")
    terms = rows.select("row", "terms").explode("terms").drop_nulls("terms").unnest("terms")
    kept = told.join(terms, on=("row", "topic"), how="left", maintain_order="left").with_columns(
        pl.col("term").fill_null(""),  # no term of a message is empty: meaning counts as one more, rare or not
        pl.col("grade").fill_null(WITHOUT_PHRASE),
    )
    listed = kept.group_by("row", maintain_order=True).agg(terms=pl.struct("topic", "term", "grade"))
    return (
        rows.drop("terms")
        .join(listed, on="row", how="left", maintain_order="left")
        .with_columns(pl.col("terms").fill_null([]))
        .drop("row")
    )
