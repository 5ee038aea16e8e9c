"""Claims on untouched real histories: how many are absences, and the messages around each, to be read one by one.

    UNLIKE_DATA=FOLDER python -m bench.detection.untouched_claims [--people N] [--excerpts FOLDER]

Nothing was planted, so that each claim is chance or something that happened. An absence is a spell in which at most a
third as much was written a day as on the 45 days to each side. With `--excerpts`, the messages of each claim and of
the days around it are written to a folder outside the repository. Writes its section of docs/measurements/detection.md;
only sums over people come out.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from bench.shared.measurement_page import write_section
from bench.shared.public_channels import Person, conversation, measured, people
from unlike.core.types import Direction
from unlike.detection import DetectedSpell, build_panel, detect_change_points, detect_spells, robust_baseline
from unlike.detection.calibration import DAYS_PER_YEAR
from unlike.signals import series, without_group_activity

RATES = (0.1, 1.0)
NEAR_DAYS = 45
ABSENCE_SHARE = 1 / 3
AROUND_DAYS = 4
"""Days before and after a claim whose messages are shown to who reads it."""


@dataclass(frozen=True)
class Claim:
    """One claimed spell, and how much was written in it, as a share of the days around."""

    spell: DetectedSpell
    writing_share: float
    excerpt: pl.DataFrame

    @property
    def is_absence(self) -> bool:
        return self.writing_share <= ABSENCE_SHARE


def claims_of(person: Person) -> tuple[float, list[Claim]]:
    """Years of a person's history, and the claims at the highest of `RATES`."""
    messages = conversation(person, group=False)
    history = measured(messages)
    panel = build_panel(without_group_activity(history, series(history, person.nick)))
    panel = robust_baseline(panel.without_offsets(detect_change_points(panel)[1]))
    by_day = dict(messages.filter(pl.col("sender") == person.nick).group_by("day").len().iter_rows())
    spells = detect_spells(panel, RATES[-1])
    return panel.days.size / DAYS_PER_YEAR, [_claim_of_spell(spell, by_day, messages) for spell in spells]


def _claim_of_spell(spell: DetectedSpell, by_day: dict[date, int], messages: pl.DataFrame) -> Claim:
    days = (spell.last - spell.first).days + 1
    daily_inside = np.mean([by_day.get(spell.first + timedelta(day), 0) for day in range(days)])
    nearby_days = [*range(-NEAR_DAYS, 0), *range(days, days + NEAR_DAYS)]
    daily_nearby = np.mean([by_day.get(spell.first + timedelta(day), 0) for day in nearby_days])
    around = timedelta(AROUND_DAYS)
    excerpt = messages.filter(pl.col("day").is_between(spell.first - around, spell.last + around))
    return Claim(spell, float(daily_inside / max(daily_nearby, 1e-9)), excerpt)


def section_text(claims: list[Claim], years: float, options: str) -> str:
    """The section of the page."""
    lines = [
        "## Claims on untouched histories",
        "",
        f"Made by `python -m bench.detection.untouched_claims {options}`: {years:.0f} years of real people,",
        "each with whom they talk most with. An absence: at most a third as much was written a day as on the 45",
        "days to each side.",
        "",
        "| a year by chance | claims | cooler | warmer | another way | absences | up to two days | 30 and more |",
        "|---|---|---|---|---|---|---|---|",
    ]
    return "\n".join([*lines, *_table_rows(claims), ""])


def _table_rows(claims: list[Claim]) -> Iterator[str]:
    for rate in RATES:
        claims_at_rate = [claim for claim in claims if claim.spell.per_year <= rate]
        by_direction = [sum(claim.spell.direction is direction for claim in claims_at_rate) for direction in Direction]
        days = [(claim.spell.last - claim.spell.first).days + 1 for claim in claims_at_rate]
        lengths = (sum(number <= 2 for number in days), sum(number >= 30 for number in days))
        absences = sum(claim.is_absence for claim in claims_at_rate)
        counts = (len(claims_at_rate), *by_direction, absences, *lengths)
        yield f"| {rate} | {' | '.join(map(str, counts))} |"


def write_excerpts(claims: list[Claim], folder: Path) -> None:
    """Write the messages of each claim as a file of its own, the surest claim first."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, claim in enumerate(sorted(claims, key=lambda claim: claim.spell.per_year), 1):
        spell = claim.spell
        head = f"{spell.first} to {spell.last}, {spell.direction.value}, {spell.per_year:.3f} a year\n"
        rows = (
            f"{at:%m-%d %H:%M} {sender}: {text}\n"
            for _, at, sender, text in _excerpt_columns(claim.excerpt).iter_rows()
        )
        (folder / f"{number:03}.txt").write_text(head + "".join(rows), encoding="utf-8")


def _excerpt_columns(excerpt: pl.DataFrame) -> pl.DataFrame:
    return excerpt.select("day", "sent_at", "sender", pl.col("text").fill_null(""))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=38)
    parser.add_argument("--excerpts", type=Path)
    options = parser.parse_args()
    parts = [claims_of(person) for person in people()[: options.people]]
    claims = [claim for _, of_person in parts for claim in of_person]
    text = section_text(claims, sum(years for years, _ in parts), f"--people {options.people}")
    write_section("untouched-claims", text)
    if options.excerpts:
        write_excerpts(claims, options.excerpts)
    print(text)


if __name__ == "__main__":
    main()
