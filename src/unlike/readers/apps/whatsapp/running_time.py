"""Which lines of another style are messages: those with which time runs forward."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.readers.apps.whatsapp.header_patterns import Mask

Minutes = NDArray[np.int64]
Places = NDArray[np.int64]
_DAY_MINUTES: Final = 1440
"""Minutes by which a message of a style that mostly runs forward may stand too early or too late."""

_MIN_FORWARD_SHARE: Final = 0.8
"""Share of a style's lines with which time runs forward, from which on the style is the export's own."""

_MIN_LONG_RUN_LINES: Final = 100
"""Nobody pastes so many messages into one."""

_MIN_LAST_RUN_LINES: Final = 10
_MIN_LAST_RUN_SHARE: Final = 0.2
"""A run that nothing follows, of so many lines and such a share of all, is an earlier part put behind a later one."""


@dataclass(frozen=True, slots=True)
class TimedLines:
    """Lines that look like headers, in the file's order.

    Attributes:
        places: of each among all lines that look like headers.
        minutes: when each was sent, by its own clock; never finer, since not every style has seconds.
    """

    places: Places
    minutes: Minutes

    def where(self, chosen: Mask) -> TimedLines:
        """The chosen lines."""
        return TimedLines(self.places[chosen], self.minutes[chosen])

    def joined(self, other: TimedLines) -> TimedLines:
        """These lines and others, in the file's order."""
        if not len(self.places):
            return other
        places = np.concatenate([self.places, other.places])
        order = np.argsort(places, kind="stable")
        return TimedLines(places[order], np.concatenate([self.minutes, other.minutes])[order])


def running(lines: TimedLines, beside: TimedLines, total: int) -> Mask:
    """Which lines of a style are messages, beside those that are known to be some.

    What somebody pasted was written before the message it stands in. So a run of lines is no message where its last
    time lies before that of the message above, or its first after that of the message below.

    Args:
        lines: of one style.
        beside: messages of other styles.
        total: number of all lines that look like headers.
    """
    if not len(beside.places) or not len(lines.places):
        return np.ones(len(lines.places), bool)
    gap = np.searchsorted(beside.places, lines.places)
    first = np.flatnonzero(np.diff(gap, prepend=-1))
    size = np.diff(np.append(first, len(gap)))
    latest, earliest = np.maximum.reduceat(lines.minutes, first), np.minimum.reduceat(lines.minutes, first)
    far = np.iinfo(np.int64).max // 2
    above = np.concatenate([[-far], beside.minutes])[gap[first]]
    below = np.append(beside.minutes, far)[gap[first]]
    forward = (latest >= above) & (earliest <= below)
    nearly = (latest >= above - _DAY_MINUTES) & (earliest <= below + _DAY_MINUTES)
    is_own = size[forward].sum() >= _MIN_FORWARD_SHARE * len(gap)
    is_long = (size >= _MIN_LONG_RUN_LINES) | (
        (below == far) & (size >= _MIN_LAST_RUN_LINES) & (size >= _MIN_LAST_RUN_SHARE * total)
    )
    return np.repeat(forward | is_long | (nearly & is_own), size)


def midnight_ends_day(minutes: Minutes, is_midnight: Mask) -> bool:
    """Whether 24:15 is a quarter past the end of its day; else it is 00:15 of that day, as some clocks count.

    Args:
        minutes: of all lines of a style, with those of the hour 24 at the end of their day.
        is_midnight: which have the hour 24.
    """
    places = np.flatnonzero(is_midnight)
    above, below = np.maximum(places - 1, 0), np.minimum(places + 1, len(minutes) - 1)
    late, early = minutes[places], minutes[places] - _DAY_MINUTES
    fits_begin = (early >= minutes[above]) | (above == places) | is_midnight[above]
    fits_end = (late <= minutes[below]) | (below == places) | is_midnight[below]
    return bool((fits_end & ~fits_begin).sum() > (fits_begin & ~fits_end).sum())
