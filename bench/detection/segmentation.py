"""Change points of any series: pieces with their own level, slope and spread.

Optimal partitioning (Jackson et al. 2005; Killick et al. 2012) of a normal likelihood, with a penalty for each change
that grows with log n (Yao 1988). A piece may lean, so that a drift is one piece and no staircase; its variance has a
floor, so that a few values that lie on a line by chance are no piece of their own. Where a series comes back to itself
in cycles, its values are alike and say less than as many on their own: a change then has to tell more.

This is the plain form for one series of any sort. Lasting shifts of a person (`unlike.detection.change_points`) weigh
days by their messages, signals by their long-run spread, and state a chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from unlike.core.series import Floats

_MIN_AUTOCORRELATION: Final = 0.3  # autocorrelation of a cycle, at least
_MIN_CYCLES: Final = 4  # cycles that a series holds at least


@dataclass(frozen=True, slots=True)
class Setting:
    """Setting of the segmentation.

    Attributes:
        penalty: of a change, in units of rows × log n, on the scale of −2 log-likelihood. A piece has three
            parameters a row and a place, so that 4 is the usual (Schwarz) price.
        floor: least variance of a piece, as a part of the whole row's.
        least: values that a piece has at least.
        slope: whether a piece may lean.
        cycle: part of the length of a cycle by which its penalty grows, where there is one; 0 for never.
    """

    penalty: float = 5.0
    floor: float = 0.03
    least: int = 5
    slope: bool = True
    cycle: float = 0.1


def change_points(values: Floats, setting: Setting | None = None) -> tuple[int, ...]:
    """The 0-based indices of the first value of each new piece, oldest first.

    Args:
        values: shape (rows, n); NaN where missing, bridged by a line. Takes time n² and memory n.
        setting: what counts as a change; by default `Setting()`.
    """
    setting = setting or Setting()
    size = values.shape[1]
    least = setting.least
    if size < 2 * least:
        return ()
    rows = _standardised_rows(values)
    sums = _running_sums(rows)
    price = setting.penalty * max(setting.cycle * cycle_length(rows), 1.0) * rows.shape[0] * float(np.log(size))
    best, previous = np.full(size + 1, np.inf), np.zeros(size + 1, dtype=np.int64)
    best[0] = 0.0
    for end in range(least, size + 1):
        starts = np.arange(end - least + 1)
        total = best[starts] + _segment_cost(sums, starts, end, setting) + price
        previous[end] = int(np.argmin(total))
        best[end] = total[previous[end]]
    return _piece_starts(previous)


def cycle_length(rows: Floats) -> int:
    """The length of the cycle in which rows, shape (rows, n), come back to themselves; 0 where there is none.

    The first peak of the autocorrelation beyond its first zero, if it is high enough and the cycle comes often enough.
    """
    residual = _detrended_rows(rows)
    size = residual.shape[1]
    lags = np.arange(size // _MIN_CYCLES + 2)
    products = np.array([(residual[:, lag:] * residual[:, : size - lag]).sum() for lag in lags])
    autocorrelation = products / max(products[0], 1e-12) * size / (size - lags)
    beyond = int(np.argmax(autocorrelation < 0)) if (autocorrelation < 0).any() else size
    peaks = (
        (autocorrelation[1:-1] >= _MIN_AUTOCORRELATION)
        & (autocorrelation[1:-1] >= autocorrelation[:-2])
        & (autocorrelation[1:-1] >= autocorrelation[2:])
    )
    cycle_lags = [int(lag) for lag in np.flatnonzero(peaks) + 1 if lag > beyond]
    return cycle_lags[0] if cycle_lags else 0


def _detrended_rows(rows: Floats) -> Floats:
    """Each row less the line through it."""
    time = np.linspace(-1.0, 1.0, rows.shape[1])
    centred = rows - rows.mean(axis=1, keepdims=True)
    straight: Floats = centred - np.outer(centred @ time / (time @ time), time)
    return straight


def _piece_starts(previous: np.ndarray[tuple[int], np.dtype[np.int64]]) -> tuple[int, ...]:
    """The starts of the pieces that end at the last value, without the first."""
    starts: list[int] = []
    start = int(previous[-1])
    while start > 0:
        starts.append(start)
        start = int(previous[start])
    return tuple(reversed(starts))


def _standardised_rows(values: Floats) -> Floats:
    """Each row with mean 0 and deviation 1, its gaps bridged; rows that never move become 0."""
    rows = np.zeros(values.shape)
    for index, row in enumerate(values):
        present = np.flatnonzero(np.isfinite(row))
        if present.size:
            bridged = np.interp(np.arange(row.size), present, row[present])
            spread = float(bridged.std())
            rows[index] = (bridged - bridged.mean()) / spread if spread > 1e-12 * float(np.abs(bridged).max()) else 0.0
    return rows


def _running_sums(rows: Floats) -> Floats:
    """Running sums of 1, t, t², x, x², t·x, shape (6, rows, n + 1); t runs from −1 to 1."""
    time = np.broadcast_to(np.linspace(-1.0, 1.0, rows.shape[1]), rows.shape)
    parts = np.stack([np.ones_like(rows), time, time**2, rows, rows**2, time * rows])
    return np.pad(np.cumsum(parts, axis=2), ((0, 0), (0, 0), (1, 0)))


def _segment_cost(
    sums: Floats, starts: np.ndarray[tuple[int], np.dtype[np.int64]], end: int, setting: Setting
) -> Floats:
    """−2 log-likelihood, but for constants, of the pieces from each start to before `end`, all rows together."""
    count, time, times, value, values, products = sums[:, :, end, None] - sums[:, :, starts]
    residual = values - value**2 / count
    if setting.slope:
        residual = residual - (products - time * value / count) ** 2 / np.maximum(times - time**2 / count, 1e-12)
    cost: Floats = (count * np.log(np.maximum(residual / count, setting.floor))).sum(axis=0)
    return cost
