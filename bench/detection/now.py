"""Accuracy of the answer about now, at random moments of real histories and of invented pairs.

    UNLIKE_DATA=FOLDER python -m bench.detection.now [--moments N] [--pairs N] [--to PAGE]

Moments lie in the second half of each history. Up to each of them the history is read as if the export ended there, and
the program itself chooses what now is: the sitting that stands, or the whole day. Changes are planted in what the
messages say (words, marks) and in how long they took; their times and what they answer stay. Two processes; seeds are
the people's numbers.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import polars as pl

from bench.detection.now_report import (
    AMOUNTS,
    PARTS,
    PLANT_AMOUNTS,
    PLANTS,
    TAIL_MESSAGES,
    UNTOUCHED,
    Moment,
    section_text,
    write_figure,
)
from bench.shared.invented_pairs import measured_pair
from bench.shared.measurement_page import DETECTION_PAGE, write_section
from bench.shared.public_channels import conversation, measured, people
from unlike.analysis.current_state import current_state
from unlike.analysis.sittings import with_contexts
from unlike.core.series import SignalKind
from unlike.detection import Codes
from unlike.signals import MeasuredConversation
from unlike.synthetic import STRONG

SLOWER = 3.0
"""How many times as long replies take in a change of reply times."""
_AGE = timedelta(days=740)
"""Age of the oldest messages that the answer can rest on."""


@dataclass
class Subject:
    """One person's history: the measured conversation, their rows in it, and their sittings."""

    number: int
    reported: bool
    nick: str
    measured: MeasuredConversation
    rows: Codes
    own_messages: pl.DataFrame

    @classmethod
    def of(cls, number: int, nick: str, history: MeasuredConversation, *, reported: bool) -> Subject:
        """The person's messages with their contexts."""
        own_messages = with_contexts(history, nick)
        rows = np.flatnonzero(history.messages["ref"].is_in(own_messages["ref"].implode()).to_numpy())
        return cls(number, reported, nick, history, rows, own_messages)

    def units(self, unit: str) -> tuple[Codes, Codes]:
        """First message and length of each sitting or day in the second half."""
        number = self.own_messages[unit].rle_id().to_numpy()
        starts = np.flatnonzero(np.diff(number, prepend=-1) != 0)
        lengths = np.diff(starts, append=number.size)
        late = starts >= number.size // 2
        return starts[late], lengths[late]

    def at(self, end: int, changed: int, plant: str, rng: np.random.Generator) -> Moment | None:
        """The answer where the export ends with their message `end`, the last `changed` ones planted."""
        row = int(self.rows[end - 1])
        begin = self.measured.messages["sent_at"][row] - _AGE
        messages = self.measured.messages.head(row + 1).filter(pl.col("sent_at") >= begin)
        if plant != UNTOUCHED:
            last = messages.height - 1 - (row - self.rows[end - changed : end])
            messages = with_planted_rows(messages, last, plant, self.measured, rng)
        signals = {signal.name: signal for signal in self.measured.signals}
        state = current_state(replace(self.measured, messages=messages), self.nick, signals)
        if state is None:
            return None
        first = self.own_messages.row(end - len(state.messages), named=True)
        return Moment(
            person=self.number, reported=self.reported, plant=plant, changed=changed, size=len(state.messages),
            chance=state.chance, grade=state.grade.value, windows=state.windows, day=state.day, hour=first["hour"],
            weekday=first["day"].weekday(), place=first["place"], answers=first["answers"],
        )  # fmt: skip


def with_planted_rows(
    messages: pl.DataFrame, rows: Codes, plant: str, history: MeasuredConversation, rng: np.random.Generator
) -> pl.DataFrame:
    """Messages with the values of some rows changed: words cut, marks thinned, replies slower."""
    factor, slow = (0.0, False) if plant == "dry" else (float(plant.split()[1]), "slow" in plant)
    columns = []
    for signal in history.signals:
        values = messages[f"value:{signal.name}"].to_numpy().astype(np.float64)
        present = rows[np.isfinite(values[rows])]
        if signal.kind is SignalKind.AMOUNT:
            words = np.rint(np.exp(values[present]))
            values[present] = (
                np.log(np.maximum(np.floor(words * factor + rng.random(present.size)), 1.0)) if factor else 0.0
            )
        elif signal.kind is SignalKind.DURATION and slow:
            values[present] += np.log(SLOWER)
        elif signal.kind is SignalKind.SHARE and signal.polarity < 0 and not signal.is_volume:
            values[present] *= rng.random(present.size) < factor
        elif signal.name == "short":
            length = messages["value:length"].to_numpy()
            values[present] = np.where(np.exp(length[present]) * max(factor, 0.01) < 4, 1.0, 0.0)
        else:
            continue
        columns.append(pl.Series(f"value:{signal.name}", values, dtype=pl.Float32, nan_to_null=True))
    return messages.with_columns(columns)


