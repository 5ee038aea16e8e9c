"""When the messages of an export were sent: what its headers say, and the moments that follow from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.readers.apps.whatsapp.block_rows import WhatsAppRows
from unlike.readers.apps.whatsapp.header_log import STYLE_STEP
from unlike.readers.apps.whatsapp.header_patterns import Ints, Mask
from unlike.readers.apps.whatsapp.header_plan import DAY_SECONDS, HeaderPlan
from unlike.readers.apps.whatsapp.record_parts import runs_of
from unlike.readers.apps.whatsapp.timestamps import moments

_ANY_DAY: Final = date(2009, 1, 1)
"""In place of an odd day, whose messages are left over."""


@dataclass(frozen=True, slots=True)
class ClockTimes:
    """Wall-clock times of all messages of an export, in the file's order, before day and month are told apart.

    Attributes:
        dates: key of the date (see `header_log`) of each run of messages of one day.
        lengths: messages in each run.
        seconds: since midnight, one a message; beyond 24 hours where the clock went on to 24:59.
    """

    dates: Ints
    lengths: NDArray[np.int64]
    seconds: Ints

    @classmethod
    def of(cls, parts: Sequence[WhatsAppRows], order: NDArray[np.int64] | None) -> ClockTimes:
        """Join the times of the blocks of an export.

        Args:
            parts: the blocks.
            order: indices that bring their rows into the file's order; None where they stand in it.
        """
        dates = np.concatenate([rows.dates for rows in parts])
        lengths = np.concatenate([rows.lengths for rows in parts])
        seconds = np.concatenate([rows.seconds for rows in parts])
        if order is None:
            return cls(dates, lengths, seconds)
        return cls(*runs_of(np.repeat(dates, lengths)[order]), seconds[order])

    def odd(self, plan: HeaderPlan) -> Mask:
        """Which messages have a date on which nothing can have been written."""
        days = self._days(plan)
        odd = [plan.orders[key // STYLE_STEP].is_odd(day) for key, day in zip(self.dates.tolist(), days, strict=True)]
        return np.repeat(np.array(odd, bool), self.lengths)

    def moments(self, plan: HeaderPlan, zone: ZoneInfo) -> pl.Series:
        """Moments (UTC, microseconds), one a message; they mean nothing for odd ones.

        Args:
            plan: reads dates.
            zone: of the clock.
        """
        days = [
            _ANY_DAY if plan.orders[key // STYLE_STEP].is_odd(day) else day
            for key, day in zip(self.dates.tolist(), self._days(plan), strict=True)
        ]
        return moments(days, self.lengths, self._seconds(plan), zone)

    def _days(self, plan: HeaderPlan) -> list[date]:
        """The day of each run."""
        read = (divmod(key, STYLE_STEP) for key in self.dates.tolist())
        return [plan.day(style, packed) for style, packed in read]

    def _seconds(self, plan: HeaderPlan) -> Ints:
        """Seconds since midnight; a quarter past midnight that is written 24:15 begins its own day or the next."""
        late = self.seconds >= DAY_SECONDS
        if not late.any():
            return self.seconds
        styles = np.repeat(self.dates // STYLE_STEP, self.lengths)
        begins: Mask = late & ~np.isin(styles, list(plan.late_midnights))
        seconds: Ints = self.seconds - begins * np.int32(DAY_SECONDS)
        return seconds
