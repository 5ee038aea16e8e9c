"""Evidence that stays valid for somebody who looks every day.

An e-detector (Shin, Ramdas & Rinaldo 2024, New England J. of Statistics in Data Science 2:229) of the Shiryaev-Roberts
kind over one look a day: M is (1 + M before) times the e-value of the day's last sitting, its score over the mean of
those before it. Where the e-values have mean 1 given the past, at least c looks lie, on average, between two false
alarms at M = c.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from unlike.core.series import Floats
from unlike.detection.sitting_messages import Codes
from unlike.detection.sitting_rank import MIN_EARLIER_SITTINGS
from unlike.detection.sitting_scores import MAX_WINDOW_MESSAGES, SittingScores


def daily_evidence(scores: SittingScores, day: Codes) -> Floats:
    """Evidence after each daily look, in order; empty where no day has enough sittings before it.

    Args:
        scores: of the person's sittings.
        day: day of each sitting, ascending, shape (sittings,).
    """
    last_of_day = np.diff(day, append=-1) != 0
    values = e_values(scores)
    evidence, level = [], 0.0
    for value in values[last_of_day & np.isfinite(values)].tolist():
        level = value * (1.0 + level)
        evidence.append(level)
    return np.array(evidence, dtype=np.float64)


def e_values(scores: SittingScores) -> Floats:
    """E-value of each sitting among those before it that reached as many messages; NaN where they are too few."""
    values = np.full(scores.lengths.size, np.nan)
    for units, unit_scores, ends_here in _sittings_by_length(scores):
        earlier = np.arange(units.size)
        e_value = unit_scores * (earlier + 1) / np.cumsum(unit_scores)
        has_value = ends_here & (earlier >= MIN_EARLIER_SITTINGS)
        values[units[has_value]] = e_value[has_value]
    return values


def _sittings_by_length(scores: SittingScores) -> Iterator[tuple[Codes, Floats, NDArray[np.bool_]]]:
    """Sittings that reached a number of messages, their scores there, and whether they end there."""
    for length in np.unique(scores.lengths[scores.lengths < MAX_WINDOW_MESSAGES]).tolist():
        units, unit_scores = scores.after(length)
        yield units, unit_scores, scores.lengths[units] == length
    units = np.flatnonzero(scores.lengths >= MAX_WINDOW_MESSAGES)
    if units.size:
        ends = scores.starts[units] + scores.lengths[units]
        last = scores.window_scores(ends - MAX_WINDOW_MESSAGES, MAX_WINDOW_MESSAGES)
        yield units, last, np.ones(units.size, dtype=np.bool_)
