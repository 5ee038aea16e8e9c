"""Calibration of the chance of a spell in histories where nothing was planted.

    python -m bench.detection.null_calibration [--people N] [--worlds N]

Counts how often a stated rate comes in: real histories whole, with their days in another order, and in pieces of a
year, 120 and 60 days; invented pairs; white noise, the worst case.
Writes its section of docs/measurements/detection.md. Only sums over people come out.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from bench.shared.intervals import rate_text
from bench.shared.invented_pairs import measured_pair
from bench.shared.measurement_page import write_section
from bench.shared.public_channels import conversation, measured, people
from unlike.core.series import Series, SignalKind
from unlike.core.types import Direction
from unlike.detection import build_panel, detect_change_points, robust_baseline
from unlike.detection.calibration import DAYS_PER_YEAR, PEAKS_PER_YEAR, null_rate_per_year, separate_peaks
from unlike.detection.cooler_score import DAY_SCORE_WEIGHT, LOG_RATE, SUM_WEIGHT
from unlike.detection.scan import WINDOW_DAYS, window_contrasts
from unlike.detection.scores import DIRECTIONAL_SCORES, directional_scores
from unlike.signals import series
from unlike.synthetic import STRONG

STATED = (1.0, 0.2, 0.1)
PIECES = (365, 120, 60)
APART, MOST = 4, 60
BLOCK = 91
"""Days within which days are put in another order."""
ACTIVE = 30
"""Days with messages that a piece needs."""
Peaks = dict[Direction, list[float]]


def scored_peaks(habits: tuple[Series, ...]) -> tuple[float, Peaks]:
    """Years, and the scores of the peaks in each direction."""
    person = build_panel(habits)
    if len(person.names) < 3 or np.count_nonzero(person.active) < ACTIVE:
        return 0.0, {}
    person = robust_baseline(person.without_offsets(detect_change_points(person)[1]))
    direction_scores = directional_scores(
        window_contrasts(person.values, person.precision, person.baseline_days, third_cumulants=person.third_cumulants),
        person,
    )
    return person.days.size / DAYS_PER_YEAR, {
        view.direction: [peak.score for peak in separate_peaks(score, WINDOW_DAYS, APART, MOST)]
        for view, score in direction_scores.items()
    }


def history_pieces(habits: tuple[Series, ...], days: int) -> Iterator[tuple[Series, ...]]:
    """Stretches of so many days; of short ones only every other."""
    step = days if days >= PIECES[0] else 2 * days
    for first in range(0, habits[0].days.size - days + 1, step):
        yield tuple(
            _of_days(daily, np.arange(first, first + days), daily.days[first : first + days]) for daily in habits
        )


def _of_days(daily: Series, which: np.ndarray, dates: np.ndarray) -> Series:
    """The values of some days, in that order, as those of other dates."""
    histogram = None if daily.histogram is None else daily.histogram[which]
    return replace(daily, days=dates, values=daily.values[which], weights=daily.weights[which], histogram=histogram)


def shuffled_days(habits: tuple[Series, ...], seed: int) -> tuple[Series, ...]:
    """Days in another order within each quarter of a year: no spells, and no day tells of the next."""
    rng = np.random.default_rng([seed, 67])
    size = habits[0].days.size
    blocks = [first + rng.permutation(min(BLOCK, size - first)) for first in range(0, size, BLOCK)]
    order = np.concatenate(blocks)
    return tuple(_of_days(daily, order, daily.days) for daily in habits)


def noise_series(seed: int, signals: int = 8, days: int = 730) -> tuple[Series, ...]:
    rng = np.random.default_rng([seed, 61])
    days_axis = np.datetime64("2022-01-03", "D") + np.arange(days).astype("timedelta64[D]")
    return tuple(
        Series(f"s{number}", SignalKind.AMOUNT, -1, days_axis, np.exp(rng.normal(2, 0.3, days)), np.ones(days), 0.0)
        for number in range(signals)
    )


def all_histories(count: int, worlds: int) -> Iterator[tuple[str, tuple[Series, ...]]]:
    for person in people()[:count]:
        habits = series(measured(conversation(person, group=False)), person.nick)
        yield "real people, three years", habits
        yield "real people, days shuffled", shuffled_days(habits, person.number)
        for days in PIECES:
            for piece in history_pieces(habits, days):
                yield f"real people, {days} days", piece
    for seed in range(31000, 31000 + worlds):
        pair = measured_pair(seed, STRONG, quiet=True)
        yield "invented pairs, two years", series(pair.measured, pair.other)
    for seed in range(worlds):
        yield "white noise, two years", noise_series(seed)


def section_text(count: int, worlds: int) -> str:
    years: dict[str, float] = {}
    peaks_by_history: dict[str, Peaks] = {}
    for name, habits in all_histories(count, worlds):
        length, by_view = scored_peaks(habits)
        years[name] = years.get(name, 0.0) + length
        for direction, heights_of_direction in by_view.items():
            peaks_by_history.setdefault(name, {}).setdefault(direction, []).extend(heights_of_direction)
    often = f"{PEAKS_PER_YEAR:.0f}"
    lines = [
        "## The chance of a spell: one law for everyone",
        "",
        f"Made by `python -m bench.detection.null_calibration --people {count} --worlds {worlds}`.",
        "A window's score is a weighted sum of",
        "standard scores, scaled so that ordinary days of this person have variance 1, with all that habits share.",
        f"High peaks of such a field come {often} × score³ × exp(−score² / 2) times a year in each direction. The",
        f"constant is fitted, one for all, and so are divisors of the scores: {_divisors()}. The table says how",
        "many peaks a year come in each direction where so many are stated for that direction, in histories in",
        "which nothing was planted; what really happened to people is in them. *Constant*: what it would be for",
        "each row alone, by the peak that comes once in two years.",
        "Towards cooler two tests share the false spells: the score of the days, and the sum of the log-likelihood",
        f"ratios of the messages and of their number and {DAY_SCORE_WEIGHT} × that score; {SUM_WEIGHT} × that sum",
        f"reaches x exp({LOG_RATE} − x) times a year; that was fitted on the people that",
        "were tuned on, and both are brought onto the same scale.",
        "",
        f"| history (years) | direction | {' | '.join(f'stated {level}' for level in STATED)} | constant |",
        f"|---|---|{'---|' * len(STATED)}---|",
    ]
    for name, by_view in peaks_by_history.items():
        for direction, heights_of_direction in by_view.items():
            peak_heights = np.array(heights_of_direction)
            cells = [rate_text(int(np.sum(_stated_rates(peak_heights) <= level)), years[name]) for level in STATED]
            top = np.sort(peak_heights)[::-1][: max(round(years[name] / 2), 1)]
            constant = PEAKS_PER_YEAR * len(top) / years[name] / null_rate_per_year(float(top[-1])) if top.size else 0.0
            lines.append(f"| {name} ({years[name]:.0f}) | {direction.value} | {' | '.join(cells)} | {constant:.1f} |")
    lines += [
        "",
        "Of the false spells that are put up with, *other*, the habits without a direction (capitals, full stops),",
        "has a twentieth, warmer three twentieths, cooler the rest: that share of a rate is what is stated for a",
        "direction. *Other* comes somewhat oftener in whole histories than with their days in another order, because",
        "people's punctuation drifts.",
    ]
    return "\n".join(lines)


def _divisors() -> str:
    """Divisors of the scores that are not 1, as text."""
    return ", ".join(f"{view.null_sd} of {view.direction.value}" for view in DIRECTIONAL_SCORES if view.null_sd != 1)


def _stated_rates(heights: np.ndarray) -> np.ndarray:
    return np.array([null_rate_per_year(float(height)) for height in heights])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=38)
    parser.add_argument("--worlds", type=int, default=40)
    options = parser.parse_args()
    text = section_text(options.people, options.worlds)
    write_section("null_calibration", text)
    print(text)


if __name__ == "__main__":
    main()
