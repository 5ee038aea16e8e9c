"""When the messages of an export were sent: what its headers say, and the moments that follow from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.readers.apps.whatsapp.block_rows import WhatsAppRows
from unlike.readers.apps.whatsapp.header_log import styles_of
from unlike.readers.apps.whatsapp.header_patterns import Ints, Mask
from unlike.readers.apps.whatsapp.header_plan import DAY_SECONDS, HeaderPlan
from unlike.readers.apps.whatsapp.record_parts import runs_of
from unlike.readers.apps.whatsapp.timestamps import moments


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

    def moments(self, plan: HeaderPlan, zone: ZoneInfo) -> tuple[pl.Series, Mask | None]:
        """Moments (UTC, microseconds), one a message, and which of them are odd, if any; those mean nothing.

        Args:
            plan: reads dates.
            zone: of the clock.
        """
        days, odd = plan.days(self.dates)
        sent = moments(np.where(odd, 0, days), self.lengths, self._seconds(plan), zone)
        return sent, np.repeat(odd, self.lengths) if odd.any() else None

    def _seconds(self, plan: HeaderPlan) -> Ints:
        """Seconds since midnight; a quarter past midnight that is written 24:15 begins its own day or the next."""
        late = self.seconds >= DAY_SECONDS
        if not late.any():
            return self.seconds
        styles = np.repeat(styles_of(self.dates), self.lengths)
        begins: Mask = late & ~np.isin(styles, list(plan.late_midnights))
        seconds: Ints = self.seconds - begins * np.int32(DAY_SECONDS)
        return seconds
