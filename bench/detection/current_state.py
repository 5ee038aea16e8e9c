"""Accuracy of the chance of the last messages, at random moments of real histories and of invented pairs.

    UNLIKE_DATA=FOLDER python -m bench.detection.current_state [--moments N] [--pairs N] [--to PAGE]

Random moments in the second half of each history; up to each of them the person's messages are read as if the export
ended there.
"""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import polars as pl

from bench.detection.current_state_report import AFTER, FACTORS, SIZES, Case, Drift, figure, section
from bench.shared.invented_pairs import measured_pair
from bench.shared.measurement_page import DETECTION_PAGE, write_section
from bench.shared.planted_changes import shorter, unmarked
from bench.shared.public_channels import Person, conversation, measured, people
from unlike.analysis.current_state import current_state, moments_of
from unlike.analysis.person import PersonRequest, detect_person
from unlike.core.series import Floats
from unlike.detection import MAX_RUN_MESSAGES, MessageMatrix, rank_last_messages
from unlike.detection.earlier_runs import earlier_runs
from unlike.signals import MeasuredConversation
from unlike.synthetic import STRONG

LOOKS = 20
"""Planted lasting changes a person."""


@dataclass
class History:
    """A person's messages as they are, and as numbers with the second half changed by each factor."""

    person: Person
    theirs: pl.DataFrame
    measured: MeasuredConversation
    base: MessageMatrix
    changed: dict[float, Floats]
    steps: list[np.datetime64]


def history(person: Person) -> History:
    messages = conversation(person, group=False).with_columns(pl.col("sent_at").cast(pl.Datetime("us")))
    conversation_measured = measured(messages)
    theirs = messages_of(conversation_measured, person.nick)
    base = moments_of(theirs, {signal.name: signal for signal in conversation_measured.signals})
    changed = {factor: _changed(messages, person.nick, factor, base) for factor in FACTORS}
    lasting = detect_person(
        conversation_measured, conversation_measured.messages, PersonRequest(None, person.nick, possible=False)
    ).lasting_shifts
    return History(
        person, theirs, conversation_measured, base, changed, sorted(np.datetime64(shift.day) for shift in lasting)
    )


def messages_of(measured_conversation: MeasuredConversation, sender: str) -> pl.DataFrame:
    return measured_conversation.messages.filter(pl.col("sender").cast(pl.String) == sender)


