"""What a shift is, in numbers: when, how strong, which signals, how often by chance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from unlike.core.types import Direction


@dataclass(frozen=True, slots=True)
class SignalDeviation:
    """One signal in a shift.

    Attributes:
        name: the signal's.
        baseline, observed: its values around and in the shift, in the signal's unit.
        z: how far it strays, in this person's own spread; positive is up.
        chance: two-sided, how often this signal alone strays as far where nothing happened.
    """

    name: str
    baseline: float
    observed: float
    z: float
    chance: float


@dataclass(frozen=True, slots=True)
class DetectedSpell:
    """A transient shift: a window of days unlike the person's other windows.

    Attributes:
        first, last: days, both included.
        direction: direction.
        per_year: how many as strong a year in which nothing happened shows, in all directions together.
        deviations: every signal, the furthest first.
        open_end: the history ends in it.
    """

    first: date
    last: date
    direction: Direction
    per_year: float
    deviations: tuple[SignalDeviation, ...]
    open_end: bool


@dataclass(frozen=True, slots=True)
class ChangePoint:
    """A lasting shift.

    Attributes:
        day: the first day of the new level.
        between: 90 % interval of it.
        direction: direction.
        chance: how often a history of this length without one shows a step as strong.
        deviations: every signal, the furthest first.
    """

    day: date
    between: tuple[date, date]
    direction: Direction
    chance: float
    deviations: tuple[SignalDeviation, ...]
