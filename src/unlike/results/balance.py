"""Balance of what speaks for an ordinary spell and what does not: one row a question, without a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from unlike.results.finding_types import LastingShift, SignalChange, Spell

UNANSWERED: Final = "unanswered"
"""Name, among the topics of a row, of a question of the person's that waited for the owner."""


class Supports(StrEnum):
    """Side that an answer supports."""

    ORDINARY = "ordinary"
    NOT = "not"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """One question and what the chats answer.

    Attributes:
        question: "elsewhere", "between_us", "first", "before", "lasted" or "length".
        supports: what the answer speaks for.
        counts: the numbers of its sentence, in its order.
        topics: what was told before, for "between_us".
    """

    question: str
    supports: Supports
    counts: tuple[int, ...] = ()
    topics: tuple[str, ...] = ()


def shares_change(spell: Spell | LastingShift, present: Sequence[SignalChange]) -> bool:
    """Whether a spell, or a change that stayed, shares with the present a habit that went the same way."""
    return bool(
        {(change.name, change.direction) for change in spell.changed_signals}
        & {(change.name, change.direction) for change in present}
    )
