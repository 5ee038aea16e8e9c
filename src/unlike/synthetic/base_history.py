"""The base of a history: which messages there would be if nothing were planted, as arrays.

All chance is drawn here, a fixed amount for every message, before anything planted is looked at: the same world with
and without a change has the same base, and differs only where the change is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.synthetic.world import World

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CHANCES: Final = (
    "kept", "question", "emoji", "pet", "saying", "greeting", "stretch", "exclaim", "lower", "stop", "media", "medium",
    "intent", "topic", "flow", "edited", "lines", "dry", "reaction", "quote",
)  # fmt: skip
"""One uniform number a message for each of these."""

_WORKDAY: Final = np.array([[7.6, 0.5, 1.1], [12.4, 0.5, 1.0], [16.2, 1.1, 1.0], [20.3, 1.1, 2.4]])
_WEEKEND: Final = np.array([[9.6, 0.9, 1.2], [13.2, 1.3, 1.0], [17.4, 1.6, 1.2], [20.8, 1.2, 1.7]])
"""Times of day at which conversations begin: hour, its spread, and its weight."""
_WEEK: Final = np.array([1.0, 0.98, 1.0, 1.02, 1.08, 0.94, 0.9])


@dataclass(frozen=True, slots=True)
class BaseHistory:
    """Messages in order; every array has one entry a message.

    Attributes:
        day: days since the world's start.
        sitting: number of the conversation it belongs to, over all days.
        begins: seconds since midnight at which that conversation begins.
        other: whether the other one writes it, not the owner.
        chances: uniform numbers, shape (n,) each, by the names in `CHANCES`.
        words: standard normal number for its length.
        same: seconds since the message before, where that is their own.
        reply: seconds since the message before, where that is the other person's.
        seeds: for its text.
        place: its place in the base plan; a gap in it is a message that was not written.
    """

    day: Ints
    sitting: Ints
    begins: Floats
    other: NDArray[np.bool_]
    chances: dict[str, Floats]
    words: Floats
    same: Floats
    reply: Floats
    seeds: Ints
    place: Ints


def planned(world: World, rng: np.random.Generator) -> BaseHistory:
    """The base plan of a world."""
    counts = rng.poisson(_daily(world, rng))
    day, sitting, begins = _sittings(world, counts, rng)
    chances = {name: rng.random(day.size) for name in CHANCES}
    other = _turns(world, sitting, rng)
    normal = rng.standard_normal((3, day.size))
    reply = np.where(
        other,
        world.other.reply * np.exp(world.other.reply_spread * normal[1]),
        world.owner.reply * np.exp(world.owner.reply_spread * normal[1]),
    )
    same = 18 * np.exp(0.8 * normal[2])
    seeds = rng.integers(1 << 62, size=day.size)
    return BaseHistory(day, sitting, begins, other, chances, normal[0], same, reply, seeds, np.arange(day.size))


def repeated(plan: BaseHistory, copies: Ints) -> BaseHistory:
    """The plan with message i taken `copies[i]` times; second and later copies get chances of their own."""
    at = np.repeat(np.arange(plan.day.size), copies)
    extra = np.concatenate([[False], at[1:] == at[:-1]]) if at.size else at.astype(bool)
    chances = {name: np.where(extra, (values[at] + 0.618) % 1, values[at]) for name, values in plan.chances.items()}
    seeds = np.where(extra, plan.seeds[at] ^ 0x5DEECE66D, plan.seeds[at])
    words = np.where(extra, -plan.words[at], plan.words[at])
    arrays = {name: getattr(plan, name)[at] for name in ("day", "sitting", "begins", "other", "same", "reply", "place")}
    return replace(plan, chances=chances, seeds=seeds, words=words, **arrays)


def wander(days: int, pace: float, rng: np.random.Generator) -> Floats:
    """A slow random path with unit spread, that forgets itself over `pace` days."""
    keep = np.exp(-1 / pace)
    path = np.empty(days)
    value = rng.standard_normal()
    for day, step in enumerate(rng.standard_normal(days) * np.sqrt(1 - keep**2)):
        value = keep * value + step
        path[day] = value
    return path


def heavy(shape: int | tuple[int, ...], rng: np.random.Generator) -> Floats:
    """Heavy-tailed numbers of unit variance: Student's t with five degrees of freedom."""
    return np.asarray(rng.standard_t(5, size=shape) / np.sqrt(5 / 3))


def weekdays(world: World) -> Ints:
    """Monday is 0; one entry a day."""
    return (np.arange(world.days) + world.start.weekday()) % 7


def _daily(world: World, rng: np.random.Generator) -> Floats:
    """Expected messages of both a day: week, season, drift, slow ups and downs, and the day's own mood."""
    days = np.arange(world.days)
    season = rng.normal(0, 0.08) * np.cos(2 * np.pi * (days / 365.25 - rng.random()))
    drift = rng.normal(0, 0.12) * (days / max(world.days, 1) - 0.5)
    mood = 0.26 * heavy(world.days, rng) + 0.1 * wander(world.days, 40, rng)
    level = np.exp(world.unrest * (season + drift + mood))
    return np.clip(world.messages * _WEEK[weekdays(world)] * level, 0.02, 6 * world.messages)


def _sittings(world: World, counts: Ints, rng: np.random.Generator) -> tuple[Ints, Ints, Floats]:
    """Each message's day, conversation, and that conversation's beginning."""
    usual = min(max(world.messages / 9, 1.2), 6.5)
    numbers = np.minimum(1 + rng.poisson(usual - 1, size=world.days), np.maximum(counts, 1))
    sizes, starts, days = [], [], []
    for day, (count, number, weekday) in enumerate(zip(counts, numbers, weekdays(world), strict=True)):
        peaks = _WEEKEND if weekday > 4 else _WORKDAY
        which = rng.choice(4, size=number, p=peaks[:, 2] / peaks[:, 2].sum())
        starts.append(np.sort(np.clip(rng.normal(peaks[which, 0], peaks[which, 1]), 6.4, 23.2)) * 3600)
        sizes.append(rng.multinomial(count, rng.dirichlet(np.full(number, 2.0))))
        days.append(np.full(number, day))
    size = np.concatenate(sizes)
    each = (np.concatenate(days), np.arange(size.size), np.concatenate(starts))
    day_of, sitting, begins = (np.repeat(values, size) for values in each)
    return day_of, sitting, begins


def _turns(world: World, sitting: Ints, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Who writes: each conversation is begun by one of them and then goes to and fro, with doubles."""
    starts = world.other.starts / (world.other.starts + world.owner.starts)
    doubles = (world.owner.doubles, world.other.doubles)
    begin, stay = rng.random((2, sitting.size)).tolist()
    sides = []
    side, before = False, -1
    for at, number in enumerate(sitting.tolist()):
        if number != before:
            side = begin[at] < starts
        elif stay[at] >= doubles[side]:
            side = not side
        sides.append(side)
        before = number
    return np.array(sides, dtype=np.bool_)