def _changed(messages: pl.DataFrame, nick: str, factor: float, base: MessageMatrix) -> Floats:
    """Every message of the second half with fewer words, smileys and questions kept as often; measured again."""
    rng = np.random.default_rng(round(100 * factor))
    rows = messages.with_row_index("row")
    own = rows.filter(pl.col("sender") == nick)
    late = own.slice(own.height // 2)
    changed_rows = unmarked(shorter(late, factor, rng), factor, rng)
    early = rows.filter(~pl.col("row").is_in(late["row"].implode()))
    measured_again = measured(pl.concat([early, changed_rows]).sort("row").drop("row"))
    values = moments_of(messages_of(measured_again, nick), {signal.name: signal for signal in measured_again.signals})
    if values.seconds.size != base.seconds.size:
        raise SystemExit("a changed history has another number of messages")
    column_of = {name: column for column, name in enumerate(values.names)}
    columns = [
        values.values[:, column_of[name]] if name in column_of else base.values[:, s]
        for s, name in enumerate(base.names)
    ]
    return np.column_stack(columns)


def matrix_up_to(base: MessageMatrix, end: int, values: Floats | None = None, size: int = 0) -> MessageMatrix:
    """The messages up to a moment, the last `size` of them with other values."""
    values_up_to = base.values[:end].copy()
    if values is not None:
        values_up_to[end - size :] = values[end - size : end]
    return MessageMatrix(
        base.seconds[:end], base.hour[:end], values_up_to, base.names, base.kinds, base.polarity, base.weight
    )


def plain(moments: MessageMatrix, size: int) -> float:
    """The rank of mean log words and smiley share among the same earlier runs; 1 where there are too few."""
    ends = earlier_runs(moments, size)
    if ends.size == 0:
        return 1.0
    ends = np.append(ends, moments.seconds.size - 1)
    columns = [moments.names.index(name) for name in ("length", "emoji") if name in moments.names]
    runs = moments.values[ends[:, None] - np.arange(size)[None, :]][:, :, columns]
    means = np.nan_to_num(np.where(np.isfinite(runs), runs, 0.0).mean(axis=1))
    score = -((means - means.mean(axis=0)) / np.maximum(means.std(axis=0), 1e-9)).sum(axis=1)
    return float(np.mean(score >= score[-1] - 1e-9))


def cases(job: tuple[int, int]) -> tuple[list[Case], Drift]:
    """Random moments of one person; and what is stated some days after a planted lasting change."""
    number, moments = job
    past = history(people()[number])
    rng = np.random.default_rng(number)
    total = past.base.seconds.size
    ends = rng.choice(
        np.arange(total // 2 + MAX_RUN_MESSAGES, total), size=min(moments, total // 2 - MAX_RUN_MESSAGES), replace=False
    )
    cases_of_person = [case for case in (_case(past, int(end)) for end in np.sort(ends)) if case is not None]
    return cases_of_person, _drift(past, rng)


def _case(past: History, end: int) -> Case | None:
    signals = {signal.name: signal for signal in past.measured.signals}
    measured_so_far = replace(past.measured, messages=past.theirs.head(end))
    state = current_state(measured_so_far, past.person.nick, signals)
    if state is None:
        return None
    at = past.theirs["at"][end - 1]
    before = [step for step in past.steps if step <= np.datetime64(at.date())]
    since = int((np.datetime64(at.date()) - before[-1]).astype(int)) if before else None
    case = Case(
        person=past.person.number, tuned=past.person.tuned_on, hour=at.hour, weekday=at.weekday(), year=at.year,
        messages=len(state.messages), chance=state.chance, runs=state.windows, called=state.unlike, since=since,
    )  # fmt: skip
    for size in SIZES:
        _sized(case, past, end, size)
    return case


def _sized(case: Case, past: History, end: int, size: int) -> None:
    """The same moment, the last `size` messages as they are and changed."""
    as_is = matrix_up_to(past.base, end)
    state = rank_last_messages(as_is, size)
    if state is None:
        return
    case.untouched[size], case.plain[size] = state.chance, plain(as_is, size)
    for factor, values in past.changed.items():
        cool = matrix_up_to(past.base, end, values, size)
        then = rank_last_messages(cool, size)
        case.planted[size, factor] = then.chance if then else 1.0
        case.plain_planted[size, factor] = plain(cool, size)


def _drift(past: History, rng: np.random.Generator) -> Drift:
    """Chances of the last five messages, some days after every message has become shorter for good."""
    seconds = past.base.seconds
    half = seconds.size // 2
    stated: Drift = {}
    for start in rng.integers(half, half + half // 2, size=LOOKS).tolist():
        for days in AFTER:
            end = int(np.searchsorted(seconds, seconds[start] + days * 86_400.0))
            if end >= seconds.size or end - start < 5:
                continue
            for factor in FACTORS:
                state = rank_last_messages(matrix_up_to(past.base, end, past.changed[factor], end - start), 5)
                if state is not None:
                    stated.setdefault((factor, days), []).append(state.chance)
    return stated


def dry_reply_chance(job: tuple[int, int]) -> float:
    """Chance of dry replies in place of the last messages of an invented warm pair's history."""
    seed, size = job
    pair = measured_pair(seed, STRONG, quiet=True)
    base = moments_of(messages_of(pair.measured, pair.other), {signal.name: signal for signal in pair.measured.signals})
    values = base.values.copy()
    values[-size:] = np.where(np.isfinite(values[-size:]), 0.0, np.nan)  # one word, none of the marks
    values[-size:, base.names.index("short")] = 1.0
    for name in {"reply_time"} & set(base.names):
        values[-size:, base.names.index(name)] = base.values[-size:, base.names.index(name)]
    state = rank_last_messages(matrix_up_to(base, base.seconds.size, values, size), size)
    return state.chance if state else 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moments", type=int, default=50)
    parser.add_argument("--pairs", type=int, default=40)
    parser.add_argument("--people", type=int, help="default: everybody")
    parser.add_argument("--to", type=Path, default=DETECTION_PAGE)
    options = parser.parse_args()
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        results = list(
            pool.map(cases, [(number, options.moments) for number in range(options.people or len(people()))])
        )
        dry_chances = list(pool.map(dry_reply_chance, [(seed, 3) for seed in range(500, 500 + options.pairs)]))
    every_case = [case for person_cases, _ in results for case in person_cases]
    drift: Drift = {}
    for _, stated in results:
        for key, chances in stated.items():
            drift.setdefault(key, []).extend(chances)
    text = section(every_case, drift, dry_chances, f"--moments {options.moments} --pairs {options.pairs}")
    write_section("current_state", text, options.to)
    figure(every_case, options.to.parent / "calibration.svg")
    print(text)


if __name__ == "__main__":
    main()
