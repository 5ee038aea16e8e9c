"""Power curves on invented pairs: how weak, how short and in how little history a change is still detected.

    python -m bench.detection.power [--worlds N] [--processes N]

Writes its section of docs/measurements/detection.md and the figure docs/measurements/power.svg.
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

from bench.detection.lasting_shifts import shift_panel
from bench.shared.intervals import rate_text, share_text
from bench.shared.invented_pairs import ZONE
from bench.shared.line_charts import Line, panels
from bench.shared.measurement_page import DETECTION_PAGE, write_section
from unlike.analysis.least_history import missing_history
from unlike.analysis.person import FALSE_SPELLS_PER_YEAR
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
class PowerRun:
    """One history that was looked at: which of its planted spells were found, and what else was claimed."""

    days: int
    length: int
    strength: str
    hits: tuple[bool, ...]
    others: int


def graded_strength(part: float) -> ChangeStrength:
    return ChangeStrength(STRONG.volume**part, STRONG.words**part, STRONG.markers**part, STRONG.reply_time**part)


def power_runs(job: Job) -> list[PowerRun]:
    """Two years with four spells, looked at whole, in halves, and in short pieces around each spell."""
    seed, length, strength = job
    quiet_world = replace(random_world(seed, STRONG, quiet=True), days=DAYS)
    rng = np.random.default_rng([seed, length, 31])
    starts = [int(relative_start * DAYS - length / 2 + rng.integers(-12, 13)) for relative_start in PLACES]
    spells = [_day_span(quiet_world.start, start, length) for start in starts]
    changes = (
        PlantedChange("spell", first, last, quiet_world.other.name, graded_strength(STEPS[strength]))
        for first, last in spells
    )
    chat = generate(replace(quiet_world, changes=tuple(changes)))
    table = chat.table(ZONE).with_columns(day=pl.col("sent_at").dt.convert_time_zone(ZONE).dt.date())
    return [
        PowerRun(
            days, length, strength, *spell_hits(table, chat.other, _day_span(quiet_world.start, start, days), spells)
        )
        for days, start in _spell_pieces(starts, length, rng)
    ]


def _day_span(start: date, first: int, length: int) -> Span:
    return start + timedelta(days=first), start + timedelta(days=first + length - 1)


def _spell_pieces(starts: list[int], length: int, rng: np.random.Generator) -> Iterator[tuple[int, int]]:
    """(days, first day) of each history."""
    for days in HISTORIES:
        if days >= DAYS // 2:
            yield from ((days, first) for first in range(0, DAYS - days + 1, days))
            continue
        for start in starts:
            room = days - length
            before = int(rng.integers(room // 4, room - room // 4 + 1))
            yield days, min(max(start - before, 0), DAYS - days)


def spell_hits(table: pl.DataFrame, person: str, piece: Span, spells: list[Span]) -> tuple[tuple[bool, ...], int]:
    """Whether each spell of a piece was found, and how many other claims there were."""
    rows = table.filter(pl.col("day").is_between(*piece)).drop("day")
    inside = [spell for spell in spells if piece[0] <= spell[0] and spell[1] <= piece[1]]
    measured_conversation = measure(rows, SIGNALS, ZoneInfo(ZONE), timedelta(minutes=1))
    theirs = measured_conversation.messages.filter(pl.col("sender").cast(pl.String) == person)
    if missing_history(theirs.height, theirs["day"].n_unique()):
        return tuple(False for _ in inside), 0
    habits = shift_panel(measured_conversation, person)
    spells_found = detect_spells(
        robust_baseline(habits.without_offsets(detect_change_points(habits)[1])), FALSE_SPELLS_PER_YEAR
    )
    hits_by_spell = [
        [spell for spell in spells_found if spell.first <= last and spell.last >= first] for first, last in inside
    ]
    return tuple(bool(overlapping) for overlapping in hits_by_spell), len(spells_found) - len(
        {spell.first for hits in hits_by_spell for spell in hits}
    )


def detected_runs(runs: list[PowerRun], days: int, length: int, strength: str) -> list[bool]:
    return [hit for run in runs if (run.days, run.length, run.strength) == (days, length, strength) for hit in run.hits]


def table_rows(runs: list[PowerRun], days: int) -> list[str]:
    """Found, a row a length and a column a strength; and what else was claimed."""
    pieces = [run for run in runs if run.days == days]
    years = sum(run.days for run in pieces) / 365.25
    return [
        f"### {days} days of history",
        "",
        f"| spell | {' | '.join(STEPS)} |",
        f"|---|{'---|' * len(STEPS)}",
        *(
            f"| {length} d | "
            + " | ".join(
                share_text(sum(cell), len(cell)) for cell in (detected_runs(runs, days, length, name) for name in STEPS)
            )
            + " |"
            for length in LENGTHS
        ),
        "",
        f"Other claims a year: {rate_text(sum(run.others for run in pieces), years)}, in {years:.0f} years.",
        "",
    ]


def chart_svg(runs: list[PowerRun]) -> str:
    curves = {
        f"{days} days of history": [
            Line(
                "1 day" if length == 1 else f"{length} days",
                tuple(float(np.mean(detected_runs(runs, days, length, name))) for name in STEPS),
            )
            for length in LENGTHS
        ]
        for days in HISTORIES
    }
    steps = tuple(name if name.isalpha() else "" for name in STEPS)
    return panels(curves, steps, "Part of planted spells that is found, by strength and length")


def section_text(runs: list[PowerRun], worlds: int) -> str:
    factors = "; ".join(
        f"*{name}* {strength.volume:.2f}, {strength.words:.2f}, {strength.markers:.2f}, × {strength.reply_time:.1f}"
        for name, strength in ((name, graded_strength(part)) for name, part in STEPS.items())
    )
    return "\n".join(
        [
            "## How weak, how short, how little history",
            "",
            f"Made by `python -m bench.detection.power --worlds {worlds}` (seeds 11000 up).",
            "Invented pairs of two years with",
            "four spells of one length and strength, half a year apart, looked at whole, in halves, and in pieces of",
            "120 and of 60 days with one spell each; as shown by default. Found: any overlap. Below 45 days with",
            "messages nothing is said at all. Messages kept, words, marks, reply",
            f"times: {factors}.",
            "",
            "![Power curves](power.svg)",
            "",
            *(line for days in HISTORIES for line in table_rows(runs, days)),
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=4)
    parser.add_argument("--processes", type=int, default=1)
    options = parser.parse_args()
    jobs = list(product(range(11000, 11000 + options.worlds), LENGTHS, STEPS))
    with ProcessPoolExecutor(options.processes, mp_context=get_context("spawn")) as pool:
        runs = [spell for part in pool.map(power_runs, jobs) for spell in part]
    text = section_text(runs, options.worlds)
    write_section("power", text)
    DETECTION_PAGE.with_name("power.svg").write_text(chart_svg(runs), encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
