"""Daily looks: false alarms on untouched real histories, and the cost of evidence that stays valid.

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

from bench.detection.now import with_planted_rows
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
        calls_by_plant: by plant and days, whether each rule calls at the last of the changed days, a row a draw.
    """

    untouched: np.ndarray
    calls_by_plant: dict[tuple[str, int], list[list[bool]]]


def of_person(number: int, draws: int) -> Looks:
    """Daily looks at one real person."""
    person = people()[number]
    history = measured(conversation(person, group=False))
    rng = np.random.default_rng(number)
    days = with_contexts(history, person.nick)["day"].unique().sort()
    late = days[days.len() // 2 :]
    untouched = [_rule_calls(history, person.nick, day) for day in late[: max(draws, 1) * 10].to_list()]
    calls_by_plant: dict[tuple[str, int], list[list[bool]]] = {}
    for plant in PLANTS:
        for length in DAYS:
            for index in rng.integers(length, late.len(), size=draws).tolist():
                changed_history = _with_planted_days(
                    history, person.nick, (late[index - length + 1], late[index]), plant, rng
                )
                calls_by_plant.setdefault((plant, length), []).append(
                    _rule_calls(changed_history, person.nick, late[index])
                )
    return Looks(np.array(untouched), calls_by_plant)


def _with_planted_days(history, nick, span, plant, rng) -> MeasuredConversation:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """The history with all of a person's messages of some days changed."""
    messages = history.messages
    is_changed = (messages["sender"].cast(str) == nick) & messages["day"].is_between(*span)
    rows = np.flatnonzero(is_changed.to_numpy())
    return replace(history, messages=with_planted_rows(messages, rows, plant, history, rng))


def _rule_calls(history: MeasuredConversation, nick: str, day: object) -> list[bool]:
    """Whether each rule calls the evening of a day."""
    so_far = replace(history, messages=history.messages.filter(history.messages["day"] <= day))
    signals = {signal.name: signal for signal in history.signals}
    messages = sitting_messages(with_contexts(so_far, nick), signals)
    scores = SittingScores.of(message_evidence(messages), messages.sitting)
    rank = rank_last_unit(scores)
    chance = rank.chance if rank else 1.0
    evidence: Floats = daily_evidence(scores, messages.day[scores.starts])
    return [chance <= 0.05, chance <= 0.01, bool(evidence.size and evidence[-1] >= YEAR)]


def section_text(people_looks: list[Looks], options: str) -> str:
    """The section of the page."""
    untouched = np.concatenate([person.untouched for person in people_looks])
    calls = untouched.sum(axis=0)
    ever = np.array([person.untouched.any(axis=0) for person in people_looks])
    lengths = [len(person.untouched) for person in people_looks]
    rows = []
    for index, rule in enumerate(RULES):
        cells = [
            share_text(sum(row[index] for row in rows_of), len(rows_of))
            for plant in PLANTS
            for days in DAYS
            for rows_of in [[row for person in people_looks for row in person.calls_by_plant[plant, days]]]
        ]
        yearly = YEAR * calls[index] / len(untouched)
        rows.append(
            f"| {rule} | {yearly:.1f} | {share_text(int(ever[:, index].sum()), len(people_looks))} | "
            f"{' | '.join(cells)} |"
        )
    heads = " | ".join(f"{plant}, {days} d" for plant in PLANTS for days in DAYS)
    return "\n".join(
        [
            "## Looking every day",
            "",
            f"Made by `python -m bench.detection.daily_looks {options}`: {len(people_looks)} real people,",
            f"{len(untouched)} daily looks at untouched histories, {np.median(lengths):.0f} a person (median),",
            "as if the export ended there. *Ever*: the share of people of whom",
            "at least one of these looks calls something. Then the share of looks that call a change of so many days",
            "(words and marks; replies as they were). Evidence adds up from look to look, so that calls of the last",
            f"rule come in runs: {calls[-1]} untouched ones, of {int(ever[:, -1].sum())} people.",
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
        people_looks = list(pool.map(partial(of_person, draws=options.draws), range(options.people)))
    text = section_text(people_looks, f"--draws {options.draws}")
    write_section("daily_looks", text, options.to)
    print(text)


if __name__ == "__main__":
    main()
