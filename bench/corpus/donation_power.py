"""Power to detect planted spells from the rows of a donation, without the text.

    python -m bench.corpus.donation_power [--pairs 60]

Invented pairs of a year with planted spells of a moderate strength. Spells are detected twice at the same rate of false
ones: from everything that was measured, message by message, and from the values and counts of days that a donation
holds, with three digits; how much single messages vary is then estimated from the days. Findings that a donation
itself holds come from the whole text, and lose nothing. Writes its section of docs/measurements/corpus.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import numpy as np

from bench.shared.intervals import rate_text, share_text
from bench.shared.invented_pairs import ZONE
from bench.shared.measurement_page import write_section
from bench.shared.paths import MEASUREMENTS
from unlike.analysis.person import FALSE_SPELLS_PER_YEAR
from unlike.core.series import Series
from unlike.detection import build_panel, detect_change_points, detect_spells, robust_baseline
from unlike.signals import SIGNALS, measure, series
from unlike.synthetic import MODERATE, generate, random_world

PAGE = MEASUREMENTS / "corpus.md"
YEARS = 1.0
Days = list[tuple[np.datetime64, np.datetime64]]


def donated_series(habit: Series) -> Series:
    """A signal as it can be made from the rows of a donation."""
    values = np.array([float(f"{value:.3g}") for value in habit.values])
    weights = np.array([float(f"{weight:.3g}") for weight in habit.weights])
    rounded = replace(habit, values=values, weights=weights, histogram=None, likelihood_weight=0.0)
    has_value = np.isfinite(rounded.scaled()) & (weights > 0)
    if has_value.sum() < 2:
        return rounded
    noise = float(np.var(rounded.scaled()[has_value]) * np.mean(weights[has_value]))
    return replace(rounded, noise=noise)


def spell_days(habits: Sequence[Series]) -> Days:
    """First and last days of detected spells."""
    panel = build_panel(habits)
    baseline = robust_baseline(panel.without_offsets(detect_change_points(panel)[1]))
    detected = detect_spells(baseline, FALSE_SPELLS_PER_YEAR)
    return [(np.datetime64(spell.first), np.datetime64(spell.last)) for spell in detected]


def count_overlapping(spans: Days, others: Days) -> int:
    """Count the spans that share a day with one of some other spans."""
    return sum(
        any(first <= other_last and last >= other_first for other_first, other_last in others) for first, last in spans
    )


def report_text(pairs: int) -> str:
    planted, false = 0, {"full": 0, "rows": 0}
    hits = dict(false)
    for seed in range(pairs):
        chat = generate(random_world(70_000 + seed, MODERATE, years=YEARS, spells=3))
        measured = measure(chat.table(ZONE), SIGNALS, ZoneInfo(ZONE), timedelta(minutes=1))
        habits = series(measured, chat.other)
        truth = [(np.datetime64(spell.first), np.datetime64(spell.last)) for spell in chat.truth.spells]
        planted += len(truth)
        for name, variant in (("full", habits), ("rows", tuple(map(donated_series, habits)))):
            detected = spell_days(variant)
            hits[name] += count_overlapping(truth, detected)
            false[name] += len(detected) - count_overlapping(detected, truth)
    labels = {"full": "everything that was measured", "rows": "the rows of a donation"}
    rows = (
        f"| {label} | {share_text(hits[name], planted)} | {rate_text(false[name], pairs * YEARS)} |"
        for name, label in labels.items()
    )
    intro = (
        f"{planted} planted spells of a moderate strength in {pairs} invented pairs of a year, detected at one false "
        "spell in ten years. Findings that a donation holds come from the whole text and lose nothing; this is about "
        "who detects anew from the rows of days."
    )
    head = "| detected from | spells found | false ones a year |"
    again = f"Again: `python -m bench.corpus.donation_power --pairs {pairs}`."
    return "\n".join(["## What the rows of a donation lose", "", intro, "", head, "|---|---|---|", *rows, "", again])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=60)
    text = report_text(parser.parse_args().pairs)
    print(text)
    write_section("power", text, PAGE)


if __name__ == "__main__":
    main()
