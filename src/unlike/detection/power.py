"""Power of a history: the smallest drop that would be noticed in four of five cases."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.core.series import Floats
from unlike.core.types import Direction
from unlike.detection.calibration import score_of_null_rate
from unlike.detection.cooler_score import cooler_score
from unlike.detection.panel import SignalPanel
from unlike.detection.scan import WINDOW_DAYS, soft_clip, window_contrasts, window_spread
from unlike.detection.scores import MIN_OPPOSING_SCORE, ScoreBasis, score_of
from unlike.detection.signal_weights import level_after_drop

DROP_FACTORS: Final = (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2)
"""Drops that are tried: what is left of each habit."""
_MIN_POWER: Final = 0.8  # share of windows in which a drop must be noticed
_MAX_WINDOWS: Final = 120  # windows that a drop is tried in, about


def detectable_drop(person: SignalPanel, rate: float, length: int) -> float | None:
    """What is left of all habits with a direction at the smallest drop that is noticed in four of five windows.

    Args:
        person: panel without lasting shifts, with a robust baseline.
        rate: false spells a year that are put up with.
        length: length of the spell, one of `WINDOW_DAYS`.

    Returns:
        A factor of `DROP_FACTORS`; None where none of them would be noticed, or no window is long enough.
    """
    windows = window_contrasts(person.values, person.precision, person.baseline_days)
    row = WINDOW_DAYS.index(length)
    spread = window_spread(windows)[row][:, None]
    starts = np.flatnonzero(windows.valid[row])
    if starts.size == 0:
        return None
    starts = starts[:: max(1, starts.size // _MAX_WINDOWS)]
    z = soft_clip(windows.z[row][:, starts] / spread) * person.polarity[:, None]
    wanted = score_of_null_rate(rate * score_of(Direction.COOLER).false_spell_share)
    basis = ScoreBasis.of(person)
    for factor in DROP_FACTORS:
        unit = np.sqrt(_precision_inside(person, starts, length, factor)) / spread
        dropped = z + _level_changes(person, starts, factor) * unit
        day_score = basis.weights @ np.maximum(dropped, MIN_OPPOSING_SCORE)
        if np.mean(_after_drop(basis, day_score, starts, length, factor) >= wanted) >= _MIN_POWER:
            return factor
    return None


def _after_drop(basis: ScoreBasis, day_score: Floats, starts: NDArray[np.int64], length: int, factor: float) -> Floats:
    """Score of the windows from some days on after a drop, shape (starts,)."""
    likelihood = basis.likelihood
    if likelihood.weight.size == 0:
        return day_score
    ratios = likelihood.weighted_sum((length,), inside=likelihood.after_drop(factor))
    return cooler_score(day_score, ratios[0, starts])


def _precision_inside(person: SignalPanel, starts: NDArray[np.int64], length: int, factor: float) -> Floats:
    """Sum of the precisions of the days of each window where `factor` of the messages are left, shape (s, starts)."""
    variance = 1 / np.where(person.precision > 0, person.precision, 1.0) + (1 / factor - 1) * person.sampling
    precision = np.where(person.precision > 0, 1 / variance, 0.0)
    inside: Floats = np.lib.stride_tricks.sliding_window_view(precision, length, axis=1)[:, starts].sum(axis=-1)
    return inside


def _level_changes(person: SignalPanel, starts: NDArray[np.int64], factor: float) -> Floats:
    """Absolute change of each signal's level at some days by a drop, shape (s, starts)."""
    changes = []
    for level, kind, polarity in zip(person.level[:, starts], person.kinds, person.polarity, strict=True):
        changes.append(np.abs(level_after_drop(level, kind, float(polarity), factor) - level))
    return np.array(changes)
