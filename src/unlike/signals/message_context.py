"""Context of a message: its day and hour, the pause before it, whether it answers. Signals are computed from these."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

import polars as pl

from unlike.core.day_rule import DAY_START

PAUSE: Final = timedelta(hours=6)
"""A conversation is over after so long a silence; what comes next begins another."""
RUN: Final = timedelta(minutes=5)
"""Messages of one person that follow each other as fast are written in one go, whoever writes between them."""

_IDLE: Final = r"\s\s|^\s|\s$"  # spaces that part no words
# scripts that set no spaces between words: about two signs make a word
_UNSPACED: Final = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"


def in_context(messages: pl.LazyFrame, zone: ZoneInfo, clock: timedelta) -> pl.LazyFrame:
    """Add the columns that signals are computed from, but for those of the words.

    Args:
        messages: one conversation, sorted by `sent_at`: `sender`, `sent_at`, `kind` and any others; lines of the app
            itself are left out here.
        zone: the owner's.
        clock: the finest step of the source's times; no reply is taken to be quicker.

    Returns:
        The table and: `at` (local wall clock), `day` (date, from 04:00), `hour` (0-23), `gap` (s since the message
        before, at least the clock; null for the first), `begins` (it begins a conversation), `turn` (it follows a
        message of somebody else in the same conversation), `goes_on` (it follows one of its sender's own within `RUN`).
    """
    sender_changes = pl.col("sender") != pl.col("sender").shift()
    return (
        messages.filter(pl.col("sender").is_not_null(), pl.col("kind") != "system")
        .with_columns(
            at=pl.col("sent_at").dt.convert_time_zone(zone.key).dt.replace_time_zone(None),
            pause=pl.col("sent_at").diff(),
        )
        .with_columns(
            day=(pl.col("at") - DAY_START).dt.date(),
            hour=pl.col("at").dt.hour(),
            gap=pl.when(pl.col("pause").is_not_null()).then(_total_seconds(pl.max_horizontal("pause", pl.lit(clock)))),
            begins=(pl.col("pause") >= PAUSE).fill_null(value=True),
            goes_on=(pl.col("sent_at").diff().over("sender") < RUN).fill_null(value=False),
        )
        .with_columns(turn=(sender_changes & ~pl.col("begins")).fill_null(value=False))
        .drop("pause")
    )


def with_words(messages: pl.LazyFrame) -> pl.LazyFrame:
    """Add `lower` (the column `text` in lower case, apostrophes straight) and `words` (how many it has)."""
    return messages.with_columns(lower=in_lower_case(pl.col("text")), words=_word_count(pl.col("text")))


def in_lower_case(text: pl.Expr) -> pl.Expr:
    """Convert texts to lower case, with straight apostrophes."""
    return text.str.to_lowercase().str.replace_all("’", "'", literal=True)


def _total_seconds(time: pl.Expr) -> pl.Expr:
    return time.dt.total_milliseconds() / 1000


def _word_count(text: pl.Expr) -> pl.Expr:
    """Number of words of a text; at least one."""
    space_count = text.str.count_matches(" ", literal=True) + text.str.count_matches("\n", literal=True) + 1
    # counting words themselves takes three times as long, so only where spaces stand that part none
    spaced = (
        pl.when(text.str.contains(_IDLE))
        .then(text)
        .str.count_matches(r"\S+")
        .clip(lower_bound=1)
        .fill_null(space_count)
    )
    unspaced = pl.when(text.str.len_bytes() > text.str.len_chars()).then(text.str.count_matches(_UNSPACED) // 2)
    return spaced + unspaced.fill_null(0)
