"""Table of the topics that each message mentions, with the terms and the day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from zoneinfo import ZoneInfo

import polars as pl

from unlike.explain.topic_terms import topic_terms
from unlike.messages.queries import day_in
from unlike.text import TOPICS, concerns, language_of
from unlike.text.topics import topics_by_ease

EASE: Final = 2.0
"""Log odds by which a mention may lie below its bar: a look-back compares it with the other days of the chat."""


def with_day(messages: pl.DataFrame, zone: ZoneInfo) -> pl.DataFrame:
    """Typed messages of people with their `day`, which begins at four in the owner's zone."""
    return (
        messages.lazy()
        .filter(pl.col("text").is_not_null(), pl.col("sender").is_not_null())
        .select("conversation", "sender", "ref", "text", day=day_in(zone))
        .collect()
    )


def topic_table(messages: pl.DataFrame) -> pl.DataFrame | None:
    """Find the topics of messages: a Boolean column for each topic, and `terms` by which they are mentioned.

    `terms` is a list of structs of topic, term and grade, see `topic_terms`. It holds weaker mentions, too, up to
    `EASE` below the bars. Conversations in an unknown language are left out; None where there is no other.
    """
    parts = messages.with_row_index("row").partition_by("conversation", maintain_order=True)
    languages = [language_of(rows["text"]) for rows in parts]
    tables = []
    for language in sorted({code for code in languages if code is not None}):
        same_language = [rows for rows, code in zip(parts, languages, strict=True) if code == language]
        tables.append(_in_language(same_language, language))
    if not tables:
        return None
    table = pl.concat(tables)
    ordered = table if table["row"].is_sorted() else table.sort("row")
    return ordered.drop("row")


def _in_language(parts: Sequence[pl.DataFrame], language: str) -> pl.DataFrame:
    """Topics and terms of the conversations in one language."""
    rows = pl.concat(parts)
    flags, weak_flags = topics_by_ease(rows["text"], language, (0.0, EASE))
    index = rows.select("row", "text")
    mentions = pl.concat([index.filter(weak_flags[topic]).with_columns(topic=pl.lit(topic)) for topic in TOPICS])
    terms = mentions.select("row", "topic").hstack(topic_terms(mentions["text"], mentions["topic"], language))
    single = terms.explode("terms").rename({"terms": "term"})
    lists = single.group_by("row", maintain_order=True).agg(terms=pl.struct("topic", "term", "grade"))
    row_terms = rows.select("row").join(lists, on="row", how="left", maintain_order="left")
    return rows.hstack(flags).with_columns(row_terms["terms"].fill_null([]))


def concern_messages(messages: pl.DataFrame) -> pl.DataFrame:
    """Rows with words of self-harm, of violence or of fear, in any of the known languages.

    `addressee` says whether it is fear of whom the message is written to, or a request to that person to stop.
    """
    flags = concerns(messages["text"], None)
    return messages.with_columns(flags["addressee"]).filter(flags.select(pl.any_horizontal(pl.all())).to_series())


__all__ = ["TOPICS", "concern_messages", "topic_table", "with_day"]
