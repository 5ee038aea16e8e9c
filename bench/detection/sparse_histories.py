"""Claims about people who write little and to whom nothing happens.

    python -m bench.detection.sparse_histories [--chats N] [--processes N]

Chats of five kinds in five bands of size (`bench.shared.sparse_chats`), through the program's own `measure` and
`detect_person`. Every claim in them is false. Beside it, what the law alone would claim of those who wrote too little
to be told of, and whether any spell could be noticed at all. Writes its section of docs/measurements/detection.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import product
from multiprocessing import get_context

from bench.shared.intervals import rate_text, share_text
from bench.shared.measurement_page import write_section
from bench.shared.sparse_chats import KINDS, OWNER, PERSON, SparseChat, sparse_chat
from unlike.analysis.least_history import MIN_ACTIVE_DAYS, MIN_MESSAGES
from unlike.analysis.person import (
    FALSE_SPELLS_PER_YEAR,
    POSSIBLE_FALSE_SPELLS_PER_YEAR,
    PersonRequest,
    detect_person,
)
from unlike.detection import build_panel, detect_change_points, detect_spells, detectable_drop, robust_baseline
from unlike.signals import series

BANDS = ((45, 80), (80, 150), (150, 300), (300, 1000), (1000, 5000))
"""Messages of the person, fewest and most."""
FIRST_SEED = 17_000
DROP_DAYS = (3, 7, 14, 30, 60)
"""Lengths of the spells of which any must be noticeable, at a fifth of the usual."""
NONE = "–"


@dataclass(frozen=True, slots=True)
class Claims:
    """Claims about one person.

    Attributes:
        is_enough: whether anything can be said of them.
        years: from the first day of the chat to the last.
        spells: as shown by default.
        possible: the same with possible spells.
        chances: of lasting shifts.
        channel: changes of the channel.
        is_ranked: whether the last messages can be compared.
        unlike: whether they are called unlike the person.
        by_law: spells that would be claimed whatever the least history is.
        is_noticeable: whether a spell of any length could be noticed in it.
    """

    kind: str
    band: tuple[int, int]
    is_enough: bool
    years: float
    spells: int
    possible: int
    chances: tuple[float, ...]
    channel: int
    is_ranked: bool
    unlike: bool
    by_law: int
    is_noticeable: bool


def person_claims(job: tuple[str, tuple[int, int], int]) -> Claims:
    """Draw one chat and look at its person."""
    kind, band, seed = job
    chat = sparse_chat(kind, band, seed)
    request = PersonRequest(OWNER, PERSON, possible=True)
    person = detect_person(chat.measured, chat.rows, request)
    by_law, is_noticeable = law_alone(chat)
    return Claims(
        kind=kind,
        band=band,
        is_enough=person.enough,
        years=chat.years,
        spells=sum(not spell.possible for spell in person.spells),
        possible=len(person.spells),
        chances=tuple(shift.chance for shift in person.lasting_shifts),
        channel=len(person.channel_changes),
        is_ranked=person.current_state is not None,
        unlike=person.current_state is not None and person.current_state.unlike,
        by_law=by_law,
        is_noticeable=is_noticeable,
    )


def law_alone(chat: SparseChat) -> tuple[int, bool]:
    """Spells that would be claimed whatever the least history is, and whether any could be noticed."""
    panel = build_panel(series(chat.measured, PERSON))
    if not panel.names:
        return 0, False
    baseline = robust_baseline(panel.without_offsets(detect_change_points(panel)[1]))
    noticed = any(detectable_drop(baseline, FALSE_SPELLS_PER_YEAR, days) is not None for days in DROP_DAYS)
    return len(detect_spells(baseline, FALSE_SPELLS_PER_YEAR)), noticed


def table_row(name: str, cases: list[Claims]) -> str:
    enough_cases, other_cases = ([case for case in cases if case.is_enough is is_enough] for is_enough in (True, False))
    years = sum(case.years for case in enough_cases)
    chances = [chance for case in enough_cases for chance in case.chances]
    counts: tuple[Callable[[Claims], int], ...] = (
        lambda case: case.spells,
        lambda case: case.possible,
        lambda case: len(case.chances),
        lambda case: case.channel,
    )
    cells = (
        name,
        share_text(sum(not case.is_enough for case in cases), len(cases)),
        f"{years:.0f}",
        *(rate_text(sum(map(count, enough_cases)), years) if enough_cases else NONE for count in counts),
        f"{min(chances):.0e}" if chances else NONE,
        share_text(sum(case.unlike for case in enough_cases), sum(case.is_ranked for case in enough_cases), places=3),
        rate_text(sum(case.by_law for case in other_cases), sum(case.years for case in other_cases))
        if other_cases
        else NONE,
        share_text(sum(case.is_noticeable for case in cases), len(cases)),
    )
    return f"| {' | '.join(cells)} |"


def table_rows(head: str, parts: Iterable[tuple[str, list[Claims]]]) -> list[str]:
    names = (
        head, "cannot be told of", "years told of", f"spells, stated {FALSE_SPELLS_PER_YEAR}",
        f"with possible ones, stated {POSSIBLE_FALSE_SPELLS_PER_YEAR:.1f}", "lasting changes", "channel changes",
        "least chance of a lasting change", "unlike now", "spells of the others by the law alone",
        "any spell noticeable",
    )  # fmt: skip
    return [f"| {' | '.join(names)} |", f"|{'---|' * len(names)}", *(table_row(*part) for part in parts), ""]


def section_text(chats: int, processes: int) -> str:
    cells = list(product(KINDS, BANDS))
    seeds = range(FIRST_SEED, FIRST_SEED + -(-chats // len(cells)))
    jobs = [(kind, band, seed) for (kind, band), seed in product(cells, seeds)]
    if processes > 1:
        with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
            cases = list(pool.map(person_claims, jobs, chunksize=8))
    else:
        cases = list(map(person_claims, jobs))
    by_band = [(f"{low}–{high}", [case for case in cases if case.band == (low, high)]) for low, high in BANDS]
    by_kind = [(kind, [case for case in cases if case.kind == kind]) for kind in KINDS]
    by_kind_and_band = [
        (f"{kind}, {low}–{high}", [case for case in cases if case.kind == kind and case.band == (low, high)])
        for kind, (low, high) in cells
    ]
    return "\n".join(
        [
            "## Where little is written and nothing happens",
            "",
            f"Made by `python -m bench.detection.sparse_histories --chats {len(jobs)}` (seeds {FIRST_SEED} up).",
            "Half a year to three years of a chat, its texts drawn at random, each message on its own, by somebody",
            "whose habits stay. *Even*: every moment is as likely; *bursty*: in conversations of very different",
            "lengths; *weekends only*; *fading in*: as many a day as days have gone by; *one side alone*: nobody else",
            "writes. Every claim is false. Rates are a year of those who are told of, with 95 % intervals. *Lasting",
            "changes* and *channel changes* are a year, too; *unlike now* is the share of the chats in which the last",
            "messages can be compared, where 0.01 is stated. *By the law alone*: what would be claimed a year, where",
            "0.1 is stated, of those who wrote too little to be told of. *Any spell noticeable*: the share of all",
            "chats in which a spell of some length, with all habits down to a fifth, would be noticed four times in",
            "five.",
            f"Least history: {MIN_MESSAGES} messages on {MIN_ACTIVE_DAYS} days.",
            "",
            *table_rows("messages", by_band),
            *table_rows("kind", by_kind),
            "### Each kind in each band",
            "",
            *table_rows("kind, messages", by_kind_and_band),
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chats", type=int, default=1000)
    parser.add_argument("--processes", type=int, default=1)
    options = parser.parse_args()
    text = section_text(options.chats, options.processes)
    write_section("sparse_histories", text)
    print(text)


if __name__ == "__main__":
    main()
