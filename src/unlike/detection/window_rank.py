"""The same days in another series of days: whether they stray there too, and whether it would have shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from unlike.core.series import Floats
from unlike.core.types import Direction
from unlike.detection.panel import SignalPanel
from unlike.detection.scan import contrasts, spread, standard
from unlike.detection.scores import VIEWS, after_drop, directed, weights

HALVED: Final = 0.5
"""The drop that is asked about: to half of all that cools."""
CHANCE: Final = 0.05
_LEAST: Final = 40  # other windows, below which nothing can be ranked


@dataclass(frozen=True, slots=True)
class WindowRank:
    """A window against all others of its length.

    Attributes:
        chance: the share of windows, this one among them, that stray as far in the same direction.
        shown: the share of other windows in which a drop to half would have been within `CHANCE`.
    """

    chance: float
    shown: float


def rank_window(person: SignalPanel, first: int, last: int, direction: Direction) -> WindowRank | None:
    """How far a window of days strays, by rank among the person's other windows (conformal, as in `shifts.now`).

    Args:
        person: the baseline there, with lasting shifts taken out.
        first: index of the first day.
        last: index of the last day, included.
        direction: the direction; aside is not asked about.

    Returns:
        None where too little was written on the days, or too little else to compare with.
    """
    length = last - first + 1
    if direction is Direction.OTHER or not person.names or first < 0 or last >= person.days.size:
        return None
    found = contrasts(person.values, person.precision, person.usual, (length,))
    starts = np.flatnonzero(found.valid[0])
    others = starts[(starts > last) | (starts + length <= first)]
    if not found.valid[0, first] or others.size < _LEAST:
        return None
    (view,) = (view for view in VIEWS if view.direction is direction)
    spreads, weight = spread(found), weights(person)
    score = directed(standard(found, spreads), person, view, weight)[0]
    after = found.z + _drop(person, length) * (1 if direction is Direction.COOLER else -1)
    moved = directed(standard(replace(found, z=after), spreads), person, view, weight)[0]
    chance = (1 + np.count_nonzero(score[others] >= score[first])) / (1 + others.size)
    return WindowRank(float(chance), float(np.mean(moved[others] >= np.quantile(score[others], 1 - CHANCE))))


def _drop(person: SignalPanel, length: int) -> Floats:
    """What a drop to half of all that cools adds to each window, in standard errors; shape (s, d)."""
    run = np.concatenate([np.zeros((len(person.names), 1)), np.cumsum(person.precision, axis=1)], axis=1)
    size = person.days.size
    inside = run[:, np.minimum(np.arange(size) + length, size)] - run[:, np.arange(size)]
    drop = [
        np.abs(after_drop(level, kind, float(cooler), HALVED) - level) * cooler if cooler else np.zeros(size)
        for level, kind, cooler in zip(person.level, person.kinds, person.polarity, strict=True)
    ]
    result: Floats = np.array(drop) * np.sqrt(inside)
    return result
