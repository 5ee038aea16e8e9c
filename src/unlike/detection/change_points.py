"""Detection of lasting shifts: steps in several signals at once that stayed.

Binary segmentation (Scott & Knott 1974; Fryzlewicz 2014) over weeks, on a sum over signals of squared CUSUM
statistics in units of each signal's long-run deviation (Newey & West 1987), its null from a moving-block bootstrap
of the residuals without the best step. Slow drift is part of the long-run deviation; how much better than a drift a
step explains the weeks around it must add up to enough together with how rare it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.core.series import Floats
from unlike.core.spans import IndexSpan
from unlike.core.types import Direction
from unlike.detection.panel import SignalPanel
from unlike.detection.shift_types import ChangePoint, SignalDeviation
from unlike.detection.signal_deviations import signal_deviations
from unlike.detection.step_significance import (
    MIN_SIDE_WEEKS,
    bootstrap_chance,
    is_lasting,
    long_run_deviation,
    step_statistic,
    without_step,
)
from unlike.detection.weekly import WEEK_DAYS, gain_beyond_drift, weekly_means

_MIN_SIDE_DAYS: Final = 60  # days on each side of a step: anything shorter may still be a spell
_DRIFT_GAIN_PER_DECADE: Final = 20.0  # chi-squared beyond a drift that makes up for a factor of ten in the chance
_MAX_DECADES: Final = 6.0  # factors of ten of the chance that count, so that no drift is too rare to be one
_MIN_EVIDENCE: Final = 7.1  # sum of the two, in factors of ten
_MAX_CHANCE: Final = 0.002  # chance above which no step is shown
_DAY_SEARCH_REACH: Final = 35  # days around the week in which the day is sought
_INTERVAL_TAIL: Final = 0.05  # of the interval of the day, on each side
_LIKELIHOOD_FLATTENING: Final = 1.75  # the likelihood is too sure of the day: with it nine intervals in ten hold it
_MIN_CLEAR_Z: Final = 2.0  # z-score beyond which a signal counts for the direction of a step
_MIN_DIRECTION_SUM: Final = 0.5  # sum of such excesses from which on a step has a direction


@dataclass(frozen=True, slots=True, order=True)
class _Step:
    """Step in a panel.

    Attributes:
        day: index of the first day of the new level.
        chance: p-value.
    """

    day: int
    chance: float


def detect_change_points(
    person: SignalPanel, seed: int = 0, breaks: Sequence[int] = ()
) -> tuple[tuple[ChangePoint, ...], Floats]:
    """Lasting shifts, oldest first, and the offsets that take them out of the panel.

    Args:
        person: the panel.
        seed: seed of the bootstrap.
        breaks: positions of days from which on levels cannot be compared with those before: a step there is none of the
            person's, but is taken out, too.

    Returns:
        The steps, and offsets of the shape of `person.values`: each segment's level minus that of the last one.
    """
    rng = np.random.default_rng(seed)
    size = person.days.size
    eras = [IndexSpan(first, end - 1) for first, end in pairwise(sorted({0, *breaks, size}))]
    steps = sorted(step for era in eras for step in _steps_in(person, era, rng)) if person.names else []
    edges = sorted({0, *breaks, *(step.day for step in steps), size})
    segments = [IndexSpan(first, end - 1) for first, end in pairwise(edges)]
    means = [_weighted_mean(person, segment) for segment in segments]
    offsets = np.zeros_like(person.values)
    for segment, mean in zip(segments, means, strict=True):
        offsets[:, segment.as_slice] = (mean - means[-1])[:, None]
    shifts = [_change_point(person, span_around(step.day, edges), step) for step in steps]
    return tuple(shifts), offsets


def _steps_in(person: SignalPanel, span: IndexSpan, rng: np.random.Generator) -> list[_Step]:
    """Steps in a span by binary segmentation: split at the best step for as long as chance does not explain it."""
    weeks, weight = weekly_means(person, span)
    if weeks.shape[1] < 2 * MIN_SIDE_WEEKS:
        return []
    statistic = step_statistic(weeks, weight)
    best = int(np.argmax(statistic))
    if statistic[best] <= 0 or not is_lasting(weeks, weight, best):
        return []
    drift_evidence = gain_beyond_drift(weeks, weight, best) / _DRIFT_GAIN_PER_DECADE
    if _MAX_DECADES + drift_evidence < _MIN_EVIDENCE:
        return []  # whatever the chance is, which takes longest to compute
    chance = bootstrap_chance(weeks, weight, best, float(statistic[best]), rng)
    if chance > _MAX_CHANCE or min(-float(np.log10(chance)), _MAX_DECADES) + drift_evidence < _MIN_EVIDENCE:
        return []
    day = _likeliest_day(person, span, span.first + best * WEEK_DAYS)
    if min(day - span.first, span.last + 1 - day) < _MIN_SIDE_DAYS:
        return []
    before, after = IndexSpan(span.first, day - 1), IndexSpan(day, span.last)
    return [_Step(day, chance), *_steps_in(person, before, rng), *_steps_in(person, after, rng)]


def _weighted_mean(person: SignalPanel, span: IndexSpan) -> Floats:
    """Each signal's weighted mean over the days of a span, shape (s,)."""
    weight = person.precision[:, span.as_slice].sum(axis=1)
    total = (person.values * person.precision)[:, span.as_slice].sum(axis=1)
    mean: Floats = total / np.maximum(weight, 1e-12)
    return mean


