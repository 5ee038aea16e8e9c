"""What each signal tells, learnt on planted changes: the `tells` of the signals, and what it is worth to have them.

Run: `python bench/weights.py [--people N]`; it writes its section of docs/accuracy.md. Weights are Fisher's linear
discriminant (1936, Annals of Eugenics 7:179) between windows with a planted change and windows of days dealt anew,
with a shrunk covariance and none below zero, fitted on the people that are tuned on and held against the others.
"""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

import numpy as np

from accuracy import share
from channels import SPAN, conversation, measured, people
from page import put
from planting import PLANTS, planted, spans
from real import in_days, spliced_from
from unlike.series import Series
from unlike.shifts import panel, steps, weights
from unlike.shifts.calibration import YEAR, dealt_anew
from unlike.shifts.panel import Panel
from unlike.shifts.scan import LENGTHS, contrasts, spread, standard
from unlike.signals import SIGNALS, series

NAMES = tuple(signal.name for signal in SIGNALS)
COOLED = ("strong", "moderate", "mild")
FLOOR, CLIP, SHRINK = -1.0, 10.0, 0.2
NULL_YEARS, DRAWN = 30, 60
NULL_LENGTHS = (2, 5, 7, 9)
"""Which of the window lengths the dealt windows have: 3, 7, 14 and 30 days."""
QUIET = 0.995
"""The share of a person's dealt windows that a found one lies above."""


@dataclass(frozen=True)
class Windows:
    """One person's windows: standard scores towards cooler by signal, shape (n, 22), 0 where the signal is not used.

    `kinds` names what was planted in each; empty for windows of days dealt anew.
    """

    tuned: bool
    values: np.ndarray
    kinds: np.ndarray


def windows(job: tuple[int, bool]) -> Windows:
    """Those of one person, in one setting."""
    number, group = job
    person = people()[number]
    said = conversation(person, group=group)
    quiet = baseline(series(measured(said), person.nick))
    written = np.isin(person.first + np.arange(SPAN).astype("timedelta64[D]"), in_days(said, person.nick))
    rows, kinds = dealt(quiet, number), [""] * (DRAWN * len(NULL_LENGTHS))
    for plant in (*PLANTS, spliced_from(number)):
        if plant.kind == "warmer" or plant.days == 1:
            continue
        there = spans(written, person.first, plant.days, 1000 * number + plant.days)
        changed = planted(said, person.nick, there, plant.change, number)
        found = inside(baseline(series(measured(changed), person.nick)), [first for first, _ in there], plant.days)
        rows, kinds = [*rows, *found], [*kinds, *[plant.kind] * len(found)]
    return Windows(person.tuned_on, np.array(rows), np.array(kinds[: len(rows)]))


def baseline(habits: tuple[Series, ...]) -> Panel:
    person = panel(habits)
    return person.without(steps(person)[1])


def inside(person: Panel, starts: list[np.datetime64], days: int) -> list[np.ndarray]:
    """The scores of the windows that begin on some days."""
    found = contrasts(person.values, person.precision, LENGTHS)
    u, which = standard(found, spread(found))[LENGTHS.index(days)], LENGTHS.index(days)
    at = [int((start - person.days[0]).astype(int)) for start in starts]
    return [_row(person, u[:, day]) for day in at if 0 <= day < u.shape[1] and found.valid[which, day]]


def dealt(person: Panel, seed: int) -> list[np.ndarray]:
    """The scores of windows of days dealt anew."""
    rng = np.random.default_rng(seed)
    every = np.ones(person.days.size, dtype=bool)
    found = contrasts(*dealt_anew(person, every, int(NULL_YEARS * YEAR), rng))
    u = standard(found, spread(found))
    drawn = [(which, day) for which in NULL_LENGTHS for day in rng.choice(np.flatnonzero(found.valid[which]), DRAWN)]
    return [_row(person, u[which, :, day]) for which, day in drawn]


