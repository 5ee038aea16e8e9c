"""A question that waits: how long the person's answers usually take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Seconds = NDArray[np.floating[Any]]
_HOURS: Final = 3.0  # questions asked within so many hours of the day are alike
_ENOUGH: Final = 30


@dataclass(frozen=True, slots=True)
class ReplyWait:
    """A wait among earlier ones.

    Attributes:
        waited: seconds.
        chance: share of earlier questions, at about that hour where there are enough, that waited at least as long.
        similar: indices of the earlier questions, at any hour, that waited at least as long.
    """

    waited: float
    chance: float
    similar: NDArray[np.int64]


def rank_wait(asked: Seconds, answered: Seconds, hour: Seconds, waited: float) -> ReplyWait | None:
    """Hold the last question's wait against the earlier ones'.

    Args:
        asked: when each was asked, seconds, the open one last.
        answered: when the other next wrote, seconds; the open one's is not looked at.
        hour: of the day of each, 0-24.
        waited: how long the open one has waited, seconds.

    Returns:
        None where there are too few earlier questions.
    """
    delays = (answered - asked)[:-1]
    if delays.size < _ENOUGH:
        return None
    apart = np.abs(hour[:-1] - hour[-1])
    alike = np.minimum(apart, 24 - apart) <= _HOURS
    base = delays[alike] if np.count_nonzero(alike) >= _ENOUGH else delays
    chance = (1 + np.count_nonzero(base >= waited)) / (1 + base.size)
    return ReplyWait(waited, float(chance), np.flatnonzero(delays >= waited))
