"""Local level, precision and weekday effect of daily values, for all signals at once."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.core.series import Days, Floats
from unlike.detection.medians import row_medians
from unlike.detection.running_sums import RunningSums

LEVEL_REACH_DAYS: Final = 45
"""Days to each side that make the local level."""
_LEVEL_GAP_DAYS: Final = 3  # nearest days to each side that the local level leaves out
_MAX_DAY_DEVIATIONS: Final = 4.0  # standard deviations from the level, beyond which a value is clipped
_WEEKDAY_PRIOR_DAYS: Final = 8.0  # days' worth of shrinkage of a weekday's mean towards 0
_MIN_WEIGHT: Final = 1e-12
_MIN_VARIANCE: Final = 1e-9
_MIN_BETWEEN_SHARE: Final = 0.02  # of the whole variance, that is the person's own
_MAD_TO_SD: Final = 1.4826  # standard deviations in a median absolute deviation of normal numbers


def local_level(values: Floats, weights: Floats) -> Floats:
    """Local level at each day, from days near enough to tell and too far to be part of the same spell."""
    return moving_mean(values, weights, LEVEL_REACH_DAYS, _LEVEL_GAP_DAYS)


def moving_mean(values: Floats, weights: Floats, reach_days: int, gap_days: int = 0) -> Floats:
    """Weighted mean of the days up to `reach_days` away and more than `gap_days` away; 0 where there is none.

    Args:
        values: shape (..., d).
        weights: shape (..., d).
        reach_days: days to each side.
        gap_days: nearer days that are left out; 0 leaves out the day itself.
    """
    total, weight = (_sums_around(part, reach_days, gap_days) for part in (values * weights, weights))
    return np.divide(total, weight, out=np.zeros_like(total), where=weight > _MIN_WEIGHT)


def _sums_around(values: Floats, reach_days: int, gap_days: int) -> Floats:
    """Sums of the days up to `reach_days` away and more than `gap_days` away, cut at the ends; shape (..., d)."""
    size = values.shape[-1]
    sums = RunningSums.of(values, reach_days)
    reach_sums, gap_sums = (sums.before(days + 1, size) - sums.before(-days, size) for days in (reach_days, gap_days))
    return reach_sums - gap_sums


def clipped_to_level(
    values: Floats, messages: Floats, sampling: Floats, present: NDArray[np.bool_]
) -> tuple[Floats, Floats, Floats]:
    """Values with outliers clipped, their precision, and the level that they were compared with, shapes (s, d).

    Args:
        values: shape (s, d), 0 where missing.
        messages: number of messages behind each value, shape (s, d).
        sampling: part of the variance that comes from resting on few messages, shape (s, d).
        present: where there is a value, shape (s, d).
    """
    level = moving_mean(values, messages, LEVEL_REACH_DAYS)
    precision = day_precision(values - level, sampling, present, present)
    for _ in range(2):  # once to find the outliers, once without them
        values = np.where(present, np.clip(values, *_clip_bounds(values, precision)), 0.0)
        level = local_level(values, precision)
        precision = day_precision(values - level, sampling, present, present)
    return values, precision, level


def _clip_bounds(values: Floats, precision: Floats) -> tuple[Floats, Floats]:
    """Lowest and highest value that the days before each day and those after it allow, shapes (s, d).

    Both sides count, so that the days around a lasting step are not moved towards its middle.
    """
    size = values.shape[-1]
    totals, weights = (RunningSums.of(part, LEVEL_REACH_DAYS) for part in (values * precision, precision))
    side_means = []
    for low, high in ((-LEVEL_REACH_DAYS, 0), (1, LEVEL_REACH_DAYS + 1)):
        total, weight = (sums.before(high, size) - sums.before(low, size) for sums in (totals, weights))
        side_means.append(np.divide(total, weight, out=values.copy(), where=weight > _MIN_WEIGHT))
    allowed = _MAX_DAY_DEVIATIONS / np.sqrt(np.maximum(precision, _MIN_WEIGHT))
    return np.minimum(*side_means) - allowed, np.maximum(*side_means) + allowed


def day_precision(
    residual: Floats, sampling: Floats, present: NDArray[np.bool_], estimated_from: NDArray[np.bool_]
) -> Floats:
    """1 / (sampling variance + day-to-day variance) where a value is present, else 0; all of shape (s, d)."""
    rows = zip(residual, sampling, estimated_from, strict=True)
    between = np.array([_day_to_day_variance(*row) for row in rows], dtype=np.float64)[:, None]
    return np.divide(1.0, sampling + between, out=np.zeros_like(sampling), where=present)


def _day_to_day_variance(residual: Floats, sampling: Floats, estimated_from: NDArray[np.bool_]) -> float:
    """Day-to-day variance of one signal, from the middle of the squared residuals of some days.

    From the middle, so that a spell counts little even before its days are left out.
    """
    deviations = residual[estimated_from]
    mean_square = float(np.mean(deviations**2))
    robust_square = float((_MAD_TO_SD * row_medians(np.abs(deviations))) ** 2)
    total = max(min(mean_square, 2.0 * robust_square) if robust_square > 0 else mean_square, _MIN_VARIANCE)
    return max(total - float(np.mean(sampling[estimated_from])), _MIN_BETWEEN_SHARE * total)


def weekday_effect(residual: Floats, precision: Floats, days: Days) -> Floats:
    """Usual difference of the day's weekday from the level, for each signal and day, shape (s, d)."""
    signals = len(residual)
    weekday = (days.astype("datetime64[D]").astype(np.int64) + 3) % 7
    cell = (np.arange(signals)[:, None] * 7 + weekday).ravel()
    weight, total = (
        np.bincount(cell, weights=part.ravel(), minlength=7 * signals).reshape(-1, 7)
        for part in (precision, residual * precision)
    )
    typical = np.array([row_medians(row[row > 0]) for row in precision], dtype=np.float64)[:, None]
    effect: Floats = total / (weight + _WEEKDAY_PRIOR_DAYS * typical)
    return effect[:, weekday]
