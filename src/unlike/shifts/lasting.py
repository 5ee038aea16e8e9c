"""Lasting shifts: steps in several signals at once that stayed.

Binary segmentation (Scott & Knott 1974; Fryzlewicz 2014) over weeks, on a sum over signals of squared CUSUM
statistics in units of each signal's long-run deviation (Newey & West 1987), its null from a moving-block bootstrap
of what is left when the best step is taken out. Slow drift lives in the long-run deviation, so that it is no step.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np

from unlike.series import Floats
from unlike.shifts.base import Step, Towards
from unlike.shifts.panel import Panel
from unlike.shifts.strays import strays

_WEEK: Final = 7
_LEAST: Final = 10  # weeks on each side of a step
_BLOCK: Final = 8  # weeks in a block
_DRAWS: Final = 400
_CHANCE: Final = 0.002  # steps are shown below this
_SPARSE: Final = 9.0  # what a signal's square must exceed to count: most signals do not change in a step
_CAP: Final = 100.0  # what one signal can add
_STAYS: Final = 0.5  # part of the step that the medians must show, and the last weeks too
_NEAR: Final = 35  # days around the week in which the day is sought
_INSIDE: Final = 0.05  # tail of the interval on each side


def steps(person: Panel, seed: int = 0) -> tuple[tuple[Step, ...], Floats]:
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
    means = [_mean(person, (low, high)) for low, high in zip(edges, edges[1:], strict=False)]
    for (low, high), mean in zip(zip(edges, edges[1:], strict=False), means, strict=True):
        offsets[:, low:high] = (mean - means[-1])[:, None]
    shown = [_step(person, edges, at, dict(found)[edges[at]]) for at in range(1, len(edges) - 1)]
    return tuple(shown), offsets


def _split(
    person: Panel, span: tuple[int, int], rng: np.random.Generator, found: list[tuple[int, float]]
) -> list[tuple[int, float]]:
    """(day index, chance) of every step in a span, by halving at the best one while it is no chance."""
    weeks, weight = _weekly(person, span)
    if weeks.shape[1] < 2 * _LEAST:
        return found
    statistic = _statistic(weeks, weight)
    best = int(np.argmax(statistic))
    if statistic[best] <= 0 or not _stays(weeks, weight, best):
        return found
    chance = _chance(weeks, weight, best, float(statistic[best]), rng)
    if chance > _CHANCE:
        return found
    day = _day(person, span, span[0] + best * _WEEK)
    found.append((day, chance))
    _split(person, (span[0], day), rng, found)
    _split(person, (day, span[1]), rng, found)
    return found


def _weekly(person: Panel, span: tuple[int, int]) -> tuple[Floats, Floats]:
    """Weekly means and their weights, shape (s, weeks)."""
    size = (span[1] - span[0]) // _WEEK
    cut = slice(span[0], span[0] + size * _WEEK)
    shape = (len(person.names), size, _WEEK)
    weight = person.precision[:, cut].reshape(shape).sum(axis=2)
    total = (person.values * person.precision)[:, cut].reshape(shape).sum(axis=2)
    return np.divide(total, weight, out=np.zeros_like(total), where=weight > 0), weight


def _statistic(weeks: Floats, weight: Floats) -> Floats:
    """The sum over signals of squared step statistics beyond three deviations at each week, shape (weeks,); 0 near the ends."""
    size = weeks.shape[1]
    running_weight = np.cumsum(weight, axis=1)[:, :-1]
    running = np.cumsum(weeks * weight, axis=1)[:, :-1]
    total, total_weight = (weeks * weight).sum(axis=1)[:, None], weight.sum(axis=1)[:, None]
    before = running / np.maximum(running_weight, 1e-12)
    after = (total - running) / np.maximum(total_weight - running_weight, 1e-12)
    share = running_weight / np.maximum(total_weight, 1e-12)
    jump = (after - before) * np.sqrt(np.maximum(share * (1 - share), 0.0) * size)
    allowed = (np.arange(1, size) >= _LEAST) & (np.arange(1, size) <= size - _LEAST)
    score = np.where(allowed, jump, 0.0)
    best = np.argmax(np.abs(score), axis=1)
    deviation = np.array([_long_run(weeks[s], weight[s], int(best[s]) + 1) for s in range(weeks.shape[0])])
    squares = np.clip((score / deviation[:, None]) ** 2 - _SPARSE, 0.0, _CAP)
    return np.concatenate([[0.0], squares.sum(axis=0)])


def _without_step(row: Floats, weight: Floats, at: int) -> Floats:
    """What is left of one signal when its step at week `at` is taken out; 0 in empty weeks."""
    left = row.copy()
    for part in (slice(None, at), slice(at, None)):
        if weight[part].sum() > 0:
            left[part] -= np.average(row[part], weights=weight[part])
    return left * (weight > 0)


def _long_run(row: Floats, weight: Floats, at: int) -> float:
    """The long-run standard deviation of a week, Bartlett-weighted, with the step at `at` taken out."""
    left = _without_step(row, weight, at)
    size = left.size
    variance = float(left @ left) / size
    for lag in range(1, min(_BLOCK, size - 1)):
        variance += 2 * (1 - lag / _BLOCK) * float(left[lag:] @ left[:-lag]) / size
    return max(np.sqrt(max(variance, float(left @ left) / size * 0.5)), 1e-9)


def _stays(weeks: Floats, weight: Floats, at: int) -> bool:
    """Whether the step is more than a long spell: medians show it, and so do the last weeks."""
    parts = [(weeks[s][:at][weight[s][:at] > 0], weeks[s][at:][weight[s][at:] > 0]) for s in range(weeks.shape[0])]
    jumps, medians, lasts = [], [], []
    for before, after in parts:
        if before.size < _LEAST // 2 or after.size < _LEAST // 2:
            continue
        noise = max(float(np.std(before)), float(np.std(after)), 1e-9)
        jumps.append((after.mean() - before.mean()) / noise)
        medians.append((np.median(after) - np.median(before)) / noise)
        lasts.append((np.median(after[-(_LEAST // 2) :]) - np.median(before)) / noise)
    direction = np.array(jumps)
    length = float(direction @ direction)
    return length > 0 and all(float(direction @ np.array(other)) >= _STAYS * length for other in (medians, lasts))


def _chance(weeks: Floats, weight: Floats, at: int, height: float, rng: np.random.Generator) -> float:
    """How often weeks without the step, dealt in blocks, give one as high; tail taken as exponential."""
    left = np.array([_without_step(weeks[s], weight[s], at) for s in range(weeks.shape[0])])
    size = left.shape[1]
    starts = rng.integers(0, size, size=(_DRAWS, -(-size // _BLOCK)))
    index = ((starts[:, :, None] + np.arange(_BLOCK)) % size).reshape(_DRAWS, -1)[:, :size]
    heights = np.sort([float(_statistic(left[:, row], weight[:, row]).max()) for row in index])[::-1]
    if height <= heights[_DRAWS // 10]:
        return float((1 + np.count_nonzero(heights >= height)) / (1 + _DRAWS))
    edge = heights[_DRAWS // 10]
    scale = max(float(np.mean(heights[: _DRAWS // 10] - edge)), 1e-9)
    return float(0.1 * np.exp(-(height - edge) / scale))


def _mean(person: Panel, span: tuple[int, int]) -> Floats:
    """Each signal's weighted mean over days, shape (s,)."""
    part = slice(*span)
    weight = person.precision[:, part].sum(axis=1)
    return (person.values * person.precision)[:, part].sum(axis=1) / np.maximum(weight, 1e-12)


