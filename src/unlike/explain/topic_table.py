"""What every message tells, by which words, and on which day: the table that reasons look things up in."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import polars as pl

from unlike.explain.topic_terms import telling_words
from unlike.messages.queries import day_in
from unlike.text import TOPICS, concerns, language_of, topics


def with_day(messages: pl.DataFrame, zone: ZoneInfo) -> pl.DataFrame:
    """Typed messages of people with their `day` (which begins at four in the owner's zone): names as plain strings."""
    return messages.filter(pl.col("text").is_not_null(), pl.col("sender").is_not_null()).select(
        pl.col("conversation", "sender").cast(pl.String), "ref", "text", day=day_in(zone)
    )


def topic_table(written: pl.DataFrame) -> pl.DataFrame | None:
    """What the messages of `with_day` tell: a Boolean column a topic, and `words`, by which it is told.

    `words` is a list of structs of topic and word, see `telling_words`; empty where nothing is told. Conversations in
    a language that is not known are left out; None where no other is there.
    """
    told = []
    for _, rows in written.group_by("conversation", maintain_order=True):
        language = language_of(rows["text"])
        if language is not None:
            found = pl.concat([rows, topics(rows["text"], language)], how="horizontal").with_row_index("row")
            told.append(found.join(_words(found, language), on="row", how="left", maintain_order="left").drop("row"))
    return pl.concat(told).with_columns(pl.col("words").fill_null([])) if told else None


def _words(found: pl.DataFrame, language: str) -> pl.DataFrame:
    """`row` and `words` of the messages that tell anything."""
    each = found.unpivot(TOPICS, index=("row", "text"), variable_name="topic").filter("value")
    words = each.with_columns(word=telling_words(each["text"], each["topic"], language)).explode("word")
    return words.group_by("row", maintain_order=True).agg(words=pl.struct("topic", "word"))


def concern_messages(written: pl.DataFrame) -> pl.DataFrame:
    """The rows with words of self-harm, of violence or of fear of a partner, in any of the known languages."""
    if written.is_empty():
        return written
    found = concerns(written["text"], None)
    return written.filter(found.select(pl.any_horizontal(pl.all())).to_series())


__all__ = ["TOPICS", "concern_messages", "topic_table", "with_day"]
