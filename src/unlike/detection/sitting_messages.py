"""Messages of one person in sittings, with the context that each was written in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unlike.core.series import Floats, SignalKind

Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class MessageContext:
    """One circumstance of every message, such as its hour: a number from 0 to `levels` - 1.

    Attributes:
        codes: shape (n,).
        levels: how many there are.
        of_durations: whether reply times depend on it, too.
    """

    codes: Codes
    levels: int
    of_durations: bool = False


@dataclass(frozen=True, slots=True)
class SittingMessages:
    """Messages of one person in a conversation, in order: n messages by s signals.

    Attributes:
        names: names of the signals, shape (s,).
        kinds: how the values of each signal behave, shape (s,).
        polarity: +1, -1 or 0 for each signal, see `Series`, shape (s,).
        values: value of each signal, shape (n, s); NaN where missing; logarithms of amounts and durations.
        contexts: circumstances of every message, the place within the day and the sitting first.
        sitting: number of each message's sitting, ascending, shape (n,).
        day: number of each message's day, ascending, shape (n,).
    """

    names: tuple[str, ...]
    kinds: tuple[SignalKind, ...]
    polarity: Floats
    values: Floats
    contexts: tuple[MessageContext, ...]
    sitting: Codes
    day: Codes

    @property
    def size(self) -> int:
        """Number of messages."""
        return int(self.sitting.size)


def unit_starts(unit: Codes) -> Codes:
    """Index of the first message of each unit (sitting or day), shape (units,)."""
    return np.flatnonzero(np.diff(unit, prepend=-1) != 0)
