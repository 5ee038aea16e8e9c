"""When the messages of an export were sent: what its headers say, and the moments that follow from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.readers.apps.whatsapp.block_rows import WhatsAppRows
from unlike.readers.apps.whatsapp.date_order import DateOrder
from unlike.readers.apps.whatsapp.header_patterns import Ints
from unlike.readers.apps.whatsapp.timestamps import moments


@dataclass(frozen=True, slots=True)
class ClockTimes:
    """Wall-clock times of all messages of an export, in the file's order, before day and month are told apart.

    Attributes:
        dates: packed date (see `date_order.civil`) of each run of messages of one day.
        lengths: messages in each run.
        seconds: since midnight, one a message.
    """

    dates: Ints
    lengths: NDArray[np.int64]
    seconds: Ints

    @classmethod
    def of(cls, parts: Sequence[WhatsAppRows]) -> ClockTimes:
        """Join the times of the blocks of an export."""
        return cls(
            np.concatenate([rows.dates for rows in parts]),
            np.concatenate([rows.lengths for rows in parts]),
            np.concatenate([rows.seconds for rows in parts]),
        )

    def moments(self, dates: DateOrder, order: str, zone: ZoneInfo) -> pl.Series:
        """Moments (UTC, microseconds), one a message.

        Args:
            dates: reads packed dates.
            order: "dmy", "mdy" or "ymd", in which every date is a day.
            zone: of the clock.
        """
        days = [cast("date", dates.day(packed, order)) for packed in self.dates.tolist()]
        return moments(days, self.lengths, self.seconds, zone)
