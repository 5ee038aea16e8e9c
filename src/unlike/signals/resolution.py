"""Signals of one person at a resolution, from four weeks a point down to single messages.

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
_HEIGHT_QUANTILES: Final = (0.003, 0.997)  # a height for nearly all points; the few beyond stand at its edge
_MAX_HOURLY_SECONDS: Final = 14 * DAY  # beyond, day and night would be all there is to see
_BAND_MARGIN: Final = 0.25  # of the band is left free above and below


class Resolution(IntEnum):
    """Length of the stretch of time of one point, in seconds; 0 for single messages."""

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
    """Values of one signal in the messages of one person.

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
    """Scale from a value to its height in a picture.

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
        return np.clip((_scaled_values(values, self.kind) - self.floor) / self.size, 0.0, 1.0)

    def including(self, values: Floats) -> HeightScale:
        """A scale on which these values stand, too."""
        if not values.size:
            return self
        scaled = _scaled_values(values, self.kind)
        floor = min(self.floor, float(scaled.min()))
        return HeightScale(self.kind, floor, max(self.floor + self.size, float(scaled.max())) - floor)

    def labels(self, unit: str) -> tuple[tuple[float, float], ...]:
        """Round values and their heights, for an axis."""

        def height_of(value: float) -> float:
            return float((_scaled_values(np.array([value]), self.kind)[0] - self.floor) / self.size)

        return tuple((value, height_of(value)) for value in axis_values(unit, height_of))


@dataclass(frozen=True, slots=True)
class ResampledSignal:
    """One signal at one resolution, over the whole history.

    Attributes:
        step: what a point stands for; hours where single messages would say nothing.
        start: when each point begins, ascending, shape (n,).
        values: in the signal's unit, shape (n,).
        height: 0 to 1, for a picture, shape (n,).
        usual_range: the band's ends in the signal's unit.
        band: the same as heights.
        scale: of the heights.
    """

    step: Resolution
    start: Moments
    values: Floats
    height: Floats
    usual_range: tuple[float, float]
    band: tuple[float, float]
    scale: HeightScale


def select_signals(measured: MeasuredConversation, names: Sequence[str]) -> MeasuredConversation:
    """Keep what a picture of some signals needs of a measured conversation; the sums by block are dropped."""
    signals = tuple(signal for signal in measured.signals if signal.name in names)
    values = [f"value:{signal.name}" for signal in signals]
    return replace(
        measured,
        signals=signals,
        messages=measured.messages.select("sender", "at", *values),
        blocks=measured.blocks.clear(),  # sums that only detection needs
    )


def signal_points(measured: MeasuredConversation, person: str, names: Sequence[str]) -> tuple[SignalPoints, ...]:
    """Values of one person's signals message by message, in the order of the names.

    Args:
        measured: one conversation.
        person: a sender in it.
        names: of signals; those that are not measured here are left out.
    """
    own_messages = by_sender(measured.messages, person).sort("at")
    signals = {signal.name: signal for signal in measured.signals}
    all_days = day_numbers(_wall_clock_seconds(measured.messages["at"]))
    days = (int(all_days.min()), int(all_days.max()))
    at = _wall_clock_seconds(own_messages["at"])
    histories = []
    for name in filter(signals.__contains__, names):
        values = own_messages[f"value:{name}"].cast(pl.Float64).to_numpy()
        is_finite = np.isfinite(values)
        histories.append(SignalPoints(signals[name], days, at[is_finite], values[is_finite]))
    return tuple(histories)


def day_numbers(at: Moments) -> NDArray[np.int64]:
    """Days of some moments by the day rule, counted from 1970."""
    return (at - DAY_START_SECONDS) // DAY


def time_bins(at: Moments, step: Resolution) -> TimeBins:
    """Equal stretches of time that hold some moment; they begin on Mondays at the hour at which days begin.

    Args:
        at: ascending, shape (n,).
        step: not `Resolution.MESSAGE`.
    """
    bin_number = (at - _MONDAY) // int(step)
    start, bin_of_moment = np.unique(bin_number, return_inverse=True)
    return TimeBins(start * int(step) + _MONDAY, bin_of_moment.astype(np.int64))


def resample_signal(points: SignalPoints, step: Resolution) -> ResampledSignal:
    """Resample the values of a signal to one point a stretch of time."""
    if step is Resolution.MESSAGE and points.signal.day is not DailyAggregation.MEAN:
        step = Resolution.HOUR
    start, values = _point_figures(points, step)
    if not start.size:
        return ResampledSignal(step, start, values, values, (0.0, 0.0), (0.0, 0.0), HeightScale(points.signal.kind))
    scaled = _scaled_values(values, points.signal.kind)
    low, high = _usual_band(scaled)
    margin = (high - low) * _BAND_MARGIN
    floor, ceiling = (float(end) for end in np.quantile(scaled, _HEIGHT_QUANTILES))
    floor, ceiling = min(floor, low - margin), max(ceiling, high + margin)
    scale = HeightScale(points.signal.kind, floor, (ceiling - floor) or 1.0)
    band = ((low - floor) / scale.size, (high - floor) / scale.size)
    return ResampledSignal(
        step=step,
        start=start,
        values=values,
        height=scale.heights(values),
        usual_range=_usual_band(values),
        band=band,
        scale=scale,
    )


def fitting_resolution(span: int, points: int, messages: int) -> Resolution:
    """Finest resolution at which a stretch of time has no more than some number of points.

    Args:
        span: seconds that are looked at.
        points: that may be shown.
        messages: that stand there.
    """
    if messages <= points and span <= 3 * DAY:
        return Resolution.MESSAGE
    steps = [
        step for step in Resolution if step >= (Resolution.HOUR if span <= _MAX_HOURLY_SECONDS else Resolution.DAY)
    ]
    return next((step for step in steps if span <= points * int(step)), Resolution.MONTH)


def _point_figures(points: SignalPoints, step: Resolution) -> tuple[Moments, Floats]:
    """Beginning and figure of each point; counts have one for stretches without a message, too."""
    if step is Resolution.MESSAGE:
        return points.at, np.exp(points.values) if points.signal.kind in LOGARITHMIC else points.values
    if not points.at.size:
        return points.at, points.values
    if step < Resolution.DAY:
        return _hourly_points(points, step)
    return _daily_points(points, step)


def _hourly_points(points: SignalPoints, step: Resolution) -> tuple[Moments, Floats]:
    """Stretches of hours: the number in each of a count, else the figure of its messages."""
    if points.signal.day is DailyAggregation.TOTAL:
        first = time_bins(points.at[:1], step).start[0]
        starts: Moments = np.arange(first, points.at[-1] + 1, int(step), dtype=np.int64)
        bin_numbers = (points.at - first) // int(step)
        return starts, np.bincount(bin_numbers, weights=points.values, minlength=starts.size).astype(np.float64)
    bins = time_bins(points.at, step)
    ones = np.ones(bins.start.size)
    return bins.start, binned_figures(points.signal, points.values, day_numbers(points.at), bins.place, ones)


def _daily_points(points: SignalPoints, step: Resolution) -> tuple[Moments, Floats]:
    """Days or stretches of them; a short stretch at either end goes into its neighbour, for it would stray easily."""
    at, values, day = points.at, points.values, day_numbers(points.at)
    first, last = points.days
    if points.signal.day is not DailyAggregation.MEAN:
        is_whole_day = (day > first) & (day < last)
        at, values, day = at[is_whole_day], values[is_whole_day], day[is_whole_day]
        first, last = first + 1, last - 1
    day_range = np.arange(first, last + 1) if points.signal.day is DailyAggregation.TOTAL else np.unique(day)
    if not day_range.size:
        return day_range * DAY, values[:0]
    day_starts = day_range * DAY + DAY_START_SECONDS
    bins = time_bins(day_starts, step)
    if step > Resolution.DAY:
        bins = _without_short_ends(bins, day_starts, step)
    bin_numbers = bins.place[np.searchsorted(day_range, day)]
    days = np.bincount(bins.place, minlength=bins.start.size).astype(np.float64)
    return bins.start, binned_figures(points.signal, values, day, bin_numbers, days)


def _without_short_ends(bins: TimeBins, at: Moments, step: Resolution) -> TimeBins:
    """Bins without a short one at either end, which its neighbour takes in."""
    start, bin_numbers = bins.start, bins.place
    if start.size > 2 and at[-1] - start[-1] < step // 2:
        start, bin_numbers = start[:-1], np.minimum(bin_numbers, start.size - 2)
    if start.size > 2 and start[1] - at[0] <= step // 2:
        start, bin_numbers = start[1:], np.maximum(bin_numbers - 1, 0)
    return TimeBins(start, bin_numbers)


def _scaled_values(values: Floats, kind: SignalKind) -> Floats:
    """Values on the scale on which a picture draws them."""
    if kind is SignalKind.COUNT:
        return np.log1p(values)
    return np.log(np.maximum(values, 1e-9)) if kind in LOGARITHMIC else values


def _usual_band(values: Floats) -> tuple[float, float]:
    """Range that holds at least nine in ten of the values; of fewer than twenty-one, all."""
    low, high = np.quantile(values, BAND[0], method="lower"), np.quantile(values, BAND[1], method="higher")
    return float(low), float(high)


def _wall_clock_seconds(clock: pl.Series) -> Moments:
    """Wall-clock seconds since 1970."""
    return clock.dt.epoch("s").to_numpy().astype(np.int64)
