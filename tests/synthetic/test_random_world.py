from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from unlike.synthetic import STRONG, World, random_world


def test_quiet_worlds_plant_nothing_and_keep_the_pair() -> None:
    quiet, loud = random_world(8, STRONG, quiet=True), random_world(8, STRONG, spells=3)
    assert quiet.changes == ()
    assert replace(loud, changes=()) == quiet
    spells = [change for change in loud.changes if change.kind == "spell"]
    assert len(spells) == 3
    assert all(change.last and 2 <= (change.last - change.first).days <= 13 for change in spells)


def test_spells_of_a_random_world_keep_apart() -> None:
    for seed in range(20):
        spells = sorted(_spans(random_world(seed, STRONG, spells=8)))
        assert all(second[0] - first[1] > timedelta(days=20) for first, second in pairwise(spells))


def _spans(world: World) -> list[tuple[date, date]]:
    return [(change.first, change.last) for change in world.changes if change.kind == "spell" and change.last]
