"""What a shift is, in numbers: when, how strong, which signals, how often by chance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Towards(StrEnum):
    """Where a shift points; which signals count as cooler is declared with each `Series`."""

    COOLER = "cooler"
    WARMER = "warmer"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Stray:
    """One signal in a shift.

    Attributes:
        name: the signal's.
        usual, then: its values around and in the shift, in the signal's unit.
        z: how far it strays, in this person's own spread; positive is up.
        chance: two-sided, how often this signal alone strays as far where nothing happened.
    """

    name: str
    usual: float
    then: float
    z: float
    chance: float


@dataclass(frozen=True, slots=True)
class Episode:
    """A transient shift: a window of days unlike the person's other windows.

    Attributes:
        first, last: days, both included.
        towards: direction.
        per_year: how many as strong a year in which nothing happened shows, in all directions together.
        strays: every signal, the furthest first.
        open_end: the history ends in it.
    """

    first: date
    last: date
    towards: Towards
    per_year: float
    strays: tuple[Stray, ...]
    open_end: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A lasting shift.

    Attributes:
        day: the first day of the new level.
        between: 90 % interval of it.
        towards: direction.
        chance: how often a history of this length without one shows a step as strong.
        strays: every signal, the furthest first.
    """

    day: date
    between: tuple[date, date]
    towards: Towards
    chance: float
    strays: tuple[Stray, ...]
