"""Random worlds: a random pair with random changes of one strength, or without any."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import numpy as np

from unlike.synthetic.world import ChangeStrength, PlantedChange, World
from unlike.synthetic.writing_style import draw_style

_MARGIN_DAYS: Final = 60
"""Days at both ends, and around a lasting change, without a spell: enough to know the baseline."""
_MIN_DAYS_BETWEEN_SPELLS: Final = 21


def random_world(
    seed: int, strength: ChangeStrength, years: float = 2, spells: int | None = None, quiet: bool = False
) -> World:
    """Draw a random pair and what happens to them.

    Args:
        seed: seed of everything random.
        strength: strength of every spell.
        years: length of the history.
        spells: number of spells, of 3 to 14 days each; None for two to six.
        quiet: plant nothing at all; the pair and all their ordinary days are those of the same seed.
    """
    pair, plant = (np.random.default_rng([seed, part]) for part in (11, 12))
    language = "de" if pair.random() < 0.4 else "en"
    owner, other = ("Imke", "Rosa") if language == "en" else ("Malte", "Jule")
    world = World(
        seed,
        language,
        draw_style(owner, "owner", pair),
        draw_style(other, "other", pair),
        date(2021, 1, 1) + timedelta(days=int(pair.integers(700))),
        round(365.25 * years),
        float(np.clip(35 * np.exp(0.45 * pair.standard_normal()), 14, 80)),
        variability=float(np.exp(0.2 * pair.standard_normal())),
    )
    return world if quiet else replace(world, changes=tuple(_draw_changes(world, strength, spells, plant)))


def _draw_changes(
    world: World, strength: ChangeStrength, spells: int | None, rng: np.random.Generator
) -> Iterator[PlantedChange]:
    """Draw spells of the other person and, in half of the worlds, a lasting change."""
    blocked = np.zeros(world.days, dtype=np.bool_)
    blocked[:_MARGIN_DAYS] = blocked[-_MARGIN_DAYS:] = True
    person = world.other.name
    if rng.random() < 0.5:
        day = int(rng.integers(int(world.days * 0.3), int(world.days * 0.7)))
        blocked[day - _MARGIN_DAYS : day + _MARGIN_DAYS] = True
        yield PlantedChange("lasting", world.start + timedelta(days=day), None, person, _draw_lasting_strength(rng))
    for _ in range(int(rng.integers(2, 7)) if spells is None else spells):
        length = int(rng.integers(3, 15))
        free_days = [day for day in range(world.days - length) if not blocked[day : day + length].any()]
        if not free_days:
            return
        day = int(rng.choice(free_days))
        blocked[max(day - _MIN_DAYS_BETWEEN_SPELLS, 0) : day + length + _MIN_DAYS_BETWEEN_SPELLS] = True
        first = world.start + timedelta(days=day)
        yield PlantedChange("spell", first, first + timedelta(days=length - 1), person, strength)


def _draw_lasting_strength(rng: np.random.Generator) -> ChangeStrength:
    """Draw the strength of a lasting change: some habits by a fifth to a half, cooler or warmer."""
    size = float(rng.uniform(0.2, 0.45)) * (-1 if rng.random() < 0.7 else 1)
    weights = rng.uniform(0.4, 1.2, size=4)
    volume, words, markers, speed = (float(np.exp(size * weight)) for weight in weights)
    return ChangeStrength(volume, words, markers, 1 / speed)
