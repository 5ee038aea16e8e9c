"""One person's habits as lines, each distance worked out once and kept while the export is open."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from unlike.signals import ResampledSignal, Resolution, SignalPoints, fitting, level

MOST_POINTS = 2_000
MOST_AROUND = 2


@dataclass(frozen=True, slots=True)
class TimeWindow:
    """What is looked at, in wall-clock seconds since 1970.

    Attributes:
        start, end: of it; the end is not in it any more.
        points: that may be shown in it.
        around: seconds to each side that are wanted, too.
    """

    start: int
    end: int
    points: int
    around: int = 0


@dataclass(frozen=True, slots=True)
class ChartLines:
    """The habits that a person's picture shows."""

    grains: tuple[SignalPoints, ...]
    _levels: dict[tuple[int, Resolution], ResampledSignal] = field(default_factory=dict, repr=False)

    def step(self, window: TimeWindow) -> Resolution:
        """What a point stands for, so that they fit."""
        messages = max((_messages(grain, window) for grain in self.grains), default=0)
        return fitting(window.end - window.start, window.points, messages)

    def level(self, number: int, step: Resolution) -> ResampledSignal:
        """One habit at one distance."""
        found = self._levels.get((number, step))
        if found is None:
            found = self._levels[number, step] = level(self.grains[number], step)
        return found


def seen(one: ResampledSignal, window: TimeWindow) -> slice:
    """The points of a window, and one more to each side, so that a line runs on over the edge."""
    ends = [window.start - window.around - int(one.step), window.end + window.around]
    first, last = np.searchsorted(one.start, ends).tolist()
    return slice(max(0, first - 1), last + 1)


def _messages(grain: SignalPoints, window: TimeWindow) -> int:
    first, last = np.searchsorted(grain.at, [window.start, window.end]).tolist()
    return int(last - first)
