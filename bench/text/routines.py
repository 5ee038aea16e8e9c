"""Routines shown where there are none, and recall of planted ones.

    python -m bench.text.routines [--years 400]

A year by chance: two people write about this and that every day, and a good morning, a good night, a call and a
weekly word each fall on any day at a rate drawn from 5 % to 60 %. A shuffled year: one with two planted routines (a
good morning on 95 % of days, a game on 95 % of Thursdays), its whole days put in another order: the good morning
stays one, and no weekday may be left. Writes its section of docs/measurements/routines.md.
"""

from __future__ import annotations

import argparse
from datetime import date, datetime, time, timedelta

import numpy as np
import polars as pl

from bench.shared.intervals import count_text
from bench.shared.measurement_page import write_section
from bench.shared.paths import MEASUREMENTS
from unlike.core.day_rule import DAY_START
from unlike.explain.routines import routines

CHANCE = "greetings, calls and a word on any day, on 5 % to 60 % of days"
START = date(2024, 1, 1)
WORDS = [
    "bus", "jacket", "soup", "train", "film", "neighbour", "milk", "bicycle", "cloud", "library", "parking", "street",
]  # fmt: skip
Line = tuple[datetime, str, str | None, str]


def line(day: int, clock: tuple[int, int], text: str | None, kind: str = "text", sender: str = "Jon") -> Line:
    return (datetime.combine(START + timedelta(days=day), time(*clock)), sender, text, kind)


def chatter(rng: np.random.Generator) -> list[Line]:
    lines = []
    for day in range(364):
        for _ in range(6):
            clock = (int(rng.integers(9, 23)), int(rng.integers(60)))
            text = " ".join(rng.choice(WORDS, 5))
            lines.append(line(day, clock, text, sender="Mira" if rng.random() < 0.5 else "Jon"))
    return lines


def table(lines: list[Line]) -> pl.DataFrame:
    schema = {"at": pl.Datetime("us"), "sender": pl.String, "text": pl.String, "kind": pl.String}
    frame = pl.DataFrame(sorted(lines, key=lambda message: message[0]), schema=schema, orient="row")
    return frame.with_columns(day=(pl.col("at") - DAY_START).dt.date())


def by_chance(seed: int) -> pl.DataFrame:
    rng = np.random.default_rng([seed, 1])
    lines = chatter(rng)
    for text in ("good morning", "good night", None, "quizzo tonight"):
        share = rng.uniform(0.05, 0.6)
        days = np.flatnonzero(rng.random(364) < share).tolist()
        lines += [line(day, (int(rng.integers(9, 23)), 10), text, "text" if text else "call") for day in days]
    return table(lines)


def planted(seed: int) -> pl.DataFrame:
    rng = np.random.default_rng([seed, 2])
    lines = chatter(rng)
    for day in np.flatnonzero(rng.random(364) < 0.95).tolist():
        lines.append(line(day, (7, int(rng.integers(20, 50))), "good morning"))
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


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--years", type=int, default=400)
    years = parser.parse_args().years
    false_count = sum(bool(routines(by_chance(seed), "en")) for seed in range(years))
    morning = weekly = morning_shuffled = weekday_shuffled = 0
    for seed in range(years):
        real = planted(seed)
        detected = routines(real, "en")
        morning += any(routine.kind == "good morning" for routine in detected)
        weekly += any(routine.kind == "word" and routine.weekday == 3 for routine in detected)
        detected_shuffled = routines(shuffled(real, seed), "en")
        morning_shuffled += any(routine.kind == "good morning" for routine in detected_shuffled)
        weekday_shuffled += any(routine.weekday is not None for routine in detected_shuffled)
    lines = [
        f"Made by `python -m bench.text.routines --years {years}`:",
        "invented years, in which routines are looked for; 95 %",
        "intervals.",
        "",
        f"| {years} years of | what | found |",
        "| --- | --- | ---: |",
        f"| {CHANCE} | any routine (false) | {count_text(false_count, years)} |",
        f"| two planted, each on 95 % of its days | the good morning | {count_text(morning, years)} |",
        f"| | Thursday's game | {count_text(weekly, years)} |",
        f"| the same days in another order | the good morning, still one | {count_text(morning_shuffled, years)} |",
        f"| | a routine of a weekday (false) | {count_text(weekday_shuffled, years)} |",
    ]
    text = "\n".join(lines)
    write_section("routines", text, MEASUREMENTS / "routines.md")
    print(text)


if __name__ == "__main__":
    main()
