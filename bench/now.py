"""How honest and how sharp "now" is on real people: the last messages among a person's own earlier ones.

Run: `UNLIKE_DATA=../shared/data python bench/now.py [--moments N] [--pairs N] [--to docs/accuracy.md]`. Random moments
in the second half of each history; up to each of them the person's messages are read as if the export ended there.
"""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import polars as pl

from accuracy import told
from channels import Person, conversation, measured, people
from now_page import AFTER, FACTORS, SIZES, Case, Drift, figure, section
from page import ACCURACY, put
from planting import shorter, unmarked
from unlike.analysis.current_state import current_state, moments_of
from unlike.analysis.person import PersonRequest, person_findings
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
    said = conversation(person, group=False).with_columns(pl.col("sent_at").cast(pl.Datetime("us")))
    whole = measured(said)
    theirs = of(whole, person.nick)
    base = moments_of(theirs, {signal.name: signal for signal in whole.signals})
    changed = {factor: _changed(said, person.nick, factor, base) for factor in FACTORS}
    lasting = person_findings(whole, PersonRequest(None, person.nick, possible=False)).lasting
    return History(person, theirs, whole, base, changed, sorted(np.datetime64(one.day) for one in lasting))


def of(whole: MeasuredConversation, who: str) -> pl.DataFrame:
    return whole.messages.filter(pl.col("sender").cast(pl.String) == who)


def _changed(said: pl.DataFrame, nick: str, factor: float, base: MessageMatrix) -> Floats:
    """Every message of the second half with fewer words, smileys and questions kept as often; measured again."""
    rng = np.random.default_rng(round(100 * factor))
    rows = said.with_row_index("row")
    mine = rows.filter(pl.col("sender") == nick)
    late = mine.slice(mine.height // 2)
    new = unmarked(shorter(late, factor, rng), factor, rng)
    early = rows.filter(~pl.col("row").is_in(late["row"].implode()))
    again = measured(pl.concat([early, new]).sort("row").drop("row"))
    values = moments_of(of(again, nick), {signal.name: signal for signal in again.signals})
    if values.seconds.size != base.seconds.size:
        raise SystemExit("a changed history has another number of messages")
    at = {name: column for column, name in enumerate(values.names)}
    columns = [values.values[:, at[name]] if name in at else base.values[:, s] for s, name in enumerate(base.names)]
    return np.column_stack(columns)


def upto(base: MessageMatrix, end: int, values: Floats | None = None, size: int = 0) -> MessageMatrix:
    """The messages up to a moment, the last `size` of them with other values."""
    kept = base.values[:end].copy()
    if values is not None:
        kept[end - size :] = values[end - size : end]
    return MessageMatrix(base.seconds[:end], base.hour[:end], kept, base.names, base.kinds, base.polarity, base.weight)


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
    made = [one for one in (_case(past, int(end)) for end in np.sort(ends)) if one is not None]
    return made, _drift(past, rng)


def _case(past: History, end: int) -> Case | None:
    signals = {signal.name: signal for signal in past.measured.signals}
    seen = replace(past.measured, messages=past.theirs.head(end))
    found = current_state(seen, past.person.nick, signals)
    if found is None:
        return None
    at = past.theirs["at"][end - 1]
    before = [step for step in past.steps if step <= np.datetime64(at.date())]
    since = int((np.datetime64(at.date()) - before[-1]).astype(int)) if before else None
    case = Case(
        person=past.person.number, tuned=past.person.tuned_on, hour=at.hour, weekday=at.weekday(), year=at.year,
        messages=len(found.messages), chance=found.chance, runs=found.windows, called=found.unlike, since=since,
    )  # fmt: skip
    for size in SIZES:
        _sized(case, past, end, size)
    return case


def _sized(case: Case, past: History, end: int, size: int) -> None:
    """The same moment, the last `size` messages as they are and changed."""
    as_is = upto(past.base, end)
    found = rank_last_messages(as_is, size)
    if found is None:
        return
    case.untouched[size], case.plain[size] = found.chance, plain(as_is, size)
    for factor, values in past.changed.items():
        cool = upto(past.base, end, values, size)
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
                found = rank_last_messages(upto(past.base, end, past.changed[factor], end - start), 5)
                if found is not None:
                    stated.setdefault((factor, days), []).append(found.chance)
    return stated


def dry(job: tuple[int, int]) -> float:
    """Chance of dry replies in place of the last messages of an invented warm pair's history."""
    seed, size = job
    _, whole, _, other = told(seed, STRONG, quiet=True)
    base = moments_of(of(whole, other), {signal.name: signal for signal in whole.signals})
    values = base.values.copy()
    values[-size:] = np.where(np.isfinite(values[-size:]), 0.0, np.nan)  # one word, none of the marks
    values[-size:, base.names.index("short")] = 1.0
    for name in {"reply_time"} & set(base.names):
        values[-size:, base.names.index(name)] = base.values[-size:, base.names.index(name)]
    found = rank_last_messages(upto(base, base.seconds.size, values, size), size)
    return found.chance if found else 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moments", type=int, default=50)
    parser.add_argument("--pairs", type=int, default=40)
    parser.add_argument("--people", type=int, default=len(people()))
    parser.add_argument("--to", type=Path, default=ACCURACY)
    options = parser.parse_args()
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        both = list(pool.map(cases, [(number, options.moments) for number in range(options.people)]))
        dried = list(pool.map(dry, [(seed, 3) for seed in range(500, 500 + options.pairs)]))
    made = [case for some, _ in both for case in some]
    drift: Drift = {}
    for _, stated in both:
        for key, chances in stated.items():
            drift.setdefault(key, []).extend(chances)
    text = section(made, drift, dried, f"--moments {options.moments} --pairs {options.pairs}")
    put("now", text, options.to)
    figure(made, options.to.parent / "calibration.svg")
    print(text)


if __name__ == "__main__":
    main()
