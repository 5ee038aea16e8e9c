"""Calendar entries and dates of the owner on the days of shifts, as faces show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from unlike.results.interaction import CalendarMatch, LabelAssociation


@dataclass(frozen=True, slots=True)
class OwnerContext:
    """The owner's calendars and dates beside what was found.

    Attributes:
        matches: for the first day of each shift that falls on any, the rarest first.
        associations: the labels that the spells go with more than chance would, the surest first.
        label_count: how many labels the spells were held against; 0 where there are too few of either.
    """

    matches: tuple[tuple[date, tuple[CalendarMatch, ...]], ...] = ()
    associations: tuple[LabelAssociation, ...] = ()
    label_count: int = 0

    def of(self, shift: date) -> tuple[CalendarMatch, ...]:
        """Calendar matches of the shift that begins on a day; empty where there is none."""
        return next((matches for day, matches in self.matches if day == shift), ())
