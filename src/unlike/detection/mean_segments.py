"""Segmentation of a series into segments of constant mean."""

from __future__ import annotations

from typing import Final

import numpy as np

from unlike.core.series import Floats

_EDGE_PENALTY: Final = 3.0  # of an edge, in units of noise and log days
_MIN_NOISE_SHARE: Final = 0.25  # of the standard deviation, that is taken as noise at least
_MAD_TO_SD: Final = 1.4826  # standard deviations in a median absolute deviation of normal numbers
_BATCH_ENDS: Final = 64  # ends of segments whose costs are computed in one step


def segment_edges(values: Floats, min_days: int) -> list[int]:
    """First days of the segments of a piecewise constant mean, and the number of days.

    Optimal partitioning (Jackson et al. 2005, IEEE Signal Processing Letters 12:105).

    Args:
        values: shape (d,), d >= min_days.
        min_days: days of a segment, at least.
    """
    size = values.size
    noise = float(np.median(np.abs(np.diff(values)))) * _MAD_TO_SD / np.sqrt(2)
    scaled = values / max(noise, _MIN_NOISE_SHARE * float(np.std(values)), 1e-9)
    sums, squares = (np.concatenate([[0.0], np.cumsum(part)]) for part in (scaled, scaled**2))
    penalty = _EDGE_PENALTY * np.log(size)
    best_cost, best_start = np.full(size + 1, np.inf), np.zeros(size + 1, dtype=np.int64)
    best_cost[0] = -penalty
    for low in range(min_days, size + 1, _BATCH_ENDS):
        ends = np.arange(low, min(low + _BATCH_ENDS, size + 1))[:, None]
        starts = np.arange(ends[-1, 0] - min_days + 1)
        days = np.maximum(ends - starts, 1)  # segments that are too short are not read below
        costs = squares[ends] - squares[starts] - (sums[ends] - sums[starts]) ** 2 / days
        for end, cost in enumerate(costs, low):
            total = best_cost[: end - min_days + 1] + cost[: end - min_days + 1] + penalty
            best_start[end] = start = total.argmin()
            best_cost[end] = total[start]
    edges = [size]
    while edges[-1] > 0:
        edges.append(int(best_start[edges[-1]]))
    return edges[::-1]
