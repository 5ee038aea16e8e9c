"""False and true associations of spells with calendar labels, on invented dates.

    python -m bench.detection.calendar_association [--worlds 300]

A world: two years, six spells of three days anywhere, and five labels whose entries come about every 5 to 60 days.
"On" worlds have one label more, of which most of six spells share a day; "after" worlds one more with a cycle of four
weeks, four days before whose entries each spell begins, give or take one. Writes its section of
docs/measurements/calendar-association.md.
"""

from __future__ import annotations

import argparse
from datetime import date, timedelta

import numpy as np

from bench.shared.intervals import count_text
from bench.shared.measurement_page import write_section
from bench.shared.paths import MEASUREMENTS
from unlike.annotations import CalendarEntry
from unlike.explain.calendar_association import against

START, DAYS = date(2024, 1, 1), 730
SPAN = (START, START + timedelta(days=DAYS - 1))


def calendar_entry(label: str, first: int) -> CalendarEntry:
    day = START + timedelta(days=int(first))
    return CalendarEntry(label, day, day)


def unrelated_entries(dice: np.random.Generator) -> list[CalendarEntry]:
    entries = []
    for label in range(5):
        gap = int(dice.integers(5, 60))
        firsts = np.cumsum(dice.integers(max(1, gap - 2), gap + 3, 140))
        entries += [calendar_entry(f"label {label}", first) for first in firsts if first < DAYS - 5]
    return entries


def spell_spans(firsts: np.ndarray[tuple[int], np.dtype[np.int64]]) -> list[tuple[date, date]]:
    days = [START + timedelta(days=int(first)) for first in firsts]
    return [(day, day + timedelta(days=2)) for day in days]


def random_onsets(dice: np.random.Generator) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.sort(dice.choice(np.arange(0, DAYS - 10, 9), 6, replace=False))


def stated_labels(entries: list[CalendarEntry], firsts: np.ndarray[tuple[int], np.dtype[np.int64]]) -> set[str]:
    return {association.label for association in against(entries, spell_spans(firsts), SPAN)}


def detects_same_days(dice: np.random.Generator, share: float) -> bool:
    firsts = random_onsets(dice)
    shared = [calendar_entry("shift", first + dice.integers(0, 3)) for first in firsts if dice.random() < share]
    unrelated = [calendar_entry("shift", first) for first in dice.choice(DAYS, 12, replace=False)]
    return "shift" in stated_labels([*unrelated_entries(dice), *shared, *unrelated], firsts)


def detects_cycle(dice: np.random.Generator) -> bool:
    starts = np.cumsum(dice.integers(26, 31, 25))
    cycles = np.sort(dice.choice(np.arange(1, 23), 6, replace=False))
    firsts = starts[cycles] - 4 + dice.integers(-1, 2, 6)
    return "cycle" in stated_labels(
        [*unrelated_entries(dice), *(calendar_entry("cycle", first) for first in starts)], firsts
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--worlds", type=int, default=300)
    worlds = parser.parse_args().worlds

    def counted(part: int, share: float | None) -> str:
        dice = [np.random.default_rng([seed, part]) for seed in range(worlds)]
        return count_text(
            sum(detects_cycle(rng) if share is None else detects_same_days(rng, share) for rng in dice), worlds
        )

    false_count = sum(
        bool(stated_labels(unrelated_entries(rng), random_onsets(rng)))
        for rng in map(np.random.default_rng, range(worlds))
    )
    lines = [
        f"Made by `python -m bench.detection.calendar_association --worlds {worlds}`:",
        "two invented years with six spells and five labels,",
        f"{worlds} worlds a row; 95 % intervals.",
        "",
        "| worlds | said to go together |",
        "| --- | ---: |",
        f"| nothing goes together (false) | {count_text(false_count, worlds)} |",
        f"| all of six spells on a label's days | {counted(1, 1.0)} |",
        f"| each of six with 7 chances in 10 | {counted(2, 0.7)} |",
        f"| each of six with 4 chances in 10 | {counted(3, 0.4)} |",
        f"| four days before a cycle's entries | {counted(4, None)} |",
    ]
    text = "\n".join(lines)
    write_section("calendar_association", text, MEASUREMENTS / "calendar-association.md")
    print(text)


if __name__ == "__main__":
    main()
