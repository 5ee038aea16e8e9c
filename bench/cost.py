"""What detection costs: one person with ten years and a million messages.

Run: `python bench/cost.py [--years N] [--messages N]`; it writes its section of docs/accuracy.md. Processor time of one
thread of work, so that a busy machine does not show; the best of three. The limit is two seconds.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from accuracy import ZONE
from page import put
from unlike.analysis.channel_findings import channel_changes, without_channel_changes
from unlike.analysis.person import SHOWN, PersonRequest, person_findings
from unlike.detection import detect_change_points, detect_spells, detectable_drop, panel, robust_baseline
from unlike.signals import SIGNALS, measure, series
from unlike.synthetic import STRONG, generate, random_world

LIMIT = 2.0
AGAIN = 3


def cost(work: Callable[[], object]) -> float:
    """Seconds of processor time, the best of some runs."""
    best = float("inf")
    for _ in range(AGAIN):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def document(years: float, messages: int) -> str:
    world = replace(random_world(41000, STRONG, years=years), messages_per_day=messages / (365.25 * years))
    chat = generate(world)
    measured = measure(chat.table(ZONE), SIGNALS, ZoneInfo(ZONE), timedelta(minutes=1))
    habits = series(measured, chat.other)
    usual = without_channel_changes(habits, channel_changes(measured, chat.other, habits))
    whole = panel(usual)
    steady = whole.without(detect_change_points(whole)[1])
    told = robust_baseline(steady)
    parts = {
        "a value a day of each habit": lambda: series(measured, chat.other),
        "where the conversation itself changed": lambda: channel_changes(measured, chat.other, habits),
        "the baseline": lambda: panel(usual),
        "lasting shifts": lambda: detect_change_points(whole),
        "which days say what is usual": lambda: robust_baseline(steady),
        "spells": lambda: detect_spells(told, SHOWN),
        "what would have been noticed": lambda: detectable_drop(told, SHOWN, 3),
    }
    every = cost(lambda: person_findings(measured, PersonRequest(chat.owner, chat.other, possible=False)))
    lines = [
        "## What detection costs",
        "",
        f"Made by `python bench/cost.py --years {years:g} --messages {messages}`: one person of an invented pair with",
        f"{measured.messages.height:,} messages in {years:g} years, already read and measured. Processor seconds.",
        "",
        "| part | seconds |",
        "|---|---|",
        *(f"| {name} | {cost(work):.2f} |" for name, work in parts.items()),
        f"| **all findings about the person**, now and open questions too | {every:.2f} |",
        f"| limit | {LIMIT:.2f} |",
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=float, default=10)
    parser.add_argument("--messages", type=int, default=1_000_000)
    options = parser.parse_args()
    text = document(options.years, options.messages)
    put("cost", text)
    print(text)


if __name__ == "__main__":
    main()
