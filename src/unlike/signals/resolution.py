"""One person's habits from any distance: four weeks to a point when seen from afar, single messages from near.

Every point is the plain figure of its messages (`plain_figures`), as findings show it; counts are told a day from days
on, without the first and the last day of the conversation, which are seldom whole.
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

from unlike.core.axis_values import axis_values
from unlike.core.day_rule import DAY_START_SECONDS
from unlike.core.series import LOGARITHMIC, Floats, SignalKind
from unlike.messages.queries import by_sender
from unlike.signals.base import DailyAggregation, Signal
from unlike.signals.measure import MeasuredConversation
from unlike.signals.plain_figures import binned_figures

Moments = NDArray[np.int64]
DAY: Final = 86_400
BAND: Final = (0.05, 0.95)
"""The band of the usual holds nine in ten of the points."""
_MONDAY: Final = 4 * DAY + DAY_START_SECONDS  # the first Monday of 1970, as a day begins
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
    """Equal stretches of time with messages in them, or any at all for counts.

    Attributes:
        start: when each begins, ascending, shape (b,).
        place: bin of each message, shape (n,).
    """

    start: Moments
    place: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class SignalPoints:
    """One habit of one person at its finest.

    Attributes:
        signal: which one.
        days: first and last day of the conversation, counted from 1970.
        at: moments of the messages that say something, ascending, shape (n,).
        values: what they say, on the scale on which they are summed, shape (n,).
    """

    signal: Signal
    days: tuple[int, int]
    at: Moments
    values: Floats


@dataclass(frozen=True, slots=True)
class HeightScale:
    """How high a value stands in a picture.

    Attributes:
        kind: of the signal; of counts and of what varies by factors the logarithm counts.
        floor: what stands at the bottom, on that scale.
        size: from there to the top.
    """

    kind: SignalKind
    floor: float = 0.0
    size: float = 1.0

    def heights(self, values: Floats) -> Floats:
        """Heights of values in the signal's unit, 0 to 1; those beyond stand at the edge."""
        return np.clip((_drawn(values, self.kind) - self.floor) / self.size, 0.0, 1.0)

    def including(self, values: Floats) -> HeightScale:
        """A scale on which these values stand, too."""
        if not values.size:
            return self
        drawn = _drawn(values, self.kind)
        floor = min(self.floor, float(drawn.min()))
        return HeightScale(self.kind, floor, max(self.floor + self.size, float(drawn.max())) - floor)

    def labels(self, unit: str) -> tuple[tuple[float, float], ...]:
        """Round values and their heights, for an axis."""

        def place(value: float) -> float:
            return float((_drawn(np.array([value]), self.kind)[0] - self.floor) / self.size)

        return tuple((value, place(value)) for value in axis_values(unit, place))


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
        scale: of the heights.
    """

    step: Resolution
    start: Moments
    values: Floats
    height: Floats
    usual: tuple[float, float]
    band: tuple[float, float]
    scale: HeightScale


def trimmed(measured: MeasuredConversation, names: Sequence[str]) -> MeasuredConversation:
    """What a picture of these signals needs of a conversation, and no more."""
    chosen = tuple(signal for signal in measured.signals if signal.name in names)
    values = [f"value:{signal.name}" for signal in chosen]
    return replace(
        measured,
        signals=chosen,
        messages=measured.messages.select("sender", "at", *values),
        blocks=measured.blocks.clear(),  # sums that only detection needs
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
    everybody = day_numbers(_seconds(measured.messages["at"]))
    days = (int(everybody.min()), int(everybody.max()))
    at = _seconds(theirs["at"])
    histories = []
    for name in filter(signals.__contains__, names):
        values = theirs[f"value:{name}"].cast(pl.Float64).to_numpy()
        there = np.isfinite(values)
        histories.append(SignalPoints(signals[name], days, at[there], values[there]))
    return tuple(histories)


def day_numbers(at: Moments) -> NDArray[np.int64]:
    """Days of some moments by the day rule, counted from 1970."""
    return (at - DAY_START_SECONDS) // DAY


def binned(at: Moments, step: Resolution) -> TimeBins:
    """Equal stretches with any of some moments in them; they begin on Mondays at the hour at which days begin.

    Args:
        at: ascending, shape (n,).
        step: not `Resolution.MESSAGE`.
    """
    number = (at - _MONDAY) // int(step)
    start, place = np.unique(number, return_inverse=True)
    return TimeBins(start * int(step) + _MONDAY, place.astype(np.int64))


def level(grain: SignalPoints, step: Resolution) -> ResampledSignal:
    """One habit at one distance."""
    if step is Resolution.MESSAGE and grain.signal.day is not DailyAggregation.MEAN:
        step = Resolution.HOUR
    start, values = _points(grain, step)
    if not start.size:
        return ResampledSignal(step, start, values, values, (0.0, 0.0), (0.0, 0.0), HeightScale(grain.signal.kind))
    drawn = _drawn(values, grain.signal.kind)
    low, high = _band(drawn)
    spare = (high - low) * _SPARE
    floor, ceiling = (float(end) for end in np.quantile(drawn, _ALL_BUT_FEW))
    floor, ceiling = min(floor, low - spare), max(ceiling, high + spare)
    scale = HeightScale(grain.signal.kind, floor, (ceiling - floor) or 1.0)
    band = ((low - floor) / scale.size, (high - floor) / scale.size)
    return ResampledSignal(
        step=step,
        start=start,
        values=values,
        height=scale.heights(values),
        usual=_band(values),
        band=band,
        scale=scale,
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


def _points(grain: SignalPoints, step: Resolution) -> tuple[Moments, Floats]:
    """Beginning and figure of each point; counts have one for stretches without a message, too."""
    if step is Resolution.MESSAGE:
        return grain.at, np.exp(grain.values) if grain.signal.kind in LOGARITHMIC else grain.values
    if not grain.at.size:
        return grain.at, grain.values
    if step < Resolution.DAY:
        return _hours(grain, step)
    return _days(grain, step)


def _hours(grain: SignalPoints, step: Resolution) -> tuple[Moments, Floats]:
    """Stretches of hours: the number in each of a count, else the figure of its messages."""
    if grain.signal.day is DailyAggregation.TOTAL:
        first = binned(grain.at[:1], step).start[0]
        every: Moments = np.arange(first, grain.at[-1] + 1, int(step), dtype=np.int64)
        place = (grain.at - first) // int(step)
        return every, np.bincount(place, weights=grain.values, minlength=every.size).astype(np.float64)
    bins = binned(grain.at, step)
    ones = np.ones(bins.start.size)
    return bins.start, binned_figures(grain.signal, grain.values, day_numbers(grain.at), bins.place, ones)


def _days(grain: SignalPoints, step: Resolution) -> tuple[Moments, Floats]:
    """Days or stretches of them; a short stretch at either end goes into its neighbour, for it would stray easily."""
    at, values, day = grain.at, grain.values, day_numbers(grain.at)
    first, last = grain.days
    if grain.signal.day is not DailyAggregation.MEAN:
        whole = (day > first) & (day < last)
        at, values, day = at[whole], values[whole], day[whole]
        first, last = first + 1, last - 1
    counted = np.arange(first, last + 1) if grain.signal.day is DailyAggregation.TOTAL else np.unique(day)
    if not counted.size:
        return counted * DAY, values[:0]
    begins = counted * DAY + DAY_START_SECONDS
    bins = binned(begins, step)
    if step > Resolution.DAY:
        bins = _folded(bins, begins, step)
    place = bins.place[np.searchsorted(counted, day)]
    days = np.bincount(bins.place, minlength=bins.start.size).astype(np.float64)
    return bins.start, binned_figures(grain.signal, values, day, place, days)


def _folded(bins: TimeBins, at: Moments, step: Resolution) -> TimeBins:
    """Bins without a short one at either end, which its neighbour takes in."""
    start, place = bins.start, bins.place
    if start.size > 2 and at[-1] - start[-1] < step // 2:
        start, place = start[:-1], np.minimum(place, start.size - 2)
    if start.size > 2 and start[1] - at[0] <= step // 2:
        start, place = start[1:], np.maximum(place - 1, 0)
    return TimeBins(start, place)


def _drawn(values: Floats, kind: SignalKind) -> Floats:
    """Values on the scale on which a picture draws them."""
    if kind is SignalKind.COUNT:
        return np.log1p(values)
    return np.log(np.maximum(values, 1e-9)) if kind in LOGARITHMIC else values


def _band(values: Floats) -> tuple[float, float]:
    """Within which at least nine in ten lie; of fewer than twenty-one, all."""
    low, high = np.quantile(values, BAND[0], method="lower"), np.quantile(values, BAND[1], method="higher")
    return float(low), float(high)


def _seconds(clock: pl.Series) -> Moments:
    """Wall-clock seconds since 1970."""
    return clock.dt.epoch("s").to_numpy().astype(np.int64)
