"""Fitting of the signals' weights in the combined score, and what each signal is worth beside the others.

    python -m bench.detection.weights [--people N] [--worlds N] [--rounds N]

Coordinate search for the weights at which most planted changes of many kinds are found at few claims on untouched
histories, on the people that are tuned on and on half of the invented pairs; the others are only reported. Writes its
section of docs/measurements/detection.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import numpy as np

from bench.detection.power import DAYS, PLACES, graded_strength
from bench.detection.real_histories import in_days, spliced_from
from bench.shared.intervals import share_text
from bench.shared.invented_pairs import ZONE
from bench.shared.measurement_page import write_section
from bench.shared.planted_changes import PLANTS, planted, spans
from bench.shared.public_channels import SPAN, conversation, measured, people
from unlike.core.series import Series, SignalKind
from unlike.detection import SignalPanel, build_panel, detect_change_points, robust_baseline
from unlike.detection.calibration import DAYS_PER_YEAR, separate_peaks
from unlike.detection.scan import WINDOW_DAYS, standard_scores, window_contrasts, window_spread
from unlike.detection.scores import MIN_OPPOSING_SCORE
from unlike.detection.signal_weights import (
    COUNT_POWER,
    OTHER_POWER,
    daily_correlations,
    discriminant_weights,
    expected_day_score,
)
from unlike.signals import SIGNALS, measure, series
from unlike.synthetic import STRONG, PlantedChange, generate, random_world

NAMES = tuple(signal.name for signal in SIGNALS)
DIRECTED = np.flatnonzero([signal.polarity != 0 for signal in SIGNALS])
DECLARED = np.array([signal.weight if signal.polarity else 0.0 for signal in SIGNALS])
POWER = np.array([COUNT_POWER if signal.kind is SignalKind.COUNT else OTHER_POWER for signal in SIGNALS])
RATES = (0.1, 0.2, 0.4, 0.8)
"""Claims a year at which recall is averaged while learning."""
SHOWN = 0.2
"""Claims a year in the tables: at 0.1 a handful of claims would decide."""
COOLER = ("strong", "moderate", "mild")
LEFT_OUT = ("one habit", "plainer", "no questions", "later replies", "spliced")
INVENTED = {"strong": 1.0, "moderate": 0.56}
APART, MOST = 4, 8


@dataclass(frozen=True)
class History:
    """One history as windows: `(sum of what counts)` needs weights only.

    Attributes:
        is_real: of a person, not invented.
        tuned: weights may be learnt on it.
        years: length.
        quiet: standard scores towards cooler where nothing was planted, shape (k, s, d).
        valid: shape (k, d).
        expected, together: what a drop would move, and what days share; shapes (s,) and (s, s).
        plant_windows: by kind of change, the windows that touch each plant, shape (n, s).
    """

    is_real: bool
    tuned: bool
    years: float
    quiet: np.ndarray
    valid: np.ndarray
    expected: np.ndarray
    together: np.ndarray
    plant_windows: dict[str, list[np.ndarray]]


def combination_weights(history: History, signal_weights: np.ndarray) -> np.ndarray:
    """Weights of the combined score, as `unlike.detection.signal_weights`, for other weights of signals."""
    expected_moves = signal_weights * (history.expected / max(history.expected.max(), 1e-12)) ** POWER
    return discriminant_weights(expected_moves, history.together).astype(np.float32)


def scored_windows(person: SignalPanel) -> tuple[np.ndarray, np.ndarray]:
    """Standard scores towards cooler by signal, and which windows there are."""
    contrasts = window_contrasts(
        person.values, person.precision, person.baseline_days, third_cumulants=person.third_cumulants
    )
    scores_by_length = standard_scores(contrasts, window_spread(contrasts))
    scores = np.zeros((len(WINDOW_DAYS), len(NAMES), person.days.size), dtype=np.float32)
    for row, name in enumerate(person.names):
        if person.polarity[row]:
            scores[:, NAMES.index(name)] = np.maximum(
                scores_by_length[:, row] * person.polarity[row], MIN_OPPOSING_SCORE
            )
    return scores, contrasts.valid


def windows_touching(person: SignalPanel, first: int, last: int) -> np.ndarray:
    """The windows up to three times as long that touch some days."""
    scores, valid = scored_windows(person)
    parts = []
    for length_index, length in enumerate(WINDOW_DAYS):
        low, high = max(first - length + 1, 0), min(last, person.days.size - length)
        if length <= 3 * (last - first + 1) + 3 and high >= low:
            parts.append(scores[length_index, :, low : high + 1].T[valid[length_index, low : high + 1]])
    return np.concatenate(parts) if parts else np.zeros((0, len(NAMES)), np.float32)


def baseline_panel(habits: tuple[Series, ...]) -> SignalPanel:
    person = build_panel(habits)
    return robust_baseline(person.without_offsets(detect_change_points(person)[1]))


Plants = Iterator[tuple[str, list[tuple[np.datetime64, np.datetime64]], tuple[Series, ...]]]


def measured_history(untouched: SignalPanel, plants: Plants, *, is_real: bool, tuned: bool) -> History:
    scores, valid = scored_windows(untouched)
    columns = [NAMES.index(name) for name in untouched.names]
    expected_moves, together = np.zeros(len(NAMES)), np.eye(len(NAMES))
    expected_moves[columns] = [expected_day_score(untouched, row) for row in range(len(columns))]
    together[np.ix_(columns, columns)] = daily_correlations(untouched)
    touching_windows: dict[str, list[np.ndarray]] = {}
    for kind, plant_spans, habits in plants:
        person = baseline_panel(habits)
        days = [[int((day - person.days[0]).astype(int)) for day in span] for span in plant_spans]
        touching_windows.setdefault(kind, []).extend(windows_touching(person, first, last) for first, last in days)
    return History(
        is_real, tuned, untouched.days.size / DAYS_PER_YEAR, scores, valid, expected_moves, together, touching_windows
    )


def person_history(number: int) -> History:
    """A real person with the one they talk most with."""
    listed_person = people()[number]
    messages = conversation(listed_person, group=False)
    writing_days = np.isin(
        listed_person.first + np.arange(SPAN).astype("timedelta64[D]"), in_days(messages, listed_person.nick)
    )

    def plants() -> Plants:
        for plant in (*PLANTS, spliced_from(number)):
            if plant.days in {3, 7} and plant.kind in {*COOLER, *LEFT_OUT} and (plant.kind, plant.days) != ("mild", 3):
                plant_spans = spans(writing_days, listed_person.first, plant.days, 1000 * number + plant.days)
                changed_messages = planted(messages, listed_person.nick, plant_spans, plant.change, number)
                yield plant.kind, plant_spans, series(measured(changed_messages), listed_person.nick)

    return measured_history(
        baseline_panel(series(measured(messages), listed_person.nick)),
        plants(),
        is_real=True,
        tuned=listed_person.tuned_on,
    )


def pair_history(seed: int) -> History:
    """An invented pair of two years."""
    quiet_world = replace(random_world(seed, STRONG, quiet=True), days=DAYS)

    def habits(changes: tuple[PlantedChange, ...]) -> tuple[Series, ...]:
        chat = generate(replace(quiet_world, changes=changes))
        measured_conversation = measure(chat.table(ZONE), SIGNALS, ZoneInfo(ZONE), timedelta(minutes=1))
        return series(measured_conversation, chat.other)

    def plants() -> Plants:
        for kind, part in INVENTED.items():
            for length in (3, 7):
                rng = np.random.default_rng([seed, length, 31])
                starts = [int(relative_start * DAYS - length / 2 + rng.integers(-12, 13)) for relative_start in PLACES]
                first = [quiet_world.start + timedelta(days=start) for start in starts]
                plant_spans = [(day, day + timedelta(days=length - 1)) for day in first]
                strength = graded_strength(part)
                changes = tuple(PlantedChange("spell", *span, quiet_world.other.name, strength) for span in plant_spans)
                yield (
                    kind,
                    [(np.datetime64(first_day), np.datetime64(last_day)) for first_day, last_day in plant_spans],
                    habits(changes),
                )

    return measured_history(baseline_panel(habits(())), plants(), is_real=False, tuned=seed % 2 == 0)


def best_scores(histories: Sequence[History], signal_weights: np.ndarray, kind: str) -> np.ndarray:
    """The best score of a window that touches each plant of a kind."""
    return np.array(
        [
            float((rows @ combination_weights(history, signal_weights)).max()) if len(rows) else -9.0
            for history in histories
            for rows in history.plant_windows.get(kind, [])
        ]
    )


def score_levels(histories: Sequence[History], signal_weights: np.ndarray, rates: Sequence[float]) -> list[float]:
    """The scores that so many claims a year reach where nothing was planted, each a mean of three."""
    heights: list[float] = []
    for history in histories:
        score = np.where(
            history.valid, np.einsum("ksd,s->kd", history.quiet, combination_weights(history, signal_weights)), -np.inf
        )
        heights += [peak.score for peak in separate_peaks(score.astype(np.float64), WINDOW_DAYS, APART, MOST)]
    heights.sort(reverse=True)
    count = [round(rate * sum(history.years for history in histories)) for rate in rates]
    return [float(np.mean(heights[max(rank - 1, 0) : rank + 2])) for rank in count]


def recall(histories: Sequence[History], signal_weights: np.ndarray, kind: str) -> tuple[int, int]:
    """Count of plants that are found at `SHOWN` claims a year, and of all plants."""
    (level,) = score_levels(histories, signal_weights, (SHOWN,))
    reached = best_scores(histories, signal_weights, kind)
    return int(np.sum(reached > level)), reached.size


def search_objective(histories: Sequence[History], signal_weights: np.ndarray, kinds: Sequence[str]) -> float:
    """Objective of the search: soft recall over kinds and rates; real and invented histories count alike."""
    total = 0.0
    for is_real in sorted({history.is_real for history in histories}):
        part = [history for history in histories if history.is_real == is_real]
        bounds = score_levels(part, signal_weights, RATES)
        rows = [reached for kind in kinds if (reached := best_scores(part, signal_weights, kind)).size]
        soft = [np.mean(1 / (1 + np.exp(-(row - level) / (0.12 * level)))) for row in rows for level in bounds]
        total += float(np.mean(soft)) if soft else 0.0
    return total


def fitted_weights(
    histories: Sequence[History], kinds: Sequence[str], rounds: int, columns: np.ndarray | None = None
) -> np.ndarray:
    """Weights of some signals by random steps along a few coordinates at a time, kept where they are worth more."""
    rng = np.random.default_rng(0)
    columns = DIRECTED if columns is None else columns
    best_weights = np.where(np.isin(np.arange(len(NAMES)), columns) & (DECLARED > 0), 0.4, 0.0)
    reached = search_objective(histories, best_weights, kinds)
    for _ in range(rounds):
        candidate = best_weights.copy()
        for column in rng.choice(columns, size=int(rng.choice([1, 1, 2, 3])), replace=False):
            draw = rng.random()
            if draw < 0.35 or candidate[column] == 0:
                candidate[column] = 0.0 if draw < 0.15 else rng.uniform(0, 0.8)
            else:
                candidate[column] *= np.exp(rng.normal(0, 0.5))
        if (
            candidate.max() > 0
            and (candidate_worth := search_objective(histories, candidate / candidate.max(), kinds)) > reached
        ):
            best_weights, reached = candidate / candidate.max(), candidate_worth
    return best_weights


def section_text(histories: Sequence[History], command: str, rounds: int) -> str:
    tuned, held_out = ([history for history in histories if history.tuned == part] for part in (True, False))
    real, invented = ([history for history in held_out if history.is_real == part] for part in (True, False))
    kinds = (*COOLER, *LEFT_OUT)
    weights = fitted_weights(tuned, kinds, rounds)
    lines = [
        "## What each signal tells",
        "",
        f"Made by `{command}`. Found: plants of 3 and 7 days, all",
        f"window lengths scanned, at {SHOWN} claims a year on the untouched histories; on the {len(real)} real people",
        f"and {len(invented)} invented pairs that nothing was",
        "learnt from. *Declared* is what the program uses for the score of days: rounded from several such searches,",
        "and kept above nothing where couples' chats have what these people do not (pet names). *Without this kind*:",
        "learnt anew without any plant of that kind, so that it is new to the weights.",
        "",
        "| kind of change | signals alike | learnt | learnt without this kind | declared |",
        "|---|---|---|---|---|",
    ]
    flat = np.where(DECLARED > 0, 1.0, 0.0)
    for kind in kinds:
        group = COOLER if kind in COOLER else (kind,)
        without_kind = fitted_weights(tuned, [other_kind for other_kind in kinds if other_kind not in group], rounds)
        cells = [share_text(*recall(real, candidate, kind)) for candidate in (flat, weights, without_kind, DECLARED)]
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    for kind in INVENTED:
        cells = [share_text(*recall(invented, candidate, kind)) for candidate in (flat, weights)]
        declared = share_text(*recall(invented, DECLARED, kind))
        lines.append(f"| {kind}, invented pairs | {' | '.join(cells)} | – | {declared} |")
    lines += [
        "",
        "| signal | learnt | declared | all kinds found without it | invented pairs |",
        "|---|---|---|---|---|",
    ]
    for column in sorted(DIRECTED, key=lambda column: -DECLARED[column]):
        without_column = DECLARED.copy()
        without_column[column] = 0.0
        cells = (f"{weights[column]:.2f}", f"{DECLARED[column]:.2f}", *_recall_cells(tuned, without_column, kinds))
        lines.append(f"| {SIGNALS[column].label} | {' | '.join(cells)} |")
    lines += [f"| *with all of them* | | | {' | '.join(_recall_cells(tuned, DECLARED, kinds))} |", ""]
    lines.append("The second table is on the histories tuned on: nothing is chosen on the others.")
    return "\n".join(lines)


def _recall_cells(histories: Sequence[History], signal_weights: np.ndarray, kinds: Sequence[str]) -> tuple[str, str]:
    """Recall over all kinds, on real people and on invented pairs."""
    cells = []
    for is_real in (True, False):
        part = [history for history in histories if history.is_real == is_real]
        cell = np.sum([recall(part, signal_weights, kind) for kind in kinds], axis=0)
        cells.append(share_text(int(cell[0]), int(cell[1]), 3))
    return cells[0], cells[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=38)
    parser.add_argument("--worlds", type=int, default=24)
    parser.add_argument("--rounds", type=int, default=200)
    options = parser.parse_args()
    histories = [person_history(number) for number in range(options.people)]
    histories += [pair_history(seed) for seed in range(21000, 21000 + options.worlds)]
    arguments = f"--people {options.people} --worlds {options.worlds} --rounds {options.rounds}"
    text = section_text(histories, f"python -m bench.detection.weights {arguments}", options.rounds)
    write_section("weights", text)
    print(text)


if __name__ == "__main__":
    main()
