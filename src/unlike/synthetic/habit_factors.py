"""Factors on every message's habits: ordinary moods, and what is planted on top of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.synthetic.base_history import BaseHistory, Floats, heavy, wander, weekdays
from unlike.synthetic.world import PlantedChange, World

_AWAKE: Final = (6.4, 23.2)
"""Hours between which conversations begin."""


@dataclass(frozen=True, slots=True)
class HabitFactors:
    """The factors of `Strength`, one entry a message of the plan."""

    kept: Floats
    words: Floats
    marks: Floats
    reply: Floats


def ordinary(world: World, plan: BaseHistory, rng: np.random.Generator) -> HabitFactors:
    """Moods of both on every day: one mood behind all habits, each habit's own noise, and a slow wandering.

    Hours count too: mornings are short, evenings longer, and answers come later at work.
    """
    made = {
        "kept": _mood(world, (0.18, 0.12, 0.08), rng),
        "words": _mood(world, (0.08, 0.06, 0.05), rng),
        "marks": _mood(world, (0.18, 0.14, 0.12), rng),
        "reply": _mood(world, (-0.15, 0.25, 0.12), rng),
    }
    side = plan.other.astype(np.int64)
    kept, words, marks, reply = (np.exp(values[side, plan.day]) for values in made.values())
    hour = plan.begins / 3600
    words = words * np.select([hour < 10, hour > 19], [0.85, 1.12], 1.0)
    at_work = np.where(plan.other, world.other.at_work, world.owner.at_work)
    return HabitFactors(kept, words, marks, reply * np.where(working(world, plan, (9, 17)), at_work, 1.0))


def working(world: World, plan: BaseHistory, hours: tuple[int, int]) -> NDArray[np.bool_]:
    """Messages of conversations that begin within these hours from Monday to Friday."""
    hour = plan.begins / 3600
    return (weekdays(world)[plan.day] < 5) & (hour >= hours[0]) & (hour < hours[1])


def planted(world: World, plan: BaseHistory) -> HabitFactors:
    """The factors of all planted changes; 1 where there is none."""
    made = HabitFactors(*(np.ones(plan.day.size) for _ in range(4)))
    for change in world.changes:
        where = _reach(world, plan, change)
        for name in ("kept", "words", "marks", "reply"):
            getattr(made, name)[where] *= getattr(change.strength, name)
        if change.half:
            made.kept[where] *= 0.5 ** ((plan.day[where] - (change.first - world.start).days) / change.half)
    return made


def moved(world: World, plan: BaseHistory) -> BaseHistory:
    """The plan with the conversations of some days earlier or later, in their order and while people are awake."""
    low, high = _AWAKE
    hours = plan.begins / 3600
    for change in (one for one in world.changes if one.later):
        where = _days(world, plan, change)
        bend = np.log(0.5 + change.later / (high - low)) / np.log(0.5)
        hours = np.where(where, low + (high - low) * np.clip((hours - low) / (high - low), 0, 1) ** bend, hours)
    return replace(plan, begins=hours * 3600)


def product(first: HabitFactors, second: HabitFactors) -> HabitFactors:
    """Both together."""
    return HabitFactors(
        first.kept * second.kept, first.words * second.words, first.marks * second.marks, first.reply * second.reply
    )


def warmth(world: World) -> Floats:
    """The planted factor on marks, shape (2, days), the owner first."""
    made = np.ones((2, world.days))
    for change in world.changes:
        first = (change.first - world.start).days
        last = world.days - 1 if change.last is None else (change.last - world.start).days
        if not change.hours and change.kind != "silence" and change.who:
            made[int(change.who == world.other.name), first : last + 1] *= change.strength.marks
    return made


def _reach(world: World, plan: BaseHistory, change: PlantedChange) -> NDArray[np.bool_]:
    """The messages a change holds for."""
    where = _days(world, plan, change)
    if not change.of_both:
        where &= plan.other == (change.who == world.other.name)
    return where & working(world, plan, change.hours) if change.hours else where


def _days(world: World, plan: BaseHistory, change: PlantedChange) -> NDArray[np.bool_]:
    """The messages of a change's days."""
    first = (change.first - world.start).days
    last = world.days if change.last is None else (change.last - world.start).days
    return (plan.day >= first) & (plan.day <= last)


def _mood(world: World, sizes: tuple[float, float, float], rng: np.random.Generator) -> Floats:
    """Logarithms of factors, shape (2, days): shared mood of the day, own noise, slow wandering.

    The mood behind all habits comes from a generator of its own, so that every habit sees the same one.
    """
    mood, own, slow = sizes
    shared = heavy((2, world.days), np.random.default_rng([world.seed, 77]))
    paths = np.stack([wander(world.days, 50, rng) for _ in range(2)])
    values = mood * shared + own * rng.standard_normal((2, world.days)) + slow * paths
    return np.asarray(world.unrest * values)
