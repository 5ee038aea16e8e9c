"""Measurement: the value of every signal in each message, and sums by day and block of hours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import product
from typing import Final, TypeVar, cast
from zoneinfo import ZoneInfo

import polars as pl

from unlike.core.series import LOGARITHMIC, MAX_UNITS, SignalKind
from unlike.signals.base import DailyAggregation, Signal, holds
from unlike.signals.message_context import in_context, in_lower_case, with_words
from unlike.signals.own_words import even_messages, own_words
from unlike.text.language_id import language_of_sample
from unlike.text.lexicon import Lexicon, even_sample, function_word_shares, spoken

_Value = TypeVar("_Value")

_NEVER: Final = r"[^\s\S]"
_SLICE: Final = 200_000
"""Messages whose words are looked at together: those of a long history in many forms would fill memory."""
BLOCK: Final = 3
"""Hours in a block of the day: habits are compared within one."""


@dataclass(frozen=True, slots=True)
class MeasuredConversation:
    """One conversation, measured.

    Attributes:
        signals: those that can be measured here.
        lexicon: its languages and own words.
        messages: one row a message of a person, by time: `sender`, `sent_at`, `day`, `hour`, `begins`, `turn`,
            `gap`, `ref`, `invites` (whether it asks to do something together), and `value:` of each signal (Float32,
            of shares Boolean), null where the message says nothing (logarithms of amounts and durations).
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
    _value_by_function: dict[Callable[[MeasuredConversation], object], object] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def value_of(self, function: Callable[[MeasuredConversation], _Value]) -> _Value:
        """Value that a function computes from this conversation; computed once, for all of its people.

        Args:
            function: of the conversation alone; what it returns is kept as long, and should be small.
        """
        if function not in self._value_by_function:
            self._value_by_function[function] = function(self)
        return cast("_Value", self._value_by_function[function])


def measure(
    conversation: pl.DataFrame, signals: Sequence[Signal], zone: ZoneInfo, clock: timedelta
) -> MeasuredConversation:
    """Compute every signal for every message of a conversation.

    Args:
        conversation: one conversation of the message table, sorted by `sent_at`.
        signals: see `registry.SIGNALS`.
        zone: the owner's zone, for days and hours.
        clock: the finest step of the source's times.
    """
    moments = conversation.lazy().select("sender", "sent_at", "kind").with_row_index("row")
    context = in_context(moments, zone, clock).drop("kind").collect()
    lexicon = _measured_lexicon(conversation["text"], context)
    measurable = tuple(signal for signal in signals if _is_measurable(signal, lexicon))
    columns = ["sender", "sent_at", "at", "day", "hour", "begins", "turn", "gap"]
    messages = context.select(columns).hstack(_message_values(conversation, context, measurable, lexicon))
    return MeasuredConversation(
        measurable, lexicon, messages, _hour_blocks(messages, measurable), _size_histograms(messages, measurable)
    )


def _message_values(
    conversation: pl.DataFrame, context: pl.DataFrame, signals: Sequence[Signal], lexicon: Lexicon
) -> pl.DataFrame:
    """`ref`, `invites` and the values of every message of `context`, from the words of not too many at a time."""
    lists = sorted({root for signal in signals for root in signal.value.meta.root_names() if root.startswith("says:")})
    list_columns = [_has_word(lexicon, _list_name(name)).alias(name) for name in lists]
    invites = _has_word(lexicon, "invitations").fill_null(value=False).alias("invites")
    slices = []
    for block in [*context.iter_slices(_SLICE)] or [context]:
        rows = conversation.drop("sender", "sent_at")[block["row"]].hstack(block.drop("row"))
        with_text_columns = with_words(rows.lazy()).with_columns(list_columns)
        value_types = with_text_columns.select(signal.value.alias(signal.name) for signal in signals).collect_schema()
        values = [_scaled_value(signal, value_types[signal.name]).alias(f"value:{signal.name}") for signal in signals]
        slices.append(with_text_columns.select("ref", invites, *values).collect())
    return pl.concat(slices, rechunk=True)


def _has_word(lexicon: Lexicon, words: str) -> pl.Expr:
    """Whether a message has one of the words of a list; null where nothing was typed."""
    pattern, literals = lexicon.pattern(words) or _NEVER, lexicon.needed_literals(words)
    return holds(pl.col("lower"), pattern, literals) if literals else pl.col("lower").str.contains(pattern)


