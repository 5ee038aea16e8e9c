"""What the owner asks of an analysis."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from pathlib import Path

from unlike.library import ChatFingerprint, Note
from unlike.results import Findings, RepeatVisits

Progress = Callable[[int, int], None]
"""Called with (people analysed so far, people in all)."""


class AnalysisStep(IntEnum):
    """Part of the analysis of a person or of everybody, in the order in which they are done."""

    MEASURE = 1
    COMPARE = 2
    RELATE = 3
    EXPLAIN = 4


StepReport = Callable[[AnalysisStep], None]
"""Called when a step begins."""
EarlyReport = Callable[[Findings], None]
"""Called with the findings before it is looked for what the two share and what was written around them."""
VisitCounter = Callable[[Mapping[str, ChatFingerprint]], Mapping[str, RepeatVisits]]
"""Repeated visits by a conversation's key, from the fingerprint of each conversation by its key."""


def no_progress(_done: int, _total: int) -> None:
    """Report progress to nobody."""


def no_steps(_step: AnalysisStep) -> None:
    """Report steps to nobody."""


def no_visits(_fingerprints: Mapping[str, ChatFingerprint]) -> Mapping[str, RepeatVisits]:
    """Count no visits."""
    return {}


@dataclass(frozen=True, slots=True)
class AnalysisOptions:
    """Options of an analysis.

    Attributes:
        owner: their name in the chats; None to take the export's own word.
        person: the only person to analyse; None for everybody.
        since, until: first and last day whose messages count, both included; None for no bound.
        possible: whether possible spells are reported too (up to one false spell a year).
        keepsakes: whether warm messages and plans of the two are looked for, which only the detailed faces show.
        despite_unread: the owner knows what was not read, and that an answer may be given all the same.
        notes: what the owner noted about earlier days.
        calendars, dates: iCalendar files and date lists of the owner.
        progress: called after each person.
        steps: called when a step begins; of several people the first two begin again for each.
        early_findings: called once with findings that have no explanation but words of harm, and nothing that the two
            share; None for nobody.
        visits: counts earlier visits to the same conversations; None to count none.
    """

    owner: str | None = None
    person: str | None = None
    since: date | None = None
    until: date | None = None
    possible: bool = False
    keepsakes: bool = True
    despite_unread: bool = False
    notes: Sequence[Note] = ()
    calendars: Sequence[Path] = ()
    dates: Sequence[Path] = ()
    progress: Progress = field(default=no_progress)
    steps: StepReport = field(default=no_steps)
    early_findings: EarlyReport | None = None
    visits: VisitCounter | None = None
