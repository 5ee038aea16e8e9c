"""Only with me? How often worlds in which somebody changes here alone, or everywhere, are told apart.

Run: `python bench/elsewhere.py [--worlds N]`; it writes its section of docs/accuracy-reasons.md. A world is a pair with
three strong or moderate spells in one chat, and a second chat of the same two in which the other has the same spells,
or none; seeds 9000 up, which nothing was chosen on.
"""

from __future__ import annotations

import argparse
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path
from zoneinfo import ZoneInfo

from accuracy import STRENGTHS, ZONE, share
from page import put
from unlike.core.types import Direction
from unlike.detection import SignalPanel
from unlike.explain.cross_chat import baseline, same_days
from unlike.signals import SIGNALS, measure, series, telling
from unlike.synthetic import generate, random_world

PAGE = Path(__file__).resolve().parents[1] / "docs" / "accuracy-reasons.md"
VERDICTS = ("too", "usual", "unclear")
FADED = 0.2
"""The part of the messages that is left where the second chat is a thin one."""


def world(job: tuple[int, str, str]) -> list[tuple[str, str, str]]:
    """(where they changed, whose days, verdict) of each spell of one world."""
    seed, strength, where = job
    here = replace(random_world(seed, STRENGTHS[strength], spells=3), changes=())
    planted = random_world(seed, STRENGTHS[strength], spells=3)
    there = replace(here, seed=seed + 100_000, changes=planted.changes if where == "everywhere" else ())
    if where == "thin":
        there = replace(there, messages=here.messages * FADED)
    spells = [one for one in planted.changes if one.kind == "spell" and one.last is not None]
    theirs, owners = baseline_of(there, there.other.name), baseline_of(planted, planted.owner.name)
    held = [(one.first, one.last or one.first) for one in spells]
    return [
        *((where, "theirs", same_days(theirs, days, Direction.COOLER)[0]) for days in held),
        *((where, "owner", same_days(owners, days, Direction.COOLER)[0]) for days in held),
    ]


def baseline_of(one, who: str) -> SignalPanel:  # type: ignore[no-untyped-def]  # noqa: ANN001 - a world
    measured = measure(generate(one).table(ZONE), SIGNALS, ZoneInfo(ZONE), timedelta(minutes=1))
    return baseline(telling(measured, series(measured, who)))


def document(found: dict[str, Counter[tuple[str, str, str]]], count: int) -> str:
    lines = [
        "## Only with me?",
        "",
        f"Made by `python bench/elsewhere.py --worlds {count}`: {count} worlds a row, three spells of 3 to 14 days in",
        "one chat, and a second chat of the same two. *Too* is said where the same days stray as far as one in twenty",
        "stretches there; *as usual* only where a drop to half would have shown in four of five; else one cannot tell.",
        "The owner changes in none of these worlds. Brackets are 95 % intervals.",
        "",
        "| planted | in the second chat | said: too | said: as usual | said: cannot tell |",
        "|---|---|---|---|---|",
    ]
    names = {"everywhere": "the same spells", "here": "nothing", "thin": "nothing, a fifth of the messages"}
    for strength, counts in found.items():
        for where, name in names.items():
            of = sum(counts[where, "theirs", verdict] for verdict in VERDICTS)
            cells = " | ".join(share(counts[where, "theirs", verdict], of) for verdict in VERDICTS)
            lines.append(f"| {strength} | {name} | {cells} |")
        of = sum(counts[where, "owner", verdict] for where in names for verdict in VERDICTS)
        cells = " | ".join(share(sum(counts[where, "owner", verdict] for where in names), of) for verdict in VERDICTS)
        lines.append(f"| {strength} | *the owner, here* | {cells} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=20)
    count = parser.parse_args().worlds
    found = {}
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        for strength in ("strong", "moderate"):
            jobs = [(9000 + seed, strength, where) for where in ("everywhere", "here", "thin") for seed in range(count)]
            found[strength] = Counter(one for world_found in pool.map(world, jobs) for one in world_found)
    text = document(found, count)
    put("elsewhere", text, PAGE)
    print(text)


if __name__ == "__main__":
    main()
