"""What each signal tells beside the others: the `tells` of the signals, learnt, and what each is worth.

Run: `python bench/weights.py [--people N] [--worlds N] [--rounds N]`; it writes its section of docs/accuracy.md.
Weights are sought by coordinates so that most plants of many kinds are found at few claims on untouched histories,
on the people that are tuned on and on half of the invented pairs; the others are only reported.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import numpy as np

from accuracy import ZONE, share
from channels import SPAN, conversation, measured, people
from page import put
from planting import PLANTS, planted, spans
from power import DAYS, PLACES, graded
from real import in_days, spliced_from
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
        real: of a person, not invented.
        tuned: weights may be learnt on it.
        years: length.
        quiet: standard scores towards cooler where nothing was planted, shape (k, s, d).
        valid: shape (k, d).
        expected, together: what a drop would move, and what days share; shapes (s,) and (s, s).
        told: by kind of change, the windows that touch each plant, shape (n, s).
    """

    real: bool
    tuned: bool
    years: float
    quiet: np.ndarray
    valid: np.ndarray
    expected: np.ndarray
    together: np.ndarray
    told: dict[str, list[np.ndarray]]


def weighed(one: History, tells: np.ndarray) -> np.ndarray:
    """As `unlike.detection.signal_weights`, with other weights of signals in anyone."""
    wanted = tells * (one.expected / max(one.expected.max(), 1e-12)) ** POWER
    return discriminant_weights(wanted, one.together).astype(np.float32)


def windows(person: SignalPanel) -> tuple[np.ndarray, np.ndarray]:
    """Standard scores towards cooler by signal, and which windows there are."""
    found = window_contrasts(person.values, person.precision, person.baseline_days)
    u = standard_scores(found, window_spread(found))
    every = np.zeros((len(WINDOW_DAYS), len(NAMES), person.days.size), dtype=np.float32)
    for row, name in enumerate(person.names):
        if person.polarity[row]:
            every[:, NAMES.index(name)] = np.maximum(u[:, row] * person.polarity[row], MIN_OPPOSING_SCORE)
    return every, found.valid


def touching(person: SignalPanel, first: int, last: int) -> np.ndarray:
    """The windows up to three times as long that touch some days."""
    every, valid = windows(person)
    parts = []
    for which, length in enumerate(WINDOW_DAYS):
        low, high = max(first - length + 1, 0), min(last, person.days.size - length)
        if length <= 3 * (last - first + 1) + 3 and high >= low:
            parts.append(every[which, :, low : high + 1].T[valid[which, low : high + 1]])
    return np.concatenate(parts) if parts else np.zeros((0, len(NAMES)), np.float32)


def steady(habits: tuple[Series, ...]) -> SignalPanel:
    person = build_panel(habits)
    return robust_baseline(person.without_offsets(detect_change_points(person)[1]))


Plants = Iterator[tuple[str, list[tuple[np.datetime64, np.datetime64]], tuple[Series, ...]]]


def history(quiet: SignalPanel, plants: Plants, *, real: bool, tuned: bool) -> History:
    every, valid = windows(quiet)
    at = [NAMES.index(name) for name in quiet.names]
    expected, together = np.zeros(len(NAMES)), np.eye(len(NAMES))
    expected[at] = [expected_day_score(quiet, row) for row in range(len(at))]
    together[np.ix_(at, at)] = daily_correlations(quiet)
    told: dict[str, list[np.ndarray]] = {}
    for kind, there, habits in plants:
        person = steady(habits)
        days = [[int((day - person.days[0]).astype(int)) for day in span] for span in there]
        told.setdefault(kind, []).extend(touching(person, first, last) for first, last in days)
    return History(real, tuned, quiet.days.size / DAYS_PER_YEAR, every, valid, expected, together, told)