def _measured_lexicon(texts: pl.Series, context: pl.DataFrame) -> Lexicon:
    """Lexicon of a conversation: its languages and, where two people write, the words they share.

    Args:
        texts: of the whole table.
        context: `row` in it, `sender` and `day` of the messages of people.
    """
    typed_rows = context.select("row", "day").filter(texts.is_not_null().gather(context["row"]))
    sample = _lower_case_texts(texts, even_sample(typed_rows["row"]))
    shares = function_word_shares(sample)
    languages, language = spoken(shares), language_of_sample(sample, shares)
    names = context["sender"].unique().cast(pl.String).to_list()
    if len(names) != 2:  # only two people have words between them
        return Lexicon(languages, (), language)
    sampled = even_messages(typed_rows)
    words = own_words(sampled.select("day", _lower_case_texts(texts, sampled["row"])), names, Lexicon(languages))
    return Lexicon(languages, words, language)


def _lower_case_texts(texts: pl.Series, rows: pl.Series) -> pl.Series:
    """Texts of some rows in lower case, as a series `lower`."""
    return texts.gather(rows).alias("text").to_frame().select(lower=in_lower_case(pl.col("text"))).to_series()


def _is_measurable(signal: Signal, lexicon: Lexicon) -> bool:
    """Whether the conversation's languages have what the signal needs."""
    if signal.languages and not signal.languages.intersection(lexicon.languages):
        return False
    list_columns = [name for name in signal.value.meta.root_names() if name.startswith("says:")]
    return all(name.endswith("?") or lexicon.pattern(_list_name(name)) is not None for name in list_columns)


def _list_name(column: str) -> str:
    """Name of the list of `words.toml` of a column of `says` or `may_say`."""
    return column.removeprefix("says:").removesuffix("?")


def _scaled_value(signal: Signal, kind: pl.DataType) -> pl.Expr:
    """A message's value on the scale on which it is summed; whether it has a habit stays a Boolean, which is small."""
    if signal.kind is SignalKind.SHARE and kind == pl.Boolean:
        return signal.value
    value = signal.value.cast(pl.Float64)
    return (value.log() if signal.kind in LOGARITHMIC else value).cast(pl.Float32)


def _hour_blocks(messages: pl.DataFrame, signals: Sequence[Signal]) -> pl.DataFrame:
    """Sums of every signal by person, day and block of hours.

    Single precision summed in double loses nothing, so that neither the threads' order nor the sums of slices show in
    the last digits.
    """
    sums = [
        part
        for signal in signals
        for part in (
            pl.col(f"value:{signal.name}").count().cast(pl.Float64).alias(f"n:{signal.name}"),
            pl.col(f"value:{signal.name}").cast(pl.Float64).sum().alias(f"sum:{signal.name}"),
            pl.col(f"value:{signal.name}").cast(pl.Float32).pow(2).cast(pl.Float64).sum().alias(
                f"squares:{signal.name}"
            ),
        )
        if signal.day is DailyAggregation.MEAN or not part.meta.output_name().startswith("squares:")
    ]  # fmt: skip
    keys = ("sender", "day", "block")
    by_block = [
        part.group_by("sender", "day", block=pl.col("hour") // BLOCK).agg(pl.len().alias("messages"), *sums)
        for part in [*messages.iter_slices(_SLICE)] or [messages]
    ]
    return pl.concat(by_block).group_by(keys).agg(pl.all().sum()).sort("day", "block")


def _size_histograms(messages: pl.DataFrame, signals: Sequence[Signal]) -> pl.DataFrame:
    """Messages of each size by person and day, for every signal whose kind is an amount."""
    names = [signal.name for signal in signals if signal.kind is SignalKind.AMOUNT]
    empty = messages.clear().select("sender", "day", units=pl.lit(1, pl.UInt16), messages=pl.lit(1, pl.UInt32))
    by_size = [empty.clear().with_columns(signal=pl.lit("", pl.String))]
    for part, name in product(messages.iter_slices(_SLICE), names):
        size = pl.col(f"value:{name}").exp().round().clip(1, MAX_UNITS).cast(pl.UInt16)
        measured_rows = part.lazy().filter(pl.col(f"value:{name}").is_not_null())
        counts = measured_rows.group_by("sender", "day", units=size).agg(messages=pl.len())
        by_size.append(counts.with_columns(signal=pl.lit(name)).collect())
    return pl.concat(by_size).group_by("sender", "day", "units", "signal").agg(pl.col("messages").sum())
