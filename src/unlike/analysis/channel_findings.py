"""Where the conversation changed and not a person: two move to another app, a phone is lost, messages disappear."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import numpy as np

from unlike.analysis.evidence import messages_around
from unlike.analysis.sender_volumes import sender_volumes
from unlike.core.series import Floats, Series
from unlike.core.spans import DateSpan
from unlike.detection import ChannelSpan, build_panel, detect_channel_spans, is_style_unchanged, without_channel_spans
from unlike.results.channel_change import ChannelChange
from unlike.signals import MeasuredConversation, series, without_volume

_USUAL: Final = 60  # days to each side that say what is usual
_MOST: Final = 12  # people of a group, those who write most, who say how the group is


def channel_changes(measured: MeasuredConversation, person: str, habits: Sequence[Series]) -> tuple[ChannelChange, ...]:
    """The days in which the conversation changed, as seen from one person.

    Args:
        measured: the conversation.
        person: a sender in it.
        habits: of that person.
    """
    names, counts = measured.value_of(sender_volumes).beside(person, _MOST)
    spans = detect_channel_spans(counts)
    if any(not span.is_near_silence for span in spans):
        others = (series(measured, name) for name in names[1:] if len(names) == 2)
        sides = [build_panel(without_volume(measured, side)) for side in (habits, *others)]
        spans = tuple(
            span for span in spans if span.is_near_silence or all(is_style_unchanged(side, span) for side in sides)
        )
    return tuple(_channel_change(measured, names, counts, span) for span in spans)


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


def _channel_change(
    measured: MeasuredConversation, names: tuple[str, ...], counts: Floats, span: ChannelSpan
) -> ChannelChange:
    """A span as a finding."""
    start: date = measured.blocks["day"].to_list()[0]  # sorted by day
    size = counts.shape[1]
    writing = (
        counts.sum(axis=0) if span.missing_side is None else np.delete(counts, span.missing_side, axis=0).sum(axis=0)
    )
    nearby = np.concatenate([writing[max(span.first - _USUAL, 0) : span.first], writing[span.last + 1 :][:_USUAL]])
    edge = span.first if span.first > 0 else span.last + 1
    return ChannelChange(
        first=start + timedelta(days=span.first),
        last=start + timedelta(days=span.last),
        begins=span.first == 0,
        ongoing=span.last == size - 1,
        is_group=len(names) > 2,
        missing_sender=None if span.missing_side is None else names[span.missing_side],
        messages_per_day=float(writing[span.first : span.last + 1].mean()),
        baseline_per_day=float(nearby.mean()),
        messages=messages_around(measured, start + timedelta(days=edge)),
    )
