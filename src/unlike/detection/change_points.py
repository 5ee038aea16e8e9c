"""Lasting shifts: steps in several signals at once that stayed.

Binary segmentation (Scott & Knott 1974; Fryzlewicz 2014) over weeks, on a sum over signals of squared CUSUM
statistics in units of each signal's long-run deviation (Newey & West 1987), its null from a moving-block bootstrap
of what is left when the best step is taken out. Slow drift lives in the long-run deviation; what a step tells of the
weeks around it beyond a drift must come to enough together with how rare it is.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.core.series import Floats
from unlike.core.types import Direction
from unlike.detection.medians import row_medians
from unlike.detection.panel import SignalPanel
from unlike.detection.shift_types import ChangePoint
from unlike.detection.signal_deviations import signal_deviations
from unlike.detection.weekly import WEEK, beyond_drift, weekly

_LEAST: Final = 10  # weeks on each side of a step
_LEAST_DAYS: Final = 60  # and days: anything shorter may still be a spell
_DRIFT: Final = 20.0  # chi-squared beyond a drift that makes up for a factor of ten in the chance
_RARE: Final = 6.0  # tens of the chance that count, so that no drift is too rare to be one
_CLEARLY: Final = 7.1  # what the two must come to
_BLOCK: Final = 8  # weeks in a block
_DRAWS: Final = 400
_AT_ONCE: Final = 20  # parts of them, each small enough for the processor's own memory
_CHANCE: Final = 0.002  # steps are shown below this
_SPARSE: Final = 9.0  # what a signal's square must exceed to count: most signals do not change in a step
_SOFT: Final = 50.0  # from which on a signal's square adds less and less, so that no signal rules alone
_SQUARES: Final = 4.0  # least scale of that tail: squares of normal scores fall with 2, and several add
_STAYS: Final = 0.5  # part of the step that the medians must show, and the last weeks too
_NEAR: Final = 35  # days around the week in which the day is sought
_INSIDE: Final = 0.05  # tail of the interval on each side
_CLEAR: Final = 2.0  # deviations beyond which a signal has a say in where a step points
_LEANS: Final = 0.5  # and how far the sum must lean
_CAUTION: Final = 1.75  # the likelihood is too sure of the day; so much flatter, nine intervals in ten hold it


def detect_change_points(person: SignalPanel, seed: int = 0) -> tuple[tuple[ChangePoint, ...], Floats]:
    """Lasting shifts, oldest first, and what to take out of the panel so that they are gone.

    Args:
        person: the panel.
        seed: of the bootstrap.

    Returns:
        The steps, and offsets of the shape of `person.values`: each segment's level minus that of the last one.
    """
    rng = np.random.default_rng(seed)
    found = _split(person, (0, person.days.size), rng, []) if person.names else []
    edges = [0, *sorted(day for day, _ in found), person.days.size]
    offsets = np.zeros_like(person.values)
    means = [_mean(person, (low, high)) for low, high in pairwise(edges)]
    for (low, high), mean in zip(pairwise(edges), means, strict=True):
        offsets[:, low:high] = (mean - means[-1])[:, None]
    shown = [_step(person, edges, at, dict(found)[edges[at]]) for at in range(1, len(edges) - 1)]
    return tuple(shown), offsets


def _split(
    person: SignalPanel, span: tuple[int, int], rng: np.random.Generator, found: list[tuple[int, float]]
) -> list[tuple[int, float]]:
    """(day index, chance) of every step in a span, by halving at the best one while it is no chance."""
    weeks, weight = weekly(person, span)
    if weeks.shape[1] < 2 * _LEAST:
        return found
    statistic = _statistic(weeks, weight)
    best = int(np.argmax(statistic))
    if statistic[best] <= 0 or not _stays(weeks, weight, best):
        return found
    clear = beyond_drift(weeks, weight, best) / _DRIFT
    if _RARE + clear < _CLEARLY:
        return found  # however rare it is, which takes longest to tell
    chance = _chance(weeks, weight, best, float(statistic[best]), rng)
    if chance > _CHANCE or min(-float(np.log10(chance)), _RARE) + clear < _CLEARLY:
        return found
    day = _day(person, span, span[0] + best * WEEK)
    if min(day - span[0], span[1] - day) < _LEAST_DAYS:
        return found
    found.append((day, chance))
    _split(person, (span[0], day), rng, found)
    _split(person, (day, span[1]), rng, found)
    return found


def _statistic(weeks: Floats, weight: Floats) -> Floats:
    """The sum over signals of squared step statistics beyond three deviations at each week; 0 near the ends.

    Args:
        weeks: shape (..., s, weeks).
        weight: shape (..., s, weeks).

    Returns:
        Shape (..., weeks).
    """
    size = weeks.shape[-1]
    inner = slice(_LEAST - 1, size - _LEAST)  # weeks after which a step leaves enough on both sides
    running_weight, running = np.cumsum(weight, axis=-1), np.cumsum(weeks * weight, axis=-1)
    total_weight, total = running_weight[..., -1:], running[..., -1:]
    weight_before, sum_before = running_weight[..., inner], running[..., inner]
    before = sum_before / np.maximum(weight_before, 1e-12)
    after = (total - sum_before) / np.maximum(total_weight - weight_before, 1e-12)
    share = weight_before / np.maximum(total_weight, 1e-12)
    jump = (after - before) * np.sqrt(np.maximum(share * (1 - share), 0.0) * size)
    best = np.argmax(np.abs(jump), axis=-1) + _LEAST - 1
    squares = (jump / _long_run(weeks, weight, best + 1)[..., None]) ** 2 - _SPARSE
    score = np.zeros_like(weeks)  # on the week after
    score[..., _LEAST : size - _LEAST + 1] = _SOFT * np.log1p(np.maximum(squares, 0.0) / _SOFT)
    summed: Floats = score.sum(axis=-2)
    return summed


def _without_step(weeks: Floats, weight: Floats, at: NDArray[np.int64]) -> Floats:
    """What is left when each signal's step at week `at` is taken out; 0 in empty weeks; shape (..., s, weeks)."""
    late = np.arange(weeks.shape[-1]) >= np.asarray(at)[..., None]
    means = []
    for part in (~late, late):
        mass = np.where(part, weight, 0.0)
        means.append((weeks * mass).sum(axis=-1) / np.maximum(mass.sum(axis=-1), 1e-12))
    early_mean, late_mean = (mean[..., None] for mean in means)
    return np.where(weight > 0, weeks - np.where(late, late_mean, early_mean), 0.0)


