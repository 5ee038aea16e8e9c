"""What was planted, as tests and the bench compare it with what was found.

Rows are row numbers of `Chat.rows`; a writer returns the refs of all rows, so `refs[row]` is where it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from unlike.synthetic.world import ChangeStrength, PlantedDirection


@dataclass(frozen=True, slots=True)
class PlantedSpell:
    """A planted spell.

    Attributes:
        first: its first day.
        last: its last day that the chat reaches.
        ongoing: the chat ends within it.
        who: whose habits changed.
        direction: "cooler" or "warmer".
        strength: the planted factors.
        reason: the grammar's intent that tells why, None where nothing was told.
        told: row that tells it.
        ended: row in which they come back to it afterwards ("sorry I was so quiet"), None where they do not.
    """

    first: date
    last: date
    ongoing: bool
    who: str
    direction: PlantedDirection
    strength: ChangeStrength
    reason: str | None = None
    told: int | None = None
    ended: int | None = None


@dataclass(frozen=True, slots=True)
class PlantedShift:
    """A planted change that stays: from `date` on; `told` is the row that tells why."""

    date: date
    who: str
    direction: PlantedDirection
    strength: ChangeStrength
    reason: str | None = None
    told: int | None = None


@dataclass(frozen=True, slots=True)
class GroundTruth:
    """All that was planted in a chat.

    Attributes:
        spells: in order of time.
        lasting: in order of time.
        silences: first and last day of each holiday without messages.
        medium: first and last day of each time in which the conversation changed and not a person.
        bad_days: ordinary single bad days, with whose they were.
        period: days between recurring spells, None where nothing recurs.
        last_morning: rows of the other's last dry replies.
        open_question: row of the owner's question that nobody answered.
    """

    spells: tuple[PlantedSpell, ...] = ()
    lasting: tuple[PlantedShift, ...] = ()
    silences: tuple[tuple[date, date], ...] = ()
    bad_days: tuple[tuple[str, date], ...] = ()
    period: float | None = None
    last_morning: tuple[int, ...] = ()
    open_question: int | None = None
    medium: tuple[tuple[date, date], ...] = ()
