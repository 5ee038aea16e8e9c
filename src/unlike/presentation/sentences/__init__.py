"""The only place that makes sentences; `findings/order` and `findings/group` say in which order they stand."""

from unlike.presentation.model import (
    AS_USUAL,
    CERTAINTY,
    CHANGED,
    SIGNAL_GROUPS,
    UNDECIDED,
    Face,
    Section,
    SectionKind,
    Subject,
)
from unlike.presentation.sentences.findings.group import group_sections
from unlike.presentation.sentences.findings.order import (
    all_sections,
    concern,
    detail_sections,
    finding_section,
    overview_sections,
    relationship_sections,
    repeat_visits_sections,
)

__all__ = [
    "AS_USUAL",
    "CERTAINTY",
    "CHANGED",
    "SIGNAL_GROUPS",
    "UNDECIDED",
    "Face",
    "Section",
    "SectionKind",
    "Subject",
    "all_sections",
    "concern",
    "detail_sections",
    "finding_section",
    "group_sections",
    "overview_sections",
    "relationship_sections",
    "repeat_visits_sections",
]
