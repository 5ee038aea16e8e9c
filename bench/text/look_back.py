"""Accuracy of the look-back: topics planted before a spell, and silence where nothing was planted.

    python -m bench.text.look_back [--worlds 40] [--only causes] [--losses] [--jobs 2] [--first-seed 5000]

Invented pairs, two years each, with six spells. Before every spell something of a file of causes is told, by one of the
two or in another chat of theirs, or only what is harmless (third persons, jokes), or nothing; in some worlds somebody
speaks of one topic nearly every day anyway. Seeds 5000 up. Each file of `SOURCES` has its section of
docs/measurements/explanations.md; the messages of a world are read once for all. `--losses` adds at which step what was
told is lost.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import polars as pl

from bench.shared.intervals import share_text
from bench.shared.measurement_page import EXPLANATIONS_PAGE, write_section
from bench.text.cause_worlds import (
    OFTEN,
    TELLING,
    Causes,
    World,
    second_chat,
    with_changes,
    with_planted,
    world_topics,
)
from unlike.explain.look_back import DAYS, MAX_CHANCE, look_back
from unlike.explain.read_sample import PersonMessages, SampleSize, messages_to_read
from unlike.explain.term_table import TermTable
from unlike.synthetic import MODERATE, generate, random_world
from unlike.text import TOPICS

CONDITIONS = (*TELLING, "nothing", "harmless", "everyday")
SPELLS = 6
APART = 2 * DAYS + 1  # days between a spell and a day drawn at random
RANDOM_DAYS = 12
"""Days of each world where nothing was told, drawn at random, that are looked at as if a spell began there."""


OWN_HAND = (
    "The texts were written by hand by those who write this\nprogram: a stranger's words will be missed more often."
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file of causes: the section its figures go to, what its heading adds, and what is known of its texts."""

    section: str
    heading: str
    known: str


SOURCES = {
    "causes": Source(
        "look_back",
        "",
        f"{OWN_HAND} The method was chosen and\nphrases were widened with these texts in view, so that the figures are "
        "too good: the section in other words is not.",
    ),
    "causes_held_out": Source(
        "look_back_held_out",
        ", in other words",
        f"{OWN_HAND} Neither the method nor a phrase was\nchosen on these, but the hand that wrote them widened the "
        "phrases of devices, homes and jobs afterwards;\nthe rule of what is named beside a topic was added with these "
        "figures in view.",
    ),
    "causes_held_out_2": Source(
        "look_back_held_out_2",
        ", by another hand",
        "The texts were written by a hand\nthat read no phrase, no rule and no message of another set. They were "
        "scored\nwhen the method stood, and again with one rule more, which names fewer topics beside; before the "
        "table was learnt\nanew .37, .38 and .44 were named, and something else beside it in .05.",
    ),
    "causes_held_out_3": Source(
        "look_back_held_out_3",
        ", by a third hand",
        "The texts were written by a hand\nthat read no phrase, no rule and no message of another set. They were "
        "scored\nwhen all stood, and once with another method, which was not kept.",
    ),
}
NOT_TOLD = "not told: whoever tells wrote nothing on that day"
NO_TOPIC = "no topic is found in it"
OTHER_TOPIC = "another topic is found in it"
UNCITED = "its topic is named, by other messages"
COMMON = "as much stands in more than {:.0%} of other days"
STEPS = (NOT_TOLD, NO_TOPIC, OTHER_TOPIC, UNCITED, COMMON)


@dataclass(frozen=True, slots=True)
class LookBackResult:
    """One look-back.

    Attributes:
        condition: what was told, one of `TELLING`, or what else was.
        topic: the topic that was told.
        named: whether it was named, of what was told with a message that tells it.
        others: other topics named.
        loss: the step at which it was lost, one of `STEPS`; empty where it was named or nothing was told.
    """

    condition: str
    topic: str
    named: bool
    others: int
    loss: str = ""