def _profile(person: Panel, span: tuple[int, int], around: int) -> tuple[Floats, Floats]:
    """Days near a step and the log-likelihood of each as its first day, allowing for days that are alike."""
    low, high = max(around - _NEAR, span[0] + _WEEK), min(around + _NEAR, span[1] - _WEEK)
    days = np.arange(low, high + 1)
    before, after = _mean(person, (span[0], low)), _mean(person, (high, span[1]))
    near = slice(low, high)
    gain = ((person.values[:, near] - after[:, None]) ** 2 - (person.values[:, near] - before[:, None]) ** 2) * (
        person.precision[:, near]
    )
    alike = _inflation(person, span, around)[:, None]
    summed = np.concatenate([[0.0], np.cumsum((0.5 * gain / alike).sum(axis=0))])
    return days, summed[: days.size]


def _inflation(person: Panel, span: tuple[int, int], at: int) -> Floats:
    """How much more a week varies than seven days on their own would, at least 1; shape (s,)."""
    weeks, weight = _weekly(person, span)
    cut = max((at - span[0]) // _WEEK, 1)
    left = np.array([_without_step(weeks[s], weight[s], cut) for s in range(weeks.shape[0])])
    return np.maximum((left**2 * weight).sum(axis=1) / np.maximum((weight > 0).sum(axis=1), 1), 1.0)


def _day(person: Panel, span: tuple[int, int], around: int) -> int:
    """The likeliest first day of the new level."""
    days, likelihood = _profile(person, span, around)
    return int(days[int(np.argmax(likelihood))])


def _step(person: Panel, edges: list[int], at: int, chance: float) -> Step:
    """A step with its interval, direction and signals."""
    span, middle = (edges[at - 1], edges[at + 1]), edges[at]
    days, likelihood = _profile(person, span, middle)
    mass = np.cumsum(np.exp(likelihood - likelihood.max()))
    low, high = np.searchsorted(mass / mass[-1], [_INSIDE, 1 - _INSIDE])
    names: list[date] = person.days.astype("datetime64[D]").tolist()
    index = np.arange(person.days.size)
    before = ((index >= span[0]) & (index < middle)).astype(np.float64)
    after = ((index >= middle) & (index < span[1])).astype(np.float64)
    z = _step_scores(person, span, middle)
    cooler = float(person.cooler @ np.clip(z, -4, 4))
    towards = Towards.OTHER if abs(cooler) < 2 else Towards.COOLER if cooler > 0 else Towards.WARMER
    between = (names[int(days[low])], names[int(days[min(high, days.size - 1)])])
    return Step(names[middle], between, towards, chance, strays(person, after, before, z))


def _step_scores(person: Panel, span: tuple[int, int], at: int) -> Floats:
    """Each signal's step in its long-run standard errors, shape (s,)."""
    weeks, weight = _weekly(person, span)
    cut = min(max((at - span[0]) // _WEEK, 1), weeks.shape[1] - 1)
    result = np.zeros(weeks.shape[0])
    for s in range(weeks.shape[0]):
        if weight[s, :cut].sum() == 0 or weight[s, cut:].sum() == 0:
            continue
        jump = np.average(weeks[s, cut:], weights=weight[s, cut:]) - np.average(weeks[s, :cut], weights=weight[s, :cut])
        size = weeks.shape[1]
        result[s] = jump / (_long_run(weeks[s], weight[s], cut) * np.sqrt(1 / cut + 1 / (size - cut)))
    return result
