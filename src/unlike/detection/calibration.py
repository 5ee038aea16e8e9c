"""Null rate of window scores, and the separate windows that stand out.

Windows of a history in which nothing happens are a field of nearly normal numbers once each person's own spread, and
the correlations of their days, are taken out. A window has two edges that can move, and the high peaks of such a field
come as often as score³ × exp(-score² / 2) times a constant says (Siegmund 1988, Annals of Probability 16:487; as used
by Olshen et al. 2004, Biostatistics 5:557). The constant is measured, on real and on invented histories of 60 days to
three years in which nothing was planted; it comes out alike in all of them: `bench/detection/null_calibration.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, sqrt
from typing import Final

import numpy as np

from unlike.core.series import Floats

DAYS_PER_YEAR: Final = 365.25
PEAKS_PER_YEAR: Final = 4.0
"""Constant of the null rate: peaks a year, but for score³ × exp(-score² / 2)."""
MIN_SCORE: Final = sqrt(3)
"""Score at which the rate is greatest: lower scores have no rate of their own."""
MAX_SCORE: Final = 38.0
"""Score beyond which the rate underflows to 0."""
_SCORE_PRECISION: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Peak:
    """Window that stands out from all windows that touch it.

    Attributes:
        length_index: index of the window's length.
        day: index of the window's first day.
        score: score of the window, above 0.
    """

    length_index: int
    day: int
    score: float


def null_rate_per_year(score: float) -> float:
    """Peaks a year of at least a score in one direction where nothing happens; never more than at a score of √3."""
    score = max(score, MIN_SCORE)
    return PEAKS_PER_YEAR * score**3 * exp(-(score**2) / 2)


def score_of_null_rate(rate: float) -> float:
    """Score that `rate` peaks a year reach where nothing happens; √3 for any rate above that of √3."""
    low, high = MIN_SCORE, MAX_SCORE
    while high - low > _SCORE_PRECISION:
        middle = (low + high) / 2
        low, high = (middle, high) if null_rate_per_year(middle) > rate else (low, middle)
    return low


def separate_peaks(scores: Floats, lengths: Iterable[int], gap_days: int, max_peaks: int) -> list[Peak]:
    """Highest windows that keep a distance from each other, by falling score.

    Args:
        scores: shape (k, d): score of the window of the k-th length from each day on; -inf where there is none.
        lengths: lengths of windows, days, shape (k,).
        gap_days: days between two windows, at least.
        max_peaks: number of windows, at most.
    """
    days = np.array(list(lengths))
    best_score, best_length = scores.max(axis=0).copy(), scores.argmax(axis=0)
    ends = np.arange(best_score.size) + days[best_length]
    peaks: list[Peak] = []
    for _ in range(max_peaks):
        day = int(np.argmax(best_score))
        if not np.isfinite(best_score[day]) or best_score[day] <= 0:
            break
        peaks.append(Peak(int(best_length[day]), day, float(best_score[day])))
        low, high = day - gap_days, int(ends[day]) + gap_days
        reachable = slice(max(low - int(days.max()), 0), high)
        touching = (ends[reachable] > low) & (np.arange(best_score.size)[reachable] < high)
        best_score[reachable] = np.where(touching, -np.inf, best_score[reachable])
    return peaks
