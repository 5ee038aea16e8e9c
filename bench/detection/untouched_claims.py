"""Claims on untouched real histories: how many are absences, and what a reader saw in the days around each.

    UNLIKE_DATA=FOLDER python -m bench.detection.untouched_claims [--people N] [--excerpts FOLDER] [--causes FOLDER]

Nothing was planted, so that each claim is chance or something that happened. An absence is a spell in which at most a
third as much was written a day as on the 45 days to each side. With `--excerpts`, the messages around each claim are
written to a folder outside the repository, and those around as many days drawn at random from the same person's other
days: reasons are found there, too. Whoever reads them fills a table (`bench.detection.span_reading`); `--causes` takes
that folder and adds the sums. Writes its section of docs/measurements/detection.md; only sums over people come out.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from bench.detection.span_reading import ReadableSpan, cause_table, read_causes, write_spans
from bench.shared.measurement_page import write_section
from bench.shared.public_channels import Person, conversation, measured, people
from unlike.core.types import Direction
from unlike.detection import build_panel, detect_change_points, detect_spells, robust_baseline
from unlike.detection.calibration import DAYS_PER_YEAR
from unlike.signals import series, without_group_activity

RATES = (0.1, 1.0)
NEAR_DAYS = 45
AROUND_DAYS = 4
"""Days before and after a span whose messages are shown to who reads it."""
ORDINARY = "ordinary"
"""Kind of a span that was drawn at random."""


@dataclass(frozen=True)
class PersonSpans:
    """Spans of one person.

    Attributes:
        years: length of the history.
        claims: claims at the highest of `RATES`, oldest first.
        ordinary: for each claim as many days, outside of all claims, of which the person writes on the first.
    """

    years: float
    claims: list[ReadableSpan]
    ordinary: list[ReadableSpan]


def spans_of(person: Person) -> PersonSpans:
    """Claims on a person's history, and ordinary days of it."""
    messages = conversation(person, group=False)
    history = measured(messages)
    panel = build_panel(without_group_activity(history, series(history, person.nick)))
    panel = robust_baseline(panel.without_offsets(detect_change_points(panel)[1]))
    by_day = dict(messages.filter(pl.col("sender") == person.nick).group_by("day").len().iter_rows())
    claims = [
        _readable_span(person, messages, by_day, (spell.first, spell.last), (spell.direction.value, spell.per_year))
        for spell in detect_spells(panel, RATES[-1])
    ]
    ordinary = [
        _readable_span(person, messages, by_day, days, (ORDINARY, float("inf")))
        for days in ordinary_days(sorted(by_day), [(claim.first, claim.last) for claim in claims], person.number)
    ]
    return PersonSpans(panel.days.size / DAYS_PER_YEAR, claims, ordinary)


def ordinary_days(active: list[date], claims: list[tuple[date, date]], seed: int) -> Iterator[tuple[date, date]]:
    """First and last of as many days as each claim has, drawn at random, from an active day on, far from all claims.

    Args:
        active: days with a message of the person, oldest first.
        claims: first and last day of each claim.
        seed: seed of the draw.
    """
    rng = np.random.default_rng([seed, 83])
    distance = timedelta(2 * AROUND_DAYS)
    for claim_first, claim_last in claims:
        length = claim_last - claim_first
        candidates = [
            first
            for first in active
            if first + length <= active[-1]
            and all(first + length + distance < start or first - distance > end for start, end in claims)
        ]
        if candidates:
            first = candidates[int(rng.integers(len(candidates)))]
            yield first, first + length


def _readable_span(
    person: Person,
    messages: pl.DataFrame,
    by_day: dict[date, int],
    span: tuple[date, date],
    kind_and_rate: tuple[str, float],
) -> ReadableSpan:
    first, last = span
    days = (last - first).days + 1
    daily_inside = np.mean([by_day.get(first + timedelta(day), 0) for day in range(days)])
    nearby_days = [*range(-NEAR_DAYS, 0), *range(days, days + NEAR_DAYS)]
    daily_nearby = float(np.mean([by_day.get(first + timedelta(day), 0) for day in nearby_days]))
    around = timedelta(AROUND_DAYS)
    excerpt = messages.filter(pl.col("day").is_between(first - around, last + around))
    return ReadableSpan(
        person.number, first, last, *kind_and_rate, float(daily_inside / max(daily_nearby, 1e-9)), excerpt
    )


def section_text(claims: list[ReadableSpan], years: float, options: str) -> str:
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


def _table_rows(claims: list[ReadableSpan]) -> Iterator[str]:
    for rate in RATES:
        claims_at_rate = [claim for claim in claims if claim.per_year <= rate]
        by_direction = [sum(claim.kind == direction.value for claim in claims_at_rate) for direction in Direction]
        days = [(claim.last - claim.first).days + 1 for claim in claims_at_rate]
        lengths = (sum(number <= 2 for number in days), sum(number >= 30 for number in days))
        absences = sum(claim.is_absence for claim in claims_at_rate)
        counts = (len(claims_at_rate), *by_direction, absences, *lengths)
        yield f"| {rate} | {' | '.join(map(str, counts))} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=38)
    parser.add_argument("--excerpts", type=Path)
    parser.add_argument("--causes", type=Path)
    options = parser.parse_args()
    parts = [spans_of(person) for person in people()[: options.people]]
    claims = [claim for part in parts for claim in part.claims]
    ordinary = [span for part in parts for span in part.ordinary]
    text = section_text(claims, sum(part.years for part in parts), f"--people {options.people}")
    if options.excerpts:
        write_spans([*claims, *ordinary], options.excerpts)
    if options.causes:
        rows = {f"claims at {rate} a year": [claim for claim in claims if claim.per_year <= rate] for rate in RATES}
        text += "\n" + cause_table(rows | {"ordinary days": ordinary}, read_causes(options.causes))
    write_section("untouched-claims", text)
    print(text)


if __name__ == "__main__":
    main()
