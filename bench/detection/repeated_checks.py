"""False claims of daily checks for a month on untouched histories, and of many people checked at once.

    UNLIKE_DATA=FOLDER python -m bench.detection.repeated_checks [--months N] [--to PAGE]

Each evening of 30 days in a row the history is read as if the export had ended there. One process; seeds are the
people's numbers.
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

from bench.shared.intervals import share_text
from bench.shared.measurement_page import DETECTION_PAGE, write_section
from bench.shared.public_channels import conversation, measured, people
from unlike.analysis.current_state import current_state
from unlike.analysis.false_discovery import MAX_FALSE_DISCOVERY_RATE
from unlike.analysis.person import PersonRequest, detect_person
from unlike.signals import MeasuredConversation

DAYS = 30
GROUPS = (5, 10, 20, 38)
DRAWS = 400


@dataclass
class Month:
    """One person's month of evenings."""

    checks: int
    chances: list[float]
    called_checks: list[int]
    spells: int
    lasting: int


def person_months(job: tuple[int, int]) -> list[Month]:
    """Random months in the second half of one person's history."""
    number, count = job
    person = people()[number]
    measured_conversation = measured(conversation(person, group=False))
    days = measured_conversation.messages["day"]
    first, last = days.min(), days.max()
    length = (last - first).days + 1
    rng = np.random.default_rng(number)
    starts = rng.integers(length // 2, length - DAYS, size=count).tolist()
    return [checked_month(measured_conversation, person.nick, first + timedelta(days=start)) for start in starts]


def checked_month(measured_conversation: MeasuredConversation, nick: str, start: date) -> Month:
    """Every evening's last messages, and the spells and lasting changes that the last evening tells of."""
    own_messages = measured_conversation.messages.filter(pl.col("sender").cast(pl.String) == nick)
    signals = {signal.name: signal for signal in measured_conversation.signals}
    result_month = Month(0, [], [], 0, 0)
    seen_messages = -1
    for day in range(DAYS):
        upto = own_messages.filter(pl.col("day") <= start + timedelta(days=day))
        state = (
            current_state(replace(measured_conversation, messages=upto), nick, signals)
            if upto.height != seen_messages
            else None
        )
        seen_messages = upto.height
        if state is None:
            continue
        result_month.checks += 1
        result_month.chances.append(state.chance)
        if state.unlike:
            result_month.called_checks.append(day)
    last_evening = truncated_history(measured_conversation, start + timedelta(days=DAYS - 1))
    result = detect_person(last_evening, last_evening.messages, PersonRequest(None, nick, possible=False))
    result_month.spells = int(any(spell.last >= start for spell in result.spells))
    result_month.lasting = int(any(shift.day >= start - timedelta(days=DAYS) for shift in result.lasting_shifts))
    return result_month


def truncated_history(measured_conversation: MeasuredConversation, day: date) -> MeasuredConversation:
    """Cut a history as if the export had ended in the evening of a day."""
    messages, blocks = (
        part.filter(pl.col("day") <= day) for part in (measured_conversation.messages, measured_conversation.blocks)
    )
    return replace(measured_conversation, messages=messages, blocks=blocks)


def group_call_rates(months_by_person: list[list[Month]], size: int) -> tuple[float, float]:
    """Calls an evening over so many people at random, each as if alone and as they are told of together."""
    rng = np.random.default_rng(size)
    alone, together = [], []
    for _ in range(DRAWS):
        rows = rng.choice(len(months_by_person), size=min(size, len(months_by_person)), replace=False)
        pools = [[chance for month in months_by_person[row] for chance in month.chances] for row in rows]
        chances = np.sort([rng.choice(pool) for pool in pools if pool])
        bound = MAX_FALSE_DISCOVERY_RATE * np.arange(1, chances.size + 1) / chances.size
        within = np.flatnonzero(chances <= bound)
        limit = min(0.01, chances[within[-1]]) if within.size else 0.0
        alone.append((chances <= 0.01).any())
        together.append((chances <= limit).any())
    return float(np.mean(alone)), float(np.mean(together))


def section_text(months_by_person: list[list[Month]], options: str) -> str:
    checked = [month for person_months in months_by_person for month in person_months if month.checks]
    check_count = sum(month.checks for month in checked)
    evenings = [len(month.called_checks) for month in checked]
    calls = sum(evenings)
    total = len(checked)
    return "\n".join(
        [
            "## Looking again and again",
            "",
            f"Made by `python -m bench.detection.repeated_checks {options}`",
            "(one process, seeds are the people's numbers).",
            f"{len(months_by_person)} people, {total} random months in the second halves of their untouched histories.",
            "Every evening the last messages are read as if the export had ended there, where there is something new;",
            "on the last one the whole.",
            "Lasting changes of their own are among what is counted: nothing was planted, but people do change.",
            "",
            "| seen within the month | share of the months |",
            "|---|---|",
            f"| at least one evening with *unlike* | {share_text(sum(count > 0 for count in evenings), total)} |",
            f"| at least two such evenings | {share_text(sum(count > 1 for count in evenings), total)} |",
            f"| a spell that reaches into the month | {share_text(sum(month.spells for month in checked), total)} |",
            (
                f"| a lasting change, dated in it or {DAYS} days before | "
                f"{share_text(sum(month.lasting for month in checked), total)} |"
            ),
            "",
            f"*Unlike* on an evening with something new: {share_text(calls, check_count, 3)};",
            f"a month has {check_count / total:.0f} such evenings.",
            "",
            "Many people looked at on one evening: how often at least one of them is called unlike, each as if",
            "looked at alone, and as the program tells it (Benjamini and Hochberg's procedure at",
            f"{MAX_FALSE_DISCOVERY_RATE:.0%}); nothing was changed, so every call is false.",
            "",
            "| people | each as if alone | together, as told |",
            "|---|---|---|",
            *(
                f"| {min(size, len(months_by_person))} | {share_text(round(alone * DRAWS), DRAWS)} "
                f"| {share_text(round(together * DRAWS), DRAWS)} |"
                for size in GROUPS
                for alone, together in [group_call_rates(months_by_person, size)]
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
    parser.add_argument("--people", type=int, help="default: everybody")
    parser.add_argument("--to", type=Path, default=DETECTION_PAGE)
    options = parser.parse_args()
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        months_by_person = list(
            pool.map(person_months, [(number, options.months) for number in range(options.people or len(people()))])
        )
    text = section_text(months_by_person, f"--months {options.months}")
    write_section("repeated_checks", text, options.to)
    print(text)


if __name__ == "__main__":
    main()
