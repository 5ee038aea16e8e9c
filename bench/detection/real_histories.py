"""Recall of changes planted into real histories, beside other methods at equal rates of claims.

    python -m bench.detection.real_histories [--people N] [--peers PYTHON] [--store FOLDER]

PYTHON is that of an environment with ruptures and skchange; without it their rows are left out. FOLDER keeps what was
measured of each person, so that a run that was stopped goes on; empty it after a change of the methods. Writes its
section of docs/measurements/detection.md. Only sums over people come out.
"""

from __future__ import annotations

import argparse
import json
import pickle
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
    chart_svg,
    section_text,
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


def stored_history(number: int, *, group: bool, store: Path | None) -> History:
    """History of a person as it was stored, or measured and stored now."""
    path = store / f"{number}-{'group' if group else 'pair'}.pickle" if store else None
    if path and path.exists():
        stored: History = pickle.loads(path.read_bytes())  # noqa: S301 - written below
        return stored
    history = measured_history(number, group=group)
    if path:
        unfinished = path.with_suffix(".part")
        unfinished.write_bytes(pickle.dumps(history))
        unfinished.replace(path)
    return history


def measured_history(number: int, *, group: bool) -> History:
    """Measure, plant, measure again; every method on each."""
    person = people()[number]
    messages = conversation(person, group=group)
    measured_conversation = measured(messages)
    untouched_series = series(measured_conversation, person.nick)
    start = untouched_series[0].days[0]
    counts = dict(messages.filter(messages["sender"] == person.nick).group_by("day").len().iter_rows())
    messages_a_day = np.array([counts.get(day, 0) for day in untouched_series[0].days.astype("datetime64[D]").tolist()])
    result = History(
        person.tuned_on,
        untouched_series[0].days.size / 365.25,
        messages_a_day,
        quiet=_claims_by_method(
            untouched_series, without_group_activity(measured_conversation, untouched_series), start
        ),
    )
    result.basic["quiet"] = _basic_signals(untouched_series)
    writing_days = np.isin(person.first + np.arange(SPAN).astype("timedelta64[D]"), in_days(messages, person.nick))
    for plant in (plant for plant in (*PLANTS, spliced_from(number)) if (plant.kind, plant.days) in KINDS[group]):
        _plant_and_claim(result, plant, (number, group, start), writing_days)
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


def _plant_and_claim(
    result: History, plant: Plant, job: tuple[int, bool, np.datetime64], writing_days: np.ndarray
) -> None:
    """One kind of change, in ten places of the history."""
    number, group, start = job
    person, key = people()[number], (plant.kind, plant.days)
    windows = spans(writing_days, person.first, plant.days, 1000 * number + plant.days)
    result.planted_spans[key], result.claims[key] = [], {}
    passes = PASSES.get(plant.days, 1)
    for turn in range(passes):
        turn_windows = windows[turn::passes]
        changed_messages = planted(conversation(person, group=group), person.nick, turn_windows, plant.change, number)
        measured_conversation = measured(changed_messages)
        habits = series(measured_conversation, person.nick)
        days = [(int((first - start).astype(int)), int((last - start).astype(int))) for first, last in turn_windows]
        result.planted_spans[key] += days
        named_in = result if plant.kind in {"strong", "moderate"} else None
        _keep_touching(
            result.claims[key],
            _claims_by_method(habits, without_group_activity(measured_conversation, habits), start, named_in),
            days,
        )
        if key in PEERED:
            result.basic[f"{plant.kind}-{plant.days}-{turn}"] = _basic_signals(habits)


def _keep_touching(target: dict[str, list[Claim]], claims_by_method: dict[str, list[Claim]], days: list[Span]) -> None:
    """Add the claims that touch what was planted in this turn."""
    for method, claims in claims_by_method.items():
        target.setdefault(method, []).extend(
            claim for claim in claims if any(claim[0] <= last and claim[1] >= first for first, last in days)
        )


