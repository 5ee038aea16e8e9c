"""Reach of detection: drops planted at the size that each month is said to show, and smaller and larger ones.

    UNLIKE_DATA=FOLDER python -m bench.detection.reach [--people N] [--pairs N]

For each month of a history `monthly_drops` says the smallest drop of all habits that would be noticed in four of five
spells of three days. Drops are planted into messages on three written days of one month of each quarter: as large as
is said, and by the square root, the fourth root of what is left, and none at all. Found is what the program claims as a
cooler spell at its rate. Writes its section of docs/measurements/detection.md; only sums over people come out.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing import get_context
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from bench.shared.intervals import share_text
from bench.shared.invented_pairs import ZONE, measured_pair
from bench.shared.measurement_page import write_section
from bench.shared.planted_changes import cooler, planted
from bench.shared.public_channels import conversation, measured, people
from unlike.analysis.person import FALSE_SPELLS_PER_YEAR
from unlike.core.day_rule import DAY_START
from unlike.core.types import Direction
from unlike.detection import (
    MonthlyDrop,
    SignalPanel,
    build_panel,
    detect_change_points,
    detect_spells,
    drop_power,
    monthly_drops,
    robust_baseline,
)
from unlike.signals import SIGNALS, MeasuredConversation, measure, series, without_group_activity
from unlike.synthetic import STRONG

DAYS = 3
EXPONENTS = (1.0, 0.5, 0.25, 0.0)
"""Powers of what is left at the smallest drop that is said to be noticed."""
LARGEST_DROP = 0.2
"""What is left where no drop is said to be noticed."""
MONTHS_APART = 3
EDGE_DAYS = 50
"""Days at both ends of a history into which nothing is planted."""


@dataclass(frozen=True)
class Trial:
    """One planted drop: what its month is said to show, the power, and whether it was found."""

    stated_factor: float | None
    exponent: float
    detected: bool
    reported: bool
    invented: bool


@dataclass(frozen=True)
class Subject:
    """One person's history: messages with their days, and how they are measured."""

    number: int
    nick: str
    messages: pl.DataFrame
    measure: Callable[[pl.DataFrame], MeasuredConversation]
    reported: bool = True
    invented: bool = False

    def panel(self, messages: pl.DataFrame) -> SignalPanel:
        """Panel of the person without lasting shifts, from some messages."""
        conversation_measured = self.measure(messages)
        person = build_panel(without_group_activity(conversation_measured, series(conversation_measured, self.nick)))
        return robust_baseline(person.without_offsets(detect_change_points(person)[1]))

    def trials(self) -> Iterator[Trial]:
        """Drops of each size, one in every few months."""
        untouched = self.panel(self.messages)
        power = drop_power(untouched, FALSE_SPELLS_PER_YEAR, DAYS)
        rng = np.random.default_rng(self.number)
        plants = list(_planted_months(untouched, power.starts, monthly_drops(untouched, power), rng))
        for exponent in EXPONENTS:
            messages = self.messages
            for index, (start, stated_factor) in enumerate(plants):
                factor = (stated_factor or LARGEST_DROP) ** exponent
                first = untouched.days[start]
                span = [(first, first + np.timedelta64(DAYS - 1, "D"))]
                seed = 1000 * self.number + index
                messages = planted(messages, self.nick, span, cooler(factor, factor, factor), seed)
            spells = detect_spells(self.panel(messages), FALSE_SPELLS_PER_YEAR)
            cooler_spells = [spell for spell in spells if spell.direction is Direction.COOLER]
            for start, stated_factor in plants:
                first = untouched.days[start].astype(object)
                last = untouched.days[start + DAYS - 1].astype(object)
                is_detected = any(spell.first <= last and spell.last >= first for spell in cooler_spells)
                yield Trial(stated_factor, exponent, is_detected, self.reported, self.invented)


