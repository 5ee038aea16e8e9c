"""Declaration of a signal: one habit to watch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from unlike.core.series import SignalKind


class DailyAggregation(StrEnum):
    """Aggregation of a day's messages into one value."""

    MEAN = "mean"  # of the messages that say something; geometric where the kind is an amount or a duration
    TOTAL = "total"  # over the day
    ANY = "any"  # whether one of them did; such a day rests on one observation


@dataclass(frozen=True, slots=True)
class Signal:
    """One habit.

    Attributes:
        name: short and lasting; stands in `--json`.
        label: a plain noun phrase.
        more, less: what is said when it rises or falls, e.g. "shorter messages"; like the label marked with `phrase`.
        unit: of a day's value; "share" lies between 0 and 1, "seconds" are a duration.
        kind: how its values behave.
        polarity: +1 if an increase means more distant behaviour, -1 if a decrease does, 0 if neither.
        value: what one message says, over the columns of `unlike.signals.message_context`; null where it says nothing.
            It cannot look at other messages: these are taken in slices.
        day: how a day sums its messages up.
        languages: where it can be told; empty for all. A `says(...)` list that no language of the chat has is null.
        study: where the habit comes from.
        weight: relative weight of its z-score in the combined score; fitted on planted changes by `make bench-weights`.
        likelihood_weight: relative weight of the log-likelihood ratio of its messages, or of how many there are, beside
            the z-scores of the days.
        is_volume: whether it measures how much is written rather than how.
        follows_group_activity: whether it rises and falls with the activity of everybody in the conversation.
    """

    name: str
    label: str
    more: str
    less: str
    unit: str
    kind: SignalKind
    polarity: int
    value: pl.Expr
    study: str
    day: DailyAggregation = DailyAggregation.MEAN
    languages: frozenset[str] = frozenset()
    weight: float = 0.1
    likelihood_weight: float = 0.0
    is_volume: bool = False
    follows_group_activity: bool = False


def says(words: str) -> pl.Expr:
    """Whether the message has one of the words of a list of `words.toml`; null where nothing was typed."""
    return pl.col(f"says:{words}")


def may_say(words: str) -> pl.Expr:
    """Whether the message has a word of an optional list; False where no language of the chat has the list."""
    return pl.col(f"says:{words}?")


def holds(text: pl.Expr, expression: str, literals: Sequence[str]) -> pl.Expr:
    """Whether a text holds an expression, which is tried only where one of some strings stands.

    An expression with word boundaries takes long on texts that are not of ASCII alone, and most messages have none of
    the strings.

    Args:
        text: null where nothing was typed; so is the answer.
        expression: cannot match where none of `literals` stands.
        literals: strings in the same case as the text.
    """
    may_hold = text.str.contains_any(list(literals))
    # Polars looks for an expression in the texts behind nulls, too
    looked_at = pl.when(may_hold).then(text).otherwise(pl.lit(""))
    return pl.when(text.is_not_null()).then(may_hold & looked_at.str.contains(expression))


def typed(test: pl.Expr) -> pl.Expr:
    """A test of the text, null where nothing was typed."""
    return pl.when(pl.col("text").is_not_null()).then(test)
