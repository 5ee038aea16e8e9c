"""How often spells are said to go with dates that have nothing to do with them, and how often those that do are found.

    python bench/context.py [--worlds 300]

It writes its section of docs/context.md.

A world: two years, six spells of three days anywhere, and five labels whose entries come about every 5 to 60 days.
"On" worlds have one label more, of which most of six spells share a day; "after" worlds one more with a cycle of four
weeks, four days before whose entries each spell begins, give or take one.
"""

from __future__ import annotations

import argparse
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from page import put
from unlike.annotations import CalendarEntry
from unlike.explain.calendar_association import against

START, DAYS = date(2024, 1, 1), 730
SPAN = (START, START + timedelta(days=DAYS - 1))


def entry(label: str, first: int) -> CalendarEntry:
    day = START + timedelta(days=int(first))
    return CalendarEntry(label, day, day)


def others(dice: np.random.Generator) -> list[CalendarEntry]:
    dated = []
    for label in range(5):
        gap = int(dice.integers(5, 60))
        firsts = np.cumsum(dice.integers(max(1, gap - 2), gap + 3, 140))
        dated += [entry(f"label {label}", first) for first in firsts if first < DAYS - 5]
    return dated


def spells(firsts: np.ndarray[tuple[int], np.dtype[np.int64]]) -> list[tuple[date, date]]:
    days = [START + timedelta(days=int(first)) for first in firsts]
    return [(day, day + timedelta(days=2)) for day in days]


def anywhere(dice: np.random.Generator) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.sort(dice.choice(np.arange(0, DAYS - 10, 9), 6, replace=False))


def said(dated: list[CalendarEntry], firsts: np.ndarray[tuple[int], np.dtype[np.int64]]) -> set[str]:
    return {one.label for one in against(dated, spells(firsts), SPAN)}


def on(dice: np.random.Generator, share: float) -> bool:
    firsts = anywhere(dice)
    shared = [entry("shift", first + dice.integers(0, 3)) for first in firsts if dice.random() < share]
    free = [entry("shift", first) for first in dice.choice(DAYS, 12, replace=False)]
    return "shift" in said([*others(dice), *shared, *free], firsts)


def after(dice: np.random.Generator) -> bool:
    starts = np.cumsum(dice.integers(26, 31, 25))
    chosen = np.sort(dice.choice(np.arange(1, 23), 6, replace=False))
    firsts = starts[chosen] - 4 + dice.integers(-1, 2, 6)
    return "cycle" in said([*others(dice), *(entry("cycle", first) for first in starts)], firsts)


def interval(hits: int, of: int) -> str:
    """Wilson's, 95 %."""
    z, share = 1.96, hits / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * np.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return f"{hits} of {of} ({max(0, middle - half):.1%} to {min(1, middle + half):.1%})"


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--worlds", type=int, default=300)
    worlds = asked.parse_args().worlds

    def counted(part: int, share: float | None) -> str:
        dice = [np.random.default_rng([seed, part]) for seed in range(worlds)]
        return interval(sum(after(one) if share is None else on(one, share) for one in dice), worlds)

    false = sum(bool(said(others(one), anywhere(one))) for one in map(np.random.default_rng, range(worlds)))
    lines = [
        f"Made by `python bench/context.py --worlds {worlds}`: two invented years with six spells and five labels,",
        f"{worlds} worlds a row; 95 % intervals.",
        "",
        "| worlds | said to go together |",
        "| --- | ---: |",
        f"| nothing goes together (false) | {interval(false, worlds)} |",
        f"| all of six spells on a label's days | {counted(1, 1.0)} |",
        f"| each of six with 7 chances in 10 | {counted(2, 0.7)} |",
        f"| each of six with 4 chances in 10 | {counted(3, 0.4)} |",
        f"| four days before a cycle's entries | {counted(4, None)} |",
    ]
    text = "\n".join(lines)
    put("context", text, Path(__file__).resolve().parents[1] / "docs" / "context.md")
    print(text)


if __name__ == "__main__":
    main()
