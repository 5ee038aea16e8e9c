"""The person's baseline: all signals side by side, each day worth as much as the messages it rests on.

A day's value is held against a local level with the weekday taken out; its precision is 1 / (noise / n + between),
where `between` is the person's own day-to-day variance (random effects: DerSimonian & Laird 1986, Controlled
Clinical Trials 7:177). Values are pulled in where they stray beyond what heavy tails allow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.core.series import Days, Floats, Series, SignalKind

AROUND: Final = 45
"""Days to each side that make the local level."""
_CLIP: Final = 4.0  # standard deviations beyond which a day counts no more
_WEEKDAY_PULL: Final = 8.0  # days' worth of pull of a weekday's mean towards none
_LEAST_DAYS: Final = 20  # with a value, below which a signal is left out
_LEAST_SPREAD: Final = 1e-3
_LEAST_OF_A_KIND: Final = 2.5  # messages of a history that have a habit, and that do not


@dataclass(frozen=True, slots=True)
class SignalPanel:
    """All usable signals of one person, on the scales of `Series.scaled`, s signals by d days.

    Attributes:
        names: of the signals, shape (s,).
        kinds: their families, shape (s,).
        polarity: +1, -1 or 0 for each signal, shape (s,).
        weight: what a standard score of each counts for, shape (s,).
        days: datetime64[D], shape (d,).
        values: shape (s, d); weekday out, strays pulled in; 0 where missing.
        precision: 1 / variance of each value, shape (s, d); 0 where missing.
        sampling: the part of that variance that comes of resting on few messages, shape (s, d).
        level: the local level at each day, shape (s, d).
        active: whether anything was written or missed that day, shape (d,).
        usual: whether the day has a say in what is usual, shape (d,).
    """

    names: tuple[str, ...]
    kinds: tuple[SignalKind, ...]
    polarity: Floats
    weight: Floats
    days: Days
    values: Floats
    precision: Floats
    sampling: Floats
    level: Floats
    active: NDArray[np.bool_]
    usual: NDArray[np.bool_]

    def without(self, offsets: Floats) -> SignalPanel:
        """The same with known lasting shifts taken out; `offsets` has the shape of `values`."""
        return replace(self, values=self.values - offsets * (self.precision > 0), level=self.level - offsets)

    def told_by(self, usual: NDArray[np.bool_]) -> SignalPanel:
        """The same with what is usual told by some of the days alone, shape (d,)."""
        there = self.precision > 0
        enough = (there & usual).sum(axis=1) >= _LEAST_DAYS  # else all of a signal's days are needed
        telling = there & (usual | ~enough[:, None])
        residual = self.values - self.level
        precision = np.array(
            [_precision(*row) for row in zip(residual, self.sampling, there, telling, strict=True)]
        ).reshape(self.values.shape)
        level = moving_mean(self.values, precision * usual, AROUND, 3)
        return replace(self, precision=precision, level=level, usual=usual)


def panel(series: Sequence[Series]) -> SignalPanel:
    """Set a person's series side by side.

    Args:
        series: all over the same days.

    Returns:
        The panel; signals with too few days, or that never vary, are left out, so that it may have none.
    """
    rows = [(one, *row) for one in series if (row := _row(one)) is not None]
    days = series[0].days if series else np.array([], dtype="datetime64[D]")
    shape = (len(rows), days.size)
    values, precision, sampling, level = (np.array([row[part] for row in rows]).reshape(shape) for part in (1, 2, 3, 4))
    return SignalPanel(
        names=tuple(row[0].name for row in rows),
        kinds=tuple(row[0].kind for row in rows),
        polarity=np.array([row[0].polarity for row in rows], dtype=np.float64),
        weight=np.array([row[0].weight for row in rows], dtype=np.float64),
        days=days,
        values=values,
        precision=precision,
        sampling=sampling,
        level=level,
        active=np.asarray((precision > 0).any(axis=0), dtype=np.bool_) if rows else np.zeros(days.size, dtype=np.bool_),
        usual=np.ones(days.size, dtype=np.bool_),
    )


def moving_mean(values: Floats, weights: Floats, around: int, apart: int = 0) -> Floats:
    """Weighted mean of the days up to `around` away and more than `apart` away; 0 where there is none.

    Args:
        values: shape (..., d).
        weights: shape (..., d).
        around: days to each side.
        apart: nearer days that are left out; 0 leaves out the day itself.
    """
    total = _span_sum(values * weights, around) - _span_sum(values * weights, apart)
    weight = _span_sum(weights, around) - _span_sum(weights, apart)
    return np.divide(total, weight, out=np.zeros_like(total), where=weight > 1e-12)


def _span_sum(values: Floats, reach: int) -> Floats:
    """Sum over the days from `reach` before to `reach` after, cut at the ends."""
    size = values.shape[-1]
    run = np.concatenate([np.zeros((*values.shape[:-1], 1)), np.cumsum(values, axis=-1)], axis=-1)
    at = np.arange(size)
    result: Floats = run[..., np.minimum(at + reach + 1, size)] - run[..., np.maximum(at - reach, 0)]
    return result


def _row(one: Series) -> tuple[Floats, Floats, Floats, Floats] | None:
    """Values, precision, sampling variance and level of one signal; None where it cannot be used."""
    scaled = one.scaled()
    there = (one.weights > 0) & np.isfinite(scaled)
    if np.count_nonzero(there) < _LEAST_DAYS or np.std(scaled[there]) < _LEAST_SPREAD or _settled(one, there):
        return None
    values = np.where(there, scaled, 0.0)
    weights = np.where(there, one.weights, 0.0)
    sampling = np.where(there, one.noise / np.where(there, weights, 1.0), 0.0)
    precision = _precision(values - moving_mean(values, weights, AROUND, 0), sampling, there, there)
    for _ in range(2):  # once to find the strays, once without them
        values = np.where(there, np.clip(values, *_bounds(values, precision)), 0.0)
        level = moving_mean(values, precision, AROUND, 3)
        precision = _precision(values - level, sampling, there, there)
    values = values - _weekday(values - level, precision, one.days) * there
    return values, precision, sampling, moving_mean(values, precision, AROUND, 3)


def _settled(one: Series, there: NDArray[np.bool_]) -> bool:
    """Whether something is so always or never, but for a message or two: no normal number tells how rare these are."""
    if one.kind is not SignalKind.SHARE:
        return False
    so, of = float(np.sum(one.values[there] * one.weights[there])), float(np.sum(one.weights[there]))
    return min(so, of - so) < _LEAST_OF_A_KIND


def _bounds(values: Floats, precision: Floats) -> tuple[Floats, Floats]:
    """How low and how high a day may stray: beyond what the days before it and those after it allow.

    Both sides are asked, so that the days around a lasting step are not pulled towards its middle.
    """
    size = values.shape[-1]
    run = np.stack([np.concatenate([[0.0], np.cumsum(part)]) for part in (values * precision, precision)])
    day = np.arange(size)
    before = run[:, day] - run[:, np.maximum(day - AROUND, 0)]
    after = run[:, np.minimum(day + AROUND + 1, size)] - run[:, day + 1]
    sides = [np.divide(total, weight, out=values.copy(), where=weight > 1e-12) for total, weight in (before, after)]
    reach = _CLIP / np.sqrt(np.maximum(precision, 1e-12))
    return np.minimum(*sides) - reach, np.maximum(*sides) + reach


def _precision(residual: Floats, sampling: Floats, there: NDArray[np.bool_], usual: NDArray[np.bool_]) -> Floats:
    """1 / (sampling + between) where `there`; `between` from the middle of the squared residuals of usual days.

    From the middle, so that a spell counts little even before it is known as one.
    """
    square = residual[usual] ** 2
    robust = (1.4826 * np.median(np.abs(residual[usual]))) ** 2
    total = max(min(float(np.mean(square)), 2.0 * robust) if robust > 0 else float(np.mean(square)), 1e-9)
    between = max(total - float(np.mean(sampling[usual])), 0.02 * total)
    return np.where(there, 1.0 / (sampling + between), 0.0)


def _weekday(residual: Floats, precision: Floats, days: Days) -> Floats:
    """The weekday's usual difference from the level, for each day."""
    weekday = (days.astype("datetime64[D]").astype(np.int64) + 3) % 7
    weight = np.bincount(weekday, weights=precision, minlength=7)
    typical = float(np.median(precision[precision > 0]))
    mean = np.bincount(weekday, weights=residual * precision, minlength=7) / (weight + _WEEKDAY_PULL * typical)
    result: Floats = mean[weekday]
    return result
