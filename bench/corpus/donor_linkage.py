"""Whether a donation can be linked to the person behind it, among a thousand donors.

    python -m bench.corpus.donor_linkage [--donors 1000]

Invented donors, each with eight months of a chat, and the rows they donated of the first four. Three attackers each
know one donor and look for their donation: one has the same chat, and measures it as the donor did; one has the four
months after it, and compares mean and spread of every signal; one knows how much the donor writes a day in these
months, and no more. Each takes the nearest donation; chance is one in so many donors. Writes its section of
docs/measurements/corpus.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import timedelta
from multiprocessing import get_context
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
from numpy.typing import NDArray

from bench.shared.intervals import share_text
from bench.shared.invented_pairs import ZONE
from bench.shared.measurement_page import write_section
from bench.shared.paths import MEASUREMENTS
from unlike.analysis.daily_signals import signal_frames
from unlike.corpus.donation import SIGNAL_NUMBERS
from unlike.signals import SIGNALS, measure
from unlike.synthetic import STRONG, generate, random_world

PAGE = MEASUREMENTS / "corpus.md"
YEARS, DAYS = 0.66, 120
"""Length of a history, and of its half that is donated."""
Floats = NDArray[np.float64]
ATTACKERS = {
    "has the same chat": "same",
    "has the four months after it": "habits",
    "knows only how much the donor writes": "volume",
}


def history_halves(seed: int) -> tuple[Floats, Floats]:
    """Signals × days of both halves of a donor's history, with three digits; NaN where nothing was said."""
    world = replace(random_world(seed, STRONG, years=YEARS, quiet=True), messages_per_day=5.0 + seed % 10)
    chat = generate(world)
    measured = measure(chat.table(ZONE), SIGNALS, ZoneInfo(ZONE), timedelta(minutes=1))
    values = np.full((len(SIGNAL_NUMBERS), 2 * DAYS), np.nan)
    for frame in signal_frames(measured, "", [chat.owner]):
        first = frame["day"].min()
        dated_values = frame.with_columns(at=(pl.col("day") - first).dt.total_days()).filter(pl.col("at") < 2 * DAYS)
        row = SIGNAL_NUMBERS[frame["signal"][0]] - 1
        values[row, dated_values["at"].to_numpy()] = [
            np.nan if value is None else float(f"{value:.3g}") for value in dated_values["value"]
        ]
    return values[:, :DAYS], values[:, DAYS:]


def signal_summary(values: Floats) -> Floats:
    """Mean and spread of every signal, in logarithms; shape (2 × signals,)."""
    logs = np.log1p(np.where(np.isnan(values), np.nan, np.maximum(values, 0)))
    days_with_value = (~np.isnan(logs)).sum(axis=1)
    mean = np.nansum(logs, axis=1) / np.maximum(days_with_value, 1)
    spread = np.sqrt(np.nansum((logs - mean[:, None]) ** 2, axis=1) / np.maximum(days_with_value, 1))
    return np.concatenate([mean, spread])


def nearest_hits(attacker_rows: Floats, donated: Floats) -> tuple[int, float]:
    """Number of donors whose own donation is the nearest, and the mean share of donations that are nearer."""
    scale = donated.std(axis=0)
    attacker_rows, donated = (table / np.where(scale > 0, scale, 1) for table in (attacker_rows, donated))
    distance = np.array([((donated - row) ** 2).sum(axis=1) for row in attacker_rows])
    own_distance = np.diag(distance)
    nearer = (distance < own_distance[:, None]).sum(axis=1)
    return int((nearer == 0).sum()), float(nearer.mean() / (len(attacker_rows) - 1))


def run_attacks(donors: int) -> dict[str, tuple[int, float]]:
    """Hits and mean rank of each attacker."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        pairs = list(pool.map(history_halves, range(50_000, 50_000 + donors), chunksize=25))
    donated, later = (np.array([signal_summary(pair[part]) for pair in pairs]) for part in (0, 1))
    row = SIGNAL_NUMBERS["messages"] - 1
    exact = np.nan_to_num(np.array([pair[0][row] for pair in pairs]), nan=-1.0)
    attack_functions: dict[str, Callable[[], tuple[int, float]]] = {
        "same": lambda: nearest_hits(exact, exact),
        "habits": lambda: nearest_hits(later, donated),
        "volume": lambda: nearest_hits(later[:, [row]], donated[:, [row]]),
    }
    return {name: attack() for name, attack in attack_functions.items()}


def report_text(donors: int, results: dict[str, tuple[int, float]]) -> str:
    intro = (
        f"{donors:,} invented donors, who each donated the rows of four months (`--own`). An attacker knows one donor "
        f"and takes the nearest donation for theirs. Chance is {1 / donors:.3f}; the mean rank by chance is 0.5."
    )
    outro = (
        "Who has the chat finds the donation in it, as must be: the rows are how much was written on which day. Who "
        "has another part of the chat finds it far oftener than by chance, too, by the donor's habits. **A donation is "
        "without words; it is not anonymous.**"
    )
    rows = (
        f"| {label} | {share_text(results[name][0], donors, 3)} | {results[name][1]:.3f} |"
        for label, name in ATTACKERS.items()
    )
    head = "| an attacker who | right, of all donors | mean rank of the right one |"
    again = f"Again: `python -m bench.corpus.donor_linkage --donors {donors}`."
    lines = ["## Whether a donation can be linked to its donor", "", intro, "", head, "|---|---|---|", *rows]
    lines += ["", outro, "", again]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--donors", type=int, default=1_000)
    options = parser.parse_args()
    text = report_text(options.donors, run_attacks(options.donors))
    print(text)
    write_section("linkage", text, PAGE)


if __name__ == "__main__":
    main()
