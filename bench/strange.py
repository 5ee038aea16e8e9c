"""Strange but ordinary data: what is claimed about a person where a phone is lost, an app left, a baby born.

Run: `python bench/strange.py [--seeds N] [--to docs/accuracy-strange.md]`. Worlds are 1.4 years of an invented pair,
or of a group, with one such thing in them (`unlike.synthetic.confounders`), read as a real chat is.
"""

from __future__ import annotations

import argparse
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from accuracy import rate, share
from unlike.analysis.person import PersonRequest, person_findings
from unlike.results import PersonFindings
from unlike.signals import SIGNALS, measure
from unlike.synthetic import CONFOUNDERS, ConfounderWorld, confounder_world

ZONE = "Europe/Berlin"
BEGIN, END = "<!-- strange -->", "<!-- /strange -->"
NEAR = timedelta(days=45)
"""Around the first and the last day of an event, in which a lasting change counts as there."""

HEAD = (
    "what happens", "spells in it", "elsewhere, a person-year", "lasting, there", "lasting, elsewhere", "unlike now",
    "told of the conversation", "worlds with a claim about a person there",
)  # fmt: skip


@dataclass
class Tally:
    """What one world gave."""

    people: int = 0
    years: float = 0.0
    during: int = 0
    elsewhere: int = 0
    steps: Counter[str] = field(default_factory=Counter)
    steps_elsewhere: Counter[str] = field(default_factory=Counter)
    unlike_now: int = 0
    claimed: int = 0
    told: int = 0


def world(job: tuple[str, int]) -> Tally:
    """One world: what was claimed about each of its people."""
    name, seed = job
    made = confounder_world(name, seed)
    chat = made.chat()
    measured = measure(chat.table(ZONE), SIGNALS, ZoneInfo(ZONE), timedelta(minutes=1))
    days = measured.messages["day"]
    tally = Tally(years=len(made.people) * ((days.max() - days.min()).days + 1) / 365.25)
    for person in made.people:
        count(tally, made, person_findings(measured, PersonRequest(chat.owner, person, possible=False)), days.max())
    return tally


def count(tally: Tally, made: ConfounderWorld, found: PersonFindings, end: date) -> None:
    """Add what was claimed about one person."""
    first, last = made.first or date.min + NEAR, made.last or date.max - NEAR
    during = [one for one in found.spells if one.first <= last and one.last >= first]
    near = [one for one in found.lasting if first - NEAR <= one.day <= last + NEAR]
    now = found.now is not None and found.now.unlike
    tally.people += 1
    tally.during += len(during)
    tally.elsewhere += len(found.spells) - len(during)
    tally.steps.update(one.direction.value for one in near)
    tally.steps_elsewhere.update(one.direction.value for one in found.lasting if one not in near)
    tally.unlike_now += now
    tally.claimed += bool(during or near or (now and made.last == end))
    tally.told += any(one.first <= last and one.last >= first for one in getattr(found, "medium", ()))


def row(name: str, tallies: list[Tally], *, medium: bool) -> str:
    people = sum(one.people for one in tallies)
    claimed = share(sum(one.claimed > 0 for one in tallies), len(tallies))
    cells = (
        name,
        str(sum(one.during for one in tallies)),
        rate(sum(one.elsewhere for one in tallies), sum(one.years for one in tallies)),
        directions([one.steps for one in tallies]),
        directions([one.steps_elsewhere for one in tallies]),
        f"{sum(one.unlike_now for one in tallies)} of {people}",
        f"{sum(one.told for one in tallies)} of {people}",
        f"**{claimed}**" if medium else claimed,
    )
    return f"| {' | '.join(cells)} |"


def directions(counts: list[Counter[str]]) -> str:
    total: Counter[str] = sum(counts, Counter())
    return ", ".join(f"{number} {name}" for name, number in sorted(total.items())) or "–"


def table(seeds: int) -> str:
    """The rows, and how they were made."""
    jobs = [(name, seed) for name in CONFOUNDERS for seed in range(3000, 3000 + seeds)]
    with ProcessPoolExecutor(2) as pool:
        done = list(zip(jobs, pool.map(world, jobs), strict=True))
    rows = []
    for name in CONFOUNDERS:
        tallies = [tally for (which, _), tally in done if which == name]
        rows.append(row(name, tallies, medium=confounder_world(name, 3000).channel_change))
    return "\n".join(
        [
            f"Made by `python bench/strange.py --seeds {seeds}` (seeds 3000 up).",
            "",
            f"| {' | '.join(HEAD)} |",
            f"|{'---|' * len(HEAD)}",
            *rows,
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=12)
    parser.add_argument("--to", type=Path, default=Path(__file__).parents[1] / "docs/accuracy-strange.md")
    options = parser.parse_args()
    made = table(options.seeds)
    text = options.to.read_text("utf-8") if options.to.exists() else f"{BEGIN}\n{END}\n"
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    options.to.write_text(f"{before}{BEGIN}\n{made}\n{END}{after}", encoding="utf-8")
    print(made)


if __name__ == "__main__":
    main()