def world(seed: int, condition: str, sources: Sequence[Causes], size: SampleSize | None) -> list[list[LookBackResult]]:
    """Each look-back of one world, a list for each source of causes; what is not told anew is read once for all."""
    chat = generate(random_world(seed, MODERATE, spells=SPELLS))
    rows, rng = chat.rows.with_row_index("row").with_columns(where=pl.lit("here")), np.random.default_rng([seed, 31])
    if condition == "elsewhere":
        rows = pl.concat([rows, second_chat(rows, rng)])
    whole = World(seed, condition, chat, rows, world_topics(rows))
    return [
        list(of_causes(whole, causes, deepcopy(rng), size)) if condition in conditions(causes) else []
        for causes in sources
    ]


def conditions(causes: Causes) -> tuple[str, ...]:
    """What a source of causes can be told under: one without harmless messages only what is told."""
    return CONDITIONS if "everyday" in causes else TELLING


def of_causes(
    whole: World, causes: Causes, rng: np.random.Generator, size: SampleSize | None
) -> Iterator[LookBackResult]:
    """Each look-back of one world in which causes of one source are told."""
    condition = whole.condition
    rows, planted = with_planted(whole, causes, rng)
    topics = with_changes(whole, rows)
    shifts = [spell.first for spell in whole.chat.truth.spells]
    for (topic, planted_rows), explanation in zip(
        planted, look_back(sampled(topics, shifts, size), shifts), strict=True
    ):
        names = {mention.name for mention in explanation.topics}
        named_rows = {
            int(ref) for mention in explanation.topics if mention.name == topic for _, ref in mention.messages
        }
        telling = condition in TELLING
        hit = bool(named_rows & planted_rows) if telling else topic in names
        loss = "" if hit or not telling else loss_of(topic, topics, planted_rows, names)
        yield LookBackResult(condition, topic, hit, len(names - {topic}), loss)
    if condition == "nothing":
        yield from random_days(topics, shifts, whole.seed, size)


def sampled(topics: pl.DataFrame, shifts: Sequence[date], size: SampleSize | None) -> TermTable:
    """The terms of the messages that are read with a sample of a size; of all by default."""
    if size is None:
        return TermTable.of(topics)
    every = np.ones(topics.height, dtype=np.bool_)
    days = [day - timedelta(step) for day in shifts for step in range(DAYS + 1)]
    person = PersonMessages(every, topics["day"].is_in(days).to_numpy(), (tuple(shifts),))
    return TermTable.of(topics.with_columns(is_read=pl.Series(messages_to_read(topics, [person], size))))


def random_days(
    topics: pl.DataFrame, shifts: list[date], seed: int, size: SampleSize | None
) -> Iterator[LookBackResult]:
    """Look-backs of days drawn at random, each by itself, none of them near a spell."""
    days = [day for day in topics["day"].unique().sort() if all(abs((day - first).days) > APART for first in shifts)]
    for day in np.random.default_rng([seed, 32]).choice(np.array(days[DAYS:]), RANDOM_DAYS, replace=False).tolist():
        (explanation,) = look_back(sampled(topics, [day], size), [day])
        yield LookBackResult("random day", "", named=False, others=len(explanation.topics))


def loss_of(topic: str, topics: pl.DataFrame, planted_rows: set[int], names: set[str]) -> str:
    """The step at which what was told was lost."""
    if not planted_rows:
        return NOT_TOLD
    told = topics.filter(pl.col("ref").is_in([str(row) for row in planted_rows]))
    if not told[topic].any():
        return OTHER_TOPIC if told.select(pl.any_horizontal(TOPICS)).to_series().any() else NO_TOPIC
    return UNCITED if topic in names else COMMON


def document(results: list[LookBackResult], count: int, file: str) -> str:
    told = [row for row in results if row.condition in TELLING and row.loss != NOT_TOLD]
    hits, of = (Counter((row.condition, row.topic) for row in told if row.named or every) for every in (False, True))
    source = SOURCES[file]
    lines = [
        f"## Why: what was told before{source.heading}",
        "",
        f"Made by `python -m bench.text.look_back --worlds {count}`:",
        f"{count} invented pairs a column or row, two years of",
        f"English or German each, with {SPELLS} spells. One to three days before a spell something of",
        f"`bench/text/{file}.toml` is told, mostly in one to three messages, by either of the two or in another chat",
        "that was given. *Named* means that the topic is stated with at least one of these messages, at a chance of up",
        f"to {MAX_CHANCE:.0%}. The look-back gets the true first day. {source.known} Brackets are 95 % intervals.",
        "",
        "| told | by the other | by the owner | in another chat |",
        "|---|---|---|---|",
    ]
    for topic in (*TOPICS, None):
        cells = [
            share_text(sum(hits[condition, name] for name in ([topic] if topic else TOPICS)),
                  sum(of[condition, name] for name in ([topic] if topic else TOPICS)))
            for condition in TELLING
        ]  # fmt: skip
        lines.append(f"| {topic or '**all**'} | {' | '.join(cells)} |")
    lines += [*silence_lines(results), ""]
    return "\n".join(lines)


