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
from planting import PLANTS, Plant, planted, spans, spliced
from rivals import BASIC, OWN, Claim
from unlike.findings.habits import split
from unlike.series import Series
from unlike.shifts import episodes, panel, steps
from unlike.signals import SIGNALS, series

RATES = (0.1, 0.2, 1.0)
"""Claims a person-year on the untouched histories at which methods are held side by side."""
LOOSE = 3.0
OURS = "unlike"
SCAN = "plain window scan"
COOLED = (
    ("strong", 1),
    ("strong", 3),
    ("moderate", 3),
    ("strong", 7),
    ("moderate", 7),
    ("mild", 7),
    ("strong", 14),
    ("moderate", 14),
    ("mild", 30),
)
OTHERS = (
    ("one habit", 7),
    ("plainer", 7),
    ("no questions", 7),
    ("no greetings", 7),
    ("later replies", 7),
    ("spliced", 7),
    ("warmer", 7),
)
KINDS = {False: (*COOLED, *OTHERS), True: COOLED}
PEERED = {("strong", 3), ("moderate", 3), ("strong", 7), ("moderate", 7), ("mild", 30)}
"""Kinds on which the slower methods of others are run."""
PART = {True: "people that were tuned on", False: "people only reported"}
SETTING = {False: "with the one they talk most with", True: "the whole channel"}
Span = tuple[int, int]
Key = tuple[str, int]


@dataclass
class History:
    """One person: what each method claims where nothing was planted, and beside each kind of plant.

    Spans and claims count days from the first of the history; `written` is whether they wrote that day.
    """

    tuned: bool
    years: float
    written: np.ndarray
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
    wrote = np.isin(quiet[0].days, in_days(said, person.nick))
    result = History(person.tuned_on, quiet[0].days.size / 365.25, wrote, quiet=_claims(quiet, start))
    result.basic["quiet"] = _basic(quiet)
    written = np.isin(person.first + np.arange(SPAN).astype("timedelta64[D]"), in_days(said, person.nick))
    for plant in (one for one in (*PLANTS, spliced_from(number)) if (one.kind, one.days) in KINDS[group]):
        _planted(result, plant, (number, group, start), written)
    return result


def spliced_from(number: int) -> Plant:
    """Somebody else's messages in place of theirs: of the next person in another channel."""
    every = people()
    person = every[number]
    other = next(one for one in every[number + 1 :] + every if one.channel != person.channel)
    said = conversation(other, group=True)
    return Plant("spliced", 7, spliced(said.filter(said["sender"] == other.nick)))


def _planted(result: History, plant: Plant, who: tuple[int, bool, np.datetime64], written: np.ndarray) -> None:
    """One kind of change, in ten places of the history."""
    number, group, start = who
    person, key = people()[number], (plant.kind, plant.days)
    there = spans(written, person.first, plant.days, 1000 * number + plant.days)
    changed = planted(conversation(person, group=group), person.nick, there, plant.change, number)
    habits = series(measured(changed), person.nick)
    result.there[key] = [(int((a - start).astype(int)), int((b - start).astype(int))) for a, b in there]
    result.claims[key] = _claims(habits, start, result if plant.kind in {"strong", "moderate"} else None)
    if key in PEERED:
        result.basic[f"{plant.kind}-{plant.days}"] = _basic(habits)


def in_days(said, nick: str) -> np.ndarray:  # type: ignore[no-untyped-def]  # noqa: ANN001 - a frame
    return said.filter(said["sender"] == nick)["day"].unique().to_numpy()


def _claims(habits: tuple[Series, ...], start: np.datetime64, named: History | None = None) -> dict[str, list[Claim]]:
    """Ours, and the methods that need nothing installed; strengths grow."""
    apart = int((habits[0].days[0] - start).astype(int))
    values, weights = _basic(habits)
    found = {name: [(a + apart, b + apart, s) for a, b, s in method(values, weights)] for name, method in OWN.items()}
    person = panel(habits)
    spells = episodes(person.without(steps(person)[1]), LOOSE)
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


def hits(
    histories: list[History], method: str, key: Key, above: float, *, full: bool = False
) -> Iterator[tuple[Span, Claim | None]]:
    """Each planted span with the strongest claim above a strength that overlaps it."""
    for one in histories:
        for span in one.there[key]:
            if full and not one.written[span[0] : span[1] + 1].all():
                continue
            found = [c for c in one.claims[key][method] if c[2] > above and c[0] <= span[1] and c[1] >= span[0]]
            yield span, max(found, key=lambda claim: claim[2], default=None)


def table(histories: list[History], keys: tuple[Key, ...]) -> list[str]:
    """Recall at equal claims, a row a kind, a column a method and rate."""
    others = sorted(name for name in histories[0].quiet if name not in {OURS, SCAN})
    columns = [*((name, RATES[0]) for name in (*others, SCAN, OURS)), (SCAN, RATES[1]), (OURS, RATES[1])]
    columns += [(SCAN, RATES[2]), (OURS, RATES[2])]
    above = [threshold(histories, *column) for column in columns]
    rows = [f"| planted | {' | '.join(f'{name}, {rate}' for name, rate in columns)} |", f"|---|{'---|' * len(columns)}"]
    for key in keys:
        cells = [_recall(histories, name, key, level) for (name, _), level in zip(columns, above, strict=True)]
        rows.append(f"| {key[0]} {key[1]} d | {' | '.join(cells)} |")
        if key in PEERED:
            cells = [
                _recall(histories, name, key, level, full=True) for (name, _), level in zip(columns, above, strict=True)
            ]
            rows.append(f"| … writing each day | {' | '.join(cells)} |")
    off = [_off(histories, name, keys, level) for (name, _), level in zip(columns, above, strict=True)]
    return [*rows, f"| days off | {' | '.join(off)} |"]


def _recall(histories: list[History], method: str, key: Key, above: float, *, full: bool = False) -> str:
    """The share that is found; where `full`, of the spans in which the person writes on every day."""
    if any(method not in one.claims[key] for one in histories):
        return "–"
    found = [hit is not None for span, hit in hits(histories, method, key, above, full=full)]
    return share(sum(found), len(found))


def _off(histories: list[History], method: str, keys: tuple[Key, ...], above: float) -> str:
    """Days between the ends found and planted, median and mean, of the strong ones."""
    off = [
        abs(hit[end] - span[end])
        for key in keys
        if key[0] == "strong" and all(method in one.claims[key] for one in histories)
        for span, hit in hits(histories, method, key, above)
        if hit is not None
        for end in (0, 1)
    ]
    return f"{np.median(off):.0f} ({np.mean(off):.1f})" if off else "–"


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
        "*Writing each day*: only the spans in which the person writes on every day (before the change). *Days off*:",
        "median (mean) of the strong ones that were found. Columns: method, claims a person-year.",
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
