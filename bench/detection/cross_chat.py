"""Accuracy of the comparison with other chats: whether somebody changed in one chat alone, or everywhere.

    python -m bench.detection.cross_chat [--worlds N]

A world is a pair with three strong or moderate spells in one chat, and a second chat of the same two in which the other
has the same spells, or none; seeds 9000 up, which nothing was chosen on. Writes its section of
docs/measurements/explanations.md.
"""

from __future__ import annotations

import argparse
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import timedelta
from multiprocessing import get_context
from zoneinfo import ZoneInfo

from bench.shared.intervals import share_text
from bench.shared.invented_pairs import STRENGTHS, ZONE
from bench.shared.measurement_page import EXPLANATIONS_PAGE, write_section
from unlike.core.types import Direction
from unlike.detection import SignalPanel
from unlike.explain.cross_chat import baseline, same_days
from unlike.signals import SIGNALS, measure, series, without_group_activity
from unlike.synthetic import generate, random_world

VERDICTS = ("too", "usual", "unclear")
FADED = 0.2
"""The part of the messages that is left where the second chat is a thin one."""


def world_verdicts(job: tuple[int, str, str]) -> list[tuple[str, str, str]]:
    """Verdict on each spell of one world, as (where they changed, whose days, verdict)."""
    seed, strength, scope = job
    untouched_world = replace(random_world(seed, STRENGTHS[strength], spells=3), changes=())
    planted_world = random_world(seed, STRENGTHS[strength], spells=3)
    second_chat = replace(
        untouched_world, seed=seed + 100_000, changes=planted_world.changes if scope == "everywhere" else ()
    )
    if scope == "thin":
        second_chat = replace(second_chat, messages_per_day=untouched_world.messages_per_day * FADED)
    spells = [change for change in planted_world.changes if change.kind == "spell" and change.last is not None]
    person_baseline, owner_baseline = (
        baseline_of(second_chat, second_chat.other.name),
        baseline_of(planted_world, planted_world.owner.name),
    )
    spell_days = [(spell.first, spell.last or spell.first) for spell in spells]
    return [
        *((scope, "theirs", same_days(person_baseline, days, Direction.COOLER)[0]) for days in spell_days),
        *((scope, "owner", same_days(owner_baseline, days, Direction.COOLER)[0]) for days in spell_days),
    ]


def baseline_of(chat, person: str) -> SignalPanel:  # type: ignore[no-untyped-def]  # noqa: ANN001 - a world
    measured = measure(generate(chat).table(ZONE), SIGNALS, ZoneInfo(ZONE), timedelta(minutes=1))
    return baseline(without_group_activity(measured, series(measured, person)))


def section_text(verdicts: dict[str, Counter[tuple[str, str, str]]], count: int) -> str:
    lines = [
        "## Only with me?",
        "",
        f"Made by `python -m bench.detection.cross_chat --worlds {count}`:",
        f"{count} worlds a row, three spells of 3 to 14 days in",
        "one chat, and a second chat of the same two. *Too* is said where the same days stray as far as one in twenty",
        "stretches there; *as usual* only where a drop to half would have shown in four of five; else one cannot tell.",
        "The owner changes in none of these worlds. Brackets are 95 % intervals.",
        "",
        "| planted | in the second chat | said: too | said: as usual | said: cannot tell |",
        "|---|---|---|---|---|",
    ]
    names = {"everywhere": "the same spells", "here": "nothing", "thin": "nothing, a fifth of the messages"}
    for strength, counts in verdicts.items():
        for scope, name in names.items():
            total = sum(counts[scope, "theirs", verdict] for verdict in VERDICTS)
            cells = " | ".join(share_text(counts[scope, "theirs", verdict], total) for verdict in VERDICTS)
            lines.append(f"| {strength} | {name} | {cells} |")
        total = sum(counts[scope, "owner", verdict] for scope in names for verdict in VERDICTS)
        cells = " | ".join(
            share_text(sum(counts[scope, "owner", verdict] for scope in names), total) for verdict in VERDICTS
        )
        lines.append(f"| {strength} | *the owner, here* | {cells} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=20)
    count = parser.parse_args().worlds
    verdicts = {}
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        for strength in ("strong", "moderate"):
            jobs = [(9000 + seed, strength, scope) for scope in ("everywhere", "here", "thin") for seed in range(count)]
            verdicts[strength] = Counter(
                verdict for world_found in pool.map(world_verdicts, jobs) for verdict in world_found
            )
    text = section_text(verdicts, count)
    write_section("cross_chat", text, EXPLANATIONS_PAGE)
    print(text)


if __name__ == "__main__":
    main()
