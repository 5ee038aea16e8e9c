"""The only place that makes sentences; see each module for its kind, `story` and `several` for the order."""

from unlike.presentation.model import AS_USUAL, CHANGED, Mark, Passage, Voice
from unlike.presentation.sentences.findings.group import several
from unlike.presentation.sentences.findings.order import aside, beyond, concern, every, passage, quiet, stirred, story

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
