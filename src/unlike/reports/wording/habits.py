"""Habits in a few words, and what has to stand beside a late answer."""

from __future__ import annotations

import math
from collections.abc import Sequence

from unlike.findings import Direction, Habit, Late
from unlike.reports.wording.numbers import count, grouped, value

Turn = tuple[str, str]
"""A habit's name and whether it went up or down."""


def changed_words(habits: Sequence[Habit]) -> tuple[str, ...]:
    """Each change in two or three words, with both values."""
    told = tuple(f"{habit.said or habit.label}{_values(habit)}" for habit in habits)
    return told or ("no habit much by itself: all of them a little, together",)


def unchanged_words(habits: Sequence[Habit]) -> tuple[str, ...]:
    """The habits that stayed, by their plain names."""
    return tuple(habit.label for habit in habits) or ("none of the habits that were compared",)


def first_ones(habits: tuple[str, ...], most: int) -> tuple[str, ...]:
    """The first few, and how many more there are."""
    hidden = len(habits) - most
    return habits if hidden <= 1 else (*habits[:most], f"and {hidden} more")


def turns(habits: Sequence[Habit]) -> frozenset[Turn]:
    """What changed and which way, to tell whether two spells are of a kind."""
    return frozenset((habit.name, habit.direction) for habit in habits)


def late(habits: Sequence[Habit]) -> bool:
    """Whether a habit says that answers came later."""
    return any(habit.unit == "seconds" and habit.direction == "up" for habit in habits)


def late_lines(habits: Sequence[Habit], known: Late | None) -> tuple[str, ...]:
    """Beside every late answer: how the earlier late ones went on."""
    if not late(habits):
        return ()
    if known is None or known.answers == 0:
        return ("A late answer says little by itself; what followed earlier ones could not be counted here.",)
    told = (
        f"Late answers are no sign by themselves: of {count(known.answers, 'late answer')} of theirs "
        f"(the slowest in ten), {grouped(known.warm)} were followed by ordinary warmth."
    )
    return (told,)


def towards(direction: Direction) -> str:
    """A spell's direction, of habits and never of feelings."""
    return {Direction.COOLER: "less than usual", Direction.WARMER: "more than usual"}.get(direction, "other than usual")


def _values(habit: Habit) -> str:
    """E.g. " (2 words, usually 9)"; nothing where the two look alike or are no numbers."""
    if not (math.isfinite(habit.then) and math.isfinite(habit.usual)):
        return ""
    then, usual = value(habit.then, habit.unit), value(habit.usual, habit.unit)
    if then == usual:
        return ""
    unit = "" if habit.unit in {"share", "seconds"} else f" {habit.unit}"
    if unit and unit in habit.said:
        then = then.removesuffix(unit)
    return f" ({then}, usually {usual.removesuffix(unit)})"