def person(number: int) -> History:
    """A real person with the one they talk most with."""
    one = people()[number]
    said = conversation(one, group=False)
    written = np.isin(one.first + np.arange(SPAN).astype("timedelta64[D]"), in_days(said, one.nick))

    def plants() -> Plants:
        for plant in (*PLANTS, spliced_from(number)):
            if plant.days in {3, 7} and plant.kind in {*COOLER, *LEFT_OUT} and (plant.kind, plant.days) != ("mild", 3):
                there = spans(written, one.first, plant.days, 1000 * number + plant.days)
                changed = planted(said, one.nick, there, plant.change, number)
                yield plant.kind, there, series(measured(changed), one.nick)

    return history(steady(series(measured(said), one.nick)), plants(), real=True, tuned=one.tuned_on)


def pair(seed: int) -> History:
    """An invented pair of two years."""
    quiet = replace(random_world(seed, STRONG, quiet=True), days=DAYS)

    def habits(changes: tuple[PlantedChange, ...]) -> tuple[Series, ...]:
        chat = generate(replace(quiet, changes=changes))
        told = measure(chat.table(ZONE), SIGNALS, ZoneInfo(ZONE), timedelta(minutes=1))
        return series(told, chat.other)

    def plants() -> Plants:
        for kind, part in INVENTED.items():
            for length in (3, 7):
                rng = np.random.default_rng([seed, length, 31])
                starts = [int(place * DAYS - length / 2 + rng.integers(-12, 13)) for place in PLACES]
                first = [quiet.start + timedelta(days=start) for start in starts]
                there = [(day, day + timedelta(days=length - 1)) for day in first]
                strength = graded(part)
                made = tuple(PlantedChange("spell", *span, quiet.other.name, strength) for span in there)
                yield kind, [(np.datetime64(a), np.datetime64(b)) for a, b in there], habits(made)

    return history(steady(habits(())), plants(), real=False, tuned=seed % 2 == 0)


def best(found: Sequence[History], tells: np.ndarray, kind: str) -> np.ndarray:
    """The best score of a window that touches each plant of a kind."""
    return np.array(
        [
            float((rows @ weighed(one, tells)).max()) if len(rows) else -9.0
            for one in found
            for rows in one.told.get(kind, [])
        ]
    )


def levels(found: Sequence[History], tells: np.ndarray, rates: Sequence[float]) -> list[float]:
    """The scores that so many claims a year reach where nothing was planted, each a mean of three."""
    every: list[float] = []
    for one in found:
        score = np.where(one.valid, np.einsum("ksd,s->kd", one.quiet, weighed(one, tells)), -np.inf)
        every += [peak.score for peak in separate_peaks(score.astype(np.float64), WINDOW_DAYS, APART, MOST)]
    every.sort(reverse=True)
    count = [round(rate * sum(one.years for one in found)) for rate in rates]
    return [float(np.mean(every[max(at - 1, 0) : at + 2])) for at in count]


def recall(found: Sequence[History], tells: np.ndarray, kind: str) -> tuple[int, int]:
    """Of how many plants how many are found at `SHOWN` claims a year."""
    (level,) = levels(found, tells, (SHOWN,))
    reached = best(found, tells, kind)
    return int(np.sum(reached > level)), reached.size


def worth(found: Sequence[History], tells: np.ndarray, kinds: Sequence[str]) -> float:
    """What is sought to be great: recall, softly, over kinds and rates; real and invented histories count alike."""
    total = 0.0
    for real in sorted({one.real for one in found}):
        part = [one for one in found if one.real == real]
        bounds = levels(part, tells, RATES)
        rows = [reached for kind in kinds if (reached := best(part, tells, kind)).size]
        soft = [np.mean(1 / (1 + np.exp(-(row - level) / (0.12 * level)))) for row in rows for level in bounds]
        total += float(np.mean(soft)) if soft else 0.0
    return total


