"""How often a routine is shown where there is none, and how many of those planted are found.

    python bench/routines.py [--years 400]

It writes its section of docs/between-you.md.

A year by chance: two people write about this and that every day, and a good morning, a good night, a call and a
weekly word each fall on any day at a rate drawn from 5 % to 60 %. A shuffled year: one with two planted routines (a
good morning on 95 % of days, a game on 95 % of Thursdays), its whole days put in another order: the good morning
stays one, and no weekday may be left.
"""

from __future__ import annotations

import argparse
from datetime import date, datetime, time, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from page import put
from unlike.core.day_rule import DAY_START
from unlike.explain.routines import routines

CHANCE = "greetings, calls and a word on any day, on 5 % to 60 % of days"
START = date(2024, 1, 1)
WORDS = [
    "bus", "jacket", "soup", "train", "film", "neighbour", "milk", "bicycle", "cloud", "library", "parking", "street",
]  # fmt: skip
Line = tuple[datetime, str, str | None, str]


def line(day: int, clock: tuple[int, int], text: str | None, kind: str = "text", who: str = "Jon") -> Line:
    return (datetime.combine(START + timedelta(days=day), time(*clock)), who, text, kind)


def chatter(dice: np.random.Generator) -> list[Line]:
    lines = []
    for day in range(364):
        for _ in range(6):
            clock = (int(dice.integers(9, 23)), int(dice.integers(60)))
            said = " ".join(dice.choice(WORDS, 5))
            lines.append(line(day, clock, said, who="Mira" if dice.random() < 0.5 else "Jon"))
    return lines


def table(lines: list[Line]) -> pl.DataFrame:
    schema = {"at": pl.Datetime("us"), "sender": pl.String, "text": pl.String, "kind": pl.String}
    frame = pl.DataFrame(sorted(lines, key=lambda one: one[0]), schema=schema, orient="row")
    return frame.with_columns(day=(pl.col("at") - DAY_START).dt.date())


def by_chance(seed: int) -> pl.DataFrame:
    dice = np.random.default_rng([seed, 1])
    lines = chatter(dice)
    for said in ("good morning", "good night", None, "quizzo tonight"):
        share = dice.uniform(0.05, 0.6)
        days = np.flatnonzero(dice.random(364) < share).tolist()
        lines += [line(day, (int(dice.integers(9, 23)), 10), said, "text" if said else "call") for day in days]
    return table(lines)


def planted(seed: int) -> pl.DataFrame:
    dice = np.random.default_rng([seed, 2])
    lines = chatter(dice)
    for day in np.flatnonzero(dice.random(364) < 0.95).tolist():
        lines.append(line(day, (7, int(dice.integers(20, 50))), "good morning"))
        if (START + timedelta(days=day)).weekday() == 3:
            lines.append(line(day, (18, 5), "quizzo tonight?"))
    return table(lines)


def shuffled(messages: pl.DataFrame, seed: int) -> pl.DataFrame:
    days = messages["day"].unique().sort()
    to = pl.col("day").replace_strict(days, days.sample(fraction=1.0, shuffle=True, seed=seed))
    moved = messages.with_columns(to=to).with_columns(
        at=pl.col("at") + (pl.col("to") - pl.col("day")), day=pl.col("to")
    )
    return moved.sort("at")


def interval(hits: int, of: int) -> str:
    """Wilson's, 95 %."""
    z, share = 1.96, hits / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * np.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return f"{hits} of {of} ({max(0, middle - half):.1%} to {min(1, middle + half):.1%})"


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--years", type=int, default=400)
    years = asked.parse_args().years
    false = sum(bool(routines(by_chance(seed), "en")) for seed in range(years))
    morning = weekly = kept = weekday = 0
    for seed in range(years):
        real = planted(seed)
        found = routines(real, "en")
        morning += any(one.kind == "good morning" for one in found)
        weekly += any(one.kind == "word" and one.weekday == 3 for one in found)
        other = routines(shuffled(real, seed), "en")
        kept += any(one.kind == "good morning" for one in other)
        weekday += any(one.weekday is not None for one in other)
    lines = [
        f"Made by `python bench/routines.py --years {years}`: invented years, in which routines are looked for; 95 %",
        "intervals.",
        "",
        f"| {years} years of | what | found |",
        "| --- | --- | ---: |",
        f"| {CHANCE} | any routine (false) | {interval(false, years)} |",
        f"| two planted, each on 95 % of its days | the good morning | {interval(morning, years)} |",
        f"| | Thursday's game | {interval(weekly, years)} |",
        f"| the same days in another order | the good morning, still one | {interval(kept, years)} |",
        f"| | a routine of a weekday (false) | {interval(weekday, years)} |",
    ]
    text = "\n".join(lines)
    put("routines", text, Path(__file__).resolve().parents[1] / "docs" / "between-you.md")
    print(text)


if __name__ == "__main__":
    main()
