"""Note of the owner about some days, as faces show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from unlike.results.text_origin import TypedText


@dataclass(frozen=True, slots=True)
class OwnerNote:
    """A note of the owner's.

    Attributes:
        first, last: the days it is about, both included.
        text: their words.
        written: the day they were written.
    """

    first: date
    last: date
    text: TypedText
    written: date

    def about(self, first: date, last: date) -> bool:
        """Whether it is about any of some days."""
        return self.first <= last and first <= self.last
