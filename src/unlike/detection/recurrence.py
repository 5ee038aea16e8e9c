"""Do spells come back more regularly than chance?

The onsets' vector strength at the best period (Rayleigh; Mardia & Jupp 2000) against as many spells of the same
lengths placed at random, which search for their best period too. A rhythm is told only where it looks regular, so that
how far its onsets lie off looks smaller than it is; the intervals allow for that (a likelihood given that it was told:
Hedges 1984, J. of Educational Statistics 9:61).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import NormalDist
from typing import Final

import numpy as np

from unlike.core.series import Floats

LEAST: Final = 4
"""Spells below which nothing is said."""
_CHANCE: Final = 0.01
_DRAWS: Final = 2000
_PERIODS: Final = 160  # tried, from _SHORT to _LONG of the median gap
_SHORT, _LONG = 0.55, 1.6
_WITHIN: Final = 0.9
_OFF: Final = np.geomspace(0.01, 0.25, 60)
"""Deviations of an onset that are thought of, in periods; at a quarter there is no beat left."""


@dataclass(frozen=True, slots=True)
class DetectedRecurrence:
    """Spells that come back.

    Attributes:
        period: days from onset to onset; `between` its 90 % interval.
        typical: median length, days.
        spells: how many.
        upcoming: 90 % prediction interval of the next onset.
        chance: how often spells placed at random look as regular.
    """

    period: float
    between: tuple[float, float]
    typical: int
    spells: int
    upcoming: tuple[date, date]
    chance: float


def detect_recurrence(
    spells: Sequence[tuple[date, date]], span: tuple[date, date], seed: int = 0
) -> DetectedRecurrence | None:
    """The rhythm of spells, or None where there are too few or chance would do.

    Args:
        spells: (first, last) days, oldest first, not overlapping.
        span: the history's first and last day.
        seed: of the random placing.
    """
    if len(spells) < LEAST:
        return None
    onsets = np.array([(first - span[0]).days for first, _ in spells], dtype=np.float64)
    lengths = np.array([(last - first).days + 1 for first, last in spells], dtype=np.float64)
    days = float((span[1] - span[0]).days + 1)
    rng = np.random.default_rng(seed)
    placed = _placed(lengths, days, rng)
    strength, period = (part[0] for part in _best(onsets[None, :]))
    by_chance = np.sort(_best(placed)[0])
    chance = float((1 + np.count_nonzero(by_chance >= strength)) / (1 + _DRAWS))
    if chance > _CHANCE:
        return None
    fit = _fit(onsets, float(period))
    likely = _likely_off(fit, float(by_chance[round(_DRAWS * (1 - _CHANCE))]), rng)
    error, off = (_half_width(likely * part * fit.period) for part in (fit.period_error, fit.next_error))
    upcoming, reach = span[0] + timedelta(days=round(fit.coming)), max(1, math.ceil(off))
    return DetectedRecurrence(
        period=fit.period,
        between=(fit.period - error, fit.period + error),
        typical=int(np.median(lengths)),
        spells=len(spells),
        upcoming=(upcoming - timedelta(days=reach), upcoming + timedelta(days=reach)),
        chance=chance,
    )


def _placed(lengths: Floats, days: float, rng: np.random.Generator) -> Floats:
    """Onsets of the same spells placed at random without overlap, shape (_DRAWS, n), rising."""
    free = max(days - lengths.sum(), 0.0)
    gaps = np.sort(rng.uniform(0, free, size=(_DRAWS, lengths.size)), axis=1)
    before = rng.permuted(np.tile(lengths, (_DRAWS, 1)), axis=1)
    result: Floats = np.floor(gaps) + np.cumsum(before, axis=1) - before
    return result


def _best(onsets: Floats) -> tuple[Floats, Floats]:
    """The highest vector strength and its period for each row of onsets, shapes (rows,)."""
    gap = np.median(np.diff(onsets, axis=1), axis=1)
    periods = np.maximum(gap, 2.0)[:, None] * np.geomspace(_SHORT, _LONG, _PERIODS)[None, :]
    phase = 2 * np.pi * (onsets - onsets[:, :1])[:, :, None] / periods[:, None, :]
    strength = _strength(phase)
    best = np.argmax(strength, axis=1)
    rows = np.arange(onsets.shape[0])
    return strength[rows, best], periods[rows, best]


def _strength(phase: Floats) -> Floats:
    """The vector strength of phases of onsets, which are the second axis."""
    result: Floats = np.hypot(np.cos(phase).mean(axis=1), np.sin(phase).mean(axis=1))
    return result


@dataclass(frozen=True, slots=True)
class _Fit:
    """A line through the onsets.

    Attributes:
        period: days.
        left: what is left of each onset, periods.
        coming: the next onset, days; on the line, not one period after the last one, which has its own error.
        period_error, next_error: deviations of `period` and `coming`, where an onset has a deviation of 1.
    """

    period: float
    left: Floats
    coming: float
    period_error: float
    next_error: float


def _fit(onsets: Floats, period: float) -> _Fit:
    """Least squares on the cycles' numbers."""
    cycle = np.round((onsets - onsets[0]) / period)
    centred = cycle - cycle.mean()
    squares = float(centred @ centred)
    slope = float(centred @ onsets) / squares
    ahead = float(cycle[-1] + 1 - cycle.mean())
    return _Fit(
        period=slope,
        left=(onsets - onsets.mean() - slope * centred) / slope,
        coming=float(onsets.mean()) + slope * ahead,
        period_error=1 / math.sqrt(squares),
        next_error=math.sqrt(1 + 1 / onsets.size + ahead * ahead / squares),
    )


def _likely_off(fit: _Fit, told_from: float, rng: np.random.Generator) -> Floats:
    """Draws of how far an onset lies off, in periods, given what is left and that a rhythm was told; shape (_DRAWS,).

    All deviations of `_OFF` are alike likely beforehand; each is held against how often it would have been told.
    """
    size = fit.left.size
    time = np.linspace(-1.0, 1.0, size)
    line = np.stack([np.full(size, 1 / math.sqrt(size)), time / math.sqrt(float(time @ time))])
    noise = rng.standard_normal((_DRAWS, size))
    noise -= noise @ line.T @ line
    strength = (_strength(2 * np.pi * off * noise) for off in _OFF)
    told = np.maximum([np.mean(one >= told_from) for one in strength], 1 / _DRAWS)
    squares = max(float(fit.left @ fit.left), (0.5 / fit.period) ** 2 * (size - 2))  # a day is the finest step
    log = -(size - 2) * np.log(_OFF) - squares / (2 * _OFF**2) - np.log(told)
    weight = np.exp(log - log.max())
    return rng.choice(_OFF, size=_DRAWS, p=weight / weight.sum())


def _half_width(deviations: Floats) -> float:
    """What a normal number of a deviation drawn from these stays within in 90 of 100 cases, to either side."""
    rank = (np.arange(deviations.size) + 0.5) / deviations.size
    normal = np.array([NormalDist().inv_cdf(part) for part in rank])
    drawn = np.random.default_rng(0).permutation(normal) * deviations  # dealt alike each time
    return float(np.quantile(np.abs(drawn), _WITHIN))
