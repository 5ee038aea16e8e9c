"""Chats of two invented people, Mira (the owner) and Jon, written line by line, as reasons get them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

import numpy as np
import polars as pl

from unlike.core.day_rule import DAY_START

OWNER, OTHER = "Mira", "Jon"
START = date(2024, 1, 1)  # a Monday
Line = tuple[datetime, str, str | None, str]
"""When, who, what, and the kind of message."""

_CHATTER = (
    "the bus was late again", "I found the blue jacket", "soup or pasta?", "on the train now", "that film was long",
    "the neighbour waters her plants at noon", "we need milk", "my bike has a flat tyre", "look at this cloud",
    "the library closes at six", "I read two chapters", "parking was easy", "wait, which street?", "it is windy here",
)  # fmt: skip


def at(day: int, clock: str) -> datetime:
    """A moment of the day counted from `START`."""
    return datetime.combine(START + timedelta(days=day), time.fromisoformat(clock))


def line(day: int, clock: str, who: str, text: str | None, kind: str = "text") -> Line:
    return (at(day, clock), who, text, kind)


def chatter(days: Iterable[int], seed: int = 1) -> Iterator[Line]:
    """Messages of both about this and that, at any hour from nine, in any order."""
    dice = np.random.default_rng(seed)
    for day in days:
        for _ in range(6):
            who = OWNER if dice.random() < 0.5 else OTHER
            minute = int(dice.integers(9 * 60, 23 * 60))
            yield line(day, f"{minute // 60:02}:{minute % 60:02}", who, str(dice.choice(_CHATTER)))


def table(lines: Iterable[Line]) -> pl.DataFrame:
    """The measured messages with their words, by time."""
    rows = sorted(lines, key=lambda one: one[0])
    frame = pl.DataFrame(
        rows,
        schema={"at": pl.Datetime("us"), "sender": pl.String, "text": pl.String, "kind": pl.String},
        orient="row",
    )
    return frame.with_columns(
        sent_at=pl.col("at").dt.replace_time_zone("UTC"),
        day=(pl.col("at") - DAY_START).dt.date(),
        ref=pl.format("L{}", pl.int_range(1, pl.len() + 1)),
    )


def ref_of(messages: pl.DataFrame, text: str) -> str:
    """The ref of the only message that says this."""
    (ref,) = messages.filter(pl.col("text") == text)["ref"].to_list()
    return str(ref)