def in_days(messages, nick: str) -> np.ndarray:  # type: ignore[no-untyped-def]  # noqa: ANN001 - a frame
    return messages.filter(messages["sender"] == nick)["day"].unique().to_numpy()


def _claims_by_method(
    habits: tuple[Series, ...],
    own_series: tuple[Series, ...],
    start: np.datetime64,
    named_history: History | None = None,
) -> dict[str, list[Claim]]:
    """Ours, and the methods that need nothing installed; strengths grow."""
    apart = int((habits[0].days[0] - start).astype(int))
    values, weights = _basic_signals(habits)
    claims = {
        name: [(first + apart, last + apart, strength) for first, last, strength in method(values, weights)]
        for name, method in OWN.items()
    }
    person = build_panel(own_series)
    spells = detect_spells(robust_baseline(person.without_offsets(detect_change_points(person)[1])), LOOSE)
    origin = start.astype("datetime64[D]").astype(object)
    claims[OURS] = [((spell.first - origin).days, (spell.last - origin).days, -spell.per_year) for spell in spells]
    if named_history is not None:
        signals = {signal.name: signal for signal in SIGNALS}
        for spell in spells:
            if spell.per_year <= RATES[0]:
                changed_signals = partition_changes(spell.deviations, signals)[0]
                named_history.named_signals.update(signal.name for signal in changed_signals)
                named_history.named_signals["spells"] += 1
    return claims


def _basic_signals(habits: tuple[Series, ...]) -> tuple[np.ndarray, np.ndarray]:
    """The five plain daily signals and what they rest on; NaN rows for those a person does not have."""
    series_by_name = {daily.name: daily for daily in habits}
    size = habits[0].days.size
    rows = [series_by_name[name].scaled() if name in series_by_name else np.full(size, np.nan) for name in BASIC]
    weights = [series_by_name[name].weights if name in series_by_name else np.zeros(size) for name in BASIC]
    return np.array(rows), np.array(weights)


def add_peer_claims(histories: list[History], python: Path) -> None:
    """Adds what ruptures and skchange claim."""
    with tempfile.TemporaryDirectory() as folder:
        input_file, output_file = Path(folder) / "in.npz", Path(folder) / "out.json"
        arrays = {
            f"{index}/{key}/{part}": values
            for index, history in enumerate(histories)
            for key, arrays_of_key in history.basic.items()
            for part, values in zip(("values", "weights"), arrays_of_key, strict=True)
        }
        np.savez(input_file, **arrays)  # type: ignore[arg-type]
        subprocess.run([python, Path(__file__).with_name("baselines.py"), input_file, output_file], check=True)
        for method, claims_by_key in json.loads(output_file.read_text(encoding="utf-8")).items():
            for key, spans_found in claims_by_key.items():
                index, key_name = key.split("/")
                history_of_person, claims = (
                    histories[int(index)],
                    [(int(first), int(last), float(strength)) for first, last, strength in spans_found],
                )
                if key_name == "quiet":
                    history_of_person.quiet[method] = claims
                    continue
                kind, turn = _parse_key(key_name)
                size = 10 // PASSES.get(kind[1], 1)
                _keep_touching(
                    history_of_person.claims[kind],
                    {method: claims},
                    history_of_person.planted_spans[kind][size * turn :][:size],
                )


def _parse_key(key_name: str) -> tuple[Key, int]:
    kind, days, turn = key_name.rsplit("-", 2)
    return (kind, int(days)), int(turn)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=38)
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--store", type=Path)
    options = parser.parse_args()
    if options.store:
        options.store.mkdir(parents=True, exist_ok=True)
    histories = {}
    for group in (False, True):
        with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
            measure = partial(stored_history, group=group, store=options.store)
            histories[group] = list(pool.map(measure, range(options.people)))
        if options.peers:
            add_peer_claims(histories[group], options.peers)
    text = section_text(options.people, histories, peered=bool(options.peers))
    write_section("real_histories", text)
    DETECTION_PAGE.with_name("real.svg").write_text(chart_svg(histories[False]), encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
