"""How right spells are on real people: known changes planted into real histories, beside what others would say.

Run: `python bench/real.py [--people N] [--peers PYTHON]`; it writes its section of docs/accuracy.md. PYTHON is that of
an environment with ruptures and skchange; without it their rows are left out. Only sums over people come out.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from accuracy import share
from channels import SPAN, conversation, measured, people
from page import put
from planting import PLANTS, Plant, planted, spans
from rivals import BASIC, OWN, Claim
from unlike.findings.habits import split
from unlike.series import Series
from unlike.shifts import episodes, panel, steps
from unlike.signals import SIGNALS, series

RATES = (0.1, 0.2, 1.0)
"""Claims a person-year on the untouched histories at which methods are held side by side."""
LOOSE = 3.0
OURS = "unlike"
KINDS = {
    False: (("strong", 3), ("moderate", 3), ("strong", 7), ("moderate", 7), ("mild", 30), ("one habit", 7),
            ("plainer", 7), ("no questions", 7)),
    True: (("strong", 3), ("moderate", 3), ("strong", 7), ("moderate", 7), ("mild", 30)),
}  # fmt: skip
PART = {True: "people that were tuned on", False: "people only reported"}
SETTING = {False: "with the one they talk most with", True: "the whole channel"}
Span = tuple[int, int]
Key = tuple[str, int]


@dataclass
class History:
    """One person: what each method claims where nothing was planted, and beside each kind of plant.

    Spans and claims count days from the first of the history.
    """

    tuned: bool
    years: float
    quiet: dict[str, list[Claim]] = field(default_factory=dict)
    there: dict[Key, list[Span]] = field(default_factory=dict)
    claims: dict[Key, dict[str, list[Claim]]] = field(default_factory=dict)
    named: Counter[str] = field(default_factory=Counter)
    basic: dict[str, tuple[np.ndarray, np.ndarray]] = field(default_factory=dict)


def history(number: int, *, group: bool) -> History:
    """Measure, plant, measure again; every method on each."""
    person = people()[number]
    said = conversation(person, group=group)
    quiet = series(measured(said), person.nick)
    start = quiet[0].days[0]
    result = History(person.tuned_on, quiet[0].days.size / 365.25, quiet=_claims(quiet, start))
    result.basic["quiet"] = _basic(quiet)
    written = np.isin(person.first + np.arange(SPAN).astype("timedelta64[D]"), _days(said, person.nick))
    for plant in (one for one in PLANTS if (one.kind, one.days) in KINDS[group]):
        _planted(result, plant, (number, group, start), written)
    return result


def _planted(result: History, plant: Plant, who: tuple[int, bool, np.datetime64], written: np.ndarray) -> None:
    """One kind of change, in ten places of the history."""
    number, group, start = who
    person, key = people()[number], (plant.kind, plant.days)
    there = spans(written, person.first, plant.days, 1000 * number + plant.days)
    changed = planted(conversation(person, group=group), person.nick, there, plant.change, number)
    habits = series(measured(changed), person.nick)
    result.there[key] = [(int((a - start).astype(int)), int((b - start).astype(int))) for a, b in there]
    result.claims[key] = _claims(habits, start, result if plant.kind in {"strong", "moderate"} else None)
    result.basic[f"{plant.kind}-{plant.days}"] = _basic(habits)


def _days(said, nick: str) -> np.ndarray:  # type: ignore[no-untyped-def]  # noqa: ANN001 - a frame
    return said.filter(said["sender"] == nick)["day"].unique().to_numpy()


def _claims(habits: tuple[Series, ...], start: np.datetime64, named: History | None = None) -> dict[str, list[Claim]]:
    """Ours, and the methods that need nothing installed; strengths grow."""
    apart = int((habits[0].days[0] - start).astype(int))
    values, weights = _basic(habits)
    found = {name: [(a + apart, b + apart, s) for a, b, s in method(values, weights)] for name, method in OWN.items()}
    person = panel(habits)
    spells, _ = episodes(person.without(steps(person)[1]), LOOSE)
    origin = start.astype("datetime64[D]").astype(object)
    found[OURS] = [((one.first - origin).days, (one.last - origin).days, -one.per_year) for one in spells]
    if named is not None:
        signals = {signal.name: signal for signal in SIGNALS}
        for one in spells:
            if one.per_year <= RATES[0]:
                named.named.update(habit.name for habit in split(one.strays, signals)[0])
                named.named["spells"] += 1
    return found


def _basic(habits: tuple[Series, ...]) -> tuple[np.ndarray, np.ndarray]:
    """The five plain daily signals and what they rest on; NaN rows for those a person does not have."""
    by = {one.name: one for one in habits}
    size = habits[0].days.size
    rows = [by[name].scaled() if name in by else np.full(size, np.nan) for name in BASIC]
    weights = [by[name].weights if name in by else np.zeros(size) for name in BASIC]
    return np.array(rows), np.array(weights)


def peers(histories: list[History], python: Path) -> None:
    """Adds what ruptures and skchange claim."""
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder) / "in.npz", Path(folder) / "out.json"
        arrays = {
            f"{at}/{key}/{part}": values
            for at, one in enumerate(histories)
            for key, both in one.basic.items()
            for part, values in zip(("values", "weights"), both, strict=True)
        }
        np.savez(before, **arrays)  # type: ignore[arg-type]
        subprocess.run([python, Path(__file__).with_name("rivals.py"), before, after], check=True)
        for method, by in json.loads(after.read_text(encoding="utf-8")).items():
            for key, found in by.items():
                at, what = key.split("/")
                where = histories[int(at)].quiet if what == "quiet" else histories[int(at)].claims[_key(what)]
                where[method] = [(int(a), int(b), float(s)) for a, b, s in found]


def _key(what: str) -> Key:
    kind, _, days = what.rpartition("-")
    return kind, int(days)


def threshold(histories: list[History], method: str, rate: float) -> float:
    """The strength that so many claims a person-year reach where nothing was planted."""
    strengths = sorted((claim[2] for one in histories for claim in one.quiet[method]), reverse=True)
    count = round(rate * sum(one.years for one in histories))
    return strengths[count] if count < len(strengths) else -np.inf  # only stronger ones are claimed


def hits(histories: list[History], method: str, key: Key, above: float) -> Iterator[tuple[Span, Claim | None]]:
    """Each planted span with the strongest claim above a strength that overlaps it."""
    for one in histories:
        for span in one.there[key]:
            found = [c for c in one.claims[key][method] if c[2] > above and c[0] <= span[1] and c[1] >= span[0]]
            yield span, max(found, key=lambda claim: claim[2], default=None)


def table(histories: list[History], keys: tuple[Key, ...]) -> list[str]:
    """Recall at equal claims, a row a method and rate."""
    rows = [
        f"| method, claims a year | {' | '.join(f'{kind} {days} d' for kind, days in keys)} | days off |",
        f"|---|{'---|' * (len(keys) + 1)}",
    ]
    for method in sorted(histories[0].quiet, key=lambda name: (name == OURS, name)):
        for rate in RATES if method in {OURS, "plain window scan"} else RATES[:1]:
            above = threshold(histories, method, rate)
            found = {key: list(hits(histories, method, key, above)) for key in keys}
            cells = [share(sum(hit is not None for _, hit in found[key]), len(found[key])) for key in keys]
            off = [
                abs(hit[end] - span[end])
                for key in keys
                if key[0] == "strong"
                for span, hit in found[key]
                if hit is not None
                for end in (0, 1)
            ]
            error = f"{np.median(off):.0f} ({np.mean(off):.1f})" if off else "–"
            rows.append(f"| {method}, {rate} | {' | '.join(cells)} | {error} |")
    return rows


def said_rate(histories: list[History]) -> str:
    """What comes in on untouched histories where so many are said to come by chance."""
    years = sum(one.years for one in histories)
    rates = np.array([-claim[2] for one in histories for claim in one.quiet[OURS]])
    return ", ".join(f"{level} said: {np.sum(rates <= level) / years:.2f}" for level in (0.02, 0.05, 0.1, 0.2, 1.0))


def document(count: int, python: Path | None) -> str:
    lines = [
        "## Real people, planted changes",
        "",
        f"Made by `python bench/real.py --people {count}{' --peers PYTHON' if python else ''}`: people of public",
        f"channels with over 400 active days (the {count} with the most), their densest three years, each with the one",
        "they talk most with, and in the whole channel. A hash of the nick splits them, once, into those tuned on and",
        "those that are only reported. Ten changes are planted in each history, one in each hundred days, where",
        "the person writes on at least half of the days. *Strong* keeps 30 % of the messages, words × 0.4, smileys and",
        "questions kept with 0.4; *moderate* 50 %, × 0.6; *mild* 70 %, × 0.8. Found: any overlap, all window lengths",
        "scanned, at equal claims on the untouched histories, where what really happened counts as a claim too.",
        "*Days off*: median (mean) of the strong ones that were found.",
    ]
    for group in (False, True):
        with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
            found = list(pool.map(partial(history, group=group), range(count)))
        if python:
            peers(found, python)
        for tuned in (False, True):
            part = [one for one in found if one.tuned == tuned]
            years = sum(one.years for one in part)
            title = f"### {SETTING[group].capitalize()}: {len(part)} {PART[tuned]} ({years:.0f} person-years)"
            lines += ["", title, "", *table(part, KINDS[group]), ""]
            lines.append(f"Claims a person-year on these untouched histories, by the rate stated: {said_rate(part)}.")
        named = sum((one.named for one in found), Counter[str]())
        most = ", ".join(f"{name} {times / named['spells']:.0%}" for name, times in named.most_common(9)[1:])
        lines += ["", f"Habits named in the spells told beside strong and moderate plants: {most}."]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=38)
    parser.add_argument("--peers", type=Path)
    options = parser.parse_args()
    text = document(options.people, options.peers)
    put("real", text)
    print(text)


if __name__ == "__main__":
    main()