def _planted_months(
    panel: SignalPanel, starts: np.ndarray, drops: tuple[MonthlyDrop, ...], rng: np.random.Generator
) -> Iterator[tuple[int, float | None]]:
    """A day on which a drop begins in one month of each few, and what the month is said to show."""
    months = panel.days.astype("datetime64[M]")[starts]
    is_inside = (starts >= EDGE_DAYS) & (starts < panel.days.size - EDGE_DAYS)
    for drop in drops[1::MONTHS_APART]:
        candidates = starts[is_inside & (months == drop.month)]
        if candidates.size:
            yield int(rng.choice(candidates)), drop.factor


def of_person(number: int) -> list[Trial]:
    """Trials of one real person."""
    person = people()[number]
    messages = conversation(person, group=False)
    return list(Subject(number, person.nick, messages, measured, reported=not person.tuned_on).trials())


def of_pair(seed: int) -> list[Trial]:
    """Trials of one invented pair in which nothing happens."""
    pair = measured_pair(seed, STRONG, quiet=True)
    days = pl.col("sent_at").dt.convert_time_zone(ZONE).dt.replace_time_zone(None) - DAY_START
    rows = pair.rows.with_columns(pl.col("sent_at").dt.replace_time_zone(None), day=days.dt.date())
    return list(Subject(seed, pair.other, rows, _measured_again, invented=True).trials())


def _measured_again(rows: pl.DataFrame) -> MeasuredConversation:
    """Rows of an invented pair with their times as moments again, measured."""
    table = rows.drop("day").with_columns(pl.col("sent_at").dt.replace_time_zone("UTC"))
    return measure(table, SIGNALS, ZoneInfo(ZONE), timedelta(minutes=1))


def section_text(trials: list[Trial], options: str) -> str:
    """The section of the page."""
    groups = (
        ("real people, only reported", [trial for trial in trials if trial.reported and not trial.invented]),
        ("real people the method was made on", [trial for trial in trials if not trial.reported]),
        ("invented pairs", [trial for trial in trials if trial.invented]),
    )
    lines = [
        "## What a history could have shown",
        "",
        f"Made by `python -m bench.detection.reach {options}`.",
        "For each month the program says the smallest drop of all habits for three days (what is left of the messages,",
        "their words and their marks) that it would have found in four of five cases. Drops were planted as large as",
        "that, and with the square root and the fourth root of what is left (of a drop to a quarter: a half, seven",
        "tenths), and none. Found is a cooler spell that touches them, at 0.1 spells a year by chance. Of drops as",
        "large as said 0.80 should be found.",
        "",
        "| months | as large as said | square root | fourth root | nothing planted |",
        "|---|---|---|---|---|",
    ]
    for name, group in groups:
        for label, selected in (
            ("", [trial for trial in group if trial.stated_factor is not None]),
            (
                ", half and less",
                [trial for trial in group if trial.stated_factor is not None and trial.stated_factor <= 0.5],
            ),
            (
                ", more than half",
                [trial for trial in group if trial.stated_factor is not None and trial.stated_factor > 0.5],
            ),
        ):
            lines.append(f"| {name}{label} | {' | '.join(_recall_cells(selected))} |")
        without_drop = [trial for trial in group if trial.stated_factor is None]
        lines.append(f"| {name}, said to show no drop (to a fifth) | {' | '.join(_recall_cells(without_drop))} |")
    return "\n".join([*lines, ""])


def _recall_cells(trials: list[Trial]) -> list[str]:
    """Shares that were found, by exponent."""
    by_exponent = [[trial.detected for trial in trials if trial.exponent == exponent] for exponent in EXPONENTS]
    return [f"{share_text(sum(detections), len(detections))} of {len(detections)}" for detections in by_exponent]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=38)
    parser.add_argument("--pairs", type=int, default=8)
    options = parser.parse_args()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        parts = list(pool.map(of_person, range(options.people)))
        parts += pool.map(of_pair, range(500, 500 + options.pairs))
    text = section_text(
        [trial for part in parts for trial in part], f"--people {options.people} --pairs {options.pairs}"
    )
    write_section("reach", text)
    print(text)


if __name__ == "__main__":
    main()
