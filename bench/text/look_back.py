"""Accuracy of the look-back: topics planted before a spell, and silence where nothing was planted.

    python -m bench.text.look_back [--worlds 40] [--held-out] [--losses] [--first-seed 5000]

Invented pairs, two years each, with six spells. Before every spell something of `causes.toml` is told, by one of the
two or in another chat of theirs, or only what is harmless (third persons, jokes), or nothing; in some worlds somebody
speaks of one topic nearly every day anyway. Seeds 5000 up. Writes its section of docs/measurements/explanations.md.
`--held-out` tells what stands in `causes_held_out.toml` instead; `--losses` adds at which step what was told is lost.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from bench.shared.intervals import share_text
from bench.shared.invented_pairs import ZONE
from bench.shared.measurement_page import EXPLANATIONS_PAGE, write_section
from unlike.core.day_rule import DAY_START
from unlike.explain.look_back import DAYS, RARE, look_back
from unlike.explain.term_table import TermTable
from unlike.explain.topic_table import topic_table, with_day
from unlike.synthetic import MODERATE, SyntheticChat, generate, random_world
from unlike.text import TOPICS

Causes = dict[str, Any]
"""Tellings by language and topic, see `causes.toml`."""
TELLING = ("other", "owner", "elsewhere")
SPELLS = 6
ELSEWHERE = 6  # messages a day of the second chat
APART = 2 * DAYS + 1  # days between a spell and a day drawn at random
OFTEN = 0.7  # share of days on which somebody speaks of their topic anyway
RANDOM_DAYS = 12
"""Days of each world where nothing was told, drawn at random, that are looked at as if a spell began there."""
IN_VIEW = """The method was chosen and
phrases were widened with these texts in view, so that the figures are too good: the section in other words is not. """
HELD_OUT = """Neither the method nor a phrase was
chosen on these, but the hand that wrote them widened the phrases of devices, homes and jobs afterwards. """
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


def world(seed: int, condition: str, causes: Causes) -> Iterator[LookBackResult]:
    """Each look-back of one world."""
    rows, chat, planted = planted_world(seed, condition, causes)
    topics = world_topics(rows)
    shifts = [spell.first for spell in chat.truth.spells]
    for (topic, planted_rows), explanation in zip(planted, look_back(TermTable.of(topics), shifts), strict=True):
        names = {mention.name for mention in explanation.topics}
        named_rows = {
            int(ref) for mention in explanation.topics if mention.name == topic for _, ref in mention.messages
        }
        telling = condition in TELLING
        hit = bool(named_rows & planted_rows) if telling else topic in names
        loss = "" if hit or not telling else loss_of(topic, topics, planted_rows, names)
        yield LookBackResult(condition, topic, hit, len(names - {topic}), loss)
    if condition == "nothing":
        yield from random_days(topics, shifts, seed)


def random_days(topics: pl.DataFrame, shifts: list[date], seed: int) -> Iterator[LookBackResult]:
    """Look-backs of days drawn at random, each by itself, none of them near a spell."""
    days = [day for day in topics["day"].unique().sort() if all(abs((day - first).days) > APART for first in shifts)]
    for day in np.random.default_rng([seed, 32]).choice(np.array(days[DAYS:]), RANDOM_DAYS, replace=False).tolist():
        (explanation,) = look_back(TermTable.of(topics), [day])
        yield LookBackResult("random day", "", named=False, others=len(explanation.topics))


def loss_of(topic: str, topics: pl.DataFrame, planted_rows: set[int], names: set[str]) -> str:
    """The step at which what was told was lost."""
    if not planted_rows:
        return NOT_TOLD
    told = topics.filter(pl.col("ref").is_in([str(row) for row in planted_rows]))
    if not told[topic].any():
        return OTHER_TOPIC if told.select(pl.any_horizontal(TOPICS)).to_series().any() else NO_TOPIC
    return UNCITED if topic in names else COMMON


def planted_world(
    seed: int, condition: str, causes: Causes
) -> tuple[pl.DataFrame, SyntheticChat, list[tuple[str, set[int]]]]:
    """The messages of one world, and what is told before each spell in which of them."""
    rng = np.random.default_rng([seed, 31])
    chat = generate(random_world(seed, MODERATE, spells=SPELLS))
    rows = chat.rows.with_row_index("row").with_columns(where=pl.lit("here"))
    topic = ""
    if condition == "elsewhere":
        rows = pl.concat([rows, second_chat(rows, rng)])
    if condition == "everyday":
        topic = str(rng.choice(list(causes["everyday"][chat.language])))
        rows = with_everyday_topic(rows, chat, causes["everyday"][chat.language][topic], rng)
    planted: list[tuple[str, set[int]]] = []
    for spell in chat.truth.spells:
        planted_rows: list[int] = []
        if condition in TELLING:
            topic = TOPICS[int(rng.integers(len(TOPICS)))]
            tellings = causes[chat.language][topic]
            lines = tellings[int(rng.integers(len(tellings)))]
            rows, planted_rows = with_telling(rows, chat, (lines, condition, spell.first), rng)
        elif condition == "harmless":
            tellings = causes[chat.language]["harmless"]
            lines = [line for at in rng.choice(len(tellings), 3, replace=False) for line in tellings[int(at)]]
            rows, _ = with_telling(rows, chat, (lines, "other", spell.first), rng)
        planted.append((topic, set(planted_rows)))
    return rows, chat, planted


def world_topics(rows: pl.DataFrame) -> pl.DataFrame:
    """What the messages tell."""
    moment = pl.col("sent_at").dt.replace_time_zone(ZONE, ambiguous="earliest", non_existent="null")
    table = rows.filter(pl.col("kind") != "system").select(
        moment.dt.convert_time_zone("UTC"), "sender", "text", conversation="where", ref=pl.col("row").cast(pl.String)
    )
    topics_of_messages = topic_table(with_day(table.drop_nulls("sent_at").sort("sent_at"), ZoneInfo(ZONE)))
    assert topics_of_messages is not None
    return topics_of_messages


def second_chat(rows: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Another, thinner chat of the same two: messages of this one at other times."""
    days = (rows["sent_at"].max() - rows["sent_at"].min()).days  # type: ignore[operator, union-attr]
    texts = rows.filter(pl.col("text").is_not_null(), pl.col("sender").is_not_null())
    sample = texts.sample(days * ELSEWHERE, seed=int(rng.integers(1 << 30)), shuffle=True, with_replacement=True)
    start = rows["sent_at"].min()
    seconds = np.sort(rng.integers(0, days * 86_400, sample.height))
    moment = [start + timedelta(seconds=int(second)) for second in seconds]  # type: ignore[operator]
    numbers = pl.Series(range(rows.height, rows.height + sample.height), dtype=pl.UInt32)
    return sample.with_columns(
        pl.Series("sent_at", moment, dtype=pl.Datetime("us")), numbers.alias("row"), where=pl.lit("there")
    )


