"""Segmentation of a series into segments of constant mean."""

from __future__ import annotations

from typing import Final

import numpy as np

from unlike.core.series import Floats

_EDGE_PENALTY: Final = 3.0  # of an edge, in units of noise and log days
_MIN_NOISE_SHARE: Final = 0.25  # of the standard deviation, that is taken as noise at least
_MAD_TO_SD: Final = 1.4826  # standard deviations in a median absolute deviation of normal numbers


def segment_edges(values: Floats, min_days: int) -> list[int]:
    """First days of the segments of a piecewise constant mean, and the number of days.

    Optimal partitioning (Jackson et al. 2005, IEEE Signal Processing Letters 12:105). Starts that can begin no best
    segment any more are left out (PELT: Killick, Fearnhead & Eckley 2012, JASA 107:1590), so that years without a
    message cost hardly anything.

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
    starts, expiry = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    for end in range(min_days, size + 1):
        is_open = expiry > end
        starts, expiry = np.append(starts[is_open], end - min_days), np.append(expiry[is_open], size + 1)
        days = end - starts
        cost = best_cost[starts] + squares[end] - squares[starts] - (sums[end] - sums[starts]) ** 2 / days
        first = cost.argmin()
        best_start[end], best_cost[end] = starts[first], cost[first] + penalty
        # An edge at this end is no worse than none, for all segments that are long enough behind it.
        expiry[cost >= best_cost[end]] = np.minimum(expiry[cost >= best_cost[end]], end + min_days)
    edges = [size]
    while edges[-1] > 0:
        edges.append(int(best_start[edges[-1]]))
    return edges[::-1]
