"""Deviation of each signal in the last messages from the person's earlier sittings, in the signal's own unit."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

import numpy as np

from unlike.core.series import LOGARITHMIC, Floats, SignalKind
from unlike.detection.medians import row_medians
from unlike.detection.shift_types import SignalDeviation
from unlike.detection.sitting_messages import Codes, SittingMessages
from unlike.detection.sitting_rank import MIN_EARLIER_SITTINGS, SittingRank

_MIN_SHARE: Final = 1e-4  # so that a share of 0 has a normal quantile


@dataclass(frozen=True, slots=True)
class SittingDeviation:
    """One signal in the last messages.

    Attributes:
        deviation: plain figures of the messages and of those of the earlier sittings: mean words, median seconds, share
            of the messages; `z` is a normal score, `chance` two-sided.
        floor_chance: two-sided chance of the coolest value there is: what a habit that has gone altogether would have.
    """

    deviation: SignalDeviation
    floor_chance: float


def sitting_deviations(messages: SittingMessages, rank: SittingRank) -> tuple[SittingDeviation, ...]:
    """Deviation of every signal that the last messages have a value of, the furthest first.

    Compared are the earlier sittings that begin at the same place, first in a day or later, where they are enough.
    """
    rows = _comparable_starts(messages, rank)[:, None] + np.arange(rank.size)
    last = np.arange(rank.first, rank.first + rank.size)
    deviations = (_signal_deviation(messages, column, rows, last) for column in range(len(messages.names)))
    return tuple(sorted(filter(None, deviations), key=lambda signal: -abs(signal.deviation.z)))


def _comparable_starts(messages: SittingMessages, rank: SittingRank) -> Codes:
    """First messages of the earlier windows that begin at the same place, or of all where those are too few."""
    begins_day = messages.contexts[0].codes
    same_place = rank.earlier[begins_day[rank.earlier] == begins_day[rank.first]]
    return same_place if same_place.size >= MIN_EARLIER_SITTINGS else rank.earlier


def _signal_deviation(messages: SittingMessages, column: int, rows: Codes, last: Codes) -> SittingDeviation | None:
    """Deviation of one signal; None where it says nothing in the last messages or never varies."""
    kind, polarity = messages.kinds[column], float(messages.polarity[column])
    values = messages.values[:, column]
    if kind in LOGARITHMIC:
        values = np.exp(values)
    observed = values[last][np.isfinite(values[last])]
    windows = _window_figures(values[rows], kind)
    windows = windows[np.isfinite(windows)]
    if not observed.size or windows.size < MIN_EARLIER_SITTINGS or np.ptp(windows) == 0:
        return None
    figure = _plain_figure(observed, kind)
    earlier_values = values[rows]
    baseline = _plain_figure(earlier_values[np.isfinite(earlier_values)], kind)
    mid_rank = (np.mean(windows < figure) + np.mean(windows <= figure)) / 2
    deviation = SignalDeviation(
        messages.names[column], baseline, figure, _normal_quantile(float(mid_rank)), _two_sided(windows, figure)
    )
    return SittingDeviation(deviation, _floor_chance(windows, kind, polarity))


def _plain_figure(values: Floats, kind: SignalKind) -> float:
    """Plain figure of some messages: the median of durations, the mean of all else."""
    return float(row_medians(values)) if kind is SignalKind.DURATION else float(values.mean())


def _window_figures(values: Floats, kind: SignalKind) -> Floats:
    """Plain figure of each window, shape (windows,); NaN where it has no value."""
    present = np.isfinite(values)
    if kind is SignalKind.DURATION:
        ordered = np.sort(np.where(present, values, np.inf), axis=1)
        counts = present.sum(axis=1)
        rows = np.arange(len(values))
        middle = (ordered[rows, np.maximum(counts - 1, 0) // 2] + ordered[rows, np.maximum(counts, 1) // 2]) / 2
        figures: Floats = np.where(counts > 0, middle, np.nan)
        return figures
    total = np.where(present, values, 0.0).sum(axis=1)
    means: Floats = np.divide(total, present.sum(axis=1), out=np.full(len(values), np.nan), where=present.any(axis=1))
    return means


def _two_sided(windows: Floats, figure: float) -> float:
    """Share of windows as far on the same side, doubled."""
    below, above = np.count_nonzero(windows <= figure), np.count_nonzero(windows >= figure)
    return float(min(1.0, 2 * (1 + min(below, above)) / (1 + windows.size)))


def _floor_chance(windows: Floats, kind: SignalKind, polarity: float) -> float:
    """Two-sided chance of the coolest value there is; of the rarer extreme for a signal without a direction."""
    lowest, highest = (1.0, np.inf) if kind is SignalKind.AMOUNT else (0.0, 1.0 if kind is SignalKind.SHARE else np.inf)
    if polarity < 0:
        return _two_sided(windows, lowest)
    if polarity > 0:
        return _two_sided(windows, highest)
    return min(_two_sided(windows, lowest), _two_sided(windows, highest))


def _normal_quantile(share: float) -> float:
    """Normal quantile of a share, which may be 0 or 1."""
    return NormalDist().inv_cdf(min(max(share, _MIN_SHARE), 1 - _MIN_SHARE))
