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
from unlike.detection.medians import row_medians
from unlike.detection.running_sums import RunningSums

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
        precision = _precision(residual, self.sampling, there, telling)
        level = moving_mean(self.values, precision * usual, AROUND, 3)
        return replace(self, precision=precision, level=level, usual=usual)


def panel(series: Sequence[Series]) -> SignalPanel:
    """Set a person's series side by side.

    Args:
        series: all over the same days.

    Returns:
        The panel; signals with too few days, or that never vary, are left out, so that it may have none.
    """
    days = series[0].days if series else np.array([], dtype="datetime64[D]")
    usable = [one for one in series if _is_usable(one)]
    shape = (len(usable), days.size)
    there = np.array([_there(one) for one in usable], dtype=np.bool_).reshape(shape)
    scaled = np.where(there, np.array([one.scaled() for one in usable]).reshape(shape), 0.0)
    weights = np.where(there, np.array([one.weights for one in usable]).reshape(shape), 0.0)
    noise = np.array([one.noise for one in usable], dtype=np.float64)[:, None]
    sampling = np.where(there, noise / np.where(there, weights, 1.0), 0.0)
    values, precision, level = _local(scaled, weights, sampling, there)
    values = values - _weekday(values - level, precision, days) * there
    return SignalPanel(
        names=tuple(one.name for one in usable),
        kinds=tuple(one.kind for one in usable),
        polarity=np.array([one.polarity for one in usable], dtype=np.float64),
        weight=np.array([one.weight for one in usable], dtype=np.float64),
        days=days,
        values=values,
        precision=precision,
        sampling=sampling,
        level=moving_mean(values, precision, AROUND, 3),
        active=np.asarray((precision > 0).any(axis=0), dtype=np.bool_),
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
    total, weight = (_around(part, around, apart) for part in (values * weights, weights))
    return np.divide(total, weight, out=np.zeros_like(total), where=weight > 1e-12)


def _around(values: Floats, around: int, apart: int) -> Floats:
    """Sum of the days up to `around` away and more than `apart` away, cut at the ends; shape (..., d)."""
    size = values.shape[-1]
    run = RunningSums.of(values, around)
    whole, near = (run.before(reach + 1, size) - run.before(-reach, size) for reach in (around, apart))
    return whole - near


def _is_usable(one: Series) -> bool:
    """Whether a signal has enough days with a value, and varies."""
    there = _there(one)
    if np.count_nonzero(there) < _LEAST_DAYS:
        return False
    return bool(np.std(one.scaled()[there]) >= _LEAST_SPREAD) and not _settled(one, there)


def _there(one: Series) -> NDArray[np.bool_]:
    """Which days say something, shape (d,)."""
    there: NDArray[np.bool_] = (one.weights > 0) & np.isfinite(one.scaled())
    return there


def _local(
    values: Floats, weights: Floats, sampling: Floats, there: NDArray[np.bool_]
) -> tuple[Floats, Floats, Floats]:
    """Values with strays pulled in, their precision, and the local level that it was told by, all of shape (s, d)."""
    level = moving_mean(values, weights, AROUND, 0)
    precision = _precision(values - level, sampling, there, there)
    for _ in range(2):  # once to find the strays, once without them
        values = np.where(there, np.clip(values, *_bounds(values, precision)), 0.0)
        level = moving_mean(values, precision, AROUND, 3)
        precision = _precision(values - level, sampling, there, there)
    return values, precision, level


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
    totals, weights = (RunningSums.of(part, AROUND) for part in (values * precision, precision))
    sides = []
    for low, high in ((-AROUND, 0), (1, AROUND + 1)):
        total, weight = (sums.before(high, size) - sums.before(low, size) for sums in (totals, weights))
        sides.append(np.divide(total, weight, out=values.copy(), where=weight > 1e-12))
    reach = _CLIP / np.sqrt(np.maximum(precision, 1e-12))
    return np.minimum(*sides) - reach, np.maximum(*sides) + reach


def _precision(residual: Floats, sampling: Floats, there: NDArray[np.bool_], usual: NDArray[np.bool_]) -> Floats:
    """1 / (sampling + between) where `there`, else 0; all of shape (s, d)."""
    rows = zip(residual, sampling, usual, strict=True)
    between = np.array([_between(*row) for row in rows], dtype=np.float64)[:, None]
    return np.divide(1.0, sampling + between, out=np.zeros_like(sampling), where=there)


def _between(residual: Floats, sampling: Floats, usual: NDArray[np.bool_]) -> float:
    """Day-to-day variance of one signal, from the middle of the squared residuals of usual days.

    From the middle, so that a spell counts little even before it is known as one.
    """
    stray = residual[usual]
    square, robust = float(np.mean(stray**2)), float((1.4826 * row_medians(np.abs(stray))) ** 2)
    total = max(min(square, 2.0 * robust) if robust > 0 else square, 1e-9)
    return max(total - float(np.mean(sampling[usual])), 0.02 * total)


def _weekday(residual: Floats, precision: Floats, days: Days) -> Floats:
    """The weekday's usual difference from the level, for each signal and day, shape (s, d)."""
    weekday = (days.astype("datetime64[D]").astype(np.int64) + 3) % 7
    cell = (np.arange(len(residual))[:, None] * 7 + weekday).ravel()
    weight, total = (
        np.bincount(cell, weights=part.ravel(), minlength=7 * len(residual)).reshape(-1, 7)
        for part in (precision, residual * precision)
    )
    typical = np.array([row_medians(row[row > 0]) for row in precision], dtype=np.float64)[:, None]
    mean: Floats = total / (weight + _WEEKDAY_PULL * typical)
    return mean[:, weekday]