def learnt(found: Sequence[History], kinds: Sequence[str], rounds: int, over: np.ndarray | None = None) -> np.ndarray:
    """Weights of some signals by random steps along a few coordinates at a time, kept where they are worth more."""
    rng = np.random.default_rng(0)
    over = DIRECTED if over is None else over
    tells = np.where(np.isin(np.arange(len(NAMES)), over) & (DECLARED > 0), 0.4, 0.0)
    reached = worth(found, tells, kinds)
    for _ in range(rounds):
        other = tells.copy()
        for at in rng.choice(over, size=int(rng.choice([1, 1, 2, 3])), replace=False):
            draw = rng.random()
            if draw < 0.35 or other[at] == 0:
                other[at] = 0.0 if draw < 0.15 else rng.uniform(0, 0.8)
            else:
                other[at] *= np.exp(rng.normal(0, 0.5))
        if other.max() > 0 and (again := worth(found, other / other.max(), kinds)) > reached:
            tells, reached = other / other.max(), again
    return tells


def document(found: Sequence[History], command: str, rounds: int) -> str:
    tuned, others = ([one for one in found if one.tuned == part] for part in (True, False))
    real, invented = ([one for one in others if one.real == part] for part in (True, False))
    kinds = (*COOLER, *LEFT_OUT)
    weights = learnt(tuned, kinds, rounds)
    lines = [
        "## What each signal tells",
        "",
        f"Made by `{command}`. Found: plants of 3 and 7 days, all",
        f"window lengths scanned, at {SHOWN} claims a year on the untouched histories; on the {len(real)} real people",
        f"and {len(invented)} invented pairs that nothing was",
        "learnt from. *Declared* is what the program uses: rounded from several such searches, and kept above nothing",
        "where couples' chats have what these people do not (pet names). *Without this kind*: learnt anew without any",
        "plant of that kind, so that it is new to the weights.",
        "",
        "| kind of change | signals alike | learnt | learnt without this kind | declared |",
        "|---|---|---|---|---|",
    ]
    flat = np.where(DECLARED > 0, 1.0, 0.0)
    for kind in kinds:
        group = COOLER if kind in COOLER else (kind,)
        left = learnt(tuned, [one for one in kinds if one not in group], rounds)
        cells = [share(*recall(real, one, kind)) for one in (flat, weights, left, DECLARED)]
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    for kind in INVENTED:
        cells = [share(*recall(invented, one, kind)) for one in (flat, weights)]
        lines.append(
            f"| {kind}, invented pairs | {' | '.join(cells)} | – | {share(*recall(invented, DECLARED, kind))} |"
        )
    lines += [
        "",
        "| signal | learnt | declared | all kinds found without it | invented pairs |",
        "|---|---|---|---|---|",
    ]
    for at in sorted(DIRECTED, key=lambda at: -DECLARED[at]):
        less = DECLARED.copy()
        less[at] = 0.0
        cells = (f"{weights[at]:.2f}", f"{DECLARED[at]:.2f}", *_both(tuned, less, kinds))
        lines.append(f"| {SIGNALS[at].label} | {' | '.join(cells)} |")
    lines += [f"| *with all of them* | | | {' | '.join(_both(tuned, DECLARED, kinds))} |", ""]
    lines.append("The second table is on the histories tuned on: nothing is chosen on the others.")
    return "\n".join(lines)


def _both(found: Sequence[History], tells: np.ndarray, kinds: Sequence[str]) -> tuple[str, str]:
    """Recall over all kinds, on real people and on invented pairs."""
    cells = []
    for real in (True, False):
        part = [one for one in found if one.real == real]
        cell = np.sum([recall(part, tells, kind) for kind in kinds], axis=0)
        cells.append(share(int(cell[0]), int(cell[1]), 3))
    return cells[0], cells[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=38)
    parser.add_argument("--worlds", type=int, default=24)
    parser.add_argument("--rounds", type=int, default=200)
    options = parser.parse_args()
    found = [person(number) for number in range(options.people)]
    found += [pair(seed) for seed in range(21000, 21000 + options.worlds)]
    command = f"python bench/weights.py --people {options.people} --worlds {options.worlds} --rounds {options.rounds}"
    text = document(found, command, options.rounds)
    put("weights", text)
    print(text)


if __name__ == "__main__":
    main()
