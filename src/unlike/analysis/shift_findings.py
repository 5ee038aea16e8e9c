"""Spells and lasting shifts as findings: with their evidence, and figures that can be counted again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp
from typing import Final

from unlike.analysis.comparison_days import ComparedDays, ComparisonDays
from unlike.analysis.evidence import exchange_after, messages_between
from unlike.analysis.parts import SpellPart
from unlike.analysis.signal_changes import CHANGED, partition_changes
from unlike.analysis.signal_figures import SignalFigures
from unlike.core.spans import DateSpan
from unlike.detection import ChangePoint, DetectedSpell, SignalDeviation
from unlike.results.channel_change import ChannelChange
from unlike.results.finding_types import LastingShift, SignalChange
from unlike.signals import MeasuredConversation

_EVIDENCE_DAYS: Final = 3  # first days of a lasting shift, whose messages are its evidence

_Changes = tuple[tuple[SignalChange, ...], tuple[SignalChange, ...]]


@dataclass(frozen=True, slots=True)
class DetectedShifts:
    """What detection made out in one person's history."""

    spells: tuple[DetectedSpell, ...]
    lasting: tuple[ChangePoint, ...]
    channel: tuple[ChannelChange, ...]
    app_breaks: tuple[date, ...] = ()
    """First days in another app, which are compared with none before."""
    unobserved: tuple[DateSpan, ...] = ()
    """Days of which nothing is said."""

    def comparison_days(self, history: DateSpan) -> ComparisonDays:
        """Days that each of them can be compared with."""
        return ComparisonDays.of(
            history,
            [*(point.day for point in self.lasting), *self.app_breaks],
            [DateSpan(spell.first, spell.last) for spell in self.spells],
            [*(DateSpan(change.first, change.last) for change in self.channel), *self.unobserved],
        )


class ShiftFindings:
    """Makes the findings about one person's shifts."""

    def __init__(
        self, measured: MeasuredConversation, person: str, figures: SignalFigures, detected: DetectedShifts
    ) -> None:
        """Take what was detected.

        Args:
            measured: the conversation.
            person: a sender in it.
            figures: of this person.
            detected: the person's shifts.
        """
        self._measured = measured
        self._person = person
        self._figures = figures
        self._detected = detected
        self._days = detected.comparison_days(figures.history)

    def spells(self, certain_rate: float) -> tuple[SpellPart, ...]:
        """Spells with their evidence; one that chance gives more often than `certain_rate` a year is only possible."""
        return tuple(self._spell(spell, certain_rate) for spell in self._detected.spells)

    def lasting_shifts(self) -> tuple[LastingShift, ...]:
        """Lasting shifts with their evidence."""
        return tuple(map(self._lasting_shift, self._detected.lasting))

    def changes_since(self, day: date, deviations: Sequence[SignalDeviation]) -> _Changes:
        """What differs since a day, and what does not; deviations as `step_deviations` gives them."""
        changed, unchanged = self._changes(deviations, self._days.of_shift(day))
        return tuple(change for change in changed if change.chance <= CHANGED), unchanged

    def _spell(self, detected: DetectedSpell, certain_rate: float) -> SpellPart:
        exchange = None if detected.open_end else exchange_after(self._measured, self._person, detected.last)
        days = self._days.of_spell(DateSpan(detected.first, detected.last), open_end=exchange is None)
        changed, unchanged = self._changes(detected.deviations, days)
        return SpellPart(
            first=detected.first,
            last=detected.last,
            ongoing=exchange is None,
            direction=detected.direction,
            chance=1 - exp(-detected.per_year),
            possible=detected.per_year > certain_rate,
            changed_signals=changed,
            unchanged_signals=unchanged,
            messages=messages_between(self._measured, self._person, detected.first, detected.last),
            exchange=exchange,
        )

    def _lasting_shift(self, point: ChangePoint) -> LastingShift:
        changed, unchanged = self._changes(point.deviations, self._days.of_shift(point.day))
        until = point.day + timedelta(days=_EVIDENCE_DAYS - 1)
        return LastingShift(
            day=point.day,
            between=point.between,
            direction=point.direction,
            chance=point.chance,
            changed_signals=changed,
            unchanged_signals=unchanged,
            messages=messages_between(self._measured, self._person, point.day, until),
        )

    def _changes(self, deviations: Sequence[SignalDeviation], days: ComparedDays) -> _Changes:
        """What changed and what did not, with the figures of some days."""
        figures = self._figures.pairs(tuple(deviation.name for deviation in deviations), days)
        return partition_changes(deviations, self._figures.signals, figures)