def silence_lines(results: list[LookBackResult]) -> Iterator[str]:
    quiet = Counter(row.condition for row in results if not (row.named or row.others))
    of = Counter(row.condition for row in results)
    everyday = [row.named for row in results if row.condition == "everyday"]
    beside = [row.others > 0 for row in results if row.condition in TELLING]
    if of["nothing"]:
        yield ""
        yield '| nothing was told | "The chat does not say" |'
        yield "|---|---|"
        yield f"| and nothing else either | {share_text(quiet['nothing'], of['nothing'])} |"
        random_share = share_text(quiet["random day"], of["random day"])
        yield f"| and the day was drawn at random, {RANDOM_DAYS} in each of these worlds | {random_share} |"
        yield f"| but third persons, jokes and films, three of them | {share_text(quiet['harmless'], of['harmless'])} |"
        silent = share_text(len(everyday) - sum(everyday), len(everyday))
        yield f"| but the other speaks of one topic on {OFTEN:.0%} of all days: this topic is not named | {silent} |"
    yield ""
    share = share_text(sum(beside), len(beside))
    yield f"Where something was told, some other topic is named beside it in {share} of them."


def loss_lines(results: list[LookBackResult]) -> Iterator[str]:
    """A row a topic: how many were told and named, and at which step the others were lost."""
    told = [row for row in results if row.condition in TELLING]
    counts = Counter((row.topic, row.loss) for row in told)
    yield f"| lost | told | named | {' | '.join(step.format(MAX_CHANCE) for step in STEPS)} |"
    yield "|---|---|---|---|---|---|---|---|"
    for topic in (*TOPICS, None):
        names = [topic] if topic else TOPICS
        steps = [sum(counts[name, step] for name in names) for step in ("", *STEPS)]
        yield f"| {topic or '**all**'} | {sum(steps)} | {' | '.join(map(str, steps))} |"


def answers(task: tuple[int, str, Sequence[Causes], SampleSize | None]) -> list[list[LookBackResult]]:
    """The look-backs of one world, for a process of its own."""
    return world(*task)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=40)
    parser.add_argument("--first-seed", type=int, default=5000)
    parser.add_argument("--only", choices=SOURCES, help="one source of causes alone")
    parser.add_argument("--losses", action="store_true", help="add where what was told is lost")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--dry", action="store_true", help="print alone")
    parser.add_argument(
        "--sample", type=int, nargs=2, metavar=("MESSAGES", "DAYS"), help="what is read at least, beside what is cited"
    )
    options = parser.parse_args()
    size = SampleSize(*options.sample) if options.sample else None
    names = [options.only] if options.only else list(SOURCES)
    sources = [tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8")) for name in names]
    tasks = [
        (options.first_seed + 1000 * place + seed, condition, sources, size)
        for place, condition in enumerate(CONDITIONS)
        for seed in range(options.worlds)
        if any(condition in conditions(causes) for causes in sources)
    ]
    with ProcessPoolExecutor(options.jobs, get_context("spawn")) as pool:
        of_tasks = list(pool.map(answers, tasks))
    for name, each in zip(names, zip(*of_tasks, strict=True), strict=True):
        results = [answer for of_world in each for answer in of_world]
        text = document(results, options.worlds, name)
        if options.losses:
            text = "\n".join([text, *loss_lines(results), ""])
        if not options.dry:
            write_section(SOURCES[name].section, text, EXPLANATIONS_PAGE)
        print(text)


if __name__ == "__main__":
    main()
