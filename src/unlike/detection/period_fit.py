"""Period of onsets and its error, allowing for selection.

A recurrence is reported only where it looks regular, so that the deviations of its onsets look smaller than they are;
the intervals allow for that (a likelihood given the report: Hedges 1984, J. of Educational Statistics 9:61).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

import numpy as np

from unlike.core.series import Floats

_DRAWS: Final = 2000
_INTERVAL_COVERAGE: Final = 0.9
_ONSET_DEVIATIONS: Final = np.geomspace(0.01, 0.25, 60)
"""Standard deviations of an onset that are considered, in periods; at a quarter no regularity is left."""


@dataclass(frozen=True, slots=True)
class PeriodFit:
    """Line through the onsets.

    Attributes:
        period: days.
        residuals: deviation of each onset from the line, periods, shape (n,).
        next_onset: days since the beginning of the history; on the line, not one period after the last onset, which
            has its own error.
        period_error, next_error: standard errors of `period` and `next_onset` for onsets of standard deviation 1.
    """

    period: float
    residuals: Floats
    next_onset: float
    period_error: float
    next_error: float


def fit_period(onsets: Floats, period: float) -> PeriodFit:
    """Fit a period by least squares on the numbers of the cycles.

    Args:
        onsets: days since the beginning of the history, rising, shape (n,).
        period: first guess, days.
    """
    cycle = np.round((onsets - onsets[0]) / period)
    centred = cycle - cycle.mean()
    squares = float(centred @ centred)
    slope = float(centred @ onsets) / squares
    ahead = float(cycle[-1] + 1 - cycle.mean())
    return PeriodFit(
        period=slope,
        residuals=(onsets - onsets.mean() - slope * centred) / slope,
        next_onset=float(onsets.mean()) + slope * ahead,
        period_error=1 / math.sqrt(squares),
        next_error=math.sqrt(1 + 1 / onsets.size + ahead * ahead / squares),
    )


def vector_strength(phase: Floats) -> Floats:
    """Vector strength of phases of onsets, radians, which are the second axis."""
    strength: Floats = np.hypot(np.cos(phase).mean(axis=1), np.sin(phase).mean(axis=1))
    return strength


def likely_deviations(fit: PeriodFit, reported_from: float, rng: np.random.Generator) -> Floats:
    """Draws of the standard deviation of an onset, in periods, given the residuals and that the recurrence is reported.

    All of `_ONSET_DEVIATIONS` are equally likely beforehand; each is divided by how often it would be reported.

    Args:
        fit: the fit.
        reported_from: vector strength from which a recurrence is reported.
        rng: source of the draws.

    Returns:
        Shape (_DRAWS,).
    """
    size = fit.residuals.size
    time = np.linspace(-1.0, 1.0, size)
    line = np.stack([np.full(size, 1 / math.sqrt(size)), time / math.sqrt(float(time @ time))])
    noise = rng.standard_normal((_DRAWS, size))
    noise -= noise @ line.T @ line
    strengths = (vector_strength(2 * np.pi * deviation * noise) for deviation in _ONSET_DEVIATIONS)
    reported = np.maximum([np.mean(strength >= reported_from) for strength in strengths], 1 / _DRAWS)
    finest = (0.5 / fit.period) ** 2 * (size - 2)  # squares that days, the finest step, cannot show
    squares = max(float(fit.residuals @ fit.residuals), finest)
    log = -(size - 2) * np.log(_ONSET_DEVIATIONS) - squares / (2 * _ONSET_DEVIATIONS**2) - np.log(reported)
    likelihood = np.exp(log - log.max())
    return rng.choice(_ONSET_DEVIATIONS, size=_DRAWS, p=likelihood / likelihood.sum())


def interval_half_width(deviations: Floats) -> float:
    """Half width of the 90 % interval around 0 of normal numbers whose standard deviations are drawn, shape (n,)."""
    rank = (np.arange(deviations.size) + 0.5) / deviations.size
    normal = np.array([NormalDist().inv_cdf(share) for share in rank])
    numbers = np.random.default_rng(0).permutation(normal) * deviations  # permuted alike each time
    return float(np.quantile(np.abs(numbers), _INTERVAL_COVERAGE))
