"""What every message tells, by which words, and on which day: the table that reasons look things up in."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import polars as pl

from unlike.explain.topic_terms import MOST, telling_words
from unlike.messages.queries import day_in
from unlike.text import TOPICS, concerns, language_of, topics


def with_day(messages: pl.DataFrame, zone: ZoneInfo) -> pl.DataFrame:
    """Typed messages of people with their `day`, which begins at four in the owner's zone."""
    return (
        messages.lazy()
        .filter(pl.col("text").is_not_null(), pl.col("sender").is_not_null())
        .select("conversation", "sender", "ref", "text", day=day_in(zone))
        .collect()
    )


def topic_table(written: pl.DataFrame) -> pl.DataFrame | None:
    """What the messages of `with_day` tell: a Boolean column a topic, and `words`, by which it is told.

    `words` is a list of structs of topic and word, see `telling_words`; empty where nothing is told. Conversations in
    a language that is not known are left out; None where no other is there.
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
    """Topics and words of conversations in one language, all looked at together."""
    rows = pl.concat(parts)
    told = topics(rows["text"], language)
    index = rows.select("row", "conversation", "text")
    each = pl.concat([index.filter(told[topic]).with_columns(topic=pl.lit(topic)) for topic in TOPICS])
    words = each.with_columns(word=_words(each, language)).select("row", "topic", "word").explode("word")
    listed = words.group_by("row", maintain_order=True).agg(words=pl.struct("topic", "word"))
    spread = rows.select("row").join(listed, on="row", how="left", maintain_order="left")
    return rows.hstack(told).with_columns(spread["words"].fill_null([]))


def _words(each: pl.DataFrame, language: str) -> pl.Series:
    """The words of each message and topic; in a conversation with very many they are learnt from some of them."""
    size = pl.len().over("conversation")
    sized = each.select("conversation", "text", "topic", few=size <= MOST).with_row_index("at")
    parts = [sized.filter("few"), *sized.filter(~pl.col("few")).partition_by("conversation", maintain_order=True)]
    words = [
        part.select("at", word=telling_words(part["text"], part["topic"], language, every=bool(part["few"].all())))
        for part in parts
    ]
    return pl.concat(words).sort("at")["word"]


def concern_messages(written: pl.DataFrame) -> pl.DataFrame:
    """The rows with words of self-harm, of violence or of fear, in any of the known languages.

    `addressee` says whether it is fear of whom the message is written to, or a request to that person to stop.
    """
    worrying = concerns(written["text"], None)
    return written.with_columns(worrying["addressee"]).filter(worrying.select(pl.any_horizontal(pl.all())).to_series())


__all__ = ["TOPICS", "concern_messages", "topic_table", "with_day"]
