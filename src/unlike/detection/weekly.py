"""Weekly means of a person's signals without spells, and the evidence for a step beyond a drift."""

from __future__ import annotations

from typing import Final

import numpy as np

from unlike.core.series import Floats
from unlike.core.spans import IndexSpan
from unlike.detection.panel import SignalPanel

WEEK_DAYS: Final = 7
_NEIGHBOUR_WEEKS: Final = 8  # to each side that a week is compared with, to find spells
_MAX_WEEK_DEVIATIONS: Final = 1.5  # spreads beyond the neighbours from which on a week is clipped
_MAX_WEEK_ERRORS: Final = 2.0  # standard errors of the week itself that are no spell: most weeks lack what is rare
_MIN_WEIGHT: Final = 1e-12
_MAD_TO_SD: Final = 1.4826  # standard deviations in a median absolute deviation of normal numbers
_DRIFT_REACH_WEEKS: Final = 26  # to each side in which a step must explain more than a drift
_MIN_SPARE_WEEKS: Final = 3  # beyond the three parameters of the model, for a signal to count


def weekly_means(person: SignalPanel, span: IndexSpan) -> tuple[Floats, Floats]:
    """Weekly means of each signal and their weights, shapes (s, weeks), of the whole weeks of a span.

    Weeks that belong to a spell are clipped to their neighbours.
    """
    size = span.days // WEEK_DAYS
    days = slice(span.first, span.first + size * WEEK_DAYS)
    shape = (len(person.names), size, WEEK_DAYS)
    weight = person.precision[:, days].reshape(shape).sum(axis=2)
    total = (person.values * person.precision)[:, days].reshape(shape).sum(axis=2)
    means = np.divide(total, weight, out=np.zeros_like(total), where=weight > 0)
    return _without_spells(means, weight), weight


def gain_beyond_drift(weeks: Floats, weight: Floats, step_week: int) -> float:
    """Chi-squared by which a step explains the weeks around it better than a steady drift, all signals together.

    An interrupted time series (Wagner et al. 2002, J Clin Pharm Ther 27:299) with one slope; the step may lie a week
    off.

    Args:
        weeks: weekly means, shape (s, weeks).
        weight: shape (s, weeks).
        step_week: the first week after the step.
    """
    return max(_step_gain(weeks, weight, step_week + offset) for offset in (-1, 0, 1))


def _without_spells(weeks: Floats, weight: Floats) -> Floats:
    """Weekly means clipped where they deviate from the weeks before and from those after: a spell is no step."""
    present = np.where(weight > 0, weeks, np.nan)
    margin = np.full((weeks.shape[0], _NEIGHBOUR_WEEKS), np.nan)
    padded = np.concatenate([margin, present, margin], axis=1)
    size = weeks.shape[1]
    medians = _median_of_present(np.lib.stride_tricks.sliding_window_view(padded, _NEIGHBOUR_WEEKS, axis=1))
    sides = np.array([medians[:, :size], medians[:, _NEIGHBOUR_WEEKS + 1 : _NEIGHBOUR_WEEKS + 1 + size]])
    sides = np.where(np.isnan(sides), sides[::-1], sides)
    low, high = sides.min(axis=0), sides.max(axis=0)
    excess = present - np.clip(present, low, high)
    allowed = np.maximum(
        _MAX_WEEK_DEVIATIONS * _MAD_TO_SD * _median_of_present(np.abs(present - sides[0]))[:, None],
        _MAX_WEEK_ERRORS / np.sqrt(np.maximum(weight, _MIN_WEIGHT)),
    )
    clipped = present - np.sign(excess) * np.maximum(np.abs(excess) - allowed, 0.0)
    result: Floats = np.where(np.isnan(clipped), weeks, clipped)
    return result


def _median_of_present(values: Floats) -> Floats:
    """Medians over the last axis of what is not NaN; NaN where everything is."""
    ordered = np.sort(values, axis=-1)  # NaN come last
    count = np.maximum(np.isfinite(values).sum(axis=-1), 1)[..., None]
    low, high = (np.take_along_axis(ordered, position, axis=-1)[..., 0] for position in ((count - 1) // 2, count // 2))
    medians: Floats = (low + high) / 2
    return medians


def _step_gain(weeks: Floats, weight: Floats, step_week: int) -> float:
    """Chi-squared by which a step at a week improves a line through half a year to each side."""
    low = max(step_week - _DRIFT_REACH_WEEKS, 0)
    weeks_near = slice(low, step_week + _DRIFT_REACH_WEEKS)
    values, mass = weeks[:, weeks_near], weight[:, weeks_near]
    time = np.arange(values.shape[1], dtype=np.float64)
    degrees_of_freedom = np.count_nonzero(mass > 0, axis=1) - 3
    after_step = np.broadcast_to((time >= step_week - low).astype(np.float64), mass.shape)
    line = [np.ones_like(mass)]
    line.append(_regression_residual(np.broadcast_to(time, mass.shape), line, mass))
    step, beyond_line = _regression_residual(after_step, line, mass), _regression_residual(values, line, mass)
    beyond_step = _regression_residual(beyond_line, [step], mass)
    unexplained, by_line = (beyond_step**2 * mass).sum(axis=1), (beyond_line**2 * mass).sum(axis=1)
    variance = np.maximum(unexplained / np.maximum(degrees_of_freedom, 1), 1e-9)
    return float(((by_line - unexplained) / variance - 1.0)[degrees_of_freedom > _MIN_SPARE_WEEKS].sum())


def _regression_residual(values: Floats, regressors: list[Floats], mass: Floats) -> Floats:
    """Residual of each row after weighted regression on orthogonal regressors, all of shape (s, n)."""
    residual = values
    for regressor in regressors:
        slope = (values * regressor * mass).sum(axis=1) / np.maximum((regressor**2 * mass).sum(axis=1), 1e-12)
        residual = residual - slope[:, None] * regressor
    return residual
