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
    all_starts = np.stack([np.arange(size + 1.0), np.full(size + 1, np.inf), sums, squares, np.full(size + 1, np.inf)])
    best_cost, best_start = all_starts[1], np.zeros(size + 1, dtype=np.int64)
    best_cost[0] = -penalty
    open_starts = all_starts[:, :0]
    for first_end in range(min_days, size + 1, min_days):  # of as many ends together, for none is the start of another
        span = slice(first_end, min(first_end + min_days, size + 1))
        begun = all_starts[:, first_end - min_days : span.stop - min_days]
        open_starts = np.concatenate([open_starts[:, open_starts[-1] > first_end], begun], axis=1)
        start, cost_before, sum_before, squares_before, expiry = open_starts
        ends = all_starts[0, span, None]
        days, squared_sum = ends - start, np.square(sums[span, None] - sum_before)
        cost = cost_before + squares[span, None]
        cost -= squares_before
        cost -= np.divide(squared_sum, days, out=squared_sum)
        is_candidate = (days >= min_days) & (expiry > ends)
        np.putmask(cost, ~is_candidate, np.inf)
        best_start[span] = start[cost.argmin(axis=1)]
        best_cost[span] = cost.min(axis=1) + penalty
        # An edge at an end is no worse than none, for all segments that are long enough behind it.
        is_worse = (cost >= best_cost[span, None]) & is_candidate
        open_starts[-1] = np.where(is_worse, ends + min_days, expiry).min(axis=0)
    edges = [size]
    while edges[-1] > 0:
        edges.append(int(best_start[edges[-1]]))
    return edges[::-1]
