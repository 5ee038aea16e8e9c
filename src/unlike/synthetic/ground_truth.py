"""Ground truth: what was planted in a chat, to compare with what is detected.

Rows are row numbers of `SyntheticChat.rows`. A writer of exports returns the refs of all rows, so that `refs[row]` is
the place of the row in the export.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from unlike.core.spans import DateSpan
from unlike.synthetic.world import ChangeStrength, PlantedDirection


@dataclass(frozen=True, slots=True)
class PlantedSpell:
    """Planted spell.

    Attributes:
        first: first day.
        last: last day that the chat reaches.
        ongoing: whether the chat ends within the spell.
        person: name of the person whose habits changed.
        direction: "cooler" or "warmer".
        strength: planted factors.
        reason: intent of the grammar that gives the reason; None where no reason is given.
        reason_row: row that gives the reason.
        return_row: row in which the person comes back to it afterwards ("sorry I was so quiet"); None without one.
    """

    first: date
    last: date
    ongoing: bool
    person: str
    direction: PlantedDirection
    strength: ChangeStrength
    reason: str | None = None
    reason_row: int | None = None
    return_row: int | None = None


@dataclass(frozen=True, slots=True)
class PlantedShift:
    """Planted change that stays.

    Attributes:
        date: first day.
        person: name of the person whose habits changed.
        direction: "cooler" or "warmer".
        strength: planted factors.
        reason: intent of the grammar that gives the reason; None where no reason is given.
        reason_row: row that gives the reason.
    """

    date: date
    person: str
    direction: PlantedDirection
    strength: ChangeStrength
    reason: str | None = None
    reason_row: int | None = None


@dataclass(frozen=True, slots=True)
class BadDay:
    """Ordinary single bad day of a person."""

    person: str
    day: date


@dataclass(frozen=True, slots=True)
class GroundTruth:
    """Changes and events that were planted in a chat; lists are in order of time.

    Attributes:
        spells: planted spells.
        lasting_shifts: planted changes that stay.
        silences: holidays without messages.
        bad_days: ordinary single bad days.
        period_days: days between recurring spells; None where nothing recurs.
        terse_rows: rows of the other person's terse replies on the scripted last day.
        open_question_row: row of the owner's question that nobody answered; None without one.
        channel_changes: times in which the conversation changed and not a person.
    """

    spells: tuple[PlantedSpell, ...] = ()
    lasting_shifts: tuple[PlantedShift, ...] = ()
    silences: tuple[DateSpan, ...] = ()
    bad_days: tuple[BadDay, ...] = ()
    period_days: float | None = None
    terse_rows: tuple[int, ...] = ()
    open_question_row: int | None = None
    channel_changes: tuple[DateSpan, ...] = ()