def with_telling(
    rows: pl.DataFrame, chat: SyntheticChat, telling: tuple[list[str], str, date], rng: np.random.Generator
) -> tuple[pl.DataFrame, list[int]]:
    """One telling in place of messages that stand there, one to three days before; and its rows, if it is there."""
    lines, condition, first = telling
    teller = chat.owner if condition == "owner" else chat.other
    conversation = "there" if condition == "elsewhere" else "here"
    day = first - timedelta(days=int(rng.integers(1, 4)))
    local = (pl.col("sent_at") - DAY_START).dt.date()
    free = rows.filter(local == day, pl.col("where") == conversation, pl.col("text").is_not_null())
    at, put_in = 0, {}
    for line in lines:
        sender = teller if not line.startswith("> ") else chat.other if teller == chat.owner else chat.owner
        theirs = free.slice(at).with_row_index("place").filter(pl.col("sender") == sender)
        if theirs.is_empty():
            continue
        put_in[int(theirs["row"][0])] = line.removeprefix("> ")
        at += int(theirs["place"][0]) + 1
    if lines[0] not in put_in.values():  # an answer alone tells nothing
        return rows, []
    return replaced(rows, put_in), list(put_in)


def with_everyday_topic(
    rows: pl.DataFrame, chat: SyntheticChat, lines: list[str], rng: np.random.Generator
) -> pl.DataFrame:
    """The same with one topic on most days, from the other, in place of one of their messages."""
    local = (pl.col("sent_at") - DAY_START).dt.date()
    theirs = (
        rows.filter(pl.col("sender") == chat.other, pl.col("text").is_not_null())
        .group_by(local.alias("day"))
        .agg(pl.col("row").first())
    )
    chosen_rows = theirs.filter(pl.Series(rng.random(theirs.height) < OFTEN))["row"].to_list()
    return replaced(rows, {int(row): str(rng.choice(lines)) for row in chosen_rows})


