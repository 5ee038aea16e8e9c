"""The only place that makes sentences; see each module for its kind, `story` and `several` for the order."""

from unlike.reports.wording.passage import AS_USUAL, CHANGED, Mark, Passage, Voice
from unlike.reports.wording.several import several
from unlike.reports.wording.story import aside, beyond, concern, every, passage, quiet, stirred, story

__all__ = [
    "AS_USUAL",
    "CHANGED",
    "Mark",
    "Passage",
    "Voice",
    "aside",
    "beyond",
    "concern",
    "every",
    "passage",
    "quiet",
    "several",
    "stirred",
    "story",
]