def _long_run(weeks: Floats, weight: Floats, at: NDArray[np.int64]) -> Floats:
    """Long-run standard deviations of a week, Bartlett-weighted, with the steps at `at` taken out; shape (..., s)."""
    left = _without_step(weeks, weight, at)
    size = left.shape[-1]
    plain = (left**2).sum(axis=-1) / size
    variance = plain.copy()
    for lag in range(1, min(_BLOCK, size - 1)):
        variance += 2 * (1 - lag / _BLOCK) * (left[..., lag:] * left[..., :-lag]).sum(axis=-1) / size
    result: Floats = np.sqrt(np.maximum(np.maximum(variance, 0.5 * plain), 1e-18))
    return result


def _stays(weeks: Floats, weight: Floats, at: int) -> bool:
    """Whether the step is more than a long spell: medians show it, and so do the last weeks."""
    parts = [(weeks[s][:at][weight[s][:at] > 0], weeks[s][at:][weight[s][at:] > 0]) for s in range(weeks.shape[0])]
    jumps, medians, lasts = [], [], []
    for before, after in parts:
        if before.size < _LEAST // 2 or after.size < _LEAST // 2:
            continue
        noise = max(float(np.std(before)), float(np.std(after)), 1e-9)
        jumps.append((after.mean() - before.mean()) / noise)
        middle, last = row_medians(before), row_medians(after[-(_LEAST // 2) :])
        medians.append((row_medians(after) - middle) / noise)
        lasts.append((last - middle) / noise)
    direction = np.array(jumps)
    length = float(direction @ direction)
    return length > 0 and all(float(direction @ np.array(other)) >= _STAYS * length for other in (medians, lasts))


def _chance(weeks: Floats, weight: Floats, at: int, height: float, rng: np.random.Generator) -> float:
    """How often weeks without the step, dealt in blocks, give one as high; tail taken as exponential.

    Where it is plain that one in ten does, the rest is not drawn and the chance is the least that it can be.
    """
    left = _without_step(weeks, weight, np.full(weeks.shape[0], at))
    size = left.shape[1]
    starts = rng.integers(0, size, size=(_DRAWS, -(-size // _BLOCK)))
    index = ((starts[:, :, None] + np.arange(_BLOCK)) % size).reshape(_DRAWS, -1)[:, :size]
    heights = np.array([])
    for some in np.array_split(index, _AT_ONCE):
        drawn = (np.moveaxis(part[:, some], 1, 0) for part in (left, weight))
        heights = np.concatenate([heights, _statistic(*drawn).max(axis=-1)])
        as_high = int(np.count_nonzero(heights >= height))
        if as_high > _DRAWS // 10:
            return (1 + as_high) / (1 + _DRAWS)
    heights = np.sort(heights)[::-1]
    edge = heights[_DRAWS // 10]
    scale = max(float(np.mean(heights[: _DRAWS // 10] - edge)), _SQUARES)
    return float(0.1 * np.exp(-(height - edge) / scale))


def _mean(person: SignalPanel, span: tuple[int, int]) -> Floats:
    """Each signal's weighted mean over days, shape (s,)."""
    part = slice(*span)
    weight = person.precision[:, part].sum(axis=1)
    mean: Floats = (person.values * person.precision)[:, part].sum(axis=1) / np.maximum(weight, 1e-12)
    return mean


def _profile(person: SignalPanel, span: tuple[int, int], around: int) -> tuple[NDArray[np.int64], Floats]:
    """Days near a step and the log-likelihood of each as its first day, allowing for days that are alike."""
    low, high = max(around - _NEAR, span[0] + WEEK), min(around + _NEAR, span[1] - WEEK)
    days = np.arange(low, high + 1)
    before, after = _mean(person, (span[0], low)), _mean(person, (high, span[1]))
    near = slice(low, high)
    gain = ((person.values[:, near] - after[:, None]) ** 2 - (person.values[:, near] - before[:, None]) ** 2) * (
        person.precision[:, near]
    )
    alike = _inflation(person, span, around)[:, None]
    summed = np.concatenate([[0.0], np.cumsum((0.5 * gain / alike).sum(axis=0))])
    return days, summed[: days.size]


def _inflation(person: SignalPanel, span: tuple[int, int], at: int) -> Floats:
    """How much more a week varies than seven days on their own would, at least 1; shape (s,)."""
    weeks, weight = weekly(person, span)
    cut = max((at - span[0]) // WEEK, 1)
    left = _without_step(weeks, weight, np.full(weeks.shape[0], cut))
    inflation: Floats = np.maximum((left**2 * weight).sum(axis=1) / np.maximum((weight > 0).sum(axis=1), 1), 1.0)
    return inflation


def _day(person: SignalPanel, span: tuple[int, int], around: int) -> int:
    """The likeliest first day of the new level."""
    days, likelihood = _profile(person, span, around)
    return int(days[int(np.argmax(likelihood))])


def _step(person: SignalPanel, edges: list[int], at: int, chance: float) -> ChangePoint:
    """A step with its interval, direction and signals."""
    span, middle = (edges[at - 1], edges[at + 1]), edges[at]
    days, likelihood = _profile(person, span, middle)
    mass = np.cumsum(np.exp((likelihood - likelihood.max()) / _CAUTION))
    low, high = np.searchsorted(mass / mass[-1], [_INSIDE, 1 - _INSIDE])
    names: list[date] = person.days.astype("datetime64[D]").tolist()
    index = np.arange(person.days.size)
    before = ((index >= span[0]) & (index < middle)).astype(np.float64)
    after = ((index >= middle) & (index < span[1])).astype(np.float64)
    z = _step_scores(person, span, middle)
    clear = np.sign(z) * np.maximum(np.abs(z) - _CLEAR, 0.0)
    cooler = float(person.polarity @ clear)
    direction = Direction.OTHER if abs(cooler) < _LEANS else Direction.COOLER if cooler > 0 else Direction.WARMER
    between = (names[int(days[low])], names[int(days[min(high, days.size - 1)])])
    return ChangePoint(names[middle], between, direction, chance, signal_deviations(person, after, before, z))


def _step_scores(person: SignalPanel, span: tuple[int, int], at: int) -> Floats:
    """Each signal's step in its long-run standard errors, shape (s,)."""
    weeks, weight = weekly(person, span)
    cut = min(max((at - span[0]) // WEEK, 1), weeks.shape[1] - 1)
    sides = (slice(None, cut), slice(cut, None))
    mass = np.array([weight[:, side].sum(axis=1) for side in sides])
    means = np.array([(weeks * weight)[:, side].sum(axis=1) for side in sides]) / np.maximum(mass, 1e-12)
    size = weeks.shape[1]
    error = _long_run(weeks, weight, np.full(weeks.shape[0], cut)) * np.sqrt(1 / cut + 1 / (size - cut))
    return np.where((mass > 0).all(axis=0), (means[1] - means[0]) / error, 0.0)
