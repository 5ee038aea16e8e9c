"""Joint drops: days in which all sides of a conversation write far less at once.

Edges of the sides' mean log count propose spans; a span is kept where every side falls below `_MAX_REMAINING` of its
usual volume, in the same proportion, within the same week, by more than chance gives (overdispersed counts: McCullagh &
Nelder 1989, ch. 6), and in a step that explains the days around it better than a steady drift does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.core.series import Floats
from unlike.core.spans import IndexSpan
from unlike.detection.mean_segments import segment_edges
from unlike.detection.shift_types import MAX_NEAR_SILENCE, ChannelSpan
from unlike.detection.volume_history import VolumeHistory
from unlike.detection.weekly import WEEK_DAYS

MIN_CLEAR_DEVIATIONS: Final = 3.5
"""Standard deviations of a number of messages beyond which it is no chance."""
_MIN_SPAN_DAYS: Final = 5
_MIN_COMPARED_DAYS: Final = 10  # of a span in which the style of messages has to be compared
_REFERENCE_DAYS: Final = 60  # to each side, that the usual volume is estimated from
_MAX_REFERENCE_DAYS: Final = 180  # for a long span, so that a busy month beside it does not decide
_MIN_DAYS_BEFORE: Final = 28  # of reference before a span
_MIN_DAYS_AFTER: Final = 14  # of reference after one that ends
_MIN_DAYS_ONE_SIDED: Final = 56  # of reference where the history begins in the span
_MIN_DAYS_OPEN_END: Final = 42  # of reference where the history ends in the span
_MAX_REMAINING: Final = 0.5  # share of the usual volume
_MAX_PROPORTION: Final = 2.5  # between what remains of two sides
_EDGE_SHARE: Final = 0.65  # of the usual volume: the two weeks outside an edge are above it, the week inside below
_MAX_STEP_SHARE: Final = 0.65  # of the volume outside an edge that is left inside: a slow fading is no step
_DRIFT_REACH_DAYS: Final = 42  # to each side of an edge in which a step must explain more than a drift
_MIN_DRIFT_RATIO: Final = 1.2  # of what a drift leaves unexplained to what a step does
_MIN_GROUP_SHARE: Final = 0.8  # of a group's people that must agree
_BEFORE: Final = -1  # side of an edge that lies outside of the span
_AFTER: Final = 1


def joint_drops(counts: Floats) -> Iterator[ChannelSpan]:
    """Spans in which all sides write far less at once, which may overlap.

    Args:
        counts: messages a day, shape (p, d), the person first.
    """
    history = VolumeHistory(counts)
    edges = segment_edges(np.log1p(counts).mean(axis=0), _MIN_SPAN_DAYS)
    # Most pairs of edges fail at the person's own days around one of them, which is tested once an edge.
    firsts = [edge for edge in edges if edge < history.size and (edge == 0 or _person_falls(history, edge, _BEFORE))]
    ends = [edge for edge in edges if edge == history.size or (edge > 0 and _person_falls(history, edge, _AFTER))]
    for first in firsts:
        for end in ends:
            if end - first >= _MIN_SPAN_DAYS and (drop := _joint_drop(history, IndexSpan(first, end - 1))):
                yield drop


def _joint_drop(history: VolumeHistory, span: IndexSpan) -> ChannelSpan | None:
    """Joint drop on exactly these days, or None.

    Sides that write so little that even no message at all would be chance do not count.
    """
    references = _reference_spans(history.size, span)
    if not references:
        return None
    usual_volume = np.array([history.usual_volume(reference) for reference in references])  # (references, sides)
    expected_messages = usual_volume.min(axis=0) * span.days
    person_count = history.counts[0, span.as_slice].sum()
    if expected_messages[0] < MIN_CLEAR_DEVIATIONS**2 or person_count / expected_messages[0] > _MAX_REMAINING:
        return None  # whatever the other sides do
    dispersion = np.max([history.dispersion(reference) for reference in references], axis=0)
    countable = expected_messages >= MIN_CLEAR_DEVIATIONS**2 * dispersion
    if not countable[0] or np.count_nonzero(countable) < 2:
        return None
    counts, usual_volume, expected_messages, dispersion = (
        history.counts[countable], usual_volume[:, countable], expected_messages[countable], dispersion[countable],
    )  # fmt: skip
    observed_messages = counts[:, span.as_slice].sum(axis=1)
    remaining = observed_messages / expected_messages
    clear = (expected_messages - observed_messages) >= MIN_CLEAR_DEVIATIONS * np.sqrt(dispersion * expected_messages)
    if not _sides_agree((remaining <= _MAX_REMAINING) & clear) or not _is_in_proportion(remaining):
        return None
    if not _is_sudden(counts, span, usual_volume) or _has_drifting_edge(counts, span):
        return None
    drop = ChannelSpan(span.first, span.last, tuple(float(share) for share in remaining))
    return drop if drop.is_near_silence or span.days >= _MIN_COMPARED_DAYS else None


def _reference_spans(size: int, span: IndexSpan) -> list[IndexSpan]:
    """Days before and after a span that its usual volume is estimated from; none where they are too few."""
    first, end = span.first, span.last + 1
    reach = min(max(span.days, _REFERENCE_DAYS), _MAX_REFERENCE_DAYS)
    before, after = IndexSpan(max(first - reach, 0), first - 1), IndexSpan(end, min(end + reach, size) - 1)
    if span.days < _MIN_SPAN_DAYS or (first == 0 and end == size):
        return []
    if first == 0:
        return [after] if after.days >= _MIN_DAYS_ONE_SIDED else []
    if end == size:
        return [before] if before.days >= _MIN_DAYS_OPEN_END else []
    return [before, after] if before.days >= _MIN_DAYS_BEFORE and after.days >= _MIN_DAYS_AFTER else []


def _is_sudden(counts: Floats, span: IndexSpan, usual_volume: Floats) -> bool:
    """Whether both edges of a span that lie within the history are sudden, for nearly all sides."""
    first, end = span.first, span.last + 1
    starts_suddenly = first == 0 or _is_sudden_edge(counts, first, usual_volume[0], _BEFORE)
    return starts_suddenly and (end == counts.shape[1] or _is_sudden_edge(counts, end, usual_volume[-1], _AFTER))


def _is_sudden_edge(counts: Floats, edge: int, usual_volume: Floats, outer_side: int) -> bool:
    """Whether nearly all sides have their usual volume just outside an edge, and far less the week inside."""
    outer, inner = _volume_beside(counts, edge, outer_side)
    bound = np.minimum(_EDGE_SHARE * usual_volume, _MAX_STEP_SHARE * outer)
    return _sides_agree((outer >= _EDGE_SHARE * usual_volume) & (inner <= bound))


def _person_falls(history: VolumeHistory, edge: int, outer_side: int) -> bool:
    """Whether the person writes far less the week inside an edge than outside; no edge is sudden otherwise."""
    outer, inner = _volume_beside(history.counts[:1], edge, outer_side)
    return bool(inner[0] <= _MAX_STEP_SHARE * outer[0])


def _volume_beside(counts: Floats, edge: int, outer_side: int) -> tuple[Floats, Floats]:
    """Messages a day in the two weeks outside an edge and in the week inside it, shapes (p,)."""
    if outer_side == _BEFORE:
        outer, inner = counts[:, max(edge - 2 * WEEK_DAYS, 0) : edge], counts[:, edge : edge + WEEK_DAYS]
    else:
        outer, inner = counts[:, edge : edge + 2 * WEEK_DAYS], counts[:, max(edge - WEEK_DAYS, 0) : edge]
    return outer.mean(axis=1), inner.mean(axis=1)


def _has_drifting_edge(counts: Floats, span: IndexSpan) -> bool:
    """Whether a steady drift explains the days around an edge of a span as well as a step does."""
    first, end, size = span.first, span.last + 1, counts.shape[1]
    starts_in_drift = first > 0 and _is_drift(counts, first, IndexSpan(0, span.last))
    return starts_in_drift or (end < size and _is_drift(counts, end, IndexSpan(first, size - 1)))


def _is_drift(counts: Floats, edge: int, limits: IndexSpan) -> bool:
    """Whether a steady drift explains the days around an edge as well as a step, all sides together."""
    low, high = max(edge - _DRIFT_REACH_DAYS, limits.first), min(edge + _DRIFT_REACH_DAYS, limits.last + 1)
    days = np.arange(low, high)
    values = np.log1p(counts[:, days])
    drift = np.stack([np.ones(days.size), days - days.mean()])
    step = np.stack([days < edge, days >= edge]).astype(np.float64)
    return _unexplained_squares(values, drift) < _MIN_DRIFT_RATIO * _unexplained_squares(values, step)


def _unexplained_squares(values: Floats, regressors: Floats) -> float:
    """Squares that orthogonal regressors, shape (k, n), leave of values, shape (p, n), in units of each variance."""
    fitted = (values @ regressors.T / (regressors**2).sum(axis=1)) @ regressors
    variance = np.maximum(values.var(axis=1, keepdims=True), 1e-9)
    return float((((values - fitted) ** 2) / variance).sum())


def _sides_agree(sides: NDArray[np.bool_]) -> bool:
    """Whether both sides of a pair, or nearly all of a group with the person among them, are true."""
    return bool(sides[0]) and bool(sides.mean() >= (1.0 if sides.size == 2 else _MIN_GROUP_SHARE))


def _is_in_proportion(remaining: Floats) -> bool:
    """Whether the person falls as far as the others do, or hardly anything of anybody remains."""
    person, others = float(remaining[0]), float(np.median(remaining[1:]))
    if max(person, others) <= MAX_NEAR_SILENCE:
        return True
    return bool(abs(np.log((person + 0.01) / (others + 0.01))) <= np.log(_MAX_PROPORTION))
