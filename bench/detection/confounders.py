"""Claims about a person where something ordinary confounds: a lost phone, another app, exams, a baby.

    python -m bench.detection.confounders [--seeds N] [--to PAGE]

Worlds are 1.4 years of an invented pair, or of a group, with one such event in them (`unlike.synthetic.confounders`),
read as a real chat is. Writes its section of docs/measurements/confounders.md.
"""

from __future__ import annotations

import argparse
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bench.shared.intervals import rate_text, share_text
from bench.shared.measurement_page import write_section
from bench.shared.paths import MEASUREMENTS
from unlike.analysis.parts import PersonDetection
from unlike.analysis.person import PersonRequest, detect_person
from unlike.signals import SIGNALS, measure
from unlike.synthetic import CONFOUNDERS, ConfounderWorld, confounder_world

ZONE = "Europe/Berlin"
NEAR = timedelta(days=45)
"""Around the first and the last day of an event, in which a lasting change counts as there."""

HEAD = (
    "what happens", "spells in it", "elsewhere, a person-year", "lasting, there", "lasting, elsewhere", "unlike now",
    "told of the conversation", "worlds with a claim about a person there",
)  # fmt: skip


@dataclass
class Tally:
    """Counts of claims about the people of one world."""

    people: int = 0
    years: float = 0.0
    during: int = 0
    elsewhere: int = 0
    steps: Counter[str] = field(default_factory=Counter)
    steps_elsewhere: Counter[str] = field(default_factory=Counter)
    unlike_now: int = 0
    claimed: int = 0
    reported_changes: int = 0


def tally_world(job: tuple[str, int]) -> Tally:
    """One world: what was claimed about each of its people."""
    name, seed = job
    event = confounder_world(name, seed)
    chat = event.chat()
    rows = chat.table(ZONE)
    measured_conversation = measure(rows, SIGNALS, ZoneInfo(ZONE), timedelta(minutes=1))
    days = measured_conversation.messages["day"]
    tally = Tally(years=len(event.people) * ((days.max() - days.min()).days + 1) / 365.25)
    for person in event.people:
        detection = detect_person(measured_conversation, rows, PersonRequest(chat.owner, person, possible=False))
        add_claims(tally, event, detection, days.max())
    return tally


def add_claims(tally: Tally, event: ConfounderWorld, findings: PersonDetection, end: date) -> None:
    """Add what was claimed about one person."""
    first, last = event.first or date.min + NEAR, event.last or date.max - NEAR
    during = [spell for spell in findings.spells if spell.first <= last and spell.last >= first]
    shifts_near = [shift for shift in findings.lasting_shifts if first - NEAR <= shift.day <= last + NEAR]
    now = findings.current_state is not None and findings.current_state.unlike
    tally.people += 1
    tally.during += len(during)
    tally.elsewhere += len(findings.spells) - len(during)
    tally.steps.update(shift.direction.value for shift in shifts_near)
    tally.steps_elsewhere.update(shift.direction.value for shift in findings.lasting_shifts if shift not in shifts_near)
    tally.unlike_now += now
    tally.claimed += bool(during or shifts_near or (now and event.last == end))
    tally.reported_changes += any(change.first <= last and change.last >= first for change in findings.channel_changes)


def table_row(name: str, tallies: list[Tally], *, medium: bool) -> str:
    people = sum(tally.people for tally in tallies)
    cell = share_text(sum(tally.claimed > 0 for tally in tallies), len(tallies))
    cells = (
        name,
        str(sum(tally.during for tally in tallies)),
        rate_text(sum(tally.elsewhere for tally in tallies), sum(tally.years for tally in tallies)),
        directions_text([tally.steps for tally in tallies]),
        directions_text([tally.steps_elsewhere for tally in tallies]),
        f"{sum(tally.unlike_now for tally in tallies)} of {people}",
        f"{sum(tally.reported_changes for tally in tallies)} of {people}",
        f"**{cell}**" if medium else cell,
    )
    return f"| {' | '.join(cells)} |"


def directions_text(counts: list[Counter[str]]) -> str:
    total: Counter[str] = sum(counts, Counter())
    return ", ".join(f"{number} {name}" for name, number in sorted(total.items())) or "–"


def table_text(seeds: int) -> str:
    """The rows, and how they were made."""
    jobs = [(name, seed) for name in CONFOUNDERS for seed in range(3000, 3000 + seeds)]
    with ProcessPoolExecutor(2) as pool:
        results = list(zip(jobs, pool.map(tally_world, jobs), strict=True))
    rows = []
    for name in CONFOUNDERS:
        tallies = [tally for (event, _), tally in results if event == name]
        rows.append(table_row(name, tallies, medium=confounder_world(name, 3000).channel_change))
    return "\n".join(
        [
            f"Made by `python -m bench.detection.confounders --seeds {seeds}` (seeds 3000 up).",
            "",
            f"| {' | '.join(HEAD)} |",
            f"|{'---|' * len(HEAD)}",
            *rows,
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=12)
    parser.add_argument("--to", type=Path, default=MEASUREMENTS / "confounders.md")
    options = parser.parse_args()
    text = table_text(options.seeds)
    write_section("confounders", text, options.to)
    print(text)


if __name__ == "__main__":
    main()
