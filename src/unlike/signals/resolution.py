"""One person's habits from any distance: four weeks to a point when seen from afar, single messages from near.

Days and longer are made of the days that detection sees (`days.series`); shorter bins of the messages themselves.
Moments are wall-clock seconds in the owner's zone, counted from 1970 as if it were UTC.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.core.day_rule import DAY_START_SECONDS
from unlike.core.series import LOGARITHMIC, Floats, Series, SignalKind
from unlike.messages.queries import by_sender
from unlike.signals.base import DailyAggregation, Signal
from unlike.signals.daily_series import series
from unlike.signals.measure import MeasuredConversation

Moments = NDArray[np.int64]
DAY: Final = 86_400
BAND: Final = (0.05, 0.95)
"""The band of the usual holds nine in ten of the points."""
_MONDAY: Final = 4 * DAY + DAY_START_SECONDS  # the first Monday of 1970, as a day begins
_FIRST_DAY: Final = DAY_START_SECONDS
_ALL_BUT_FEW: Final = (0.003, 0.997)  # a height for nearly all points; the few beyond stand at its edge
_BY_HOURS: Final = 14 * DAY  # beyond, day and night would be all there is to see
_SPARE: Final = 0.25  # of the band is left free above and below


class Resolution(IntEnum):
    """What one point stands for, in seconds; a message stands for itself."""

    MESSAGE = 0
    HOUR = 3_600
    QUARTER = 6 * 3_600
    DAY = DAY
    WEEK = 7 * DAY
    FORTNIGHT = 14 * DAY
    MONTH = 28 * DAY


@dataclass(frozen=True, slots=True)
class TimeBins:
    """Values summed up over equal stretches of time; stretches without any are left out.

    Attributes:
        start: when each begins, ascending, shape (n,).
        weight: of the values in it, > 0, shape (n,).
        total: sum of value times weight, shape (n,).
    """

    start: Moments
    weight: Floats
    total: Floats


@dataclass(frozen=True, slots=True)
class SignalPoints:
    """One habit of one person at its finest.

    Attributes:
        signal: which one.
        days: as detection sees them.
        at: moments of the messages that say something, ascending, shape (n,).
        values: what they say, on the scale on which they are summed, shape (n,).
    """

    signal: Signal
    days: Series
    at: Moments
    values: Floats


@dataclass(frozen=True, slots=True)
class ResampledSignal:
    """One habit at one distance, over the whole history.

    Attributes:
        step: what a point stands for; hours where single messages would say nothing.
        start: when each point begins, ascending, shape (n,).
        values: in the signal's unit, shape (n,).
        height: 0 to 1, for a picture, shape (n,).
        usual: the band's ends in the signal's unit.
        band: the same as heights.
    """

    step: Resolution
    start: Moments
    values: Floats
    height: Floats
    usual: tuple[float, float]
    band: tuple[float, float]


def trimmed(measured: MeasuredConversation, names: Sequence[str]) -> MeasuredConversation:
    """What a picture of these signals needs of a conversation, and no more."""
    chosen = tuple(signal for signal in measured.signals if signal.name in names)
    values = [f"value:{signal.name}" for signal in chosen]
    sums = [f"{part}:{signal.name}" for signal in chosen for part in ("n", "sum", "squares")]
    return replace(
        measured,
        signals=chosen,
        messages=measured.messages.select("sender", "at", *values),
        blocks=measured.blocks.select(
            "sender", "day", "block", "messages", *(name for name in sums if name in measured.blocks.columns)
        ),
    )


def grains(measured: MeasuredConversation, person: str, names: Sequence[str]) -> tuple[SignalPoints, ...]:
    """One person's habits at their finest, in the order of the names.

    Args:
        measured: one conversation.
        person: a sender in it.
        names: of signals; those that are not measured here are left out.
    """
    theirs = by_sender(measured.messages, person).sort("at")
    signals = {signal.name: signal for signal in measured.signals}
    days = {one.name: one for one in series(measured, person)}
    at = theirs["at"].dt.epoch("s").to_numpy().astype(np.int64)
    histories = []
    for name in filter(signals.__contains__, names):
        values = theirs[f"value:{name}"].cast(pl.Float64).to_numpy()
        there = np.isfinite(values)
        histories.append(SignalPoints(signals[name], days[name], at[there], values[there]))
    return tuple(histories)


def binned(at: Moments, values: Floats, weights: Floats, step: Resolution) -> TimeBins:
    """Values summed up over equal stretches, which begin on Mondays at the hour at which days begin.

    Args:
        at: ascending, shape (n,).
        values: finite, shape (n,).
        weights: > 0, shape (n,).
        step: not `Step.MESSAGE`.
    """
    place = (at - _MONDAY) // int(step)
    first = np.flatnonzero(np.diff(place, prepend=place[0] - 1 if place.size else 0))
    if not first.size:
        return TimeBins(at[:0], weights[:0], values[:0])
    weight, total = np.add.reduceat(weights, first), np.add.reduceat(values * weights, first)
    return TimeBins(place[first] * int(step) + _MONDAY, weight, total)


def level(grain: SignalPoints, step: Resolution) -> ResampledSignal:
    """One habit at one distance."""
    if step is Resolution.MESSAGE and grain.signal.day is not DailyAggregation.MEAN:
        step = Resolution.HOUR
    start, scaled = _near(grain, step) if step < Resolution.DAY else _far(grain.days, step)
    if not start.size:
        return ResampledSignal(step, start, scaled, scaled, (0.0, 0.0), (0.0, 0.0))
    drawn = np.log1p(np.maximum(scaled, 0)) if grain.signal.kind is SignalKind.COUNT else scaled
    low, high = _band(drawn)
    spare = (high - low) * _SPARE
    floor, ceiling = (float(end) for end in np.quantile(drawn, _ALL_BUT_FEW))
    floor, ceiling = min(floor, low - spare), max(ceiling, high + spare)
    size = (ceiling - floor) or 1.0
    height = np.clip((drawn - floor) / size, 0.0, 1.0)
    ends = np.array(_band(scaled))
    return ResampledSignal(
        step=step,
        start=start,
        values=_in_unit(scaled, grain.signal.kind),
        height=height,
        usual=(float(_in_unit(ends[:1], grain.signal.kind)[0]), float(_in_unit(ends[1:], grain.signal.kind)[0])),
        band=((low - floor) / size, (high - floor) / size),
    )


def fitting(span: int, points: int, messages: int) -> Resolution:
    """The finest step of which so many points fit.

    Args:
        span: seconds that are looked at.
        points: that may be shown.
        messages: that stand there.
    """
    if messages <= points and span <= 3 * DAY:
        return Resolution.MESSAGE
    whole = [step for step in Resolution if step >= (Resolution.HOUR if span <= _BY_HOURS else Resolution.DAY)]
    return next((step for step in whole if span <= points * int(step)), Resolution.MONTH)


def _near(grain: SignalPoints, step: Resolution) -> tuple[Moments, Floats]:
    """Single messages, or hours; counts are told of empty hours, too."""
    if step is Resolution.MESSAGE:
        return grain.at, grain.values
    bins = binned(grain.at, grain.values, np.ones_like(grain.values), step)
    if grain.signal.day is DailyAggregation.MEAN:
        return bins.start, bins.total / bins.weight
    if grain.signal.day is DailyAggregation.ANY:
        return bins.start, (bins.total > 0).astype(np.float64)
    if not bins.start.size:
        return bins.start, bins.total
    every = np.arange(bins.start[0], bins.start[-1] + 1, int(step), dtype=np.int64)
    total = np.zeros(every.size)
    total[(bins.start - every[0]) // int(step)] = bins.total
    return every, total


def _far(days: Series, step: Resolution) -> tuple[Moments, Floats]:
    """Days that say something, or means of them, each by what it rests on."""
    there = (days.weights > 0) & np.isfinite(days.values)
    at = days.days[there].astype("datetime64[s]").astype(np.int64) + _FIRST_DAY
    values = np.log(np.maximum(days.values[there], 1e-9)) if days.kind in LOGARITHMIC else days.values[there]
    bins = binned(at, values, days.weights[there], step)
    bins = _folded(bins, at, step) if step > Resolution.DAY else bins
    return bins.start, bins.total / bins.weight


def _folded(bins: TimeBins, at: Moments, step: Resolution) -> TimeBins:
    """A short stretch at either end goes into its neighbour: resting on less, it would stray too easily."""
    start, weight, total = bins.start, bins.weight.copy(), bins.total.copy()
    keep = np.ones(start.size, dtype=np.bool_)
    if start.size > 2 and at[-1] - start[-1] < step // 2:
        weight[-2], total[-2], keep[-1] = weight[-2] + weight[-1], total[-2] + total[-1], False
    if start.size > 2 and start[1] - at[0] <= step // 2:
        weight[1], total[1], keep[0] = weight[1] + weight[0], total[1] + total[0], False
    return TimeBins(start[keep], weight[keep], total[keep])


def _band(values: Floats) -> tuple[float, float]:
    """Within which at least nine in ten lie; of fewer than twenty-one, all."""
    low, high = np.quantile(values, BAND[0], method="lower"), np.quantile(values, BAND[1], method="higher")
    return float(low), float(high)


def _in_unit(scaled: Floats, kind: SignalKind) -> Floats:
    """From the scale on which values are summed back to the signal's unit."""
    return np.exp(scaled) if kind in LOGARITHMIC else scaled
