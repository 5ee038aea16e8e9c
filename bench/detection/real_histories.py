"""Recall of changes planted into real histories, beside other methods at equal rates of claims.

    python -m bench.detection.real_histories [--people N] [--peers PYTHON]

PYTHON is that of an environment with ruptures and skchange; without it their rows are left out. Writes its section of
docs/measurements/detection.md. Only sums over people come out.
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

from bench.detection.baselines import BASIC, OWN, Claim
from bench.detection.real_histories_report import (
    KINDS,
    OURS,
    PASSES,
    PEERED,
    RATES,
    History,
    Key,
    Span,
    document,
    figure,
)
from bench.shared.measurement_page import DETECTION_PAGE, write_section
from bench.shared.planted_changes import PLANTS, Plant, planted, spans, spliced
from bench.shared.public_channels import SPAN, conversation, measured, people
from unlike.analysis.signal_changes import partition_changes
from unlike.core.series import Series
from unlike.detection import build_panel, detect_change_points, detect_spells, robust_baseline
from unlike.signals import SIGNALS, series, without_group_activity

LOOSE = 3.0
"""Claims a year up to which ours are kept."""


def history(number: int, *, group: bool) -> History:
    """Measure, plant, measure again; every method on each."""
    person = people()[number]
    messages = conversation(person, group=group)
    measured_conversation = measured(messages)
    quiet = series(measured_conversation, person.nick)
    start = quiet[0].days[0]
    counts = dict(messages.filter(messages["sender"] == person.nick).group_by("day").len().iter_rows())
    messages_a_day = np.array([counts.get(day, 0) for day in quiet[0].days.astype("datetime64[D]").tolist()])
    result = History(
        person.tuned_on,
        quiet[0].days.size / 365.25,
        messages_a_day,
        quiet=_claims(quiet, without_group_activity(measured_conversation, quiet), start),
    )
    result.basic["quiet"] = _basic(quiet)
    written = np.isin(person.first + np.arange(SPAN).astype("timedelta64[D]"), in_days(messages, person.nick))
    for plant in (plant for plant in (*PLANTS, spliced_from(number)) if (plant.kind, plant.days) in KINDS[group]):
        _planted(result, plant, (number, group, start), written)
    return result


def spliced_from(number: int) -> Plant:
    """Somebody else's messages in place of theirs: of the next person in another channel."""
    candidates = people()
    person = candidates[number]
    other = next(
        candidate for candidate in candidates[number + 1 :] + candidates if candidate.channel != person.channel
    )
    messages = conversation(other, group=True)
    return Plant("spliced", 7, spliced(messages.filter(messages["sender"] == other.nick)))


def _planted(result: History, plant: Plant, job: tuple[int, bool, np.datetime64], written: np.ndarray) -> None:
    """One kind of change, in ten places of the history."""
    number, group, start = job
    person, key = people()[number], (plant.kind, plant.days)
    windows = spans(written, person.first, plant.days, 1000 * number + plant.days)
    result.there[key], result.claims[key] = [], {}
    passes = PASSES.get(plant.days, 1)
    for turn in range(passes):
        turn_windows = windows[turn::passes]
        changed = planted(conversation(person, group=group), person.nick, turn_windows, plant.change, number)
        measured_conversation = measured(changed)
        habits = series(measured_conversation, person.nick)
        days = [(int((a - start).astype(int)), int((b - start).astype(int))) for a, b in turn_windows]
        result.there[key] += days
        named_in = result if plant.kind in {"strong", "moderate"} else None
        _keep(
            result.claims[key],
            _claims(habits, without_group_activity(measured_conversation, habits), start, named_in),
            days,
        )
        if key in PEERED:
            result.basic[f"{plant.kind}-{plant.days}-{turn}"] = _basic(habits)


def _keep(target: dict[str, list[Claim]], claims_by_method: dict[str, list[Claim]], days: list[Span]) -> None:
    """Add the claims that touch what was planted in this turn."""
    for method, claims in claims_by_method.items():
        target.setdefault(method, []).extend(
            claim for claim in claims if any(claim[0] <= last and claim[1] >= first for first, last in days)
        )


def in_days(messages, nick: str) -> np.ndarray:  # type: ignore[no-untyped-def]  # noqa: ANN001 - a frame
    return messages.filter(messages["sender"] == nick)["day"].unique().to_numpy()


def _claims(
    habits: tuple[Series, ...], theirs: tuple[Series, ...], start: np.datetime64, named: History | None = None
) -> dict[str, list[Claim]]:
    """Ours, and the methods that need nothing installed; strengths grow."""
    apart = int((habits[0].days[0] - start).astype(int))
    values, weights = _basic(habits)
    claims = {name: [(a + apart, b + apart, s) for a, b, s in method(values, weights)] for name, method in OWN.items()}
    person = build_panel(theirs)
    spells = detect_spells(robust_baseline(person.without_offsets(detect_change_points(person)[1])), LOOSE)
    origin = start.astype("datetime64[D]").astype(object)
    claims[OURS] = [((spell.first - origin).days, (spell.last - origin).days, -spell.per_year) for spell in spells]
    if named is not None:
        signals = {signal.name: signal for signal in SIGNALS}
        for spell in spells:
            if spell.per_year <= RATES[0]:
                named.named.update(habit.name for habit in partition_changes(spell.deviations, signals)[0])
                named.named["spells"] += 1
    return claims


def _basic(habits: tuple[Series, ...]) -> tuple[np.ndarray, np.ndarray]:
    """The five plain daily signals and what they rest on; NaN rows for those a person does not have."""
    by = {daily.name: daily for daily in habits}
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
            for at, history in enumerate(histories)
            for key, arrays_of_key in history.basic.items()
            for part, values in zip(("values", "weights"), arrays_of_key, strict=True)
        }
        np.savez(before, **arrays)  # type: ignore[arg-type]
        subprocess.run([python, Path(__file__).with_name("baselines.py"), before, after], check=True)
        for method, by in json.loads(after.read_text(encoding="utf-8")).items():
            for key, spans_found in by.items():
                at, key_name = key.split("/")
                one, claims = histories[int(at)], [(int(a), int(b), float(s)) for a, b, s in spans_found]
                if key_name == "quiet":
                    one.quiet[method] = claims
                    continue
                kind, turn = _key(key_name)
                size = 10 // PASSES.get(kind[1], 1)
                _keep(one.claims[kind], {method: claims}, one.there[kind][size * turn :][:size])


def _key(key_name: str) -> tuple[Key, int]:
    kind, days, turn = key_name.rsplit("-", 2)
    return (kind, int(days)), int(turn)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=38)
    parser.add_argument("--peers", type=Path)
    options = parser.parse_args()
    histories = {}
    for group in (False, True):
        with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
            histories[group] = list(pool.map(partial(history, group=group), range(options.people)))
        if options.peers:
            peers(histories[group], options.peers)
    text = document(options.people, histories, peered=bool(options.peers))
    write_section("real_histories", text)
    DETECTION_PAGE.with_name("real.svg").write_text(figure(histories[False]), encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
