"""Factors on the habits of every message: ordinary moods, and planted changes on top of them."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Final

import numpy as np

from unlike.synthetic.base_history import BaseHistory, Bools, Floats, heavy_tailed, slow_path, weekdays
from unlike.synthetic.world import PlantedChange, World

_FIRST_START_HOUR, _LAST_START_HOUR = 6.4, 23.2
"""Hours between which conversations begin."""
_WORKING_HOURS: Final = (9, 17)
_MOOD_MEMORY_DAYS: Final = 50


@dataclass(frozen=True, slots=True)
class HabitFactors:
    """Factors of `ChangeStrength`, one entry a message of the history."""

    volume: Floats
    words: Floats
    markers: Floats
    reply_time: Floats


_HABITS: Final = tuple(field.name for field in fields(HabitFactors))


@dataclass(frozen=True, slots=True)
class _MoodSpread:
    """Standard deviations of the logarithm of a habit's factor, by where the variation comes from.

    Attributes:
        shared: one mood of the day behind all habits.
        own: noise of the habit alone.
        slow: slow path over weeks.
    """

    shared: float
    own: float
    slow: float


def ordinary_factors(world: World, history: BaseHistory, rng: np.random.Generator) -> HabitFactors:
    """Factors of ordinary days: moods of both people, and the hour of the day.

    Mornings are short, evenings longer, and answers come later at work.
    """
    moods = (
        _draw_moods(world, _MoodSpread(0.18, 0.12, 0.08), rng),
        _draw_moods(world, _MoodSpread(0.08, 0.06, 0.05), rng),
        _draw_moods(world, _MoodSpread(0.18, 0.14, 0.12), rng),
        _draw_moods(world, _MoodSpread(-0.15, 0.25, 0.12), rng),
    )
    side = history.from_other.astype(np.int64)
    volume, words, markers, reply_time = (np.exp(mood[side, history.day]) for mood in moods)
    hour = history.starts_at / 3600
    words = words * np.select([hour < 10, hour > 19], [0.85, 1.12], 1.0)
    work_delay = np.where(history.from_other, world.other.work_delay, world.owner.work_delay)
    working = in_working_hours(world, history, _WORKING_HOURS)
    return HabitFactors(volume, words, markers, reply_time * np.where(working, work_delay, 1.0))


def in_working_hours(world: World, history: BaseHistory, hours: tuple[int, int]) -> Bools:
    """Whether each message's conversation begins within these hours from Monday to Friday."""
    hour = history.starts_at / 3600
    return (weekdays(world)[history.day] < 5) & (hour >= hours[0]) & (hour < hours[1])


def planted_factors(world: World, history: BaseHistory) -> HabitFactors:
    """Factors of all planted changes; 1 where there is none."""
    factors = HabitFactors(*(np.ones(history.day.size) for _ in _HABITS))
    for change in world.changes:
        affected = _is_affected(world, history, change)
        for habit in _HABITS:
            getattr(factors, habit)[affected] *= getattr(change.strength, habit)
        if change.halving_days:
            days = history.day[affected] - (change.first - world.start).days
            factors.volume[affected] *= 0.5 ** (days / change.halving_days)
    return factors


def move_hours(world: World, history: BaseHistory) -> BaseHistory:
    """Move the conversations of some days earlier or later, in their order and within waking hours."""
    low, high = _FIRST_START_HOUR, _LAST_START_HOUR
    hours = history.starts_at / 3600
    for change in world.changes:
        if change.later_hours:
            affected = _on_days_of(world, history, change)
            exponent = np.log(0.5 + change.later_hours / (high - low)) / np.log(0.5)
            moved_hours = low + (high - low) * np.clip((hours - low) / (high - low), 0, 1) ** exponent
            hours = np.where(affected, moved_hours, hours)
    return replace(history, starts_at=hours * 3600)


def multiply(first: HabitFactors, second: HabitFactors) -> HabitFactors:
    """Multiply two sets of factors, habit by habit."""
    return HabitFactors(*(getattr(first, habit) * getattr(second, habit) for habit in _HABITS))


def planted_marker_factors(world: World) -> Floats:
    """Factor of the planted changes on markers, shape (2, days); row 0 is the owner."""
    factors = np.ones((2, world.days))
    for change in world.changes:
        first = (change.first - world.start).days
        last = world.days - 1 if change.last is None else (change.last - world.start).days
        if not change.hours and change.kind != "silence" and change.person:
            factors[int(change.person == world.other.name), first : last + 1] *= change.strength.markers
    return factors


def _is_affected(world: World, history: BaseHistory, change: PlantedChange) -> Bools:
    """Whether a change holds for each message."""
    affected = _on_days_of(world, history, change)
    if not change.affects_both:
        affected &= history.from_other == (change.person == world.other.name)
    return affected & in_working_hours(world, history, change.hours) if change.hours else affected


def _on_days_of(world: World, history: BaseHistory, change: PlantedChange) -> Bools:
    """Whether each message is on a day of a change."""
    first = (change.first - world.start).days
    last = world.days if change.last is None else (change.last - world.start).days
    return (history.day >= first) & (history.day <= last)


def _draw_moods(world: World, spread: _MoodSpread, rng: np.random.Generator) -> Floats:
    """Draw the logarithms of a habit's factors, shape (2, days).

    The shared mood comes from a generator of its own, so that every habit sees the same one.
    """
    shared = heavy_tailed((2, world.days), np.random.default_rng([world.seed, 77]))
    slow = np.stack([slow_path(world.days, _MOOD_MEMORY_DAYS, rng) for _ in range(2)])
    moods = spread.shared * shared + spread.own * rng.standard_normal((2, world.days)) + spread.slow * slow
    return np.asarray(world.variability * moods)
