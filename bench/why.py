"""Is what was told before a spell found, and is nothing found where nothing was told?

    python bench/why.py [--worlds 40]

Invented pairs, two years each, with six spells. Before every spell something of `causes.toml` is told, by one of the
two or in another chat of theirs, or only what is harmless (third persons, jokes), or nothing; in some worlds somebody
speaks of one topic nearly every day anyway. Seeds 5000 up. It writes its section of docs/accuracy-reasons.md.
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

from accuracy import ZONE, share
from page import put
from unlike.core.day_rule import DAY_START
from unlike.explain.look_back import RARE, look_back
from unlike.explain.topic_table import topic_table, with_day
from unlike.synthetic import MODERATE, SyntheticChat, generate, random_world
from unlike.text import TOPICS

PAGE = Path(__file__).resolve().parents[1] / "docs" / "accuracy-reasons.md"
CAUSES: dict[str, Any] = tomllib.loads((Path(__file__).parent / "causes.toml").read_text("utf-8"))
TELLING = ("other", "owner", "elsewhere")
SPELLS = 6
ELSEWHERE = 6  # messages a day of the second chat
OFTEN = 0.7  # share of days on which somebody speaks of their topic anyway
Told = tuple[str, str, str, bool, int, bool]
"""Condition, topic, language, whether it was named with its messages, other topics named, whether anything was."""


def world(seed: int, condition: str) -> Iterator[Told]:
    """Each look-back of one world."""
    rows, chat, planted = made(seed, condition)
    shifts = [one.first for one in chat.truth.spells]
    for (topic, there), found in zip(planted, look_back(known(rows), shifts), strict=True):
        names = {one.name for one in found.topics}
        told = {int(ref) for one in found.topics if one.name == topic for _, ref in one.messages}
        hit = bool(told & there) if condition in TELLING else topic in names
        yield condition, topic, chat.language, hit, len(names - {topic}), bool(names)


def made(seed: int, condition: str) -> tuple[pl.DataFrame, SyntheticChat, list[tuple[str, set[int]]]]:
    """The messages of one world, and what is told before each spell in which of them."""
    dice = np.random.default_rng([seed, 31])
    chat = generate(random_world(seed, MODERATE, spells=SPELLS))
    rows = chat.rows.with_row_index("row").with_columns(where=pl.lit("here"))
    topic = ""
    if condition == "elsewhere":
        rows = pl.concat([rows, second(rows, dice)])
    if condition == "everyday":
        topic = str(dice.choice(list(CAUSES["everyday"][chat.language])))
        rows = spoken_of(rows, chat, topic, dice)
    planted: list[tuple[str, set[int]]] = []
    for spell in chat.truth.spells:
        there: list[int] = []
        if condition in TELLING:
            topic = TOPICS[int(dice.integers(len(TOPICS)))]
            rows, there = tell(rows, chat, (topic, condition, spell.first), dice)
        elif condition == "harmless":
            rows, _ = tell(rows, chat, ("harmless", "other", spell.first), dice)
        planted.append((topic, set(there)))
    return rows, chat, planted


def known(rows: pl.DataFrame) -> pl.DataFrame:
    """What the messages tell."""
    moment = pl.col("sent_at").dt.replace_time_zone(ZONE, ambiguous="earliest", non_existent="null")
    table = rows.filter(pl.col("kind") != "system").select(
        moment.dt.convert_time_zone("UTC"), "sender", "text", conversation="where", ref=pl.col("row").cast(pl.String)
    )
    found = topic_table(with_day(table.drop_nulls("sent_at").sort("sent_at"), ZoneInfo(ZONE)))
    assert found is not None
    return found


def second(rows: pl.DataFrame, dice: np.random.Generator) -> pl.DataFrame:
    """Another, thinner chat of the same two: messages of this one at other times."""
    days = (rows["sent_at"].max() - rows["sent_at"].min()).days  # type: ignore[operator, union-attr]
    texts = rows.filter(pl.col("text").is_not_null(), pl.col("sender").is_not_null())
    some = texts.sample(days * ELSEWHERE, seed=int(dice.integers(1 << 30)), shuffle=True, with_replacement=True)
    start = rows["sent_at"].min()
    seconds = np.sort(dice.integers(0, days * 86_400, some.height))
    moment = [start + timedelta(seconds=int(one)) for one in seconds]  # type: ignore[operator]
    numbers = pl.Series(range(rows.height, rows.height + some.height), dtype=pl.UInt32)
    return some.with_columns(
        pl.Series("sent_at", moment, dtype=pl.Datetime("us")), numbers.alias("row"), where=pl.lit("there")
    )


def tell(
    rows: pl.DataFrame, chat: SyntheticChat, what: tuple[str, str, date], dice: np.random.Generator
) -> tuple[pl.DataFrame, list[int]]:
    """One telling in place of messages that stand there, one to three days before; and its rows."""
    topic, condition, first = what
    tellings = CAUSES[chat.language][topic]
    said = tellings[int(dice.integers(len(tellings)))]
    teller = chat.owner if condition == "owner" else chat.other
    where = "there" if condition == "elsewhere" else "here"
    day = first - timedelta(days=int(dice.integers(1, 4)))
    if topic == "harmless":
        said = [line for at in dice.choice(len(tellings), 3, replace=False) for line in tellings[int(at)]]
    local = (pl.col("sent_at") - DAY_START).dt.date()
    free = rows.filter(local == day, pl.col("where") == where, pl.col("text").is_not_null())
    at, put_in = 0, {}
    for line in said:
        who = teller if not line.startswith("> ") else chat.other if teller == chat.owner else chat.owner
        theirs = free.slice(at).with_row_index("place").filter(pl.col("sender") == who)
        if theirs.is_empty():
            continue
        put_in[int(theirs["row"][0])] = line.removeprefix("> ")
        at += int(theirs["place"][0]) + 1
    return replaced(rows, put_in), list(put_in)


def spoken_of(rows: pl.DataFrame, chat: SyntheticChat, topic: str, dice: np.random.Generator) -> pl.DataFrame:
    """The same with one topic on most days, from the other, in place of one of their messages."""
    lines = CAUSES["everyday"][chat.language][topic]
    local = (pl.col("sent_at") - DAY_START).dt.date()
    theirs = (
        rows.filter(pl.col("sender") == chat.other, pl.col("text").is_not_null())
        .group_by(local.alias("day"))
        .agg(pl.col("row").first())
    )
    some = theirs.filter(pl.Series(dice.random(theirs.height) < OFTEN))["row"].to_list()
    return replaced(rows, {int(row): str(dice.choice(lines)) for row in some})


def replaced(rows: pl.DataFrame, texts: dict[int, str]) -> pl.DataFrame:
    if not texts:
        return rows
    new = pl.DataFrame({"row": list(texts), "new": list(texts.values())}, schema={"row": pl.UInt32, "new": pl.String})
    joined = rows.join(new, on="row", how="left", maintain_order="left")
    return joined.with_columns(text=pl.coalesce("new", "text")).drop("new")


def document(found: list[Told], count: int) -> str:
    hits: Counter[tuple[str, str]] = Counter()
    for condition, topic, _, hit, _, _ in found:
        hits[condition, topic] += hit
    of = Counter((condition, topic) for condition, topic, *_ in found)
    lines = [
        "## Why: what was told before",
        "",
        f"Made by `python bench/why.py --worlds {count}`: {count} invented pairs a column or row, two years of",
        f"English or German each, with {SPELLS} spells. One to three days before a spell something of",
        "`bench/causes.toml` is told, mostly in one to three messages, by either of the two or in another chat that",
        "was given. *Named* means that the topic is stated with at least one of these messages, at a chance of up to",
        f"{RARE:.0%}. The look-back gets the true first day. The texts were written by hand by those who write this",
        "program: a stranger's words will be missed more often. Brackets are 95 % intervals.",
        "",
        "| told | by the other | by the owner | in another chat |",
        "|---|---|---|---|",
    ]
    for topic in (*TOPICS, None):
        cells = [
            share(sum(hits[where, one] for one in ([topic] if topic else TOPICS)),
                  sum(of[where, one] for one in ([topic] if topic else TOPICS)))
            for where in TELLING
        ]  # fmt: skip
        lines.append(f"| {topic or '**all**'} | {' | '.join(cells)} |")
    lines += [*silences(found), ""]
    return "\n".join(lines)


def silences(found: list[Told]) -> Iterator[str]:
    quiet = Counter(condition for condition, *_, any_ in found if not any_)
    of = Counter(condition for condition, *_ in found)
    everyday = [hit for condition, _, _, hit, _, _ in found if condition == "everyday"]
    beside = [more > 0 for condition, _, _, _, more, _ in found if condition in TELLING]
    yield ""
    yield '| nothing was told | "The log does not say" |'
    yield "|---|---|"
    yield f"| and nothing else either | {share(quiet['nothing'], of['nothing'])} |"
    yield f"| but third persons, jokes and films, three of them | {share(quiet['harmless'], of['harmless'])} |"
    silent = share(len(everyday) - sum(everyday), len(everyday))
    yield f"| but the other speaks of one topic on {OFTEN:.0%} of all days: this topic is not named | {silent} |"
    yield ""
    yield f"Where something was told, some other topic is named beside it in {share(sum(beside), len(beside))} of them."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=40)
    parser.add_argument("--dry", action="store_true", help="print alone")
    asked = parser.parse_args()
    conditions = (*TELLING, "nothing", "harmless", "everyday")
    found = [
        one
        for place, condition in enumerate(conditions)
        for seed in range(asked.worlds)
        for one in world(5000 + 1000 * place + seed, condition)
    ]
    text = document(found, asked.worlds)
    if not asked.dry:
        put("why", text, PAGE)
    print(text)


if __name__ == "__main__":
    main()
