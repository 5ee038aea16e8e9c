"""Detection of days in which the channel changed and not a person: an app change, a lost phone, missing messages.

Two tests on daily counts: joint drops of all sides (`joint_drops`), and sides without any message (`missing_side`).
Where more than hardly anything remains of the volume, the style of messages must be unchanged (`style_stability`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import numpy as np

from unlike.core.series import Floats, Series
from unlike.detection.joint_drops import joint_drops
from unlike.detection.missing_side import missing_sides
from unlike.detection.shift_types import ChannelSpan

_MIN_HISTORY_DAYS: Final = 61


def detect_channel_spans(counts: Floats) -> tuple[ChannelSpan, ...]:
    """Days in which all sides write far less at once, or one side is missing; in order, not overlapping.

    Args:
        counts: whole numbers of messages a day, shape (p, d), days consecutive: the person first, then the others who
            write most. With two sides both must fall; with more, nearly all and the person.

    Returns:
        The spans; one that is no near silence holds only if `is_style_unchanged` does for every side.
    """
    if counts.shape[0] < 2 or counts.shape[1] < _MIN_HISTORY_DAYS:
        return ()
    spans = list(_disjoint_drops(joint_drops(counts)))
    for candidate in missing_sides(counts):
        if not any(candidate.days.overlaps(span.days) for span in spans):
            spans.append(candidate)
    return tuple(sorted(spans, key=lambda span: span.first))


def _disjoint_drops(candidates: Iterable[ChannelSpan]) -> tuple[ChannelSpan, ...]:
    """Disjoint spans of the largest deviance together; the longest would hide a return to the usual within it.

    Weighted interval scheduling (Kleinberg & Tardos 2005, ch. 6).
    """
    by_end: list[tuple[int, float, tuple[ChannelSpan, ...]]] = [(-1, 0.0, ())]  # last day, deviance, spans
    for span in sorted(candidates, key=lambda span: (span.last, span.first)):
        _, before, earlier = next(best for best in reversed(by_end) if best[0] < span.first)
        if before + span.deviance > by_end[-1][1]:
            by_end.append((span.last, before + span.deviance, (*earlier, span)))
    return by_end[-1][2]


def without_channel_spans(series: Series, spans: tuple[ChannelSpan, ...]) -> Series:
    """Series without an observation on the days of some spans."""
    values, weights = series.values.copy(), series.weights.copy()
    histogram = None if series.histogram is None else series.histogram.copy()
    for span in spans:
        values[span.days.as_slice] = np.nan
        weights[span.days.as_slice] = 0.0
        if histogram is not None:
            histogram[span.days.as_slice] = 0.0
    return replace(series, values=values, weights=weights, histogram=histogram)
