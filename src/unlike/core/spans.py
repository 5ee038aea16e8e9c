"""Spans: runs of consecutive days, as dates or as positions in a series."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, order=True)
class DateSpan:
    """Consecutive days, `first` and `last` both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Number of days."""
        return (self.last - self.first).days + 1

    def overlaps(self, other: DateSpan) -> bool:
        """Whether the two spans share a day."""
        return self.first <= other.last and other.first <= self.last

    def contains(self, day: date) -> bool:
        """Whether a day lies in the span."""
        return self.first <= day <= self.last

    def indices(self, origin: date) -> IndexSpan:
        """Positions of the days in a series that begins on `origin`."""
        return IndexSpan((self.first - origin).days, (self.last - origin).days)


@dataclass(frozen=True, slots=True, order=True)
class IndexSpan:
    """Consecutive positions in a series of days, `first` and `last` both included."""

    first: int
    last: int

    @property
    def days(self) -> int:
        """Number of days."""
        return self.last - self.first + 1

    @property
    def as_slice(self) -> slice:
        """Slice of these positions along an axis of days."""
        return slice(self.first, self.last + 1)

    def overlaps(self, other: IndexSpan) -> bool:
        """Whether the two spans share a position."""
        return self.first <= other.last and other.first <= self.last

    def dates(self, origin: date) -> DateSpan:
        """Days at the positions in a series that begins on `origin`."""
        return DateSpan(origin + timedelta(self.first), origin + timedelta(self.last))
