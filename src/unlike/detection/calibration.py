"""How often chance gives as much, and which windows stand out.

Windows of a history in which nothing happens are a field of nearly normal numbers once each person's own spread, and
what their days share, are taken out. A window has two edges that can move, and the high peaks of such a field come as
often as score³ × exp(-score² / 2) times a constant says (Siegmund 1988, Annals of Probability 16:487; as used by Olshen
et al. 2004, Biostatistics 5:557). The constant is measured, on real and on invented histories of 60 days to three years
in which nothing was planted; it comes out alike in all of them: `bench/detection/null_calibration.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import exp, sqrt
from typing import Final

import numpy as np

from unlike.core.series import Floats

YEAR: Final = 365.25
OFTEN: Final = 4.0
"""Peaks a year, but for score³ × exp(-score² / 2)."""
_LOWEST: Final = sqrt(3)  # where that is greatest: below, the law says nothing
_HIGHEST: Final = 38.0  # beyond it the law gives nought
_FINE: Final = 1e-12


def per_year(score: float) -> float:
    """Peaks a year of at least this score in one direction, where nothing happens; at most as often as at √3."""
    score = max(score, _LOWEST)
    return OFTEN * score**3 * exp(-(score**2) / 2)


def score_at(rate: float) -> float:
    """The score that so many peaks a year reach; √3 for any rate that is greater than at √3."""
    low, high = _LOWEST, _HIGHEST
    while high - low > _FINE:
        middle = (low + high) / 2
        low, high = (middle, high) if per_year(middle) > rate else (low, middle)
    return low


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
