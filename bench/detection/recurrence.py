"""Accuracy of recurrence: false rhythms where spells fell at random, and recall and intervals of true ones.

    python -m bench.detection.recurrence [--worlds N] [--to PAGE]

A world is spells of 3 to 9 days in two to four years: placed at random, or one a period with the onset off by a normal
number of days. One process, seeds 0 up. Writes its section of docs/measurements/detection.md.
"""

from __future__ import annotations

import argparse
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.shared.intervals import share_text
from bench.shared.measurement_page import DETECTION_PAGE, write_section
from unlike.core.spans import DateSpan
from unlike.detection.recurrence import DetectedRecurrence, detect_recurrence

COUNTS = (4, 6, 8, 12, 20)
OFF = (0.03, 0.06, 0.12)
"""Deviation of an onset, as a part of the period."""
BEGIN = date(2021, 1, 1)
Ints = NDArray[np.int64]
Spells = list[DateSpan]


def at_random(count: int, rng: np.random.Generator, *, clustered: bool = False) -> tuple[Spells, DateSpan]:
    """Spells without overlap; clustered ones fall into a third of the days with twice the odds or more."""
    days = int(rng.integers(730, 1461))
    lengths = rng.integers(3, 10, size=count)
    free = days - int(lengths.sum()) - 3 * count
    places = rng.uniform(0, 1, size=count)
    places = np.sort(places**2 if clustered else places) * free
    onsets = np.floor(places).astype(int) + np.cumsum(lengths + 3) - lengths - 3
    return dated_spells(onsets, lengths), DateSpan(BEGIN, BEGIN + timedelta(days=days - 1))


def regular_spells(count: int, off: float, rng: np.random.Generator) -> tuple[Spells, DateSpan, date, float]:
    """One spell a period, the history's span, the onset that is still to come, and the period."""
    period = float(rng.uniform(24, 120))
    lengths = rng.integers(3, 10, size=count + 1)
    wish = rng.uniform(0, period) + period * np.arange(count + 1) + rng.normal(0, off * period, size=count + 1)
    onsets = np.maximum.accumulate(np.maximum(np.round(wish).astype(int), 0) - 10 * np.arange(count + 1))
    onsets += 10 * np.arange(count + 1)  # at least ten days from onset to onset
    spells = dated_spells(onsets, lengths)
    end = spells[-2].last + (spells[-1].first - spells[-2].last) / 2
    return spells[:-1], DateSpan(BEGIN, end), spells[-1].first, period


def dated_spells(onsets: Ints, lengths: Ints) -> Spells:
    return [
        DateSpan(BEGIN + timedelta(days=int(onset)), BEGIN + timedelta(days=int(onset + length) - 1))
        for onset, length in zip(onsets, lengths, strict=True)
    ]


def false_row(count: int, worlds: int) -> str:
    cells = []
    for clustered in (False, True):
        worlds_made = (
            at_random(count, np.random.default_rng((seed, count)), clustered=clustered) for seed in range(worlds)
        )
        cells.append(share_text(sum(detect_recurrence(*history) is not None for history in worlds_made), worlds, 3))
    return f"| {count} | {' | '.join(cells)} |"


def true_row(count: int, off: float, worlds: int) -> str:
    """Found; of these the period within 5 %, in its interval, and the next onset in its window."""
    detected: list[tuple[DetectedRecurrence, date, float]] = []
    for seed in range(worlds):
        spells, span, coming, period = regular_spells(
            count, off, np.random.default_rng((seed, count, round(1000 * off)))
        )
        recurrence = detect_recurrence(spells, span)
        if recurrence is not None:
            detected.append((recurrence, coming, period))
    period_near = sum(abs(recurrence.period / period - 1) <= 0.05 for recurrence, _, period in detected)
    period_covered = sum(recurrence.between[0] <= period <= recurrence.between[1] for recurrence, _, period in detected)
    next_covered = sum(recurrence.upcoming[0] <= coming <= recurrence.upcoming[1] for recurrence, coming, _ in detected)
    wide = (
        np.median([(recurrence.upcoming[1] - recurrence.upcoming[0]).days + 1 for recurrence, _, _ in detected])
        if detected
        else 0
    )
    cells = [
        share_text(len(detected), worlds),
        *(share_text(number, len(detected)) for number in (period_near, period_covered, next_covered)),
        f"{wide:.0f}",
    ]
    return f"| {count} | {off:.0%} | {' | '.join(cells)} |"


def section_text(worlds: int) -> str:
    return "\n".join(
        [
            "## Spells that come back",
            "",
            f"Made by `python -m bench.detection.recurrence --worlds {worlds}` (seeds 0 up). Spells of 3 to 9 days,",
            (
                f"{worlds} worlds a row. First spells with no rhythm: placed evenly at random in two to "
                f"four years, or ever denser towards"
            ),
            "the beginning. A rhythm told of there is false.",
            "",
            "| spells | told, evenly at random | told, in clusters |",
            "|---|---|---|",
            *(false_row(count, worlds) for count in COUNTS),
            "",
            (
                "Then one spell a period of 24 to 120 days, each onset off by a normal number "
                "of days; the next onset, which"
            ),
            "is not seen, should fall into its window 9 times in 10, and the period into its interval.",
            "",
            "| spells | onsets off by | told | period within 5 % | in its interval | next one in its window | days |",
            "|---|---|---|---|---|---|---|",
            *(true_row(count, off, worlds) for count in COUNTS for off in OFF),
            "",
            "Where onsets are off by an eighth of the period, few rhythms are told of before twelve spells. Those that",
            "are look more regular than they are; windows and intervals allow for that, and with few spells they are",
            "rather too wide than too narrow. Onsets here keep to a beat; spells that come some time after the last",
            "one were not tried.",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=300)
    parser.add_argument("--to", type=Path, default=DETECTION_PAGE)
    options = parser.parse_args()
    text = section_text(options.worlds)
    write_section("recurrence", text, options.to)
    print(text)


if __name__ == "__main__":
    main()
