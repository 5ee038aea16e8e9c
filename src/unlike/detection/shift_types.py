"""Types of detected shifts in numbers: days, strength, signals and rate by chance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import log
from statistics import mean, median
from typing import Final

from unlike.core.spans import IndexSpan
from unlike.core.types import Direction

MAX_NEAR_SILENCE: Final = 1 / 6
"""Share of the usual volume up to which what remains is too little to compare."""


@dataclass(frozen=True, slots=True)
class SignalDeviation:
    """Deviation of one signal in a shift.

    Attributes:
        name: name of the signal.
        baseline, observed: values around the shift and in it as detection compares them, in the signal's unit: without
            weekday and hour, at the level after the last lasting shift; no figures to be shown.
        z: z-score of the deviation, in this person's own spread; positive if the value is higher than the baseline.
        chance: two-sided p-value of the z-score of this signal alone.
    """

    name: str
    baseline: float
    observed: float
    z: float
    chance: float


@dataclass(frozen=True, slots=True)
class DetectedSpell:
    """Transient shift: a window of days unlike the person's other windows.

    Attributes:
        first, last: days, both included.
        direction: where the signals point.
        per_year: expected number of spells as strong in a year in which nothing happened, all directions together.
        deviations: every signal, the most unlikely first.
        open_end: whether the history ends in the spell.
    """

    first: date
    last: date
    direction: Direction
    per_year: float
    deviations: tuple[SignalDeviation, ...]
    open_end: bool


@dataclass(frozen=True, slots=True)
class ChangePoint:
    """Lasting shift: a step from one level to another.

    Attributes:
        day: the first day of the new level.
        between: 90 % interval of `day`, both ends included.
        direction: where the signals point.
        chance: p-value of a step as strong in a history of the same length without one.
        deviations: every signal, the most unlikely first.
    """

    day: date
    between: tuple[date, date]
    direction: Direction
    chance: float
    deviations: tuple[SignalDeviation, ...]


@dataclass(frozen=True, slots=True)
class ChannelSpan:
    """Days in which all sides write far less at once, or one side's messages are missing.

    No claim about a person is made in them.

    Attributes:
        first, last: indices of days, both included.
        remaining: share of each side's usual volume that remains, the person first.
        missing_side: row of the one side without any message while others write; None where all write less.
    """

    first: int
    last: int
    remaining: tuple[float, ...]
    missing_side: int | None = None

    @property
    def days(self) -> IndexSpan:
        """The days."""
        return IndexSpan(self.first, self.last)

    @property
    def deviance(self) -> float:
        """Poisson deviance from the usual volume, the mean of all sides, in days without any message.

        Unlike the length, it does not grow by days at the usual volume, so that it belongs to the days that
        fell and not to a return to the usual among them.
        """
        return self.days.days * mean(share * log(share) - share + 1 if share else 1.0 for share in self.remaining)

    @property
    def is_near_silence(self) -> bool:
        """Whether too little remains to compare."""
        return self.missing_side is not None or median(self.remaining) <= MAX_NEAR_SILENCE