def _day_likelihood(person: SignalPanel, span: IndexSpan, around: int) -> tuple[NDArray[np.int64], Floats]:
    """Days near a step and the log-likelihood of each as its first day, allowing for correlated days."""
    low = max(around - _DAY_SEARCH_REACH, span.first + WEEK_DAYS)
    high = min(around + _DAY_SEARCH_REACH, span.last + 1 - WEEK_DAYS)
    before = _weighted_mean(person, IndexSpan(span.first, low - 1))[:, None]
    after = _weighted_mean(person, IndexSpan(high, span.last))[:, None]
    values, precision = person.values[:, low:high], person.precision[:, low:high]
    gain = ((values - after) ** 2 - (values - before) ** 2) * precision
    inflation = _variance_inflation(person, span, around)[:, None]
    likelihood = np.concatenate([[0.0], np.cumsum((0.5 * gain / inflation).sum(axis=0))])
    days = np.arange(low, high + 1)
    return days, likelihood[: days.size]


def _variance_inflation(person: SignalPanel, span: IndexSpan, step_day: int) -> Floats:
    """Variance of a week in units of that of seven independent days, at least 1, shape (s,)."""
    weeks, weight = weekly_means(person, span)
    step_week = max((step_day - span.first) // WEEK_DAYS, 1)
    residual = without_step(weeks, weight, np.full(weeks.shape[0], step_week))
    mean_square = (residual**2 * weight).sum(axis=1) / np.maximum((weight > 0).sum(axis=1), 1)
    inflation: Floats = np.maximum(mean_square, 1.0)
    return inflation


def _likeliest_day(person: SignalPanel, span: IndexSpan, around: int) -> int:
    """Likeliest first day of the new level."""
    days, likelihood = _day_likelihood(person, span, around)
    return int(days[int(np.argmax(likelihood))])


def _change_point(person: SignalPanel, span: IndexSpan, step: _Step) -> ChangePoint:
    """Change point of a step, from the days of the two segments around it."""
    days, likelihood = _day_likelihood(person, span, step.day)
    mass = np.cumsum(np.exp((likelihood - likelihood.max()) / _LIKELIHOOD_FLATTENING))
    low, high = np.searchsorted(mass / mass[-1], [_INTERVAL_TAIL, 1 - _INTERVAL_TAIL])
    dates: list[date] = person.days.astype("datetime64[D]").tolist()
    deviations = step_deviations(person, span, step.day)
    return ChangePoint(
        day=dates[step.day],
        between=(dates[int(days[low])], dates[int(days[min(high, days.size - 1)])]),
        direction=_step_direction(person, _signal_z_scores(person, span, step.day)),
        chance=step.chance,
        deviations=deviations,
    )


def span_around(day: int, edges: Sequence[int]) -> IndexSpan:
    """Days of the two segments that meet at a day.

    Args:
        day: position of the first day of the later one.
        edges: positions of the first days of all segments, and the number of all days.
    """
    return IndexSpan(max(edge for edge in edges if edge < day), min(edge for edge in edges if edge > day) - 1)


def step_deviations(person: SignalPanel, span: IndexSpan, day: int) -> tuple[SignalDeviation, ...]:
    """Deviations of every signal after a day from before it, the most unlikely first.

    Args:
        person: the panel.
        span: days that are compared.
        day: position of the first day after the step.
    """
    index = np.arange(person.days.size)
    before = ((index >= span.first) & (index < day)).astype(np.float64)
    after = ((index >= day) & (index <= span.last)).astype(np.float64)
    return signal_deviations(person, after, before, _signal_z_scores(person, span, day))


def _step_direction(person: SignalPanel, z: Floats) -> Direction:
    """Direction of a step, from the signals with clear z-scores."""
    clear = np.sign(z) * np.maximum(np.abs(z) - _MIN_CLEAR_Z, 0.0)
    towards_cooler = float(person.polarity @ clear)
    if abs(towards_cooler) < _MIN_DIRECTION_SUM:
        return Direction.OTHER
    return Direction.COOLER if towards_cooler > 0 else Direction.WARMER


def _signal_z_scores(person: SignalPanel, span: IndexSpan, step_day: int) -> Floats:
    """Step of each signal in its long-run standard errors, shape (s,); 0 where a side has no value."""
    weeks, weight = weekly_means(person, span)
    step_week = min(max((step_day - span.first) // WEEK_DAYS, 1), weeks.shape[1] - 1)
    sides = (slice(None, step_week), slice(step_week, None))
    mass = np.array([weight[:, side].sum(axis=1) for side in sides])
    means = np.array([(weeks * weight)[:, side].sum(axis=1) for side in sides]) / np.maximum(mass, 1e-12)
    deviation = long_run_deviation(weeks, weight, np.full(weeks.shape[0], step_week))
    weeks_with_value = np.array([np.maximum((weight[:, side] > 0).sum(axis=1), 1) for side in sides])
    error = deviation * np.sqrt((1 / weeks_with_value).sum(axis=0))
    return np.where((mass > 0).all(axis=0), (means[1] - means[0]) / error, 0.0)
