"""Ceiling of recall: what an oracle that knows kind and length finds of the same plants, beside what the program finds.

    python -m bench.detection.ceiling [--people N]

The oracle is a logistic regression for each kind of plant, learnt on other people, on windows of the planted length
alone; it does not know where they are. Writes its section of docs/measurements/detection.md. Only sums over people
come out.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import pairwise

import numpy as np

from bench.detection.real_histories import in_days
from bench.detection.real_histories_report import DENSE, DENSELY, PASSES, Key
from bench.shared.logistic_regression import logistic
from bench.shared.measurement_page import write_section
from bench.shared.planted_changes import PLANTS, planted, spans
from bench.shared.public_channels import SPAN, Person, conversation, measured, people, plain
from unlike.core.series import Series, SignalKind
from unlike.core.types import Direction
from unlike.detection import SignalPanel, build_panel, detect_change_points, robust_baseline
from unlike.detection.calibration import DAYS_PER_YEAR, separate_peaks
from unlike.detection.message_likelihood import HabitLikelihood
from unlike.detection.running_sums import RunningSums
from unlike.detection.scan import FLANK_DAYS, WINDOW_DAYS, standard_scores, window_contrasts, window_spread
from unlike.detection.scores import ScoreBasis, score_of
from unlike.signals import SIGNALS, series, without_group_activity

RATES = (0.1, 1.0)
FOLDS = 4
FACTORS = (0.1, 0.25, 0.4, 0.6, 0.8)
"""What is left of each share after the drops that the oracle weighs."""
NEGATIVES = 250
"""Windows of each untouched history that are learnt from."""
APART, MOST = 4, 60
NAMES = tuple(signal.name for signal in SIGNALS if signal.polarity)
WEIGHTED = tuple(signal for signal in SIGNALS if signal.likelihood_weight > 0)
SHARES = tuple(signal.name for signal in WEIGHTED if signal.kind is SignalKind.SHARE)
AMOUNTS = tuple(signal.name for signal in WEIGHTED if signal.kind is SignalKind.AMOUNT)
COOLER = score_of(Direction.COOLER)


@dataclass
class Planted:
    """One planted window: messages a day before the change, oracle features of touching windows, and our best score."""

    a_day: float
    features: np.ndarray
    exact: int
    program_score: float


@dataclass
class History:
    """One person: fold, years, and by length the features of every untouched window; by kind the planted ones."""

    fold: int
    tuned: bool
    years: float
    quiet: dict[int, tuple[np.ndarray, np.ndarray]]
    our_peaks: list[float]
    planted: dict[Key, list[Planted]] = field(default_factory=dict)


def baseline_panel(habits: tuple[Series, ...]) -> SignalPanel:
    person = build_panel(habits)
    return robust_baseline(person.without_offsets(detect_change_points(person)[1]))


def oracle_features(person: SignalPanel, basis: ScoreBasis, length: int) -> tuple[np.ndarray, np.ndarray]:
    """Features of every window of a length, shape (d, f), and which windows there are."""
    windows = window_contrasts(person.values, person.precision, person.baseline_days, (length,))
    z = standard_scores(windows, window_spread(windows))
    columns = np.zeros((person.days.size, len(NAMES)))
    for row, name in enumerate(person.names):
        if name in NAMES:
            columns[:, NAMES.index(name)] = z[0, row] * person.polarity[row]
    day_score = np.einsum("s,sd->d", basis.weights, np.maximum(z[0] * person.polarity[:, None], -1.0))
    messages = np.nan_to_num(basis.likelihood.days.sizes.sum(axis=0))
    around = np.zeros(person.days.size)
    count = max(person.days.size - length + 1, 0)
    around[:count] = RunningSums.of(messages, FLANK_DAYS).around(length, count)
    message_columns = _message_features(person, basis.likelihood, length, count)
    parts = [columns, day_score[:, None], np.log1p(around)[:, None], message_columns]
    return np.concatenate(parts, axis=1), windows.valid[0]


def _message_features(person: SignalPanel, likelihood: HabitLikelihood, length: int, count: int) -> np.ndarray:
    """Log-likelihood ratios as the program computes them, and of each drop on its own without dispersion; (d, f)."""
    days, is_baseline = likelihood.days, likelihood.baseline_days
    mixed = likelihood.log_ratios((length,))[0]
    habit, messages, expected = (
        RunningSums.of(part, FLANK_DAYS) for part in (days.with_habit, days.messages, days.expected)
    )
    near_habit, near_expected = (
        RunningSums.of(part * is_baseline, FLANK_DAYS) for part in (days.with_habit, days.expected)
    )
    prior = 8 * likelihood.overall[:, None]
    level = (near_habit.around(length, count) + prior) / (near_expected.around(length, count) + prior)
    habit_sums, message_sums, expected_sums = (part.inside(length, count) for part in (habit, messages, expected))
    share = np.minimum(level * expected_sums / np.maximum(message_sums, 1e-9), 0.98)
    single = [
        habit_sums * np.log(factor) + (message_sums - habit_sums) * np.log1p((1 - factor) * share / (1 - share))
        for factor in FACTORS
    ]
    shares = [SHARES.index(name) for name in person.names if name in SHARES]
    amounts = [len(SHARES) + AMOUNTS.index(name) for name in person.names if name in AMOUNTS]
    size = len(SHARES) + len(AMOUNTS)
    rows = np.zeros((size + len(FACTORS) * len(SHARES), mixed.shape[1]))
    rows[[*shares, *amounts]] = mixed
    for index, ratios in enumerate(single):
        rows[[size + index * len(SHARES) + share for share in shares], :count] = ratios
    return rows.T


def measured_history(number: int, keys: Sequence[Key]) -> History:
    """Measure, plant, measure again."""
    person = people()[number]
    messages = conversation(person, group=False)
    quiet_panel, basis = _measured_panel(messages, person)
    scores = basis.score(*_scores_and_windows(quiet_panel), COOLER)
    fold = blake2b(plain(person.nick).encode(), digest_size=4).digest()[3] % FOLDS
    result = History(
        fold,
        person.tuned_on,
        quiet_panel.days.size / DAYS_PER_YEAR,
        {length: oracle_features(quiet_panel, basis, length) for length in sorted({days for _, days in keys})},
        [peak.score for peak in separate_peaks(scores, WINDOW_DAYS, APART, MOST)],
    )
    writing_days = np.isin(person.first + np.arange(SPAN).astype("timedelta64[D]"), in_days(messages, person.nick))
    counts = dict(messages.filter(messages["sender"] == person.nick).group_by("day").len().iter_rows())
    for plant in (plant for plant in PLANTS if (plant.kind, plant.days) in keys):
        windows = spans(writing_days, person.first, plant.days, 1000 * number + plant.days)
        passes = PASSES.get(plant.days, 1)
        for turn in range(passes):
            turn_windows = windows[turn::passes]
            changed_messages = planted(messages, person.nick, turn_windows, plant.change, number)
            one_turn = _planted_windows(*_measured_panel(changed_messages, person), plant.days, turn_windows, counts)
            result.planted.setdefault((plant.kind, plant.days), []).extend(one_turn)
    return result


def _measured_panel(messages, person: Person) -> tuple[SignalPanel, ScoreBasis]:  # type: ignore[no-untyped-def]  # noqa: ANN001
    measured_conversation = measured(messages)
    baseline = baseline_panel(without_group_activity(measured_conversation, series(measured_conversation, person.nick)))
    return baseline, ScoreBasis.of(baseline)


def _scores_and_windows(person: SignalPanel):  # type: ignore[no-untyped-def]  # noqa: ANN202 - scores and their windows
    windows = window_contrasts(person.values, person.precision, person.baseline_days)
    return standard_scores(windows, window_spread(windows)), windows


def _planted_windows(
    person: SignalPanel,
    basis: ScoreBasis,
    length: int,
    windows: list[tuple[np.datetime64, np.datetime64]],
    counts: dict[object, int],
) -> Iterator[Planted]:
    """Yield the oracle's features and the program's score of each planted window of one history."""
    features, valid = oracle_features(person, basis, length)
    scores = basis.score(*_scores_and_windows(person), COOLER)
    for first, last in windows:
        first_index = int((first - person.days[0]).astype(int))
        end = first_index + length - 1
        program_scores = [
            scores[row, max(first_index - size + 1, 0) : end + 1].max(initial=-np.inf)
            for row, size in enumerate(WINDOW_DAYS)
        ]
        low = max(first_index - length + 1, 0)
        touching_starts = np.arange(low, end + 1)
        touching_starts = touching_starts[(touching_starts < valid.size)]
        touching_starts = touching_starts[valid[touching_starts]]
        exact_index = int(np.flatnonzero(touching_starts == first_index)[0]) if first_index in touching_starts else -1
        dates = [day.astype(object) for day in np.arange(first, last + np.timedelta64(1, "D"))]
        yield Planted(
            float(np.mean([counts.get(day, 0) for day in dates])),
            features[touching_starts],
            exact_index,
            max(program_scores),
        )


def oracle_scores(histories: Sequence[History], key: Key) -> tuple[dict[int, list[float]], dict[int, list[float]]]:
    """Peaks where nothing was planted and the best score at each plant, by history, with weights of other folds."""
    peaks: dict[int, list[float]] = {}
    best: dict[int, list[float]] = {}
    for fold in range(FOLDS):
        centre, scale, weights = _fitted_weights([person for person in histories if person.fold != fold], key)
        for index, person in enumerate(histories):
            if person.fold != fold:
                continue
            features, valid = person.quiet[key[1]]
            score = np.where(valid, _logits(features, centre, scale, weights), -np.inf)
            raised_score = score - weights[-1] + 20.0  # separate peaks are sought above 0
            peaks[index] = [peak.score for peak in separate_peaks(raised_score[None], (key[1],), APART, MOST)]
            best[index] = [
                float((_logits(plant.features, centre, scale, weights) - weights[-1] + 20.0).max(initial=-np.inf))
                for plant in person.planted[key]
            ]
    return peaks, best


def _fitted_weights(histories: Sequence[History], key: Key) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Means and deviations of the features, and the weights learnt on some people."""
    rng = np.random.default_rng(0)
    negatives = []
    for person in histories:
        features, valid = person.quiet[key[1]]
        rows = np.flatnonzero(valid)
        negatives.append(features[rng.choice(rows, min(NEGATIVES, rows.size), replace=False)])
    positives = [
        plant.features[plant.exact] for person in histories for plant in person.planted[key] if plant.exact >= 0
    ]
    rows = np.concatenate([*negatives, np.array(positives)])
    labels = np.zeros(len(rows))
    labels[len(rows) - len(positives) :] = 1.0
    centre, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    return centre, scale, logistic((rows - centre) / scale, labels)


