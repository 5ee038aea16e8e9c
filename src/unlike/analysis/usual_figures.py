"""Counts what is usual for a person and the owner over the history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import polars as pl

from unlike.analysis.comparison_days import Mask
from unlike.analysis.signal_figures import SignalFigures
from unlike.core.day_minutes import minutes_of_day
from unlike.core.spans import DateSpan
from unlike.results.channel_change import ChannelChange
from unlike.results.usual_habits import UsualHabits, WritingHabits
from unlike.signals import MeasuredConversation

_MAX_OWN_WORDS: Final = 8
_MIN_LEFT_OUT_DAYS: Final = 14  # of a change of the conversation; a week of holidays is part of the usual
_WEEKDAY_OF_1970: Final = 3  # of its first day, a Thursday, from Monday on
_FIGURES: Final = {
    "messages_per_day": "messages",
    "words": "length",
    "reply_seconds": "reply_time",
    "questions": "questions",
    "emoji": "emoji",
}
"""Signals whose plain figures are the habits."""


def usual_habits(
    measured: MeasuredConversation,
    person: SignalFigures,
    owner: str,
    left_out: Sequence[ChannelChange | DateSpan] = (),
) -> UsualHabits:
    """What is usual for a person and the owner.

    Args:
        measured: the conversation.
        person: figures of a sender in it.
        owner: another one.
        left_out: days in which the conversation changed, or of which nothing is known: no usual days, as for findings.
    """
    theirs, span = person.messages, person.history
    days = (theirs["day"].to_numpy().astype("datetime64[D]") - np.datetime64(span.first, "D")).astype(np.int64)
    counted = np.nan_to_num(theirs["value:messages"].to_numpy())
    usual_days = np.ones(span.days, dtype=np.bool_)
    for change in left_out:
        first, end = (change.first - span.first).days, (change.last - span.first).days + 1
        if end - first >= _MIN_LEFT_OUT_DAYS:
            usual_days[max(first, 0) : max(end, 0)] = False
    figures = (person, SignalFigures(measured, owner))
    return UsualHabits(
        people=tuple(_writing(measured, sender, usual_days) for sender in figures),
        own_words=measured.lexicon.own[:_MAX_OWN_WORDS],
        hours=_hours(theirs),
        first=span.first,
        days=tuple(np.bincount(days, weights=counted, minlength=span.days).astype(np.int64).tolist()),
    )


def _writing(measured: MeasuredConversation, figures: SignalFigures, usual_days: Mask) -> WritingHabits:
    """The habits of one sender."""
    rows = figures.messages
    counted = {
        name: figures.figure(signal, usual_days) if signal in figures.signals else float("nan")
        for name, signal in _FIGURES.items()
    }
    begun = int(measured.messages["begins"].sum())
    first, last = _typical_minutes(rows)
    return WritingHabits(
        sender=figures.person,
        begins=int(rows["begins"].sum()) / begun if begun else None,
        first_minute=first,
        last_minute=last,
        **{name: None if np.isnan(figure) else float(figure) for name, figure in counted.items()},
    )


def _typical_minutes(rows: pl.DataFrame) -> tuple[int | None, int | None]:
    """Median minutes of the first and the last message of a day, from midnight of the day they belong to."""
    counted = np.flatnonzero(rows["value:messages"].to_numpy() > 0)
    if not counted.size:
        return None, None
    minutes = minutes_of_day(rows["at"].to_numpy()[counted])
    day = rows["day"].to_numpy()[counted]
    starts = np.flatnonzero(np.append(True, day[1:] != day[:-1]))  # the messages of a day stand together
    first, last = np.minimum.reduceat(minutes, starts), np.maximum.reduceat(minutes, starts)
    return int(np.median(first)), int(np.median(last))


def _hours(rows: pl.DataFrame) -> tuple[tuple[int, ...], ...]:
    """Messages by weekday and hour of the clock; the hours after midnight belong to the day before."""
    weekday = (rows["day"].to_numpy().astype("datetime64[D]").astype(np.int64) + _WEEKDAY_OF_1970) % 7
    hour = minutes_of_day(rows["at"].to_numpy()) // 60 % 24
    counted = np.nan_to_num(rows["value:messages"].to_numpy())  # a call is no message
    counts = np.bincount(weekday * 24 + hour, weights=counted, minlength=7 * 24).reshape(7, 24)
    return tuple(tuple(row) for row in counts.astype(np.int64).tolist())