def _row(person: Panel, u: np.ndarray) -> np.ndarray:
    row = np.zeros(len(NAMES))
    here = np.sqrt(weights(person)) * (person.cooler != 0)
    row[[NAMES.index(name) for name in person.names]] = np.clip(u * person.cooler, FLOOR, CLIP) * here
    return row


def learnt(found: list[Windows], without: str = "") -> np.ndarray:
    """The weights, the greatest of them 1; `without` leaves a kind of change or a signal out."""
    x, kinds = np.concatenate([one.values for one in found]), np.concatenate([one.kinds for one in found])
    quiet, told = x[kinds == ""], x[(kinds != "") & ~np.isin(kinds, COOLED if without == "cooler" else [without])]
    spreads = np.cov(quiet.T)
    spreads = (1 - SHRINK) * spreads + SHRINK * np.diag(np.diag(spreads)) + 1e-6 * np.eye(len(NAMES))
    apart = told.mean(axis=0) - quiet.mean(axis=0)
    used = (x.std(axis=0) > 1e-9) & (np.array(NAMES) != without)
    weight = np.zeros(len(NAMES))
    while used.any():  # take out what would count the wrong way, until nothing does
        weight[:] = 0
        weight[used] = np.linalg.solve(spreads[np.ix_(used, used)], apart[used])
        if (weight >= 0).all():
            break
        used &= weight > 0
    return weight / weight.max()


def found_share(found: list[Windows], weight: np.ndarray, kinds: tuple[str, ...]) -> tuple[int, int]:
    """Of how many planted windows how many lie above their person's dealt ones."""
    hits = of = 0
    for one in found:
        score = one.values @ weight
        above = np.quantile(score[one.kinds == ""], QUIET)
        planted_here = score[np.isin(one.kinds, kinds)]
        hits, of = hits + int((planted_here > above).sum()), of + planted_here.size
    return hits, of


def document(found: list[Windows], count: int) -> str:
    tuned, others = ([one for one in found if one.tuned == part] for part in (True, False))
    weight, flat = learnt(tuned), (np.concatenate([one.values for one in found]).std(axis=0) > 0).astype(float)
    kinds = (
        "cooler",
        *dict.fromkeys(plant.kind for plant in PLANTS if plant.kind not in {*COOLED, "warmer"}),
        "spliced",
    )
    every = (*COOLED, *kinds[1:])
    lines = [
        "## What each signal tells",
        "",
        f"Made by `python bench/weights.py --people {count}` on the same people as above, both settings. Found:",
        f"planted windows that lie above {QUIET:.1%} of the person's windows of days dealt anew, place and length",
        f"known, on the {len(others)} histories that were not learnt from.",
        "",
        "| kind of change | all signals alike | learnt weights | learnt without this kind |",
        "|---|---|---|---|",
    ]
    for kind in kinds:
        group = COOLED if kind == "cooler" else (kind,)
        cells = [found_share(others, one, group) for one in (flat, weight, learnt(tuned, kind))]
        lines.append(f"| {kind} | {' | '.join(share(*cell) for cell in cells)} |")
    whole = found_share(others, weight, every)
    lines += ["", "| signal | learnt | declared | found without it, of all kinds |", "|---|---|---|---|"]
    for at in np.argsort(-weight, kind="stable"):
        signal = SIGNALS[at]
        if signal.cooler == 0:
            continue
        cell = share(*found_share(others, learnt(tuned, signal.name), every))
        lines.append(f"| {signal.label} | {weight[at]:.2f} | {signal.tells} | {cell} |")
    lines += [f"| *with all of them* | | | {share(*whole)} |", ""]
    lines += [
        "Declared is what the program uses, rounded. Pet names hardly come up among strangers, nor do replies count",
        "where many talk at once; there the declared figure is higher than what these people taught. Signals",
        "that these people do not need stay for the second view, which weighs by what each tells in this person alone.",
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=24)
    options = parser.parse_args()
    jobs = [(number, group) for group in (False, True) for number in range(options.people)]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        found = list(pool.map(windows, jobs))
    text = document(found, options.people)
    put("weights", text)
    print(text)


if __name__ == "__main__":
    main()
