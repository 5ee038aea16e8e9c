"""How weak and how short a spell may be, and how short the history, to be found: power curves on invented pairs.

Run: `python bench/power.py [--worlds N] [--processes N]`; it writes its section of docs/accuracy.md and docs/power.svg.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from multiprocessing import get_context
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from accuracy import ZONE, rate, share
from chart import Line, panels
from lasting import seen
from page import ACCURACY, put
from unlike.analysis.person import SHOWN, WANTED
from unlike.detection import detect_change_points, detect_spells, robust_baseline
from unlike.signals import SIGNALS, measure
from unlike.synthetic import STRONG, ChangeStrength, PlantedChange, generate, random_world

LENGTHS = (1, 3, 7, 14, 30)
HISTORIES = (60, 120, 365, 730)
STEPS = {"mild": 0.25, "0.40": 0.4, "moderate": 0.56, "0.75": 0.75, "strong": 1.0}
"""Powers of the strong factors: 1 is strong, 0.56 about moderate, 0.25 about mild."""
DAYS, PLACES = 730, (0.125, 0.375, 0.625, 0.875)
Job = tuple[int, int, str]  # seed, length, strength
Span = tuple[date, date]


@dataclass(frozen=True)
class Looked:
    """One history that was looked at: which of its planted spells were found, and what else was claimed."""

    days: int
    length: int
    strength: str
    hits: tuple[bool, ...]
    others: int


def graded(part: float) -> ChangeStrength:
    return ChangeStrength(STRONG.volume**part, STRONG.words**part, STRONG.markers**part, STRONG.reply_time**part)


def world(job: Job) -> list[Looked]:
    """Two years with four spells, looked at whole, in halves, and in short pieces around each spell."""
    seed, length, strength = job
    quiet = replace(random_world(seed, STRONG, quiet=True), days=DAYS)
    rng = np.random.default_rng([seed, length, 31])
    starts = [int(place * DAYS - length / 2 + rng.integers(-12, 13)) for place in PLACES]
    spells = [_days(quiet.start, start, length) for start in starts]
    changes = (PlantedChange("spell", first, last, quiet.other.name, graded(STEPS[strength])) for first, last in spells)
    chat = generate(replace(quiet, changes=tuple(changes)))
    table = chat.table(ZONE).with_columns(day=pl.col("sent_at").dt.convert_time_zone(ZONE).dt.date())
    return [
        Looked(days, length, strength, *looked(table, chat.other, _days(quiet.start, start, days), spells))
        for days, start in _pieces(starts, length, rng)
    ]


def _days(start: date, first: int, length: int) -> Span:
    return start + timedelta(days=first), start + timedelta(days=first + length - 1)


def _pieces(starts: list[int], length: int, rng: np.random.Generator) -> Iterator[tuple[int, int]]:
    """(days, first day) of each history."""
    for days in HISTORIES:
        if days >= DAYS // 2:
            yield from ((days, first) for first in range(0, DAYS - days + 1, days))
            continue
        for start in starts:
            room = days - length
            before = int(rng.integers(room // 4, room - room // 4 + 1))
            yield days, min(max(start - before, 0), DAYS - days)


def looked(table: pl.DataFrame, person: str, piece: Span, spells: list[Span]) -> tuple[tuple[bool, ...], int]:
    """Whether each spell of a piece was found, and how many other claims there were."""
    rows = table.filter(pl.col("day").is_between(*piece)).drop("day")
    inside = [one for one in spells if piece[0] <= one[0] and one[1] <= piece[1]]
    told = measure(rows, SIGNALS, ZoneInfo(ZONE), timedelta(minutes=1))
    theirs = told.messages.filter(pl.col("sender").cast(pl.String) == person)
    if theirs["day"].n_unique() < WANTED:
        return tuple(False for _ in inside), 0
    habits = seen(told, person)
    found = detect_spells(robust_baseline(habits.without(detect_change_points(habits)[1])), SHOWN)
    near = [[one for one in found if one.first <= last and one.last >= first] for first, last in inside]
    return tuple(bool(one) for one in near), len(found) - len({one.first for hits in near for one in hits})


def hits(every: list[Looked], days: int, length: int, strength: str) -> list[bool]:
    return [
        hit for one in every if (one.days, one.length, one.strength) == (days, length, strength) for hit in one.hits
    ]


def table(every: list[Looked], days: int) -> list[str]:
    """Found, a row a length and a column a strength; and what else was claimed."""
    pieces = [one for one in every if one.days == days]
    years = sum(one.days for one in pieces) / 365.25
    return [
        f"### {days} days of history",
        "",
        f"| spell | {' | '.join(STEPS)} |",
        f"|---|{'---|' * len(STEPS)}",
        *(
            f"| {length} d | "
            + " | ".join(share(sum(cell), len(cell)) for cell in (hits(every, days, length, name) for name in STEPS))
            + " |"
            for length in LENGTHS
        ),
        "",
        f"Other claims a year: {rate(sum(one.others for one in pieces), years)}, in {years:.0f} years.",
        "",
    ]


def figure(every: list[Looked]) -> str:
    shown = {
        f"{days} days of history": [
            Line(
                "1 day" if length == 1 else f"{length} days",
                tuple(float(np.mean(hits(every, days, length, name))) for name in STEPS),
            )
            for length in LENGTHS
        ]
        for days in HISTORIES
    }
    steps = tuple(name if name.isalpha() else "" for name in STEPS)
    return panels(shown, steps, "Part of planted spells that is found, by strength and length")


def document(every: list[Looked], worlds: int) -> str:
    factors = "; ".join(
        f"*{name}* {one.volume:.2f}, {one.words:.2f}, {one.markers:.2f}, × {one.reply_time:.1f}"
        for name, one in ((name, graded(part)) for name, part in STEPS.items())
    )
    return "\n".join(
        [
            "## How weak, how short, how little history",
            "",
            f"Made by `python bench/power.py --worlds {worlds}` (seeds 11000 up). Invented pairs of two years with",
            "four spells of one length and strength, half a year apart, looked at whole, in halves, and in pieces of",
            "120 and of 60 days with one spell each; as shown by default. Found: any overlap. Below 45 days with",
            "messages nothing is said at all. Messages kept, words, marks, reply",
            f"times: {factors}.",
            "",
            "![Power curves](power.svg)",
            "",
            *(line for days in HISTORIES for line in table(every, days)),
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=4)
    parser.add_argument("--processes", type=int, default=1)
    options = parser.parse_args()
    jobs = list(product(range(11000, 11000 + options.worlds), LENGTHS, STEPS))
    with ProcessPoolExecutor(options.processes, mp_context=get_context("spawn")) as pool:
        every = [one for found in pool.map(world, jobs) for one in found]
    text = document(every, options.worlds)
    put("power", text)
    ACCURACY.with_name("power.svg").write_text(figure(every), encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
