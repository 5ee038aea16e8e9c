"""How right lasting shifts are: changes that stay, planted into invented worlds and into real histories.

Run: `python bench/lasting.py [--people N] [--worlds N] [--processes N]`; it writes its section of docs/accuracy.md.
Only sums over people come out.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, timedelta
from multiprocessing import get_context
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from accuracy import STRENGTHS, ZONE, rate, share
from channels import conversation, measured, people
from page import put
from planting import FACTORS, cooler, planted
from unlike.analysis.channel_findings import channel_changes, without_channel_changes
from unlike.detection import ChangePoint, SignalPanel, build_panel, detect_change_points
from unlike.signals import SIGNALS, MeasuredConversation, measure, series, telling
from unlike.synthetic import PlantedChange, generate, random_world

NEAR = 45
"""Days around the planted one in which a step is taken to be it."""
DATED = 5
MARGIN = 90
"""Days at both ends in which nothing is planted."""
PLACES = (0.3, 0.5, 0.7)
"""Parts of a real history's active days around which changes begin."""
NOTHING = "nothing"
INVENTED, TUNED, REPORTED = "invented pairs", "real people that were tuned on", "real people only reported"


@dataclass(frozen=True)
class Case:
    """One history, and what was planted into it."""

    of: str
    strength: str
    day: date | None
    habits: SignalPanel


@dataclass(frozen=True)
class Outcome:
    """What was claimed in it."""

    of: str
    strength: str
    years: float
    off: int | None = None
    """Days between the planted and the stated day; None where it was not found."""
    held: bool = False
    width: int = 0
    polarity: bool = False
    others: int = 0
    """Steps claimed that are not near the planted one."""


def seen(told: MeasuredConversation, person: str) -> SignalPanel:
    """What the program looks for lasting shifts in."""
    habits = series(told, person)
    return build_panel(without_channel_changes(telling(told, habits), channel_changes(told, person, habits)))


def invented(seed: int) -> Iterator[Case]:
    """The same two years of one pair, quiet and with a change of each strength from the same day on."""
    quiet = random_world(seed, STRENGTHS["strong"], quiet=True)
    at = int(np.random.default_rng([seed, 21]).uniform(0.25, 0.75) * quiet.days)
    day = quiet.start + timedelta(days=at)
    for name in (NOTHING, *STRENGTHS):
        change = () if name == NOTHING else (PlantedChange("lasting", day, None, quiet.other.name, STRENGTHS[name]),)
        chat = generate(replace(quiet, changes=change))
        told = measure(chat.table(ZONE), SIGNALS, ZoneInfo(ZONE), timedelta(minutes=1))
        yield Case(INVENTED, name, None if name == NOTHING else day, seen(told, chat.other))


def real(number: int) -> Iterator[Case]:
    """One person with the one they talk most with: untouched, and with a change of each strength in three places."""
    person = people()[number]
    said = conversation(person, group=False)
    part = TUNED if person.tuned_on else REPORTED
    yield Case(part, NOTHING, None, seen(measured(said), person.nick))
    active = np.sort(said.filter(pl.col("sender") == person.nick)["day"].unique().to_numpy())
    last = np.datetime64(said["day"].max())
    rng = np.random.default_rng([number, 22])
    for place in PLACES:
        day = active[int((place + rng.uniform(-0.1, 0.1)) * active.size)] + np.timedelta64(int(rng.integers(7)), "D")
        day = np.clip(day, active[0] + np.timedelta64(MARGIN, "D"), last - np.timedelta64(MARGIN, "D"))
        for name in FACTORS:
            told = measured(planted(said, person.nick, [(day, last)], cooler(*FACTORS[name]), number))
            yield Case(part, name, day.astype("datetime64[D]").astype(object), seen(told, person.nick))


def judged(case: Case) -> Outcome:
    """Whether the planted step was found, and what else was claimed."""
    found = detect_change_points(case.habits)[0]
    base = Outcome(case.of, case.strength, case.habits.days.size / 365.25, others=len(found))
    near = [one for one in found if case.day is not None and abs((one.day - case.day).days) <= NEAR]
    if case.day is None or not near:
        return base
    one: ChangePoint = min(near, key=lambda step: abs((step.day - case.day).days))  # type: ignore[operator]
    return replace(
        base,
        off=abs((one.day - case.day).days),
        held=one.between[0] <= case.day <= one.between[1],
        width=(one.between[1] - one.between[0]).days + 1,
        polarity=one.direction == "cooler",
        others=len(found) - 1,
    )


def outcomes(job: tuple[bool, int]) -> list[Outcome]:
    """All histories of one person or pair."""
    is_real, number = job
    return [judged(case) for case in (real if is_real else invented)(number)]


def row(name: str, cases: list[Outcome]) -> str:
    found = [one for one in cases if one.off is not None]
    near = [one for one in found if one.off is not None and one.off <= DATED]
    widths = [one.width for one in found]
    cells = (
        name,
        share(len(found), len(cases)),
        share(len(near), len(cases)),
        share(len(near), len(found)),
        share(sum(one.held for one in found), len(found)),
        f"{np.median(widths):.0f}" if widths else "–",
        share(sum(one.polarity for one in found), len(found)),
    )
    return f"| {' | '.join(cells)} |"


def table(part: str, every: Iterable[Outcome]) -> list[str]:
    """A part's rows, and what is claimed where nothing was planted."""
    cases = [one for one in every if one.of == part]
    quiet = [one for one in cases if one.strength == NOTHING]
    years = sum(one.years for one in quiet)
    claims = rate(sum(one.others for one in quiet), years)
    return [
        f"### {part.capitalize()}",
        "",
        "| planted | found | within 5 days | of those found | 90 % interval holds | days wide | said cooler |",
        "|---|---|---|---|---|---|---|",
        *(row(name, [one for one in cases if one.strength == name]) for name in STRENGTHS),
        "",
        f"Nothing planted: {claims} claimed a person-year, in {years:.0f} person-years of {len(quiet)}.",
        "",
    ]


def document(people_count: int, worlds: int, processes: int) -> str:
    jobs = [(True, number) for number in range(people_count)] + [(False, seed) for seed in range(7000, 7000 + worlds)]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        every = [one for found in pool.map(outcomes, jobs) for one in found]
    return "\n".join(
        [
            "## Lasting shifts, planted",
            "",
            f"Made by `python bench/lasting.py --people {people_count} --worlds {worlds}` (seeds 7000 up). From one",
            "day on, the person's messages change as in the strengths above, and stay so to the end of the history.",
            "Invented pairs: two years, the day anywhere in the middle half. Real people of public channels: three",
            "years with the one they talk most with, three places each, split once by a hash of the nick.",
            f"*Found*: a step is claimed within {NEAR} days. *Days wide*: median of the stated interval.",
            "Real people do change: what really happened counts as a claim where nothing was planted.",
            "",
            *(line for part in (INVENTED, TUNED, REPORTED) for line in table(part, every)),
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, number in (("people", 24), ("worlds", 24), ("processes", 1)):
        parser.add_argument(f"--{name}", type=int, default=number)
    options = parser.parse_args()
    text = document(options.people, options.worlds, options.processes)
    put("lasting", text)
    print(text)


if __name__ == "__main__":
    main()
