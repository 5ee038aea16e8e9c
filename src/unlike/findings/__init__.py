"""What was found, as values: see `base`; `rank` puts the most important first."""

from unlike.findings.base import (
    ConversationFindings,
    Direction,
    Ended,
    Finding,
    Findings,
    Habit,
    Lasting,
    Late,
    Needs,
    Now,
    Open,
    PersonFindings,
    Quote,
    Reach,
    Recurrence,
    Spell,
    Trace,
)
from unlike.findings.rank import ordered

__all__ = [
    "ConversationFindings",
    "Direction",
    "Ended",
    "Finding",
    "Findings",
    "Habit",
    "Lasting",
    "Late",
    "Needs",
    "Now",
    "Open",
    "PersonFindings",
    "Quote",
    "Reach",
    "Recurrence",
    "Spell",
    "Trace",
    "ordered",
]
