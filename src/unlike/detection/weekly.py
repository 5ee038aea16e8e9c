"""A person's weeks: their means, with spells pulled in, and what a step tells of them that a drift does not."""

from __future__ import annotations

from typing import Final

import numpy as np

from unlike.core.series import Floats
from unlike.detection.panel import SignalPanel

WEEK: Final = 7
_AROUND: Final = 8  # weeks to each side that a week is held against, to find spells
_FAR: Final = 1.5  # spreads beyond them from which on it is pulled in
_HALF_YEAR: Final = 26  # weeks to each side in which a step must tell more than a drift
_FREE: Final = 3  # weeks beyond the three numbers fitted, for a signal to have a say


def weekly(person: SignalPanel, span: tuple[int, int]) -> tuple[Floats, Floats]:
    """Weekly means and their weights, shape (s, weeks), of a span of days; spells are pulled in."""
    size = (span[1] - span[0]) // WEEK
    cut = slice(span[0], span[0] + size * WEEK)
    shape = (len(person.names), size, WEEK)
    weight = person.precision[:, cut].reshape(shape).sum(axis=2)
    total = (person.values * person.precision)[:, cut].reshape(shape).sum(axis=2)
    return _pulled_in(np.divide(total, weight, out=np.zeros_like(total), where=weight > 0), weight), weight


def beyond_drift(weeks: Floats, weight: Floats, at: int) -> float:
    """How much a step tells of the weeks around it that a steady drift does not, in chi-squared, all signals together.

    An interrupted time series (Wagner et al. 2002, J Clin Pharm Ther 27:299) with one slope, the day a week off or not.
    """
    return max(_gain(weeks, weight, at + off) for off in (-1, 0, 1))


def _pulled_in(weeks: Floats, weight: Floats) -> Floats:
    """Weeks that stray from the weeks before them and from those after them are pulled in: a spell is no step."""
    known = np.where(weight > 0, weeks, np.nan)
    blank = np.full((weeks.shape[0], _AROUND), np.nan)
    windows = np.lib.stride_tricks.sliding_window_view(np.concatenate([blank, known, blank], axis=1), _AROUND, axis=1)
    size = weeks.shape[1]
    middle = _median(windows)
    sides = np.array([middle[:, :size], middle[:, _AROUND + 1 : _AROUND + 1 + size]])
    sides = np.where(np.isnan(sides), sides[::-1], sides)
    low, high = sides.min(axis=0), sides.max(axis=0)
    outside = known - np.clip(known, low, high)
    reach = _FAR * 1.4826 * _median(np.abs(known - sides[0]))[:, None]
    pulled = known - np.sign(outside) * np.maximum(np.abs(outside) - reach, 0.0)
    result: Floats = np.where(np.isnan(pulled), weeks, pulled)
    return result


def _median(values: Floats) -> Floats:
    """Over the last axis, NaN left out; NaN where nothing is left."""
    ordered = np.sort(values, axis=-1)  # NaN come last
    count = np.maximum(np.isfinite(values).sum(axis=-1), 1)[..., None]
    low, high = (np.take_along_axis(ordered, at, axis=-1)[..., 0] for at in ((count - 1) // 2, count // 2))
    middle: Floats = (low + high) / 2
    return middle


def _gain(weeks: Floats, weight: Floats, at: int) -> float:
    """The gain of a step at a week beside a line through half a year to each side."""
    low = max(at - _HALF_YEAR, 0)
    near = slice(low, at + _HALF_YEAR)
    values, mass = weeks[:, near], weight[:, near]
    time = np.arange(values.shape[1], dtype=np.float64)
    freedom = np.count_nonzero(mass > 0, axis=1) - 3
    ones, late = np.ones_like(mass), np.broadcast_to((time >= at - low).astype(np.float64), mass.shape)
    line = [ones]
    line.append(_apart(np.broadcast_to(time, mass.shape), line, mass))
    step, drift = _apart(late, line, mass), _apart(values, line, mass)
    left = _apart(drift, [step], mass)
    unexplained, gain = (left**2 * mass).sum(axis=1), (drift**2 * mass).sum(axis=1)
    variance = np.maximum(unexplained / np.maximum(freedom, 1), 1e-9)
    return float(((gain - unexplained) / variance - 1.0)[freedom > _FREE].sum())


def _apart(values: Floats, others: list[Floats], mass: Floats) -> Floats:
    """What is left of each row beside orthogonal others, by weighted regression, shape (s, n)."""
    left = values
    for other in others:
        along = (values * other * mass).sum(axis=1) / np.maximum((other**2 * mass).sum(axis=1), 1e-12)
        left = left - along[:, None] * other
    return left
