"""Contrasts of windows: compares each window of days with the days around it, for every signal.

Scores are in units of the spread of this person's other windows of the same length.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.core.series import Floats
from unlike.detection.medians import row_medians
from unlike.detection.running_sums import RunningSums
from unlike.detection.skewness import normal_scores

WINDOW_DAYS: Final = (1, 2, 3, 4, 5, 7, 10, 14, 21, 30, 45, 60)
"""Window lengths that are scanned, days."""
FLANK_DAYS: Final = 45
"""Days to each side that a window is compared with."""
_MIN_FLANK_DAYS: Final = 8  # of them with a value
_MIN_ACTIVE_SHARE: Final = 0.5  # share of a window's days with a value
_MAX_LINEAR_SCORE: Final = 10.0  # standard scores beyond which one signal adds hardly more
_ROUNDING_ERROR: Final = 1e-9  # what rounding leaves of a difference of running sums
_MIN_SPREAD_WINDOWS: Final = 3  # of baseline days, up to which no spread is taken from them
_MAX_SPREAD_SLOPE: Final = 0.5  # power of the length by which the spread may grow
_MAD_TO_SD: Final = 1.4826  # standard deviations in a median absolute deviation of normal numbers


@dataclass(frozen=True, slots=True)
class WindowContrasts:
    """Every window of k lengths: how far each of s signals deviates from the window's flanks, over d days.

    Attributes:
        lengths: days, shape (k,).
        z: standard scores, shape (k, s, d): [i, :, a] is the window of `lengths[i]` days from day a on; 0 where a
            signal has no value.
        skewness: of each of these scores where nothing happened, shape (k, s, d).
        valid: whether a window has enough days and flanks, shape (k, d).
        baseline: whether a window consists of baseline days alone, shape (k, d).
    """

    lengths: tuple[int, ...]
    z: Floats
    skewness: Floats
    valid: NDArray[np.bool_]
    baseline: NDArray[np.bool_]

    def beginning_on(self, starts: slice) -> WindowContrasts:
        """Windows that begin on some of the days."""
        z, skewness = self.z[..., starts], self.skewness[..., starts]
        return WindowContrasts(self.lengths, z, skewness, self.valid[:, starts], self.baseline[:, starts])


@dataclass(frozen=True, slots=True)
class LengthSpreads:
    """Spread of the windows of k lengths and s signals, each length by itself.

    Attributes:
        lengths: days, rising, shape (k,).
        measured: median absolute deviation as a standard deviation, 1 where too few windows are of baseline days,
            shape (k, s).
        independent: number of windows that do not overlap, 1 where they are too few, shape (k,).
    """

    lengths: tuple[int, ...]
    measured: Floats
    independent: Floats

    @classmethod
    def of(cls, windows: WindowContrasts) -> LengthSpreads:
        """Spreads of windows of baseline days."""
        is_used = windows.valid & windows.baseline
        measured, independent = np.ones((len(windows.lengths), windows.z.shape[1])), np.ones(len(windows.lengths))
        for index, length in enumerate(windows.lengths):
            scores = windows.z[index][:, is_used[index]]
            if scores.shape[1] > _MIN_SPREAD_WINDOWS:
                measured[index] = _MAD_TO_SD * row_medians(np.abs(scores))
                independent[index] = scores.shape[1] / length
        return cls(windows.lengths, measured, independent)

    def merged_with(self, other: LengthSpreads) -> LengthSpreads:
        """Spreads of both, in order of length; the two have no length in common."""
        lengths = (*self.lengths, *other.lengths)
        order = sorted(range(len(lengths)), key=lengths.__getitem__)
        measured = np.concatenate([self.measured, other.measured])[order]
        independent = np.concatenate([self.independent, other.independent])[order]
        return LengthSpreads(tuple(sorted(lengths)), measured, independent)

    def fitted(self) -> Floats:
        """Spread by length and signal, shape (k, s); at least 1.

        Days are correlated, so that longer windows deviate more than their number of days says; a power law in the
        length is fitted, because there are few long windows.
        """
        lengths, weight = np.log(np.array(self.lengths, dtype=np.float64)), np.sqrt(self.independent)
        centre = np.average(lengths, weights=weight)
        logs = np.log(np.maximum(self.measured, 0.5))
        mean_log = np.average(logs, axis=0, weights=weight)
        slope = ((lengths - centre) * weight) @ (logs - mean_log) / max(float(weight @ (lengths - centre) ** 2), 1e-9)
        fitted_spread = np.exp(mean_log + np.outer(lengths - centre, np.clip(slope, 0.0, _MAX_SPREAD_SLOPE)))
        spread: Floats = np.maximum(fitted_spread, 1.0)
        return spread


def window_contrasts(
    values: Floats,
    precision: Floats,
    baseline_days: NDArray[np.bool_],
    lengths: tuple[int, ...] = WINDOW_DAYS,
    third_cumulants: Floats | None = None,
) -> WindowContrasts:
    """Weighted mean of each window minus that of the baseline days of its flanks, in standard errors.

    Args:
        values: shape (s, d), see `SignalPanel`; at an end of the history there is one flank.
        precision: shape (s, d).
        baseline_days: shape (d,).
        lengths: days.
        third_cumulants: of each value, shape (s, d), see `SignalPanel`; None where all are 0.
    """
    signals, size = values.shape
    sums, weights = _running_sums(values * precision), _running_sums(precision)
    flank_sums, flank_weights = (
        _running_sums(values * precision * baseline_days),
        _running_sums(precision * baseline_days),
    )
    has_value = np.asarray((precision > 0).any(axis=0), dtype=np.bool_)
    active = _running_sums(has_value.astype(np.float64))
    flank_active = _running_sums((has_value & baseline_days).astype(np.float64))
    anomalous = _running_sums((~baseline_days).astype(np.float64))
    cubes = _running_sums(precision**3 * third_cumulants) if third_cumulants is not None else None
    z = np.zeros((len(lengths), signals, size))
    skewness = np.zeros_like(z)
    valid = np.zeros((len(lengths), size), dtype=bool)
    baseline = np.zeros((len(lengths), size), dtype=bool)
    for index, length in enumerate(lengths):
        count = max(size - length + 1, 0)
        window_weight, flank_weight = weights.inside(length, count), flank_weights.around(length, count)
        comparable = (window_weight > 0) & (flank_weight > _ROUNDING_ERROR)
        safe_in, safe_out = np.where(comparable, window_weight, 1.0), np.where(comparable, flank_weight, 1.0)
        difference = sums.inside(length, count) / safe_in - flank_sums.around(length, count) / safe_out
        error = np.sqrt(1 / safe_in + 1 / safe_out)
        z[index, :, :count] = np.where(comparable, difference / error, 0.0)
        if cubes is not None:
            skewness[index, :, :count] = np.where(comparable, cubes.inside(length, count) / (safe_in * error) ** 3, 0.0)
        is_active = active.inside(length, count) >= max(_MIN_ACTIVE_SHARE * length, 1)
        valid[index, :count] = is_active & (flank_active.around(length, count) >= _MIN_FLANK_DAYS)
        baseline[index, :count] = anomalous.inside(length, count) == 0
    return WindowContrasts(lengths, z, skewness, valid, baseline)


def window_spread(windows: WindowContrasts) -> Floats:
    """Robust spread of the windows of baseline days, by length and signal, shape (k, s); see `LengthSpreads`.

    Args:
        windows: of the person's own days.
    """
    return LengthSpreads.of(windows).fitted()


def standard_scores(windows: WindowContrasts, spread: Floats) -> Floats:
    """Scores of the windows in units of this person's own spread, shape (k, s, d), with high ones compressed."""
    return soft_clip(normal_scores(windows.z / spread[:, :, None], windows.skewness / spread[:, :, None] ** 3))


def soft_clip(scores: Floats) -> Floats:
    """Scores of any shape; those beyond `_MAX_LINEAR_SCORE` grow as logarithms do."""
    clipped: Floats = np.clip(scores, -_MAX_LINEAR_SCORE, _MAX_LINEAR_SCORE) + 0.0  # no negative zeros
    is_beyond = np.abs(scores) > _MAX_LINEAR_SCORE
    if is_beyond.any():  # logarithms of all scores would cost more than everything else here
        beyond = scores[is_beyond]
        clipped[is_beyond] += np.sign(beyond) * np.log1p(np.abs(beyond) - _MAX_LINEAR_SCORE)
    return clipped


def _running_sums(values: Floats) -> RunningSums:
    """Running sums that reach to the flanks of the first and the last window."""
    return RunningSums.of(values, FLANK_DAYS)
