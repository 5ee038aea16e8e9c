"""What was found, as values: see `kinds` and `base`; `rank` puts the most important first."""

from unlike.findings.base import ConversationFindings, Findings, Needs, PersonFindings, Quote, Reach, Trace
from unlike.findings.keepsakes import Keepsakes
from unlike.findings.kinds import Direction, Ended, Finding, Habit, Lasting, Late, Medium, Now, Open, Recurrence, Spell
from unlike.findings.rank import controlled, ordered
from unlike.findings.reasons import Concern, LookBack, Reasons, Told

__all__ = [
    "Concern",
    "ConversationFindings",
    "Direction",
    "Ended",
    "Finding",
    "Findings",
    "Habit",
    "Keepsakes",
    "Lasting",
    "Late",
    "LookBack",
    "Medium",
    "Needs",
    "Now",
    "Open",
    "PersonFindings",
    "Quote",
    "Reach",
    "Reasons",
    "Recurrence",
    "Spell",
    "Told",
    "Trace",
    "controlled",
    "ordered",
]
