"""How far a reading beside the page is."""

from __future__ import annotations

from dataclasses import dataclass

from unlike.results import Findings


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far a reading is: bytes and people, done and in all; the second pair is counted after the first.

    Attributes:
        message_count: number of those that were read; 0 before that.
        step: the `AnalysisStep` that goes on; 0 before the first.
        early_findings: as `AnalysisOptions.early_findings` takes them; None before they are there.
    """

    bytes_read: int = 0
    bytes_total: int = 0
    people_analysed: int = 0
    people_total: int = 0
    message_count: int = 0
    step: int = 0
    early_findings: Findings | None = None
