"""Gain of detection from tone: planted changes found with and without warmth, irritation, sadness and worry.

    python -m bench.text.tone_signals [--people N] [--rounds N] [--to PAGE]

The people are those that are tuned on, each with the one they talk most with. Windows, weights and the bar (claims a
year on the untouched histories, all lengths scanned) are those of `bench.detection.weights`; the weights are learnt on
one half of them and compared on the other. Two kinds are a change of tone alone: each message gives way to one of the
person's own, about as long, that sounds less warm or more irritated; once as the tones themselves say, once as VADER
(Hutto & Gilbert 2014) says, which knows nothing of them. Only sums over people come out.
"""

from __future__ import annotations

import argparse
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from bench.detection import weights
from bench.detection.real_histories import in_days, spliced_from
from bench.shared.intervals import share_text
from bench.shared.measurement_page import write_section
from bench.shared.planted_changes import PLANTS, Change, Plant, planted, spans
from bench.shared.public_channels import SPAN, conversation, people
from bench.text.text_accuracy import vader
from unlike.core.series import SignalKind
from unlike.detection.signal_weights import OTHER_POWER
from unlike.messages import conform
from unlike.signals import SIGNALS, MeasuredConversation, measure, series
from unlike.signals.base import Signal
from unlike.text import TONES, tones

TONAL = tuple(
    Signal(
        f"tone:{tone}", tone, f"more {tone}", f"less {tone}", "share", SignalKind.SHARE, way, pl.col(f"tone:{tone}"), ""
    )
    for tone, way in zip(TONES, (-1, 1, 1, 1), strict=True)
)
SOBER = weights.DIRECTED
weights.NAMES = (*weights.NAMES, *(signal.name for signal in TONAL))
weights.DIRECTED = np.append(SOBER, np.arange(len(weights.NAMES) - len(TONAL), len(weights.NAMES)))
weights.POWER = np.append(weights.POWER, np.full(len(TONAL), OTHER_POWER))
weights.DECLARED = np.append(weights.DECLARED, np.full(len(TONAL), 0.4))
KEPT = ("strong", "moderate", "mild", "later replies", "one habit", "plainer", "spliced", "tone", "tone, by VADER")
DAYS = (3, 7)
COLDEST = 0.3
"""Of the person's own messages of about that length, the part that may stand in."""
STEPS = 6
"""Lengths are held alike by steps of half an octave."""


def toned(messages: pl.DataFrame) -> pl.DataFrame:
    """With what each message sounds like; null where nothing was typed."""
    texts = messages["text"].fill_null("").unique().sort()
    tone_scores = tones(texts, "en").rename({tone: f"tone:{tone}" for tone in TONES}).with_columns(text=texts)
    return messages.join(tone_scores, on="text", how="left", maintain_order="left")


@lru_cache(maxsize=2)
def toned_conversation(number: int) -> pl.DataFrame:
    return toned(conversation(people()[number], group=False))


def measured(messages: pl.DataFrame) -> MeasuredConversation:
    """As `channels.measured`, with tone."""
    typed = pl.col("text").str.len_bytes() > 0
    table = messages.select(
        pl.col("sent_at").cast(pl.Datetime("us")).dt.replace_time_zone("UTC"),
        "sender",
        text=pl.when(typed).then("text"),
        ref=pl.int_range(pl.len()).cast(pl.String),
        kind=pl.when(typed).then(pl.lit("text")).otherwise(pl.lit("image")),
    )
    rows = conform(table, "channel", "irc")
    toned_rows = toned(rows).with_columns(
        pl.when(pl.col("text").is_not_null()).then(f"tone:{tone}").alias(f"tone:{tone}") for tone in TONES
    )
    return measure(toned_rows, (*SIGNALS, *TONAL), ZoneInfo("UTC"), timedelta(minutes=1))


