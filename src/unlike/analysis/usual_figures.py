"""Counts what is usual for a person and the owner over the whole history."""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from unlike.analysis.signal_figures import SignalFigures, history_days
from unlike.core.day_rule import DAY_START_HOUR
from unlike.messages.queries import by_sender
from unlike.results.usual_habits import UsualHabits, WritingHabits
from unlike.signals import MeasuredConversation

_MAX_OWN_WORDS: Final = 8
_HOUR_MINUTES: Final = 60
_DAY_MINUTES: Final = 24 * _HOUR_MINUTES
_FIGURES: Final = {
    "messages_per_day": "messages",
    "words": "length",
    "reply_seconds": "reply_time",
    "questions": "questions",
    "emoji": "emoji",
}
"""Signals whose plain figures are the habits."""


def usual_habits(measured: MeasuredConversation, person: str, owner: str) -> UsualHabits:
    """What is usual for a person and the owner.

    Args:
        measured: the conversation.
        person: a sender in it.
        owner: another one.
    """
    theirs, span = by_sender(measured.messages, person), history_days(measured)
    days = (theirs["day"].to_numpy().astype("datetime64[D]") - np.datetime64(span.first, "D")).astype(np.int64)
    counted = theirs["value:messages"].fill_null(0).to_numpy()
    return UsualHabits(
        people=(_writing(measured, person), _writing(measured, owner)),
        own_words=measured.lexicon.own[:_MAX_OWN_WORDS],
        hours=_hours(theirs),
        first=span.first,
        days=tuple(np.bincount(days, weights=counted, minlength=span.days).astype(np.int64).tolist()),
    )


def _writing(measured: MeasuredConversation, sender: str) -> WritingHabits:
    """The habits of one sender."""
    rows, figures = by_sender(measured.messages, sender), SignalFigures(measured, sender)
    whole = np.ones(figures.history.days, dtype=np.bool_)
    counted = {
        name: figures.figure(signal, whole) if signal in figures.signals else float("nan")
        for name, signal in _FIGURES.items()
    }
    begun = int(measured.messages["begins"].sum())
    first, last = _typical_minutes(rows)
    return WritingHabits(
        sender=sender,
        begins=int(rows["begins"].sum()) / begun if begun else None,
        first_minute=first,
        last_minute=last,
        **{name: None if np.isnan(figure) else float(figure) for name, figure in counted.items()},
    )


def _typical_minutes(rows: pl.DataFrame) -> tuple[int | None, int | None]:
    """Median minutes of the first and the last message of a day, from midnight of the day they belong to."""
    rows = rows.filter(pl.col("value:messages") > 0)
    if rows.is_empty():
        return None, None
    clock = pl.col("at").dt.hour().cast(pl.Int32) * _HOUR_MINUTES + pl.col("at").dt.minute()
    minute = pl.when(pl.col("at").dt.hour() < DAY_START_HOUR).then(clock + _DAY_MINUTES).otherwise(clock)
    ends = rows.group_by("day").agg(minute.min().alias("first"), minute.max().alias("last"))
    first, last = (int(np.median(ends[name].to_numpy())) for name in ("first", "last"))
    return first, last


def _hours(rows: pl.DataFrame) -> tuple[tuple[int, ...], ...]:
    """Messages by weekday and hour of the clock; the hours after midnight belong to the day before."""
    weekday = rows["day"].cast(pl.Date).dt.weekday().to_numpy().astype(np.int64) - 1
    hour = rows["at"].dt.hour().to_numpy().astype(np.int64)
    counted = rows["value:messages"].fill_null(0).to_numpy()  # a call is no message
    counts = np.bincount(weekday * 24 + hour, weights=counted, minlength=7 * 24).reshape(7, 24)
    return tuple(tuple(row) for row in counts.astype(np.int64).tolist())
