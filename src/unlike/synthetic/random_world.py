"""Random worlds for the bench: a random pair, with random changes of one strength, or with none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import numpy as np

from unlike.synthetic.world import ChangeStrength, PlantedChange, World
from unlike.synthetic.writing_style import drawn

_MARGIN: Final = 60
"""Days at both ends, and around a lasting change, without a spell: enough to know what is usual."""
_APART: Final = 21
"""Least days between two spells."""


def random_world(
    seed: int, strength: ChangeStrength, years: float = 2, spells: int | None = None, quiet: bool = False
) -> World:
    """A random pair and what happens to them.

    Args:
        seed: everything follows from it.
        strength: of every spell.
        years: length of the history.
        spells: how many spells of 3 to 14 days; None for two to six.
        quiet: plant nothing at all; the pair and all their ordinary days are those of the same seed.
    """
    pair, plant = (np.random.default_rng([seed, part]) for part in (11, 12))
    language = "de" if pair.random() < 0.4 else "en"
    owner, other = ("Imke", "Rosa") if language == "en" else ("Malte", "Jule")
    world = World(
        seed,
        language,
        drawn(owner, "owner", pair),
        drawn(other, "other", pair),
        date(2021, 1, 1) + timedelta(days=int(pair.integers(700))),
        round(365.25 * years),
        float(np.clip(35 * np.exp(0.45 * pair.standard_normal()), 14, 80)),
        unrest=float(np.exp(0.2 * pair.standard_normal())),
    )
    return world if quiet else replace(world, changes=tuple(_changes(world, strength, spells, plant)))


def _changes(
    world: World, strength: ChangeStrength, spells: int | None, rng: np.random.Generator
) -> Iterator[PlantedChange]:
    """The other's spells, in half of the worlds a lasting change of theirs."""
    taken = np.zeros(world.days, dtype=np.bool_)
    taken[:_MARGIN] = taken[-_MARGIN:] = True
    if rng.random() < 0.5:
        day = int(rng.integers(int(world.days * 0.3), int(world.days * 0.7)))
        taken[day - _MARGIN : day + _MARGIN] = True
        yield PlantedChange("lasting", world.start + timedelta(days=day), None, world.other.name, _lasting(rng))
    for _ in range(int(rng.integers(2, 7)) if spells is None else spells):
        length = int(rng.integers(3, 15))
        free = [day for day in range(world.days - length) if not taken[day : day + length].any()]
        if not free:
            return
        day = int(rng.choice(free))
        taken[max(day - _APART, 0) : day + length + _APART] = True
        first = world.start + timedelta(days=day)
        yield PlantedChange("spell", first, first + timedelta(days=length - 1), world.other.name, strength)


def _lasting(rng: np.random.Generator) -> ChangeStrength:
    """A lasting change: some habits by a fifth to a half, cooler or warmer."""
    size = float(rng.uniform(0.2, 0.45)) * (-1 if rng.random() < 0.7 else 1)
    weight = rng.uniform(0.4, 1.2, size=4)
    kept, words, marks, reply = (float(np.exp(size * share)) for share in weight)
    return ChangeStrength(kept, words, marks, 1 / reply)