def colder_texts(number: int, *, by_vader: bool) -> Change:
    """Each message for one of theirs, about as long, that sounds less warm or more irritated."""
    own_messages = (
        toned_conversation(number)
        .filter(pl.col("sender") == people()[number].nick)
        .filter(pl.col("text").str.len_bytes() > 0)
    )
    cold = (
        pl.lit(pl.Series(-vader(own_messages["text"]))) if by_vader else pl.col("tone:irritated") - pl.col("tone:warm")
    )
    own_messages = own_messages.with_columns(cold=cold, size=_size())
    pools = {
        size: rows.sort("cold", descending=True)["text"].head(max(1, int(rows.height * COLDEST)))
        for (size,), rows in own_messages.group_by("size", maintain_order=True)
    }

    def change(inside: pl.DataFrame, _: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
        sizes = inside.select(size=_size())["size"].to_list()
        texts = [
            pools[size][int(rng.integers(pools[size].len()))] if size in pools else text
            for size, text in zip(sizes, inside["text"].to_list(), strict=True)
        ]
        return inside.with_columns(text=pl.Series(texts, dtype=pl.String))

    return change


def _size() -> pl.Expr:
    words = pl.col("text").fill_null("").str.count_matches(r"\S+").clip(lower_bound=1)
    return (words.log(2) * 2).round().clip(upper_bound=2 * STEPS).cast(pl.Int64)


def history(number: int) -> weights.History:
    """A person's windows, quiet and changed."""
    person = people()[number]
    messages = conversation(person, group=False)
    written = np.isin(person.first + np.arange(SPAN).astype("timedelta64[D]"), in_days(messages, person.nick))
    sounds = {"tone": colder_texts(number, by_vader=False), "tone, by VADER": colder_texts(number, by_vader=True)}
    toneless = (*PLANTS, spliced_from(number))

    def plants() -> weights.Plants:
        for plant in (*toneless, *(Plant(kind, days, change) for kind, change in sounds.items() for days in DAYS)):
            if plant.kind in KEPT and plant.days in DAYS:
                plant_spans = spans(written, person.first, plant.days, 1000 * number + plant.days)
                changed = planted(messages, person.nick, plant_spans, plant.change, number)
                yield plant.kind, plant_spans, series(measured(changed), person.nick)

    quiet = weights.baseline_panel(series(measured(messages), person.nick))
    return weights.measured_history(quiet, plants(), is_real=True, tuned=True)


def document(histories: list[weights.History], rounds: int) -> str:
    names = tuple(signal.name for signal in TONAL)
    signal_sets = {
        "as it is": (),
        **{f"and {name.removeprefix('tone:')}": (name,) for name in names},
        "and all four": names,
    }
    lines = [
        f"Made by `python -m bench.text.tone_signals --people {len(histories)} --rounds {rounds}`:",
        f"{len(histories)} people of public",
        "channels, those that are tuned on; ten changes of 3 and ten of 7 days in each history, all window lengths",
        f"scanned, at {weights.SHOWN} claims a year on the untouched histories; weights learnt on one half of the",
        "people and held against the other, both ways.",
        "",
        f"| planted | {' | '.join(signal_sets)} |",
        f"|---|{'---|' * len(signal_sets)}",
    ]
    halves = (histories[::2], histories[1::2])
    fitted = {
        label: [weights.fitted_weights(half, KEPT, rounds, weighed_signals(tonal)) for half in halves]
        for label, tonal in signal_sets.items()
    }
    for kind in KEPT:
        cells = []
        for tells in fitted.values():
            recalls = [
                weights.recall(half, signal_weights, kind)
                for half, signal_weights in zip(halves, tells[::-1], strict=True)
            ]
            cells.append(share_text(sum(hits for hits, _ in recalls), sum(of for _, of in recalls)))
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    mean_weights = np.mean(fitted["and all four"], axis=0)
    weights_text = ", ".join(
        f"{name.removeprefix('tone:')} {mean_weights[weights.NAMES.index(name)]:.2f}" for name in names
    )
    return "\n".join([*lines, "", f"Weights learnt, the best signal's being 1: {weights_text}."])


def weighed_signals(tonal: tuple[str, ...]) -> np.ndarray:
    """The signals that may have a weight."""
    return np.append(SOBER, [weights.NAMES.index(name) for name in tonal]).astype(np.int64)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--to", type=Path)
    options = parser.parse_args()
    numbers = [person.number for person in people() if person.tuned_on][: options.people]
    text = document([history(number) for number in numbers], options.rounds)
    print(text)
    if options.to:
        write_section("tone_signals", text, options.to)


if __name__ == "__main__":
    main()
