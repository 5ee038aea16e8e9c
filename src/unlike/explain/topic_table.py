"""Table of the topics that each message mentions, with the terms and the day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final
from zoneinfo import ZoneInfo

import polars as pl

from unlike.explain.topic_terms import terms_of_reading
from unlike.messages.queries import day_in
from unlike.text import TOPICS, concerns, language_of
from unlike.text.language_switch import language_switch
from unlike.text.topics import TopicReading, read_topics

EASE: Final = 2.0
"""Log odds by which a mention may lie below its bar: a look-back compares it with the other days of the chat."""
_TERMS: Final = pl.List(pl.Struct({"topic": pl.String, "term": pl.String, "grade": pl.Float64}))


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
    `EASE` below the bars. Conversations in an unknown language are left out; None where there is no other. Where the
    messages have a Boolean column `is_read`, the others are left unread: they have no topics.
    """
    conversations = messages.with_row_index("row").partition_by("conversation", maintain_order=True)
    parts = [part for rows in conversations for part in _by_language(rows, language_of(rows["text"]))]
    languages = [language for _, language in parts]
    tables = []
    for language in sorted({code for code in languages if code is not None}):
        same_language = [rows for rows, code in parts if code == language]
        tables.append(_in_language(same_language, language))
    if not tables:
        return None
    table = pl.concat(tables)
    ordered = table if table["row"].is_sorted() else table.sort("row")
    return ordered.drop("row")


def _by_language(rows: pl.DataFrame, language: str | None) -> Iterator[tuple[pl.DataFrame, str | None]]:
    """Rows of one conversation with their language: the conversation's, or of who goes over to another, their own."""
    if language is None:
        yield rows, None
        return
    changed = []
    for part in rows.partition_by("sender", maintain_order=True):
        switch = language_switch(part["text"])
        if switch:
            changed.append(part["row"])
            yield part[: switch.index], switch.before
            yield part[switch.index :], switch.after
    yield (rows.filter(~pl.col("row").is_in(pl.concat(changed).implode())) if changed else rows), language


def can_be_read(messages: pl.DataFrame) -> pl.Series:
    """Whether each message is of a conversation in a known language, so that `topic_table` does not leave it out."""
    by_key = messages.partition_by("conversation", as_dict=True)
    known = [key for (key,), rows in by_key.items() if language_of(rows["text"]) is not None]
    return messages["conversation"].is_in(pl.Series(known, dtype=pl.String).implode())


def _in_language(parts: Sequence[pl.DataFrame], language: str) -> pl.DataFrame:
    """Topics and terms of the conversations in one language."""
    rows = pl.concat(parts)
    is_read = pl.col("is_read") if "is_read" in rows.columns else pl.lit(value=True)
    read, unread = rows.filter(is_read), rows.filter(~is_read)
    columns = [_columns(reading, language) for reading in read_topics(read["text"], language, (0.0, EASE))]
    nothing = [pl.lit(value=False).alias(topic) for topic in TOPICS]
    tables = [read.hstack(pl.concat(columns))] if columns else []
    return pl.concat([*tables, unread.with_columns(*nothing, pl.lit([], dtype=_TERMS).alias("terms"))])


def _columns(reading: TopicReading, language: str) -> pl.DataFrame:
    """Topics and terms of a slice of texts."""
    terms = terms_of_reading(reading, language).explode("terms").rename({"terms": "term"})
    lists = terms.group_by("row", maintain_order=True).agg(terms=pl.struct("topic", "term", "grade"))
    rows = pl.DataFrame({"row": pl.int_range(reading.texts.len(), eager=True)})
    row_terms = rows.join(lists, on="row", how="left", maintain_order="left")["terms"].fill_null([])
    flags, _ = reading.tables()
    return flags.with_columns(row_terms.gather(reading.places))


def concern_messages(messages: pl.DataFrame) -> pl.DataFrame:
    """Rows with words of self-harm, of violence or of fear, in any of the known languages.

    `addressee` says whether it is fear of whom the message is written to, or a request to that person to stop.
    """
    flags = concerns(messages["text"], None)
    return messages.with_columns(flags["addressee"]).filter(flags.select(pl.any_horizontal(pl.all())).to_series())


__all__ = ["TOPICS", "can_be_read", "concern_messages", "topic_table", "with_day"]
