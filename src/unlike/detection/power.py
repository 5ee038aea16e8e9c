"""Power of a history: the smallest drop that would be noticed in four of five cases."""

from __future__ import annotations

from typing import Final

import numpy as np

from unlike.core.series import Floats
from unlike.core.types import Direction
from unlike.detection.calibration import score_of_null_rate
from unlike.detection.panel import SignalPanel
from unlike.detection.scan import WINDOW_DAYS, soft_clip, window_contrasts, window_spread
from unlike.detection.scores import MIN_OPPOSING_SCORE, score_of
from unlike.detection.signal_weights import level_after_drop, signal_weights

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
    inside = np.lib.stride_tricks.sliding_window_view(person.precision, length, axis=1)[:, starts].sum(axis=-1)
    unit = np.sqrt(inside) / spread
    wanted = score_of_null_rate(rate * score_of(Direction.COOLER).false_spell_share)
    weights = signal_weights(person)
    for factor in DROP_FACTORS:
        dropped = z + _level_changes(person, starts, factor) * unit
        if np.mean(weights @ np.maximum(dropped, MIN_OPPOSING_SCORE) >= wanted) >= _MIN_POWER:
            return factor
    return None


def _level_changes(person: SignalPanel, starts: np.ndarray, factor: float) -> Floats:
    """Absolute change of each signal's level at some days by a drop, shape (s, starts)."""
    changes = []
    for level, kind, polarity in zip(person.level[:, starts], person.kinds, person.polarity, strict=True):
        changes.append(np.abs(level_after_drop(level, kind, float(polarity), factor) - level))
    return np.array(changes)
