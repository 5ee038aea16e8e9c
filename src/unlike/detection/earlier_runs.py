"""Earlier runs of messages that are comparable with the last one: at about the same hour and pace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.core.series import Floats, SignalKind

TARGET_EARLIER_RUNS: Final = 99
"""Earlier runs wanted: with fewer no chance of 1 % is possible."""
_MAX_EARLIER_RUNS: Final = 400
_MAX_AGE_SECONDS: Final = 365.25 * 86_400  # of an earlier run, where there are enough
_RUN_SECONDS_OFFSET: Final = 60.0  # added to the time that a run took, so that its pace is finite
_LIKENESS_LIMITS: Final = ((2.0, 4.0), (2.0, 12.0), (4.0, 12.0), (24.0, 1e9))
"""Hours of the day between two runs and factor between their paces, at most; ever looser."""


@dataclass(frozen=True, slots=True)
class MessageMatrix:
    """Messages of one person in a conversation, in order: n messages by s signals.

    Attributes:
        seconds: since the epoch, shape (n,).
        hour: hour of the day, 0-24, in the owner's zone, shape (n,).
        values: value of each signal, shape (n, s); NaN where missing; logarithms of amounts and durations.
        names: names of the signals, shape (s,).
        kinds: how the values of each signal behave, shape (s,).
        polarity: +1, -1 or 0 for each signal, see `Series`, shape (s,).
        weight: relative weight of each signal's z-score in the combined score, shape (s,).
    """

    seconds: Floats
    hour: Floats
    values: Floats
    names: tuple[str, ...]
    kinds: tuple[SignalKind, ...]
    polarity: Floats
    weight: Floats


@dataclass(frozen=True, slots=True)
class _Likeness:
    """Likeness of each run to the last run, in order of their ends, shapes (runs,).

    Attributes:
        hours: hours of the day between their ends.
        log_pace: logarithm of the factor between their paces, at least 0.
        same_opening: whether both begin a day, or neither does.
        seconds: end of each run, since the epoch.
    """

    hours: Floats
    log_pace: Floats
    same_opening: NDArray[np.bool_]
    seconds: Floats


def earlier_runs(messages: MessageMatrix, size: int) -> NDArray[np.int64]:
    """Last indices of earlier runs of `size` messages, latest first, by the strictest likeness with enough of them.

    Runs overlap neither each other nor the last one.
    """
    likeness = _likeness(messages, size)
    best = np.array([], dtype=np.int64)
    for max_age in (_MAX_AGE_SECONDS, np.inf):
        for max_hours, max_pace in _LIKENESS_LIMITS:
            alike = likeness.same_opening & (likeness.hours <= max_hours) & (likeness.log_pace <= np.log(max_pace))
            alike &= likeness.seconds >= likeness.seconds[-1] - max_age
            ends = _separate_ends(np.flatnonzero(alike) + size - 1, size, messages.seconds.size)
            if ends.size >= TARGET_EARLIER_RUNS:
                return ends[:_MAX_EARLIER_RUNS]
            best = ends if ends.size > best.size else best
    return best


def _likeness(messages: MessageMatrix, size: int) -> _Likeness:
    """Likeness of every run of `size` messages to the last one."""
    seconds, runs = messages.seconds, messages.seconds.size - size + 1
    took = seconds[size - 1 :] - seconds[:runs] + _RUN_SECONDS_OFFSET
    hours = np.abs(messages.hour[size - 1 :] - messages.hour[-1])
    opens = _day_openings(messages)[:runs]  # a day's first message is unlike the others
    return _Likeness(
        hours=np.minimum(hours, 24 - hours),
        log_pace=np.abs(np.log(took / took[-1])),
        same_opening=opens == opens[-1],
        seconds=seconds[size - 1 :],
    )


def _separate_ends(candidates: NDArray[np.int64], size: int, messages: int) -> NDArray[np.int64]:
    """Ends of runs that overlap neither each other nor the last run, latest first."""
    ends: list[int] = []
    limit = messages - 1 - size
    for end in candidates[::-1].tolist():
        if end <= limit:
            ends.append(end)
            limit = end - size
            if len(ends) == _MAX_EARLIER_RUNS:
                break
    return np.array(ends, dtype=np.int64)


def _day_openings(messages: MessageMatrix) -> NDArray[np.bool_]:
    """Messages that are the first of their day, shape (n,)."""
    day = np.round((messages.seconds - messages.hour * 3600.0) / 86_400.0)
    opens: NDArray[np.bool_] = np.diff(day, prepend=-1.0) != 0
    return opens
