"""Accuracy of the look-back: topics planted before a spell, and silence where nothing was planted.

    python -m bench.text.look_back [--worlds 40]

Invented pairs, two years each, with six spells. Before every spell something of `causes.toml` is told, by one of the
two or in another chat of theirs, or only what is harmless (third persons, jokes), or nothing; in some worlds somebody
speaks of one topic nearly every day anyway. Seeds 5000 up. Writes its section of docs/measurements/explanations.md.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from collections.abc import Iterator
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
from unlike.explain.look_back import RARE, look_back
from unlike.explain.topic_table import topic_table, with_day
from unlike.synthetic import MODERATE, SyntheticChat, generate, random_world
from unlike.text import TOPICS

CAUSES: dict[str, Any] = tomllib.loads((Path(__file__).parent / "causes.toml").read_text("utf-8"))
TELLING = ("other", "owner", "elsewhere")
SPELLS = 6
ELSEWHERE = 6  # messages a day of the second chat
OFTEN = 0.7  # share of days on which somebody speaks of their topic anyway
LookBackRow = tuple[str, str, str, bool, int, bool]
"""Condition, topic, language, whether it was named with its messages, other topics named, whether anything was."""


def world(seed: int, condition: str) -> Iterator[LookBackRow]:
    """Each look-back of one world."""
    rows, chat, planted = planted_world(seed, condition)
    shifts = [spell.first for spell in chat.truth.spells]
    for (topic, planted_rows), explanation in zip(planted, look_back(world_topics(rows), shifts), strict=True):
        names = {mention.name for mention in explanation.topics}
        named_rows = {
            int(ref) for mention in explanation.topics if mention.name == topic for _, ref in mention.messages
        }
        hit = bool(named_rows & planted_rows) if condition in TELLING else topic in names
        yield condition, topic, chat.language, hit, len(names - {topic}), bool(names)


def planted_world(seed: int, condition: str) -> tuple[pl.DataFrame, SyntheticChat, list[tuple[str, set[int]]]]:
    """The messages of one world, and what is told before each spell in which of them."""
    rng = np.random.default_rng([seed, 31])
    chat = generate(random_world(seed, MODERATE, spells=SPELLS))
    rows = chat.rows.with_row_index("row").with_columns(where=pl.lit("here"))
    topic = ""
    if condition == "elsewhere":
        rows = pl.concat([rows, second_chat(rows, rng)])
    if condition == "everyday":
        topic = str(rng.choice(list(CAUSES["everyday"][chat.language])))
        rows = with_everyday_topic(rows, chat, topic, rng)
    planted: list[tuple[str, set[int]]] = []
    for spell in chat.truth.spells:
        planted_rows: list[int] = []
        if condition in TELLING:
            topic = TOPICS[int(rng.integers(len(TOPICS)))]
            rows, planted_rows = with_telling(rows, chat, (topic, condition, spell.first), rng)
        elif condition == "harmless":
            rows, _ = with_telling(rows, chat, ("harmless", "other", spell.first), rng)
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
    rows: pl.DataFrame, chat: SyntheticChat, telling: tuple[str, str, date], rng: np.random.Generator
) -> tuple[pl.DataFrame, list[int]]:
    """One telling in place of messages that stand there, one to three days before; and its rows."""
    topic, condition, first = telling
    tellings = CAUSES[chat.language][topic]
    lines = tellings[int(rng.integers(len(tellings)))]
    teller = chat.owner if condition == "owner" else chat.other
    conversation = "there" if condition == "elsewhere" else "here"
    day = first - timedelta(days=int(rng.integers(1, 4)))
    if topic == "harmless":
        lines = [line for at in rng.choice(len(tellings), 3, replace=False) for line in tellings[int(at)]]
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
    return replaced(rows, put_in), list(put_in)


def with_everyday_topic(rows: pl.DataFrame, chat: SyntheticChat, topic: str, rng: np.random.Generator) -> pl.DataFrame:
    """The same with one topic on most days, from the other, in place of one of their messages."""
    lines = CAUSES["everyday"][chat.language][topic]
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


def document(results: list[LookBackRow], count: int) -> str:
    hits: Counter[tuple[str, str]] = Counter()
    for condition, topic, _, hit, _, _ in results:
        hits[condition, topic] += hit
    of = Counter((condition, topic) for condition, topic, *_ in results)
    lines = [
        "## Why: what was told before",
        "",
        f"Made by `python -m bench.text.look_back --worlds {count}`:",
        f"{count} invented pairs a column or row, two years of",
        f"English or German each, with {SPELLS} spells. One to three days before a spell something of",
        "`bench/text/causes.toml` is told, mostly in one to three messages, by either of the two or in another chat",
        "that was given. *Named* means that the topic is stated with at least one of these messages, at a chance of up",
        f"to {RARE:.0%}. The look-back gets the true first day. The texts were written by hand by those who write this",
        "program: a stranger's words will be missed more often. Brackets are 95 % intervals.",
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


def silence_lines(results: list[LookBackRow]) -> Iterator[str]:
    quiet = Counter(condition for condition, *_, any_ in results if not any_)
    of = Counter(condition for condition, *_ in results)
    everyday = [hit for condition, _, _, hit, _, _ in results if condition == "everyday"]
    beside = [other_topics > 0 for condition, _, _, _, other_topics, _ in results if condition in TELLING]
    yield ""
    yield '| nothing was told | "The log does not say" |'
    yield "|---|---|"
    yield f"| and nothing else either | {share_text(quiet['nothing'], of['nothing'])} |"
    yield f"| but third persons, jokes and films, three of them | {share_text(quiet['harmless'], of['harmless'])} |"
    silent = share_text(len(everyday) - sum(everyday), len(everyday))
    yield f"| but the other speaks of one topic on {OFTEN:.0%} of all days: this topic is not named | {silent} |"
    yield ""
    share = share_text(sum(beside), len(beside))
    yield f"Where something was told, some other topic is named beside it in {share} of them."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=40)
    parser.add_argument("--dry", action="store_true", help="print alone")
    options = parser.parse_args()
    conditions = (*TELLING, "nothing", "harmless", "everyday")
    results = [
        answer
        for place, condition in enumerate(conditions)
        for seed in range(options.worlds)
        for answer in world(5000 + 1000 * place + seed, condition)
    ]
    text = document(results, options.worlds)
    if not options.dry:
        write_section("look_back", text, EXPLANATIONS_PAGE)
    print(text)


if __name__ == "__main__":
    main()
