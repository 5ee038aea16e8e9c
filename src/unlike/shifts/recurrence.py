"""Do spells come back more regularly than chance?

The onsets' vector strength at the best period (Rayleigh; Mardia & Jupp 2000) against as many spells of the same
lengths placed at random, which search for their best period too.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from unlike.series import Floats

LEAST: Final = 4
"""Spells below which nothing is said."""
_CHANCE: Final = 0.01
_DRAWS: Final = 2000
_PERIODS: Final = 160  # tried, from _SHORT to _LONG of the median gap
_SHORT, _LONG = 0.55, 1.6
# two-sided 90 % points of Student's t for 1, 2, ... degrees of freedom; 1.645 beyond
_T90: Final = (6.31, 2.92, 2.35, 2.13, 2.02, 1.94, 1.89, 1.86, 1.83, 1.81, 1.80, 1.78, 1.77, 1.76, 1.75)


@dataclass(frozen=True, slots=True)
class Rhythm:
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


def rhythm(spells: Sequence[tuple[date, date]], span: tuple[date, date], seed: int = 0) -> Rhythm | None:
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
    chance = float((1 + np.count_nonzero(_best(placed)[0] >= strength)) / (1 + _DRAWS))
    if chance > _CHANCE:
        return None
    fitted, error, coming = _fit(onsets, float(period))
    point = _T90[onsets.size - 3] if onsets.size - 3 < len(_T90) else 1.645
    upcoming = span[0] + timedelta(days=round(coming[0]))
    reach = max(1, math.ceil(point * coming[1]))
    return Rhythm(
        period=fitted,
        between=(fitted - point * error, fitted + point * error),
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
    strength = np.hypot(np.cos(phase).mean(axis=1), np.sin(phase).mean(axis=1))
    best = np.argmax(strength, axis=1)
    rows = np.arange(onsets.shape[0])
    return strength[rows, best], periods[rows, best]


def _fit(onsets: Floats, period: float) -> tuple[float, float, tuple[float, float]]:
    """Period by least squares on the cycles' numbers, its standard error, the next onset and its deviation.

    The next onset is the line's, not one period after the last one, which has its own error.
    """
    cycle = np.round((onsets - onsets[0]) / period)
    centred = cycle - cycle.mean()
    spread = float(centred @ centred)
    slope = float(centred @ onsets) / spread
    left = onsets - onsets.mean() - slope * centred
    deviation = max(float(np.sqrt(left @ left / (onsets.size - 2))), 0.5)
    ahead = float(cycle[-1] + 1 - cycle.mean())
    coming = float(onsets.mean()) + slope * ahead
    off = deviation * math.sqrt(1 + 1 / onsets.size + ahead * ahead / spread)
    return slope, deviation / math.sqrt(spread), (coming, off)
