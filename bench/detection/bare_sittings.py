"""How many dry replies any method could find that knows lengths and marks alone.

    UNLIKE_DATA=FOLDER python -m bench.detection.bare_sittings [--people N] [--pairs N] [--to PAGE]

A sitting that begins with k messages of one word without any mark, all of it usual for the person, cannot be told from
a dry one. At twelve moments of the second half of each history this counts, of the sittings of the two years before
that reached k messages, those that begin so; where they are more than 1 %, no rank of a dry one is within 1 %.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from bench.shared.invented_pairs import measured_pair
from bench.shared.measurement_page import DETECTION_PAGE, write_section
from bench.shared.public_channels import conversation, measured, people
from unlike.analysis.current_state import MAX_AGE
from unlike.analysis.sittings import sitting_messages, with_contexts
from unlike.core.series import Floats, SignalKind
from unlike.detection import SittingMessages
from unlike.detection.sitting_messages import unit_starts
from unlike.signals import MeasuredConversation
from unlike.synthetic import STRONG

AMOUNTS = (1, 2, 3, 5)
MOMENTS = 12
CHANCE = 0.01


@dataclass(frozen=True)
class Share:
    """Shares of one person: sittings that begin with some bare messages, and moments at which a dry one is findable."""

    invented: bool
    amount: int
    bare: float
    findable: float


def is_bare(messages: SittingMessages) -> Floats:
    """Whether each message is one word without any mark that has a direction, as numbers."""
    marks = [
        column
        for column, (kind, polarity) in enumerate(zip(messages.kinds, messages.polarity, strict=True))
        if kind is SignalKind.SHARE and polarity < 0
    ]
    words = np.exp(messages.values[:, messages.names.index("length")])
    has_mark = (np.nan_to_num(messages.values[:, marks]) > 0).any(axis=1)
    bare: Floats = ((words < 1.5) & ~has_mark).astype(np.float64)
    return bare


def person_shares(history: MeasuredConversation, person: str, *, invented: bool) -> Iterator[Share]:
    """Shares of one person at the moments, by how many messages there are so far."""
    own_messages = with_contexts(history, person)
    signals = {signal.name: signal for signal in history.signals}
    results: dict[int, list[tuple[float, bool]]] = {amount: [] for amount in AMOUNTS}
    for end in np.linspace(own_messages.height // 2, own_messages.height, MOMENTS).astype(int):
        past = own_messages.head(int(end))
        past = past.filter(pl.col("day") >= past["day"][-1] - MAX_AGE)
        messages = sitting_messages(past, signals)
        bare, starts = is_bare(messages), unit_starts(messages.sitting)
        lengths = np.diff(starts, append=messages.size)
        for amount in AMOUNTS:
            long_starts = starts[lengths >= amount]
            if long_starts.size:
                number = int(bare[long_starts[:, None] + np.arange(amount)].all(axis=1).sum())
                results[amount].append((number / long_starts.size, 1 + number <= CHANCE * (1 + long_starts.size)))
    for amount, moments in results.items():
        if moments:
            yield Share(invented, amount, *(float(np.mean(part)) for part in zip(*moments, strict=True)))


def section_text(all_shares: list[Share], command: str) -> str:
    """Text of the section."""
    lines = [
        "## Dry replies that nobody could find",
        "",
        f"Made by `{command}`. A person's own sittings of the two",
        "years before, at twelve moments of the second half of each history: the share that begins with so many",
        "messages of one word without any mark; and the share of the moments at which a dry sitting of that length",
        "could be rarer than one in a hundred for a method that knows lengths and marks alone. The place in the day",
        "and what is answered can add to it, too few sittings as long take from it.",
        "",
        "| | messages | people | begin bare, median | of a quarter of people more than | could be found at 1 % |",
        "|---|---|---|---|---|---|",
    ]
    for invented, name in ((False, "people only reported"), (True, "invented pairs")):
        for amount in AMOUNTS:
            selected = [share for share in all_shares if share.invented is invented and share.amount == amount]
            if selected:
                median, high = np.quantile([share.bare for share in selected], (0.5, 0.75))
                findable = np.mean([share.findable for share in selected])
                lines.append(
                    f"| {name} | {amount} | {len(selected)} | {100 * median:.1f} % | {100 * high:.1f} % | "
                    f"{findable:.2f} |"
                )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=38)
    parser.add_argument("--pairs", type=int, default=8)
    parser.add_argument("--to", type=Path, default=DETECTION_PAGE)
    options = parser.parse_args()
    all_shares: list[Share] = []
    for person in people()[: options.people]:
        if not person.tuned_on:
            history = measured(conversation(person, group=False))
            all_shares += person_shares(history, person.nick, invented=False)
    for seed in range(500, 500 + options.pairs):
        pair = measured_pair(seed, STRONG, quiet=True)
        all_shares += person_shares(pair.measured, pair.other, invented=True)
    text = section_text(all_shares, f"python -m bench.detection.bare_sittings --pairs {options.pairs}")
    write_section("bare-sittings", text, options.to)
    print(text)


if __name__ == "__main__":
    main()
