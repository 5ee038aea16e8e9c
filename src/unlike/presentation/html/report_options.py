"""Options of a report: names and messages that it keeps, and the day on which it is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from unlike.presentation.redaction import Redaction


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """Names and messages that the report keeps, and the day on which it is made.

    Attributes:
        redaction: whether names and quotes stay.
        today: the reader's day, for "this morning".
        zone_assumed: nobody said the zone, so the report says which one it is.
    """

    redaction: Redaction = field(default_factory=Redaction)
    today: date | None = None
    zone_assumed: bool = False
