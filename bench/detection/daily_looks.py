"""What somebody sees who looks every day: false alarms on untouched real histories, and what staying honest costs.

    UNLIKE_DATA=FOLDER python -m bench.detection.daily_looks [--draws N] [--to PAGE]

One look at the end of each day with a message, from the middle of each history on, at the day's last sitting, as if the
export ended there. Changes are planted in all sittings of the last days before a look. Two processes; seeds are the
people's numbers.
"""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from bench.detection.now import planted
from bench.shared.intervals import share_text
from bench.shared.measurement_page import DETECTION_PAGE, write_section
from bench.shared.public_channels import conversation, measured, people
from unlike.analysis.sittings import sitting_messages, with_contexts
from unlike.core.series import Floats
from unlike.detection import SittingScores, daily_evidence, message_evidence, rank_last_unit
from unlike.signals import MeasuredConversation

YEAR = 365
PLANTS = ("dry", "× 0.4")
DAYS = (1, 2, 3, 7)
RULES = ("chance ≤ 1 in 20", "chance ≤ 1 in 100", "evidence ≥ 365")


@dataclass
class Looks:
    """One person's daily looks.

    Attributes:
        untouched: whether each rule calls at each look, in order, shape (looks, rules).
        found: by plant and days, whether each rule calls at the last of the changed days, a row a draw.
    """

    untouched: np.ndarray
    found: dict[tuple[str, int], list[list[bool]]]


def of_person(number: int, draws: int) -> Looks:
    """Daily looks at one real person."""
    person = people()[number]
    history = measured(conversation(person, group=False))
    rng = np.random.default_rng(number)
    days = with_contexts(history, person.nick)["day"].unique().sort()
    late = days[days.len() // 2 :]
    untouched = [_calls(history, person.nick, day) for day in late[: max(draws, 1) * 10].to_list()]
    found: dict[tuple[str, int], list[list[bool]]] = {}
    for plant in PLANTS:
        for length in DAYS:
            for at in rng.integers(length, late.len(), size=draws).tolist():
                changed = _changed(history, person.nick, (late[at - length + 1], late[at]), plant, rng)
                found.setdefault((plant, length), []).append(_calls(changed, person.nick, late[at]))
    return Looks(np.array(untouched), found)


def _changed(history, nick, span, plant, rng) -> MeasuredConversation:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """The history with all of a person's messages of some days changed."""
    messages = history.messages
    theirs = (messages["sender"].cast(str) == nick) & messages["day"].is_between(*span)
    rows = np.flatnonzero(theirs.to_numpy())
    return replace(history, messages=planted(messages, rows, plant, history, rng))


def _calls(history: MeasuredConversation, nick: str, day: object) -> list[bool]:
    """Whether each rule calls the evening of a day."""
    so_far = replace(history, messages=history.messages.filter(history.messages["day"] <= day))
    signals = {signal.name: signal for signal in history.signals}
    messages = sitting_messages(with_contexts(so_far, nick), signals)
    scores = SittingScores.of(message_evidence(messages), messages.sitting)
    rank = rank_last_unit(scores)
    chance = rank.chance if rank else 1.0
    evidence: Floats = daily_evidence(scores, messages.day[scores.starts])
    return [chance <= 0.05, chance <= 0.01, bool(evidence.size and evidence[-1] >= YEAR)]


def section(looks: list[Looks], options: str) -> str:
    """The section of the page."""
    untouched = np.concatenate([person.untouched for person in looks])
    calls = untouched.sum(axis=0)
    ever = np.array([person.untouched.any(axis=0) for person in looks])
    lengths = [len(person.untouched) for person in looks]
    rows = []
    for at, rule in enumerate(RULES):
        cells = [
            share_text(sum(row[at] for row in rows_of), len(rows_of))
            for plant in PLANTS
            for days in DAYS
            for rows_of in [[row for person in looks for row in person.found[plant, days]]]
        ]
        yearly = YEAR * calls[at] / len(untouched)
        rows.append(
            f"| {rule} | {yearly:.1f} | {share_text(int(ever[:, at].sum()), len(looks))} | {' | '.join(cells)} |"
        )
    heads = " | ".join(f"{plant}, {days} d" for plant in PLANTS for days in DAYS)
    return "\n".join(
        [
            "## Looking every day",
            "",
            f"Made by `python -m bench.detection.daily_looks {options}`: {len(looks)} real people,",
            f"{len(untouched)} daily looks at untouched histories, {np.median(lengths):.0f} a person (median),",
            "as if the export ended there. *Ever*: the share of people of whom",
            "at least one of these looks calls something. Then the share of looks that call a change of so many days",
            "(words and marks; replies as they were).",
            "",
            f"| rule | calls in 365 untouched looks | ever | {heads} |",
            f"|---|---|---|{'---|' * len(PLANTS) * len(DAYS)}",
            *rows,
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=8, help="changes a person and kind; ten times as many looks")
    parser.add_argument("--people", type=int, default=38)
    parser.add_argument("--to", type=Path, default=DETECTION_PAGE)
    options = parser.parse_args()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        looks = list(pool.map(partial(of_person, draws=options.draws), range(options.people)))
    text = section(looks, f"--draws {options.draws}")
    write_section("daily_looks", text, options.to)
    print(text)


if __name__ == "__main__":
    main()
