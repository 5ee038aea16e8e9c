"""How right spells are on real people: known changes planted into real histories, beside what others would say.

Run: `python bench/real.py [--people N] [--peers PYTHON]`; it writes its section of docs/accuracy.md. PYTHON is that of
an environment with ruptures and skchange; without it their rows are left out. Only sums over people come out.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from channels import SPAN, conversation, measured, people
from page import ACCURACY, put
from planting import PLANTS, Plant, planted, spans, spliced
from real_page import KINDS, OURS, PASSES, PEERED, RATES, History, Key, Span, document, figure
from rivals import BASIC, OWN, Claim
from unlike.analysis.signal_changes import partition_changes
from unlike.core.series import Series
from unlike.detection import build_panel, detect_change_points, detect_spells, robust_baseline
from unlike.signals import SIGNALS, series, telling

LOOSE = 3.0
"""Claims a year up to which ours are kept."""


def history(number: int, *, group: bool) -> History:
    """Measure, plant, measure again; every method on each."""
    person = people()[number]
    said = conversation(person, group=group)
    told = measured(said)
    quiet = series(told, person.nick)
    start = quiet[0].days[0]
    own = dict(said.filter(said["sender"] == person.nick).group_by("day").len().iter_rows())
    wrote = np.array([own.get(day, 0) for day in quiet[0].days.astype("datetime64[D]").tolist()])
    result = History(
        person.tuned_on, quiet[0].days.size / 365.25, wrote, quiet=_claims(quiet, telling(told, quiet), start)
    )
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
    every = spans(written, person.first, plant.days, 1000 * number + plant.days)
    result.there[key], result.claims[key] = [], {}
    passes = PASSES.get(plant.days, 1)
    for turn in range(passes):
        there = every[turn::passes]
        changed = planted(conversation(person, group=group), person.nick, there, plant.change, number)
        told = measured(changed)
        habits = series(told, person.nick)
        days = [(int((a - start).astype(int)), int((b - start).astype(int))) for a, b in there]
        result.there[key] += days
        named = result if plant.kind in {"strong", "moderate"} else None
        _keep(result.claims[key], _claims(habits, telling(told, habits), start, named), days)
        if key in PEERED:
            result.basic[f"{plant.kind}-{plant.days}-{turn}"] = _basic(habits)


def _keep(kept: dict[str, list[Claim]], found: dict[str, list[Claim]], days: list[Span]) -> None:
    """Add the claims that touch what was planted in this turn."""
    for method, claims in found.items():
        kept.setdefault(method, []).extend(
            claim for claim in claims if any(claim[0] <= last and claim[1] >= first for first, last in days)
        )


def in_days(said, nick: str) -> np.ndarray:  # type: ignore[no-untyped-def]  # noqa: ANN001 - a frame
    return said.filter(said["sender"] == nick)["day"].unique().to_numpy()


def _claims(
    habits: tuple[Series, ...], theirs: tuple[Series, ...], start: np.datetime64, named: History | None = None
) -> dict[str, list[Claim]]:
    """Ours, and the methods that need nothing installed; strengths grow."""
    apart = int((habits[0].days[0] - start).astype(int))
    values, weights = _basic(habits)
    found = {name: [(a + apart, b + apart, s) for a, b, s in method(values, weights)] for name, method in OWN.items()}
    person = build_panel(theirs)
    spells = detect_spells(robust_baseline(person.without_offsets(detect_change_points(person)[1])), LOOSE)
    origin = start.astype("datetime64[D]").astype(object)
    found[OURS] = [((one.first - origin).days, (one.last - origin).days, -one.per_year) for one in spells]
    if named is not None:
        signals = {signal.name: signal for signal in SIGNALS}
        for one in spells:
            if one.per_year <= RATES[0]:
                named.named.update(habit.name for habit in partition_changes(one.deviations, signals)[0])
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
                one, claims = histories[int(at)], [(int(a), int(b), float(s)) for a, b, s in found]
                if what == "quiet":
                    one.quiet[method] = claims
                    continue
                kind, turn = _key(what)
                size = 10 // PASSES.get(kind[1], 1)
                _keep(one.claims[kind], {method: claims}, one.there[kind][size * turn :][:size])


def _key(what: str) -> tuple[Key, int]:
    kind, days, turn = what.rsplit("-", 2)
    return (kind, int(days)), int(turn)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=38)
    parser.add_argument("--peers", type=Path)
    options = parser.parse_args()
    found = {}
    for group in (False, True):
        with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
            found[group] = list(pool.map(partial(history, group=group), range(options.people)))
        if options.peers:
            peers(found[group], options.peers)
    text = document(options.people, found, peered=bool(options.peers))
    put("real", text)
    ACCURACY.with_name("real.svg").write_text(figure(found[False]), encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
