"""What was found, as values: see `kinds` and `base`; `rank` puts the most important first."""

from unlike.results.explanations import Beforehand, Beside, Concern, LookBack, Reasons, Told, Verdict, Wrote
from unlike.results.finding_types import (
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
from unlike.results.findings import Again, ConversationFindings, Findings, Needs, PersonFindings, Quote, Reach, Trace
from unlike.results.interaction import Act, Against, Known
from unlike.results.owner_context import Context
from unlike.results.owner_note import Noted
from unlike.results.ranking import controlled, ordered
from unlike.results.relationship import Keepsakes

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
