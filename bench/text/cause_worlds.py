"""Invented pairs in whose chats something is told before each spell, and what their messages tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from bench.shared.invented_pairs import ZONE
from unlike.core.day_rule import DAY_START
from unlike.explain.topic_table import topic_table, with_day
from unlike.synthetic import SyntheticChat
from unlike.text import TOPICS

Causes = dict[str, Any]
"""Tellings by language and topic, see `causes.toml`."""
TELLING = ("other", "owner", "elsewhere")
ELSEWHERE = 6  # messages a day of the second chat
OFTEN = 0.7  # share of days on which somebody speaks of their topic anyway
LANGUAGE_SAMPLE = 2000  # messages of a chat beside those that are read anew, which tell its language


@dataclass(frozen=True, slots=True)
class World:
    """One invented pair before anything is told: its messages, and what they tell anyway."""

    seed: int
    condition: str
    chat: SyntheticChat
    rows: pl.DataFrame
    topics: pl.DataFrame


def with_changes(whole: World, rows: pl.DataFrame) -> pl.DataFrame:
    """What is told in rows of which some have another text: only these are read anew."""
    before, read = whole.rows, whole.topics
    other = before.select("row", was="text").join(rows, on="row").filter(pl.col("was").ne_missing(pl.col("text")))
    if other.is_empty():
        return read
    spoken = before.group_by("where").head(LANGUAGE_SAMPLE).with_columns(row=pl.col("row") + before.height)
    anew = world_topics(pl.concat([other.select(before.columns), spoken.select(before.columns)]))
    refs = [str(row) for row in other["row"].to_list()]
    parts = [read.filter(~pl.col("ref").is_in(refs)), anew.filter(pl.col("ref").is_in(refs)).select(read.columns)]
    place = pl.DataFrame({"ref": read["ref"]}).with_row_index("place")
    return pl.concat(parts).join(place, on="ref").sort("place").drop("place")


def with_planted(
    whole: World, causes: Causes, rng: np.random.Generator
) -> tuple[pl.DataFrame, list[tuple[str, set[int]]]]:
    """The messages of one world, and what is told before each spell in which of them."""
    chat, rows, condition = whole.chat, whole.rows, whole.condition
    topic = ""
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
    return rows, planted


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
