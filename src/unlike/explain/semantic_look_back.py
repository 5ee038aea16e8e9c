"""Look-back that reads the latest messages by the encoder, where its extra is installed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import polars as pl

from unlike.explain.look_back import MIN_SPANS, DaysBefore, look_back
from unlike.explain.term_table import TermTable
from unlike.explain.topic_terms import BAR_GRADE
from unlike.text import TOPICS
from unlike.text.encoder import installed, with_meaning

MAX_MESSAGES: Final = 4000
"""Latest messages that the encoder reads, which takes some seconds; the days of reference are among them."""


def look_back_by_meaning(mentions: TermTable, shifts: Sequence[date]) -> tuple[DaysBefore, ...]:
    """Look back by the encoder, too, at shifts among the latest messages; at earlier ones by phrases and table alone.

    Args:
        mentions: of the two people alone.
        shifts: first days.
    """
    plain_look_backs = look_back(mentions, shifts)
    if not installed() or not mentions.days.size:
        return plain_look_backs
    latest = _latest_days(mentions.message_rows())
    if latest.is_empty():
        return plain_look_backs
    topics = with_meaning(latest["text"], latest.select(TOPICS))
    encoder_look_backs = look_back(TermTable.of(_with_terms(latest.with_columns(topics))), shifts)
    first: date = latest["day"].min()  # type: ignore[assignment]
    return tuple(
        semantic if semantic.first >= first and semantic.baseline_spans >= MIN_SPANS else plain
        for plain, semantic in zip(plain_look_backs, encoder_look_backs, strict=True)
    )


def _latest_days(mentions: pl.DataFrame) -> pl.DataFrame:
    """Messages of the last whole days, at most `MAX_MESSAGES`."""
    return mentions.filter(_is_latest(mentions["day"]))


def is_for_encoder(days: pl.Series) -> pl.Series:
    """Whether the encoder reads each of some messages, by their days."""
    return _is_latest(days) if installed() else pl.repeat(value=False, n=days.len(), eager=True)


def _is_latest(days: pl.Series) -> pl.Series:
    """Whether each of some messages is of the last whole days with at most `MAX_MESSAGES`."""
    if days.len() <= MAX_MESSAGES:
        return pl.repeat(value=True, n=days.len(), eager=True)
    latest: pl.Series = days > days.sort(descending=True)[MAX_MESSAGES]
    return latest


def _with_terms(messages: pl.DataFrame) -> pl.DataFrame:
    """Messages with the `terms` of the topics that the encoder leaves, and an empty term for a topic it adds."""
    rows = messages.with_row_index("row")
    topics = rows.unpivot(TOPICS, index="row", variable_name="topic").filter("value").select("row", "topic")
    terms = rows.select("row", "terms").explode("terms").drop_nulls("terms").unnest("terms")
    complete = topics.join(terms, on=("row", "topic"), how="left", maintain_order="left").with_columns(
        pl.col("term").fill_null(""),  # no phrase is empty: the encoder's topics share one more term
        pl.col("grade").fill_null(BAR_GRADE),
    )
    lists = complete.group_by("row", maintain_order=True).agg(terms=pl.struct("topic", "term", "grade"))
    return (
        rows.drop("terms")
        .join(lists, on="row", how="left", maintain_order="left")
        .with_columns(pl.col("terms").fill_null([]))
        .drop("row")
    )
