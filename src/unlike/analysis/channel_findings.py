"""Where the conversation changed and not a person: two move to another app, a phone is lost, messages disappear."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import numpy as np
import polars as pl

from unlike.analysis.evidence import messages_around
from unlike.core.series import Floats, Series
from unlike.core.spans import DateSpan
from unlike.detection import ChannelSpan, build_panel, detect_channel_spans, is_style_unchanged, without_channel_spans
from unlike.results.channel_change import ChannelChange
from unlike.signals import MeasuredConversation, manner, series

_USUAL: Final = 60  # days to each side that say what is usual
_MOST: Final = 12  # people of a group, those who write most, who say how the group is


def channel_changes(measured: MeasuredConversation, person: str, habits: Sequence[Series]) -> tuple[ChannelChange, ...]:
    """The days in which the conversation changed, as seen from one person.

    Args:
        measured: the conversation.
        person: a sender in it.
        habits: of that person.
    """
    names, counts = _counts(measured, person)
    spans = detect_channel_spans(counts)
    if any(not one.is_near_silence for one in spans):
        others = (series(measured, name) for name in names[1:] if len(names) == 2)
        sides = [build_panel(manner(measured, side)) for side in (habits, *others)]
        spans = tuple(
            one for one in spans if one.is_near_silence or all(is_style_unchanged(side, one) for side in sides)
        )
    return tuple(_told(measured, names, counts, one) for one in spans)


def without_channel_changes(
    habits: Sequence[Series], elsewhere: Sequence[ChannelChange | DateSpan]
) -> tuple[Series, ...]:
    """A person's habits without the days in which the conversation changed, or of which the source tells nothing."""
    if not elsewhere:
        return tuple(habits)
    start: date = habits[0].days[0].astype("datetime64[D]").item()
    ends = ((max((one.first - start).days, 0), (one.last - start).days) for one in elsewhere)
    days = tuple(ChannelSpan(first, last, ()) for first, last in ends if first <= last)
    return tuple(without_channel_spans(one, days) for one in habits)


def _counts(measured: MeasuredConversation, person: str) -> tuple[tuple[str, ...], Floats]:
    """Messages a day, shape (people, days): the person first, then those who write most."""
    sender = pl.col("sender").cast(pl.String)
    by_day = measured.blocks.group_by(name=sender, day="day").agg(messages=pl.col("sum:messages").sum())
    totals = by_day.group_by("name").agg(pl.col("messages").sum()).sort("messages", "name", descending=[True, False])
    names = (person, *(name for name in totals["name"].to_list() if name != person))[:_MOST]
    by_day = by_day.filter(pl.col("name").is_in(names))
    first = measured.blocks["day"].min()
    day = (by_day["day"] - first).dt.total_days().to_numpy().astype(np.int64)
    row = by_day["name"].replace_strict(list(names), range(len(names)), return_dtype=pl.Int64).to_numpy()
    size = (measured.blocks["day"] - first).dt.total_days().to_numpy().astype(np.int64).max() + 1
    counts = np.zeros((len(names), int(size)))
    counts[row, day] = by_day["messages"].to_numpy()
    return names, counts


def _told(measured: MeasuredConversation, names: tuple[str, ...], counts: Floats, one: ChannelSpan) -> ChannelChange:
    """A span as a finding."""
    start: date = measured.blocks["day"].to_list()[0]  # sorted by day
    size = counts.shape[1]
    writing = (
        counts.sum(axis=0) if one.missing_side is None else np.delete(counts, one.missing_side, axis=0).sum(axis=0)
    )
    near = np.concatenate([writing[max(one.first - _USUAL, 0) : one.first], writing[one.last + 1 :][:_USUAL]])
    edge = one.first if one.first > 0 else one.last + 1
    return ChannelChange(
        first=start + timedelta(days=one.first),
        last=start + timedelta(days=one.last),
        begins=one.first == 0,
        ongoing=one.last == size - 1,
        is_group=len(names) > 2,
        missing_sender=None if one.missing_side is None else names[one.missing_side],
        messages_per_day=float(writing[one.first : one.last + 1].mean()),
        baseline_per_day=float(near.mean()),
        messages=messages_around(measured, start + timedelta(days=edge)),
    )
