"""What was found, as values: see `kinds` and `base`; `rank` puts the most important first."""

from unlike.findings.base import Again, ConversationFindings, Findings, Needs, PersonFindings, Quote, Reach, Trace
from unlike.findings.context import Context
from unlike.findings.keepsakes import Keepsakes
from unlike.findings.kinds import (
    Direction,
    Ended,
    Finding,
    Habit,
    Lasting,
    Late,
    Medium,
    Now,
    Open,
    Recurrence,
    Returned,
    Spell,
)
from unlike.findings.notes import Noted
from unlike.findings.rank import controlled, ordered
from unlike.findings.reasons import Beforehand, Beside, Concern, LookBack, Reasons, Told, Verdict, Wrote
from unlike.reasons.base import Act, Against, Known

__all__ = [
    "Act",
    "Again",
    "Against",
    "Beforehand",
    "Beside",
    "Concern",
    "Context",
    "ConversationFindings",
    "Direction",
    "Ended",
    "Finding",
    "Findings",
    "Habit",
    "Keepsakes",
    "Known",
    "Lasting",
    "Late",
    "LookBack",
    "Medium",
    "Needs",
    "Noted",
    "Now",
    "Open",
    "PersonFindings",
    "Quote",
    "Reach",
    "Reasons",
    "Recurrence",
    "Returned",
    "Spell",
    "Told",
    "Trace",
    "Verdict",
    "Wrote",
    "controlled",
    "ordered",
]
