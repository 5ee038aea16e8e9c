"""Test of one step in weekly means of several signals, with a null from a moving-block bootstrap."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.core.series import Floats
from unlike.detection.medians import row_medians

MIN_SIDE_WEEKS: Final = 10
"""Weeks on each side of a step."""
_BLOCK_WEEKS: Final = 8
_BOOTSTRAP_DRAWS: Final = 400
_BOOTSTRAP_BATCHES: Final = 20  # of draws, each small enough for the processor's own memory
_EDGE_RANK: Final = _BOOTSTRAP_DRAWS // 10  # rank of the draw from which on the tail is taken as exponential
_MIN_SIGNAL_SQUARE: Final = 9.0  # square of a signal's step statistic from which it counts: most signals do not change
_SOFT_SQUARE: Final = 50.0  # from which on a signal's square adds less and less, so that no signal rules alone
_MIN_TAIL_SCALE: Final = 4.0  # squares of normal scores fall with 2, and several add
_MIN_MEDIAN_SHARE: Final = 0.5  # of the step that the medians must show, and the last weeks too
_MIN_WEIGHT: Final = 1e-12


def step_statistic(weeks: Floats, weight: Floats) -> Floats:
    """Sum over signals of squared step statistics beyond three deviations, at each week; 0 near the ends.

    Args:
        weeks: weekly means, shape (..., s, weeks).
        weight: shape (..., s, weeks).

    Returns:
        Shape (..., weeks); the week is the first after the step.
    """
    size = weeks.shape[-1]
    inner = slice(MIN_SIDE_WEEKS - 1, size - MIN_SIDE_WEEKS)  # last weeks before a step
    running_weight, running_sum = np.cumsum(weight, axis=-1), np.cumsum(weeks * weight, axis=-1)
    total_weight, total_sum = running_weight[..., -1:], running_sum[..., -1:]
    weight_before, sum_before = running_weight[..., inner], running_sum[..., inner]
    before = sum_before / np.maximum(weight_before, _MIN_WEIGHT)
    after = (total_sum - sum_before) / np.maximum(total_weight - weight_before, _MIN_WEIGHT)
    share = weight_before / np.maximum(total_weight, _MIN_WEIGHT)
    weeks_with_value = (weight > 0).sum(axis=-1)[..., None]
    jump = (after - before) * np.sqrt(np.maximum(share * (1 - share), 0.0) * weeks_with_value)
    step_week = np.argmax(np.abs(jump), axis=-1) + MIN_SIDE_WEEKS
    squares = (jump / long_run_deviation(weeks, weight, step_week)[..., None]) ** 2 - _MIN_SIGNAL_SQUARE
    scores = np.zeros_like(weeks)
    scores[..., MIN_SIDE_WEEKS : size - MIN_SIDE_WEEKS + 1] = _SOFT_SQUARE * np.log1p(
        np.maximum(squares, 0.0) / _SOFT_SQUARE
    )
    total: Floats = scores.sum(axis=-2)
    return total


def without_step(weeks: Floats, weight: Floats, step_week: NDArray[np.int64]) -> Floats:
    """Residuals of each signal without its step, 0 in empty weeks, shape (..., s, weeks).

    Args:
        weeks: weekly means, shape (..., s, weeks).
        weight: shape (..., s, weeks).
        step_week: first week after the step, shape (..., s).
    """
    late = np.arange(weeks.shape[-1]) >= np.asarray(step_week)[..., None]
    means = []
    for side in (~late, late):
        mass = np.where(side, weight, 0.0)
        means.append((weeks * mass).sum(axis=-1) / np.maximum(mass.sum(axis=-1), _MIN_WEIGHT))
    early_mean, late_mean = (mean[..., None] for mean in means)
    return np.where(weight > 0, weeks - np.where(late, late_mean, early_mean), 0.0)


def long_run_deviation(weeks: Floats, weight: Floats, step_week: NDArray[np.int64]) -> Floats:
    """Long-run standard deviation of a week without its step, Bartlett-weighted, shape (..., s).

    Newey & West 1987, Econometrica 55:703. Slow drift is part of it; weeks without a value tell nothing.
    """
    residual = without_step(weeks, weight, step_week)
    size = residual.shape[-1]
    weeks_with_value = np.maximum((weight > 0).sum(axis=-1), 1)
    plain_variance = (residual**2).sum(axis=-1) / weeks_with_value
    variance = plain_variance.copy()
    for lag in range(1, min(_BLOCK_WEEKS, size - 1)):
        products = (residual[..., lag:] * residual[..., :-lag]).sum(axis=-1)
        variance += 2 * (1 - lag / _BLOCK_WEEKS) * products / weeks_with_value
    deviation: Floats = np.sqrt(np.maximum(np.maximum(variance, 0.5 * plain_variance), 1e-18))
    return deviation


def is_lasting(weeks: Floats, weight: Floats, step_week: int) -> bool:
    """Whether a step is more than a long spell: the medians show it, and so do the last weeks."""
    jumps, median_jumps, last_jumps = [], [], []
    for values, mass in zip(weeks, weight, strict=True):
        before = values[:step_week][mass[:step_week] > 0]
        after = values[step_week:][mass[step_week:] > 0]
        if before.size < MIN_SIDE_WEEKS // 2 or after.size < MIN_SIDE_WEEKS // 2:
            continue
        deviation = max(float(np.std(before)), float(np.std(after)), 1e-9)
        median_before = row_medians(before)
        jumps.append((after.mean() - before.mean()) / deviation)
        median_jumps.append((row_medians(after) - median_before) / deviation)
        last_jumps.append((row_medians(after[-(MIN_SIDE_WEEKS // 2) :]) - median_before) / deviation)
    direction = np.array(jumps)
    length = float(direction @ direction)
    return length > 0 and all(
        float(direction @ np.array(other)) >= _MIN_MEDIAN_SHARE * length for other in (median_jumps, last_jumps)
    )


def bootstrap_chance(weeks: Floats, weight: Floats, step_week: int, height: float, rng: np.random.Generator) -> float:
    """P-value of a step: how often weeks without the step, drawn in blocks, give a statistic as high.

    The tail is taken as exponential. Where it is plain that more than one draw in ten is as high, the remaining draws
    are skipped, and the least p-value that is possible is returned.
    """
    residual = without_step(weeks, weight, np.full(weeks.shape[0], step_week))
    size = residual.shape[1]
    starts = rng.integers(0, size, size=(_BOOTSTRAP_DRAWS, -(-size // _BLOCK_WEEKS)))
    index = ((starts[:, :, None] + np.arange(_BLOCK_WEEKS)) % size).reshape(_BOOTSTRAP_DRAWS, -1)[:, :size]
    heights = np.array([])
    for batch in np.array_split(index, _BOOTSTRAP_BATCHES):
        drawn_weeks, drawn_weight = (np.moveaxis(part[:, batch], 1, 0) for part in (residual, weight))
        heights = np.concatenate([heights, step_statistic(drawn_weeks, drawn_weight).max(axis=-1)])
        as_high = int(np.count_nonzero(heights >= height))
        if as_high > _EDGE_RANK:
            return (1 + as_high) / (1 + _BOOTSTRAP_DRAWS)
    heights = np.sort(heights)[::-1]
    edge = heights[_EDGE_RANK]
    scale = max(float(np.mean(heights[:_EDGE_RANK] - edge)), _MIN_TAIL_SCALE)
    return float(0.1 * np.exp(-(height - edge) / scale))
