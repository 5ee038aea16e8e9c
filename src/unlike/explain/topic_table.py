"""What every message tells, by which terms, and on which day: the table that reasons look things up in."""

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
"""Log odds by which a message may lie below the bars and count: a look-back holds it against the chat's other days."""


def with_day(messages: pl.DataFrame, zone: ZoneInfo) -> pl.DataFrame:
    """Typed messages of people with their `day`, which begins at four in the owner's zone."""
    return (
        messages.lazy()
        .filter(pl.col("text").is_not_null(), pl.col("sender").is_not_null())
        .select("conversation", "sender", "ref", "text", day=day_in(zone))
        .collect()
    )


def topic_table(written: pl.DataFrame) -> pl.DataFrame | None:
    """What the messages of `with_day` tell: a Boolean column a topic, and `terms`, by which it is told.

    `terms` is a list of structs of topic, term and grade, see `topic_terms`, also of what is told less surely, up to
    `EASE` below the bars; empty where nothing is told. Conversations
    in a language that is not known are left out; None where no other is there.
    """
    parts = written.with_row_index("row").partition_by("conversation", maintain_order=True)
    languages = [language_of(rows["text"]) for rows in parts]
    tables = []
    for language in sorted({code for code in languages if code is not None}):
        of_language = [rows for rows, code in zip(parts, languages, strict=True) if code == language]
        tables.append(_in_language(of_language, language))
    if not tables:
        return None
    table = pl.concat(tables)
    ordered = table if table["row"].is_sorted() else table.sort("row")
    return ordered.drop("row")


def _in_language(parts: Sequence[pl.DataFrame], language: str) -> pl.DataFrame:
    """Topics and terms of conversations in one language, all looked at together."""
    rows = pl.concat(parts)
    flags, eased = topics_by_ease(rows["text"], language, (0.0, EASE))
    index = rows.select("row", "text")
    each = pl.concat([index.filter(eased[topic]).with_columns(topic=pl.lit(topic)) for topic in TOPICS])
    terms = each.select("row", "topic").hstack(topic_terms(each["text"], each["topic"], language))
    single = terms.explode("terms").rename({"terms": "term"})
    listed = single.group_by("row", maintain_order=True).agg(terms=pl.struct("topic", "term", "grade"))
    spread = rows.select("row").join(listed, on="row", how="left", maintain_order="left")
    return rows.hstack(flags).with_columns(spread["terms"].fill_null([]))


def concern_messages(written: pl.DataFrame) -> pl.DataFrame:
    """The rows with words of self-harm, of violence or of fear, in any of the known languages.

    `addressee` says whether it is fear of whom the message is written to, or a request to that person to stop.
    """
    worrying = concerns(written["text"], None)
    return written.with_columns(worrying["addressee"]).filter(worrying.select(pl.any_horizontal(pl.all())).to_series())


__all__ = ["TOPICS", "concern_messages", "topic_table", "with_day"]
