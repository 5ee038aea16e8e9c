"""From messages to habits: what each message says, and what each day sums up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

import polars as pl

from unlike.core.series import LOGARITHMIC, MAX_UNITS, SignalKind
from unlike.signals.base import DailyAggregation, Signal
from unlike.signals.message_context import in_context
from unlike.signals.own_words import own_words
from unlike.text.language_id import language_of_sample
from unlike.text.lexicon import Lexicon, even_sample, function_word_shares, spoken

_NEVER: Final = r"[^\s\S]"
BLOCK: Final = 3
"""Hours in a block of the day: habits are compared within one."""


@dataclass(frozen=True, slots=True)
class MeasuredConversation:
    """One conversation, measured.

    Attributes:
        signals: those that can be told here.
        lexicon: its languages and own words.
        messages: one row a message of a person, by time: `sender`, `sent_at`, `day`, `hour`, `begins`, `turn`,
            `gap`, `ref`, `invites` (whether it asks to do something together), and `value:` of each signal (Float32),
            null where the message says nothing (logarithms of amounts and durations).
        blocks: `sender`, `day`, `block` (of `BLOCK` hours), `messages`, and for each signal `n:`, `sum:` and
            `squares:` of its values.
        histograms: `sender`, `day`, `signal` (each whose kind is an amount), `units` (1 to `MAX_UNITS`, more count as
            that many) and how many `messages` have as many.
    """

    signals: tuple[Signal, ...]
    lexicon: Lexicon
    messages: pl.DataFrame
    blocks: pl.DataFrame
    histograms: pl.DataFrame


def measure(
    conversation: pl.DataFrame, signals: Sequence[Signal], zone: ZoneInfo, clock: timedelta
) -> MeasuredConversation:
    """Send every message of a conversation through every signal.

    Args:
        conversation: one conversation of the message table, sorted by `sent_at`.
        signals: see `registry.SIGNALS`.
        zone: the owner's zone, for days and hours.
        clock: the finest step of the source's times.
    """
    stood = in_context(conversation.lazy(), zone, clock).collect()
    lexicon = _lexicon(stood)
    measurable = tuple(signal for signal in signals if _can_be_told(signal, lexicon))
    lists = sorted(
        {root for signal in measurable for root in signal.value.meta.root_names() if root.startswith("says:")}
    )
    spoken_lists = (
        pl.col("lower").str.contains(lexicon.pattern(_words_of(name)) or _NEVER).alias(name) for name in lists
    )
    invites = pl.col("lower").str.contains(lexicon.pattern("invitations") or _NEVER).fill_null(value=False)
    messages = (
        stood.lazy()
        .with_columns(spoken_lists)
        .select(
            "sender",
            "sent_at",
            "at",
            "day",
            "hour",
            "begins",
            "turn",
            "gap",
            "ref",
            invites.alias("invites"),
            *(_scaled(signal).cast(pl.Float32).alias(f"value:{signal.name}") for signal in measurable),
        )
        .collect()
    )
    return MeasuredConversation(
        measurable, lexicon, messages, _blocks(messages, measurable), _histograms(messages, measurable)
    )


def _lexicon(stood: pl.DataFrame) -> Lexicon:
    """The languages of a conversation and, where two people write, the words they share."""
    texts = stood.lazy().select("lower", "day").drop_nulls("lower").collect()
    sample = even_sample(texts["lower"])
    shares = function_word_shares(sample)
    languages, language = spoken(shares), language_of_sample(sample, shares)
    names = stood["sender"].unique().cast(pl.String).to_list()
    pair = len(names) == 2  # only two people have words between them
    return Lexicon(languages, own_words(texts, names, Lexicon(languages)) if pair else (), language)


def _can_be_told(signal: Signal, lexicon: Lexicon) -> bool:
    """Whether the conversation's languages have what the signal needs."""
    if signal.languages and not signal.languages.intersection(lexicon.languages):
        return False
    wanted = [name for name in signal.value.meta.root_names() if name.startswith("says:")]
    return all(name.endswith("?") or lexicon.pattern(_words_of(name)) is not None for name in wanted)


def _words_of(column: str) -> str:
    """The list of `words.toml` behind a column of `says` or `may_say`."""
    return column.removeprefix("says:").removesuffix("?")


def _scaled(signal: Signal) -> pl.Expr:
    """A message's value on the scale on which it is summed."""
    value = signal.value.cast(pl.Float64)
    return value.log() if signal.kind in LOGARITHMIC else value


def _blocks(messages: pl.DataFrame, signals: Sequence[Signal]) -> pl.DataFrame:
    """Sums of every signal by person, day and block of hours.

    Single precision summed in double loses nothing, so that the threads' order does not show in the last digits.
    """
    sums = [
        part
        for signal in signals
        for part in (
            pl.col(f"value:{signal.name}").count().cast(pl.Float64).alias(f"n:{signal.name}"),
            pl.col(f"value:{signal.name}").cast(pl.Float64).sum().alias(f"sum:{signal.name}"),
            pl.col(f"value:{signal.name}").pow(2).cast(pl.Float64).sum().alias(f"squares:{signal.name}"),
        )
        if signal.day is DailyAggregation.MEAN or not part.meta.output_name().startswith("squares:")
    ]
    return (
        messages.lazy()
        .group_by("sender", "day", block=pl.col("hour") // BLOCK)
        .agg(pl.len().alias("messages"), *sums)
        .sort("day", "block")
        .collect()
    )


def _histograms(messages: pl.DataFrame, signals: Sequence[Signal]) -> pl.DataFrame:
    """Messages of each size by person and day, for every signal whose kind is an amount."""
    parts = [
        messages.lazy()
        .filter(pl.col(f"value:{signal.name}").is_not_null())
        .group_by(
            "sender", "day", units=pl.col(f"value:{signal.name}").exp().round().clip(1, MAX_UNITS).cast(pl.UInt16)
        )
        .agg(messages=pl.len())
        .select("sender", "day", "units", "messages", signal=pl.lit(signal.name))
        for signal in signals
        if signal.kind is SignalKind.AMOUNT
    ]
    none = messages.clear().select("sender", "day", units=pl.lit(1, pl.UInt16), messages=pl.lit(1, pl.UInt32))
    return pl.concat(parts).collect() if parts else none.clear().with_columns(signal=pl.lit("", pl.String))
