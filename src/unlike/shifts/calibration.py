"""How often chance gives as much: a person's own days, dealt anew in blocks, in which nothing happened.

Block bootstrap (Künsch 1989, Annals of Statistics 17:1217) of the days' residuals, all signals together, so that
what days share and what one day hands to the next stays as it is. Beyond what was drawn the tail is taken as
exponential (peaks over threshold; Davison & Smith 1990, JRSS B 52:393).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.series import Floats
from unlike.shifts.panel import Panel

YEAR: Final = 365.25
_BLOCK: Final = 1  # days
_LEAST_PEAKS: Final = 40


@dataclass(frozen=True, slots=True)
class Tail:
    """How many peaks a year reach a score, where nothing happened.

    Attributes:
        peaks: scores of the peaks found, falling.
        years: in which they were found.
    """

    peaks: Floats
    years: float

    def per_year(self, score: float) -> float:
        """Peaks a year of at least `score`."""
        count = min(_LEAST_PEAKS, self.peaks.size - 1)
        if count < 2:
            return 1.0 / self.years
        edge = float(self.peaks[count])
        if score <= edge:
            return float(np.count_nonzero(self.peaks >= score)) / self.years
        scale = max(float(np.mean(self.peaks[:count]) - edge), 1e-9)
        return float(count / self.years * np.exp(-(score - edge) / scale))

    def score_at(self, per_year: float) -> float:
        """The score that `per_year` peaks a year reach."""
        low, high = 0.0, float(self.peaks[0]) * 4 + 10 if self.peaks.size else 10.0
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if self.per_year(middle) > per_year else (low, middle)
        return high


def dealt_anew(person: Panel, pool: NDArray[np.bool_], days: int, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """A long history of this person's own days in blocks, in which nothing happened.

    Args:
        person: with lasting shifts taken out.
        pool: days that may be drawn, shape (d,); spells already found are left out.
        days: how long.
        rng: seeded by the caller.

    Returns:
        Residuals about the local level and their precision, each of shape (s, days).
    """
    residual = (person.values - person.level) * (person.precision > 0)
    starts = np.flatnonzero(np.convolve(pool, np.ones(_BLOCK), "valid") == _BLOCK)
    if starts.size == 0:
        starts = np.arange(max(pool.size - _BLOCK + 1, 1))
    drawn = rng.choice(starts, size=-(-days // _BLOCK))
    index = (drawn[:, None] + np.arange(_BLOCK)).ravel()[:days] % pool.size
    return residual[:, index], person.precision[:, index]


def peaks(scores: Floats, lengths: Iterable[int], apart: int, most: int) -> list[tuple[int, int, float]]:
    """The highest windows that keep apart from each other.

    Args:
        scores: shape (k, d): of the window of the k-th length from each day on; -inf where there is none.
        lengths: days.
        apart: days between two windows.
        most: how many at most.

    Returns:
        (index of the length, first day, score), falling.
    """
    spans = np.array(list(lengths))
    best, which = scores.max(axis=0).copy(), scores.argmax(axis=0)
    ends = np.arange(best.size) + spans[which]
    found = []
    for _ in range(most):
        day = int(np.argmax(best))
        if not np.isfinite(best[day]) or best[day] <= 0:
            break
        found.append((int(which[day]), day, float(best[day])))
        low, high = day - apart, int(ends[day]) + apart
        near = slice(max(low - int(spans.max()), 0), high)
        touching = (ends[near] > low) & (np.arange(best.size)[near] < high)
        best[near] = np.where(touching, -np.inf, best[near])
    return found
