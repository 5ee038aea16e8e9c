"""How far a reading beside the page is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far a reading is: bytes and people, done and in all; the second pair is counted after the first.

    Attributes:
        message_count: number of those that were read; 0 before that.
        step: the `AnalysisStep` that goes on; 0 before the first.
    """

    bytes_read: int = 0
    bytes_total: int = 0
    people_analysed: int = 0
    people_total: int = 0
    message_count: int = 0
    step: int = 0