def _logits(features: np.ndarray, centre: np.ndarray, scale: np.ndarray, weights: np.ndarray) -> np.ndarray:
    logits: np.ndarray = (features - centre) / scale @ weights[:-1] + weights[-1]
    return logits


def score_at_rate(peaks: Sequence[float], years: float, rate: float) -> float:
    """Score that so many peaks a year reach."""
    ordered = np.sort(np.array(peaks))[::-1]
    rank = max(round(rate * years), 1)
    return float(ordered[rank - 1 : rank + 1].mean())


def rows_of(histories: Sequence[History], key: Key, is_counted: Sequence[bool]) -> Iterator[str]:
    """Table rows of one kind: recall of oracle and program and their ratio, in all and by messages a day."""
    peaks, best = oracle_scores(histories, key)
    selected = [index for index in range(len(histories)) if is_counted[index]]
    heights = [score for index in selected for score in peaks[index]]
    program_peaks = [score for index in selected for score in histories[index].our_peaks]
    years = sum(histories[index].years for index in selected)
    for rate in RATES:
        bounds = score_at_rate(heights, years, rate), score_at_rate(program_peaks, years, rate)
        hits = [
            (plant.a_day, reached >= bounds[0], plant.program_score >= bounds[1])
            for index in selected
            for plant, reached in zip(histories[index].planted[key], best[index], strict=True)
        ]
        edges = (0.0, *DENSE, np.inf)
        bands = [
            hits,
            *([hit for hit in hits if low <= hit[0] < high] for low, high in pairwise(edges)),
        ]
        yield f"| {key[0]} {key[1]} d | {rate} | " + " | ".join(_recall_cell(band) for band in bands) + " |"


