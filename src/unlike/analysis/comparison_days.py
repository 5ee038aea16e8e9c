"""Days that a finding's figures are compared with, so that a reader can count them again.

A spell: the days up to 45 to each side, back to the lasting shift before it and up to the one after it; of a spell in
which the history ends, the days before it alone. A lasting shift: the time before it and the time since, each up to
the next lasting shift and at most a year. Days of spells and of channel changes are left out of all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.core.spans import DateSpan, IndexSpan

Mask = NDArray[np.bool_]

SPELL_REACH_DAYS: Final = 45
"""Days to each side that a spell is compared with."""
SHIFT_REACH_DAYS: Final = 365
"""Days before a lasting shift and since it, at most."""
_MIN_DAYS: Final = 8  # ordinary days; with fewer, all days in reach are compared


@dataclass(frozen=True, slots=True)
class ComparedDays:
    """Days of a finding and days beside it, both of shape (d,) over the days of the history.

    Attributes:
        inside: days of the finding.
        usual: days that they are compared with.
        nearby: all days in reach outside of the finding, for a signal that has no value on the usual ones.
    """

    inside: Mask
    usual: Mask
    nearby: Mask


@dataclass(frozen=True, slots=True)
class ComparisonDays:
    """Days of one person's history, by what they may be compared with.

    Attributes:
        history: first and last day of the conversation.
        shifts: positions of the first days of the lasting shifts, ascending.
        channel: days of channel changes, on which nobody is compared, shape (d,).
        ordinary: days of no spell and no channel change, shape (d,).
    """

    history: DateSpan
    shifts: tuple[int, ...]
    channel: Mask
    ordinary: Mask

    @classmethod
    def of(
        cls, history: DateSpan, shifts: Iterable[date], spells: Sequence[DateSpan], channel: Sequence[DateSpan]
    ) -> ComparisonDays:
        """Days of a history.

        Args:
            history: first and last day of the conversation.
            shifts: first days of the lasting shifts.
            spells: days of the spells.
            channel: days of the channel changes.
        """
        elsewhere = _days_in(channel, history)
        ordinary = ~elsewhere & ~_days_in(spells, history)
        return cls(history, tuple(sorted((day - history.first).days for day in shifts)), elsewhere, ordinary)

    def of_spell(self, spell: DateSpan, *, open_end: bool) -> ComparedDays:
        """Days of a spell, and those around it, or before it where the history ends in it."""
        inside = spell.indices(self.history.first)
        low = max([0, *(shift for shift in self.shifts if shift <= inside.first)])
        high = min([self.history.days, *(shift for shift in self.shifts if shift > inside.last)])
        reach = self._mask(IndexSpan(inside.first - SPELL_REACH_DAYS, inside.last + SPELL_REACH_DAYS))
        level = self._mask(IndexSpan(low, (inside.first if open_end else high) - 1))
        return self._compared(self._mask(inside), reach & level, reach)

    def of_shift(self, day: date) -> ComparedDays:
        """Days since a lasting shift, and those before it."""
        place = (day - self.history.first).days
        low = max([0, *(shift for shift in self.shifts if shift < place)])
        high = min([self.history.days, *(shift for shift in self.shifts if shift > place)])
        since = IndexSpan(place, min(high, place + SHIFT_REACH_DAYS) - 1)
        before = IndexSpan(max(low, place - SHIFT_REACH_DAYS), place - 1)
        inside = self._mask(since)
        if np.count_nonzero(inside & self.ordinary) >= _MIN_DAYS:
            inside &= self.ordinary
        return self._compared(inside, self._mask(before), self._mask(IndexSpan(low, place - 1)))

    def _compared(self, inside: Mask, baseline: Mask, reach: Mask) -> ComparedDays:
        nearby = reach & ~inside & ~self.channel
        baseline = baseline & self.ordinary & ~inside
        enough = np.count_nonzero(baseline) >= _MIN_DAYS
        return ComparedDays(inside & ~self.channel, baseline if enough else nearby, nearby)

    def _mask(self, span: IndexSpan) -> Mask:
        """Days of a span that lie in the history, shape (d,)."""
        place = np.arange(self.history.days)
        return (place >= span.first) & (place <= span.last)


def _days_in(spans: Iterable[DateSpan], history: DateSpan) -> Mask:
    """Days of any of some spans, shape (d,)."""
    days = np.zeros(history.days, dtype=np.bool_)
    for span in spans:
        place = span.indices(history.first)
        days[max(place.first, 0) : max(place.last + 1, 0)] = True
    return days
