"""What somebody sees who looks every day for a month, where nothing was changed; and many people looked at at once.

Run: `UNLIKE_DATA=../shared/data python bench/looks.py [--months N] [--to docs/accuracy.md]` (one process, seeds are the
people's numbers). Each evening of 30 days in a row the history is read as if the export had ended there.
"""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import polars as pl

from accuracy import share
from channels import conversation, measured, people
from page import ACCURACY, put
from unlike.analysis.current_state import current_state
from unlike.analysis.person import PersonRequest, person_findings
from unlike.results.ranking import FALSE_OF_CALLED
from unlike.signals import MeasuredConversation

DAYS = 30
GROUPS = (5, 10, 20, 38)
DRAWS = 400


@dataclass
class Month:
    """One person's month of evenings."""

    looks: int
    chances: list[float]
    called: list[int]
    spells: int
    lasting: int


def months(job: tuple[int, int]) -> list[Month]:
    """Random months in the second half of one person's history."""
    number, count = job
    person = people()[number]
    whole = measured(conversation(person, group=False))
    days = whole.messages["day"]
    first, last = days.min(), days.max()
    length = (last - first).days + 1
    rng = np.random.default_rng(number)
    starts = rng.integers(length // 2, length - DAYS, size=count).tolist()
    return [month(whole, person.nick, first + timedelta(days=start)) for start in starts]


def month(whole: MeasuredConversation, nick: str, start: date) -> Month:
    """Every evening's last messages, and the spells and lasting changes that the last evening tells of."""
    theirs = whole.messages.filter(pl.col("sender").cast(pl.String) == nick)
    signals = {signal.name: signal for signal in whole.signals}
    made = Month(0, [], [], 0, 0)
    seen = -1
    for day in range(DAYS):
        upto = theirs.filter(pl.col("day") <= start + timedelta(days=day))
        told = current_state(replace(whole, messages=upto), nick, signals) if upto.height != seen else None
        seen = upto.height
        if told is None:
            continue
        made.looks += 1
        made.chances.append(told.chance)
        if told.unlike:
            made.called.append(day)
    result = person_findings(ended(whole, start + timedelta(days=DAYS - 1)), PersonRequest(None, nick, possible=False))
    made.spells = int(any(one.last >= start for one in result.spells))
    made.lasting = int(any(one.day >= start - timedelta(days=DAYS) for one in result.lasting))
    return made


def ended(whole: MeasuredConversation, day: date) -> MeasuredConversation:
    """As if the export had ended in the evening of a day."""
    messages, blocks = (part.filter(pl.col("day") <= day) for part in (whole.messages, whole.blocks))
    return replace(whole, messages=messages, blocks=blocks)


def many(made: list[list[Month]], size: int) -> tuple[float, float]:
    """Calls an evening over so many people at random, each as if alone and as they are told of together."""
    rng = np.random.default_rng(size)
    alone, together = [], []
    for _ in range(DRAWS):
        rows = rng.choice(len(made), size=min(size, len(made)), replace=False)
        pools = [[chance for one in made[row] for chance in one.chances] for row in rows]
        chances = np.sort([rng.choice(pool) for pool in pools if pool])
        bound = FALSE_OF_CALLED * np.arange(1, chances.size + 1) / chances.size
        within = np.flatnonzero(chances <= bound)
        limit = min(0.01, chances[within[-1]]) if within.size else 0.0
        alone.append((chances <= 0.01).any())
        together.append((chances <= limit).any())
    return float(np.mean(alone)), float(np.mean(together))


def section(made: list[list[Month]], asked: str) -> str:
    every = [one for some in made for one in some if one.looks]
    looks = sum(one.looks for one in every)
    total = len(every)
    return "\n".join(
        [
            "## Looking again and again",
            "",
            f"Made by `python bench/looks.py {asked}` (one process, seeds are the people's numbers).",
            f"{len(made)} people, {total} random months in the second halves of their untouched histories.",
            "Every evening the last messages are read as if the export had ended there, where there is something new;",
            "on the last one the whole.",
            "Lasting changes of their own are among what is counted: nothing was planted, but people do change.",
            "",
            "| seen within the month | share of the months |",
            "|---|---|",
            f"| at least one evening with *unlike* | {share(sum(bool(one.called) for one in every), total)} |",
            f"| at least two such evenings | {share(sum(len(one.called) > 1 for one in every), total)} |",
            f"| a spell that reaches into the month | {share(sum(one.spells for one in every), total)} |",
            (
                f"| a lasting change, dated in it or {DAYS} days before | "
                f"{share(sum(one.lasting for one in every), total)} |"
            ),
            "",
            f"*Unlike* on an evening with something new: {share(sum(len(one.called) for one in every), looks, 3)};",
            f"a month has {looks / total:.0f} such evenings.",
            "",
            "Many people looked at on one evening: how often at least one of them is called unlike, each as if",
            "looked at alone, and as the program tells it (Benjamini and Hochberg's procedure at",
            f"{FALSE_OF_CALLED:.0%}); nothing was changed, so every call is false.",
            "",
            "| people | each as if alone | together, as told |",
            "|---|---|---|",
            *(
                f"| {min(size, len(made))} | {share(round(one * DRAWS), DRAWS)} | {share(round(both * DRAWS), DRAWS)} |"
                for size in GROUPS
                for one, both in [many(made, size)]
            ),
            "",
            "Looking every evening is looking often: within a month chance alone shows some *unlike* to one in five.",
            "The procedure holds the false ones among all calls down, not the chance of any call, and works from",
            "eleven people on.",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--months", type=int, default=4)
    parser.add_argument("--people", type=int, default=len(people()))
    parser.add_argument("--to", type=Path, default=ACCURACY)
    options = parser.parse_args()
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        made = list(pool.map(months, [(number, options.months) for number in range(options.people)]))
    text = section(made, f"--months {options.months}")
    put("looks", text, options.to)
    print(text)


if __name__ == "__main__":
    main()
