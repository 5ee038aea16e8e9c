"""Signals of one person as lines of a chart, at whatever resolution fits a stretch of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.core.day_rule import DAY_START_SECONDS
from unlike.core.series import Floats
from unlike.core.spans import DateSpan
from unlike.signals import (
    DailyAggregation,
    ResampledSignal,
    Resolution,
    SignalPoints,
    fitting_resolution,
    resample_signal,
)

MAX_POINTS: Final = 2_000
"""Points of one line in one window."""
MAX_MARGIN: Final = 2
"""Windows to each side that may be asked for beside one."""
_HOUR_SECONDS: Final = 3_600


@dataclass(frozen=True, slots=True)
class TimeWindow:
    """Stretch of time, in wall-clock seconds of the owner's zone since 1970.

    Attributes:
        start, end: `end` is not in it any more.
        points: most points that may be shown in it.
        margin: seconds to each side that are wanted, too.
    """

    start: int
    end: int
    points: int
    margin: int = 0


@dataclass(frozen=True, slots=True)
class ChartDays:
    """Single days on a line whose points may be weeks.

    Attributes:
        start: wall-clock seconds at which each day begins, shape (d,).
        height: on the scale of the line, shape (d,).
        values: in the unit, shape (d,).
    """

    start: NDArray[np.int64]
    height: Floats
    values: Floats


@dataclass(frozen=True, slots=True)
class ChartLine:
    """One signal in a window.

    Attributes:
        name, unit: of the signal.
        label: what its values are.
        step: seconds that a point stands for; 0 for single messages.
        baseline: where nine in ten of the values lie, in the unit; None where it is no value of one point.
        band: the same as heights.
        start: wall-clock seconds at which each point begins, shape (n,).
        height: of each point, shape (n,).
        values: in the unit, shape (n,).
        days: single days that were asked for, at any resolution.
        labels: round values for an axis, and their heights.
    """

    name: str
    unit: str
    label: str
    step: int
    baseline: tuple[float, float] | None
    band: tuple[float, float]
    start: NDArray[np.int64]
    height: Floats
    values: Floats
    days: ChartDays
    labels: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Signals that a person's picture shows; each resolution is worked out once."""

    signals: tuple[SignalPoints, ...]
    _levels: dict[tuple[int, Resolution], ResampledSignal] = field(default_factory=dict, repr=False)

    def span(self) -> tuple[int, int]:
        """First second, and the hour after the last message; zeros and an hour where there is nothing."""
        starts = [signal.at for signal in self.signals if signal.at.size]
        first = min((int(at[0]) for at in starts), default=0)
        return first, max((int(at[-1]) for at in starts), default=0) + _HOUR_SECONDS

    def resolution(self, window: TimeWindow) -> int:
        """Seconds that a point stands for, so that they fit the window."""
        return int(self._resolution(window))

    def lines(self, window: TimeWindow, days: Sequence[DateSpan] = ()) -> tuple[ChartLine, ...]:
        """All signals in a window and its margins, with one point more to each side.

        Args:
            window: what is looked at.
            days: that are wanted day by day, whatever a point stands for.
        """
        step = self._resolution(window)
        return tuple(self._line(number, step, window, days) for number in range(len(self.signals)))

    def _resolution(self, window: TimeWindow) -> Resolution:
        messages = max((_messages(signal, window) for signal in self.signals), default=0)
        return fitting_resolution(window.end - window.start, window.points, messages)

    def _line(self, number: int, step: Resolution, window: TimeWindow, days: Sequence[DateSpan]) -> ChartLine:
        signal, resampled = self.signals[number].signal, self._level(number, step)
        part, unit = _within(resampled, window), signal.unit
        is_count = signal.day is DailyAggregation.TOTAL and resampled.step < Resolution.DAY
        has_baseline = resampled.start.size and (resampled.step or unit != "share")
        begins, daily = self._days(number, resampled.step, days)
        scale = resampled.scale.including(daily)
        low, high = (resampled.scale.floor + end * resampled.scale.size for end in resampled.band)
        return ChartLine(
            name=signal.name,
            unit=unit,
            label=unit if is_count else signal.label,
            step=int(resampled.step),
            baseline=resampled.usual_range if has_baseline else None,
            band=((low - scale.floor) / scale.size, (high - scale.floor) / scale.size),
            start=resampled.start[part],
            height=scale.heights(resampled.values[part]),
            values=resampled.values[part],
            days=ChartDays(begins, scale.heights(daily), daily),
            labels=scale.labels(unit),
        )

    def _days(self, number: int, step: Resolution, days: Sequence[DateSpan]) -> tuple[NDArray[np.int64], Floats]:
        """Beginning and value of the days of some spans; none where a point is a day or less."""
        daily = self._level(number, Resolution.DAY)
        chosen = np.zeros(daily.start.size, dtype=np.bool_)
        if step > Resolution.DAY:
            for span in days:
                first, after = _day_start(span.first), _day_start(span.last) + Resolution.DAY
                chosen |= (daily.start >= first) & (daily.start < after)
        return daily.start[chosen], daily.values[chosen]

    def _level(self, number: int, step: Resolution) -> ResampledSignal:
        if (number, step) not in self._levels:
            self._levels[number, step] = resample_signal(self.signals[number], step)
        return self._levels[number, step]


def _day_start(day: date) -> int:
    """Wall-clock second at which a day begins."""
    return (day - date(1970, 1, 1)).days * int(Resolution.DAY) + DAY_START_SECONDS


def _within(resampled: ResampledSignal, window: TimeWindow) -> slice:
    """Points of a window with its margins, and one more to each side, so that a line runs on over the edge."""
    ends = [window.start - window.margin - int(resampled.step), window.end + window.margin]
    first, last = np.searchsorted(resampled.start, ends).tolist()
    return slice(max(0, first - 1), last + 1)


def _messages(signal: SignalPoints, window: TimeWindow) -> int:
    first, last = np.searchsorted(signal.at, [window.start, window.end]).tolist()
    return int(last - first)