def subject_moments(subject: Subject, draws: int) -> Iterator[Moment | None]:
    """Untouched moments, and as many of each plant and number of messages."""
    rng = np.random.default_rng(subject.number)
    middle, size = subject.own_messages.height // 2, subject.own_messages.height
    for end in rng.choice(np.arange(middle, size), size=min(3 * draws, size - middle), replace=False) + 1:
        yield subject.at(int(end), 0, UNTOUCHED, rng)
    for amount in AMOUNTS:
        yield from _first_messages(subject, amount, draws, rng)
    yield from _last_messages(subject, draws, rng)
    yield from _whole_days(subject, draws, rng)


def _first_messages(subject: Subject, amount: int, draws: int, rng: np.random.Generator) -> Iterator[Moment | None]:
    """Sittings of so many messages so far, as they are and changed from the first message on."""
    starts, lengths = subject.units("sitting")
    for unit in _sampled(np.flatnonzero(lengths >= amount), draws, rng):
        end = int(starts[unit]) + amount
        moment = subject.at(end, 0, UNTOUCHED, rng)
        yield replace(moment, changed=amount) if moment else None
        for plant in PLANTS if amount in PLANT_AMOUNTS else ():
            yield subject.at(end, amount, plant, rng)


def _last_messages(subject: Subject, draws: int, rng: np.random.Generator) -> Iterator[Moment | None]:
    """Longer sittings of which the last few messages are changed."""
    starts, lengths = subject.units("sitting")
    for unit in _sampled(np.flatnonzero(lengths >= TAIL_MESSAGES + 2), draws, rng):
        end = int(starts[unit]) + int(rng.integers(TAIL_MESSAGES + 2, lengths[unit] + 1))
        for plant in PLANTS:
            moment = subject.at(end, TAIL_MESSAGES, plant, rng)
            yield replace(moment, part=PARTS[1]) if moment else None


def _whole_days(subject: Subject, draws: int, rng: np.random.Generator) -> Iterator[Moment | None]:
    """Whole days, as they are and changed."""
    starts, lengths = subject.units("day")
    for day in _sampled(np.arange(starts.size), draws, rng):
        for plant in (UNTOUCHED, *PLANTS):
            moment = subject.at(int(starts[day] + lengths[day]), int(lengths[day]), plant, rng)
            yield replace(moment, part=PARTS[2]) if moment else None


def _sampled(candidates: Codes, draws: int, rng: np.random.Generator) -> Codes:
    return rng.choice(candidates, size=min(draws, candidates.size), replace=False) if candidates.size else candidates


def of_person(number: int, draws: int) -> list[Moment]:
    """Moments of one real person."""
    person = people()[number]
    history = measured(conversation(person, group=False))
    subject = Subject.of(number, person.nick, history, reported=not person.tuned_on)
    return [moment for moment in subject_moments(subject, draws if subject.reported else max(1, draws // 10)) if moment]


def of_pair(seed: int, draws: int) -> list[Moment]:
    """Moments of one invented pair in which nothing happens."""
    pair = measured_pair(seed, STRONG, quiet=True)
    subject = Subject.of(seed, pair.other, pair.measured, reported=True)
    return [replace(moment, invented=True) for moment in subject_moments(subject, draws) if moment]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moments", type=int, default=20, help="moments a person and cell")
    parser.add_argument("--pairs", type=int, default=16)
    parser.add_argument("--people", type=int, default=38)
    parser.add_argument("--to", type=Path, default=DETECTION_PAGE)
    options = parser.parse_args()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        parts = list(pool.map(partial(of_person, draws=options.moments), range(options.people)))
        parts += pool.map(partial(of_pair, draws=options.moments), range(500, 500 + options.pairs))
    all_moments = [moment for part in parts for moment in part]
    text = section_text(all_moments, f"--moments {options.moments} --pairs {options.pairs}")
    write_section("now", text, options.to)
    write_figure(all_moments, options.to.parent / "calibration.svg")
    print(text)


if __name__ == "__main__":
    main()