def _recall_cell(hits: list[tuple[float, bool, bool]]) -> str:
    if not hits:
        return "–"
    oracle_recall, program_recall = np.mean([hit[1] for hit in hits]), np.mean([hit[2] for hit in hits])
    ratio = f" = {program_recall / oracle_recall:.2f}" if oracle_recall >= 0.05 else ""
    return f"{program_recall:.2f} / {oracle_recall:.2f}{ratio} ({len(hits)})"


def section_text(histories: Sequence[History], count: int) -> str:
    bands = [
        f"below {DENSE[0]}",
        *(f"{low}–{high}" for low, high in pairwise(DENSE)),
        f"{DENSE[-1]} and more",
    ]
    lines = [
        "## The ceiling",
        "",
        f"Made by `python -m bench.detection.ceiling --people {count}`. What an oracle finds of the plants of the",
        "section on real people, and what the program's score towards cooler finds, all lengths scanned. The oracle",
        "knows the kind and the length, and not the place: a logistic regression on standard scores, log-likelihood",
        "ratios and how much is written, learnt for each kind on other people (four folds by nick). Both at equal",
        "claims on the untouched histories of the part; found is a plant that any window touching it reaches. A",
        "trained oracle is a lower bound of what can be found. Cells: ours / oracle = ratio (plants).",
    ]
    for title, counted in (
        ("People only reported", [not person.tuned for person in histories]),
        ("All people", [True for _ in histories]),
    ):
        lines += ["", f"### {title}", "", f"| planted | claims a year | all | {' | '.join(bands)} |"]
        lines += [f"|---|---|---|{'---|' * len(bands)}"]
        for key in DENSELY:
            lines += rows_of(histories, key, counted)
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=38)
    options = parser.parse_args()
    histories = [measured_history(number, DENSELY) for number in range(options.people)]
    text = section_text(histories, options.people)
    write_section("ceiling", text)
    print(text)


if __name__ == "__main__":
    main()
