"""Reach of detection in short histories: drops planted at the size that a history is said to show, and a step smaller.

    python -m bench.detection.short_reach [--pairs N]

Invented pairs of 56 days to a year, with a drop of three days in the middle and one at the end. Writes its section of
docs/measurements/detection.md.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bench.shared.intervals import share_text
from bench.shared.invented_pairs import ZONE
from bench.shared.measurement_page import write_section
from unlike.analysis.person import FALSE_SPELLS_PER_YEAR
from unlike.detection import (
    SignalPanel,
    build_panel,
    detect_change_points,
    detect_spells,
    detectable_drop,
    robust_baseline,
)
from unlike.signals import SIGNALS, measure, series, without_group_activity
from unlike.synthetic import STRONG, ChangeStrength, PlantedChange, World, generate, random_world

HISTORY_DAYS = (56, 90, 150, 250, 400)
DAYS = 3
FIRST_SEED = 23_000
MESSAGES_PER_DAY = 60.0
STEP = 0.1
"""Between one drop that may be stated and the next."""


@dataclass(frozen=True)
class Trial:
    """One planted drop: days of the history, whether it is at the end, steps short of what is stated, whether found."""

    history_days: int
    at_end: bool
    steps: int
    found: bool


def short_world(seed: int, days: int, change: tuple[PlantedChange, ...] = ()) -> World:
    """A quiet pair of some days."""
    world = random_world(seed, STRONG, years=1, quiet=True)
    return replace(world, days=days, messages_per_day=MESSAGES_PER_DAY, changes=change)


def panel(world: World) -> SignalPanel:
    """Panel of the other without lasting shifts."""
    chat = generate(world)
    measured = measure(chat.table(ZONE), SIGNALS, ZoneInfo(ZONE), timedelta(minutes=1))
    person = build_panel(without_group_activity(measured, series(measured, chat.other)))
    return person.without_offsets(detect_change_points(person)[1])


def trials(seed: int, days: int) -> Iterator[Trial]:
    """Drops planted into one pair; none where it is not said to show any."""
    world = short_world(seed, days)
    stated = detectable_drop(robust_baseline(panel(world)), FALSE_SPELLS_PER_YEAR, DAYS)
    for steps in (0, 1) if stated else ():
        factor = (stated or 0.0) + STEP * steps
        strength = ChangeStrength(factor, factor, factor, 1.0)
        for at_end, place in ((False, days // 2), (True, days - DAYS)):
            first = world.start + timedelta(place)
            last = first + timedelta(DAYS - 1)
            change = PlantedChange("spell", first, last, world.other.name, strength)
            spells = detect_spells(robust_baseline(panel(short_world(seed, days, (change,)))), FALSE_SPELLS_PER_YEAR)
            yield Trial(days, at_end, steps, any(_touches(spell.first, spell.last, first, last) for spell in spells))


def _touches(first: date, last: date, other_first: date, other_last: date) -> bool:
    return first <= other_last and last >= other_first


def section_text(pairs: int) -> str:
    cases: dict[tuple[int, bool, int], list[bool]] = defaultdict(list)
    silent: dict[int, int] = {}
    for days in HISTORY_DAYS:
        seeds = range(FIRST_SEED, FIRST_SEED + pairs)
        by_pair = [list(trials(seed, days)) for seed in seeds]
        silent[days] = sum(not each for each in by_pair)
        for trial in (trial for each in by_pair for trial in each):
            cases[trial.history_days, trial.at_end, trial.steps].append(trial.found)
    rows = []
    for days in HISTORY_DAYS:
        cells = [cases[days, at_end, steps] for steps in (0, 1) for at_end in (False, True)]
        rows.append(
            f"| {days} | {silent[days]} of {pairs} | {' | '.join(share_text(sum(cell), len(cell)) for cell in cells)} |"
        )
    return "\n".join([
        "## What a short history could have shown",
        "",
        f"Made by `python -m bench.detection.short_reach --pairs {pairs}` (seeds {FIRST_SEED} up). Invented pairs with",
        f"{MESSAGES_PER_DAY:.0f} messages a day. A drop of three days, as large as the history is said to show in four",
        "of five cases or a step of a tenth smaller, is planted in the middle or at the end. In less than a year that",
        "smaller drop is what is reckoned, and the larger one is stated.",
        "",
        "| days | said to show none | as said, middle | as said, end | a step smaller, middle | a step smaller, end |",
        "|---|---|---|---|---|---|",
        *rows,
    ])  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=20)
    text = section_text(parser.parse_args().pairs)
    write_section("short_reach", text)
    print(text)


if __name__ == "__main__":
    main()