def replaced(rows: pl.DataFrame, texts: dict[int, str]) -> pl.DataFrame:
    if not texts:
        return rows
    replacements = pl.DataFrame(
        {"row": list(texts), "new": list(texts.values())}, schema={"row": pl.UInt32, "new": pl.String}
    )
    joined = rows.join(replacements, on="row", how="left", maintain_order="left")
    return joined.with_columns(text=pl.coalesce("new", "text")).drop("new")


def document(results: list[LookBackResult], count: int, *, held_out: bool) -> str:
    told = [row for row in results if row.condition in TELLING and row.loss != NOT_TOLD]
    hits, of = (Counter((row.condition, row.topic) for row in told if row.named or every) for every in (False, True))
    option, file = (" --held-out", "causes_held_out.toml") if held_out else ("", "causes.toml")
    lines = [
        f"## Why: what was told before{', in other words' if held_out else ''}",
        "",
        f"Made by `python -m bench.text.look_back --worlds {count}{option}`:",
        f"{count} invented pairs a column or row, two years of",
        f"English or German each, with {SPELLS} spells. One to three days before a spell something of",
        f"`bench/text/{file}` is told, mostly in one to three messages, by either of the two or in another chat",
        "that was given. *Named* means that the topic is stated with at least one of these messages, at a chance of up",
        f"to {RARE:.0%}. The look-back gets the true first day. The texts were written by hand by those who write this",
        "program: a stranger's words will be missed more often. "
        + (HELD_OUT if held_out else IN_VIEW)
        + "Brackets are 95 % intervals.",
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
    yield ""
    yield '| nothing was told | "The log does not say" |'
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
    yield f"| lost | told | named | {' | '.join(step.format(RARE) for step in STEPS)} |"
    yield "|---|---|---|---|---|---|---|---|"
    for topic in (*TOPICS, None):
        names = [topic] if topic else TOPICS
        steps = [sum(counts[name, step] for name in names) for step in ("", *STEPS)]
        yield f"| {topic or '**all**'} | {sum(steps)} | {' | '.join(map(str, steps))} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=40)
    parser.add_argument("--first-seed", type=int, default=5000)
    parser.add_argument("--held-out", action="store_true", help="tell what nothing is chosen on")
    parser.add_argument("--losses", action="store_true", help="add where what was told is lost")
    parser.add_argument("--dry", action="store_true", help="print alone")
    options = parser.parse_args()
    file = Path(__file__).parent / ("causes_held_out.toml" if options.held_out else "causes.toml")
    causes = tomllib.loads(file.read_text("utf-8"))
    conditions = (*TELLING, "nothing", "harmless", "everyday")
    results = [
        answer
        for place, condition in enumerate(conditions)
        for seed in range(options.worlds)
        for answer in world(options.first_seed + 1000 * place + seed, condition, causes)
    ]
    text = document(results, options.worlds, held_out=options.held_out)
    if options.losses:
        text = "\n".join([text, *loss_lines(results), ""])
    if not options.dry:
        write_section("look_back_held_out" if options.held_out else "look_back", text, EXPLANATIONS_PAGE)
    print(text)


if __name__ == "__main__":
    main()
