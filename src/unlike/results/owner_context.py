"""What the owner knows of the days of a shift, as a face shows it."""

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
        """What is known of the shift that begins on a day."""
        return next((known for day, known in self.matches if day == shift), ())
