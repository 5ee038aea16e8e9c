"""How far a reading beside the page is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far a reading is: bytes and people, done and in all; the second pair is counted after the first.

    Attributes:
        messages: number of those that were read; 0 before that.
        step: the `AnalysisStep` that goes on; 0 before the first.
    """

    read: int = 0
    size: int = 0
    looked: int = 0
    people: int = 0
    messages: int = 0
    step: int = 0
