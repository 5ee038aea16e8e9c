"""Queries that every stage asks the message table."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import polars as pl

from unlike.core.day_rule import DAY_START


def conversation_is(key: str) -> pl.Expr:
    """Test of a row for belonging to the conversation of a key."""
    return pl.col("conversation") == key


def sender_is(name: str) -> pl.Expr:
    """Test of a row for being sent by a participant."""
    return pl.col("sender") == name


def one_conversation(messages: pl.DataFrame, key: str) -> pl.DataFrame:
    """Rows of one conversation, in their order."""
    return messages.filter(conversation_is(key))


def by_sender(messages: pl.DataFrame, name: str) -> pl.DataFrame:
    """Rows of one sender, in their order."""
    return messages.filter(sender_is(name))


def wall_clock(zone: ZoneInfo) -> pl.Expr:
    """`sent_at` on the wall clock of a zone, naive."""
    return pl.col("sent_at").dt.convert_time_zone(zone.key).dt.replace_time_zone(None)


def day_in(zone: ZoneInfo) -> pl.Expr:
    """Day of each row by the day rule, in a zone."""
    return (wall_clock(zone) - DAY_START).dt.date()


def by_conversation(messages: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Rows of every conversation by its key, in the order of the table; copied only where they do not stand together.

    Args:
        messages: the message table.
    """
    runs = messages["conversation"].rle().struct.unnest()
    if runs["value"].is_duplicated().any():  # a later run would hide an earlier one, and its messages
        return {str(key): one_conversation(messages, str(key)) for key in runs["value"].unique()}
    ends = runs["len"].cum_sum()
    return {
        str(key): messages.slice(end - length, length)
        for key, length, end in zip(runs["value"].to_list(), runs["len"].to_list(), ends.to_list(), strict=True)
    }
