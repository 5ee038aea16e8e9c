"""One conversation that was read, in figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ChatSummary:
    """One conversation that was read.

    Attributes:
        title: as the export has it.
        app: what people call it.
        messages: by people.
        first, last: days of its messages, by the day rule in the owner's zone; None without any.
        skipped: records that could not be read.
    """

    title: str
    app: str
    messages: int
    first: date | None
    last: date | None
    skipped: int
