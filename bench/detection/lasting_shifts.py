"""Accuracy of lasting shifts: changes that stay, planted into invented worlds and into real histories.

    python -m bench.detection.lasting_shifts [--people N] [--worlds N] [--processes N]

Writes its section of docs/measurements/detection.md. Only sums over people come out.
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

from bench.shared.intervals import rate_text, share_text
from bench.shared.invented_pairs import STRENGTHS, ZONE
from bench.shared.measurement_page import write_section
from bench.shared.planted_changes import FACTORS, cooler, planted
from bench.shared.public_channels import conversation, measured, people
from unlike.analysis.channel_findings import channel_changes, without_channel_changes
from unlike.detection import ChangePoint, SignalPanel, build_panel, detect_change_points
from unlike.signals import SIGNALS, MeasuredConversation, measure, series, without_group_activity
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
    """Claims about the history of one case."""

    of: str
    strength: str
    years: float
    off: int | None = None
    """Days between the planted and the stated day; None where it was not found."""
    in_interval: bool = False
    width: int = 0
    polarity: bool = False
    others: int = 0
    """Steps claimed that are not near the planted one."""


def shift_panel(measured_conversation: MeasuredConversation, person: str) -> SignalPanel:
    """Panel in which the program searches for lasting shifts."""
    habits = series(measured_conversation, person)
    return build_panel(
        without_channel_changes(
            without_group_activity(measured_conversation, habits),
            channel_changes(measured_conversation, person, habits),
        )
    )


def invented_cases(seed: int) -> Iterator[Case]:
    """The same two years of one pair, quiet and with a change of each strength from the same day on."""
    quiet_world = random_world(seed, STRENGTHS["strong"], quiet=True)
    shift_day = int(np.random.default_rng([seed, 21]).uniform(0.25, 0.75) * quiet_world.days)
    day = quiet_world.start + timedelta(days=shift_day)
    for name in (NOTHING, *STRENGTHS):
        change = (
            () if name == NOTHING else (PlantedChange("lasting", day, None, quiet_world.other.name, STRENGTHS[name]),)
        )
        chat = generate(replace(quiet_world, changes=change))
        measured_conversation = measure(chat.table(ZONE), SIGNALS, ZoneInfo(ZONE), timedelta(minutes=1))
        yield Case(INVENTED, name, None if name == NOTHING else day, shift_panel(measured_conversation, chat.other))


def real_cases(number: int) -> Iterator[Case]:
    """One person with the one they talk most with: untouched, and with a change of each strength in three places."""
    person = people()[number]
    messages = conversation(person, group=False)
    part = TUNED if person.tuned_on else REPORTED
    yield Case(part, NOTHING, None, shift_panel(measured(messages), person.nick))
    active = np.sort(messages.filter(pl.col("sender") == person.nick)["day"].unique().to_numpy())
    last = np.datetime64(messages["day"].max())
    rng = np.random.default_rng([number, 22])
    for relative_time in PLACES:
        day = active[int((relative_time + rng.uniform(-0.1, 0.1)) * active.size)] + np.timedelta64(
            int(rng.integers(7)), "D"
        )
        day = np.clip(day, active[0] + np.timedelta64(MARGIN, "D"), last - np.timedelta64(MARGIN, "D"))
        for name in FACTORS:
            changed_history = measured(planted(messages, person.nick, [(day, last)], cooler(*FACTORS[name]), number))
            yield Case(
                part, name, day.astype("datetime64[D]").astype(object), shift_panel(changed_history, person.nick)
            )


def outcome_of(case: Case) -> Outcome:
    """Whether the planted step was found, and what else was claimed."""
    steps = detect_change_points(case.habits)[0]
    base = Outcome(case.of, case.strength, case.habits.days.size / 365.25, others=len(steps))
    steps_near = [step for step in steps if case.day is not None and abs((step.day - case.day).days) <= NEAR]
    if case.day is None or not steps_near:
        return base
    nearest: ChangePoint = min(steps_near, key=lambda step: abs((step.day - case.day).days))  # type: ignore[operator]
    return replace(
        base,
        off=abs((nearest.day - case.day).days),
        in_interval=nearest.between[0] <= case.day <= nearest.between[1],
        width=(nearest.between[1] - nearest.between[0]).days + 1,
        polarity=nearest.direction == "cooler",
        others=len(steps) - 1,
    )


def case_outcomes(job: tuple[bool, int]) -> list[Outcome]:
    """All histories of one person or pair."""
    is_real, number = job
    return [outcome_of(case) for case in (real_cases if is_real else invented_cases)(number)]


def table_row(name: str, cases: list[Outcome]) -> str:
    detected = [outcome for outcome in cases if outcome.off is not None]
    dated = [step for step in detected if step.off is not None and step.off <= DATED]
    widths = [step.width for step in detected]
    cells = (
        name,
        share_text(len(detected), len(cases)),
        share_text(len(dated), len(cases)),
        share_text(len(dated), len(detected)),
        share_text(sum(step.in_interval for step in detected), len(detected)),
        f"{np.median(widths):.0f}" if widths else "–",
        share_text(sum(step.polarity for step in detected), len(detected)),
    )
    return f"| {' | '.join(cells)} |"


def table_rows(part: str, outcomes_all: Iterable[Outcome]) -> list[str]:
    """A part's rows, and what is claimed where nothing was planted."""
    cases = [outcome for outcome in outcomes_all if outcome.of == part]
    quiet = [outcome for outcome in cases if outcome.strength == NOTHING]
    years = sum(outcome.years for outcome in quiet)
    claims = rate_text(sum(outcome.others for outcome in quiet), years)
    return [
        f"### {part.capitalize()}",
        "",
        "| planted | found | within 5 days | of those found | 90 % interval holds | days wide | said cooler |",
        "|---|---|---|---|---|---|---|",
        *(table_row(name, [outcome for outcome in cases if outcome.strength == name]) for name in STRENGTHS),
        "",
        f"Nothing planted: {claims} claimed a person-year, in {years:.0f} person-years of {len(quiet)}.",
        "",
    ]


def section_text(people_count: int, worlds: int, processes: int) -> str:
    jobs = [(True, number) for number in range(people_count)] + [(False, seed) for seed in range(7000, 7000 + worlds)]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        outcomes_all = [step for part in pool.map(case_outcomes, jobs) for step in part]
    return "\n".join(
        [
            "## Lasting shifts, planted",
            "",
            f"Made by `python -m bench.detection.lasting_shifts --people {people_count} --worlds {worlds}`",
            "(seeds 7000 up).",
            "From one",
            "day on, the person's messages change as in the strengths above, and stay so to the end of the history.",
            "Invented pairs: two years, the day anywhere in the middle half. Real people of public channels: three",
            "years with the one they talk most with, three places each, split once by a hash of the nick.",
            f"*Found*: a step is claimed within {NEAR} days. *Days wide*: median of the stated interval.",
            "Real people do change: what really happened counts as a claim where nothing was planted.",
            "",
            *(line for part in (INVENTED, TUNED, REPORTED) for line in table_rows(part, outcomes_all)),
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, number in (("people", 24), ("worlds", 24), ("processes", 1)):
        parser.add_argument(f"--{name}", type=int, default=number)
    options = parser.parse_args()
    text = section_text(options.people, options.worlds, options.processes)
    write_section("lasting_shifts", text)
    print(text)


if __name__ == "__main__":
    main()
