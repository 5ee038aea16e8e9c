"""The only place that makes sentences; `findings/order` and `findings/group` say in which order they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from unlike.core.lazy_names import load_name

if TYPE_CHECKING:
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

_DEFINING_MODULES: Final = {
    "AS_USUAL": "unlike.presentation.model",
    "CERTAINTY": "unlike.presentation.model",
    "CHANGED": "unlike.presentation.model",
    "SIGNAL_GROUPS": "unlike.presentation.model",
    "UNDECIDED": "unlike.presentation.model",
    "Face": "unlike.presentation.model",
    "Section": "unlike.presentation.model",
    "SectionKind": "unlike.presentation.model",
    "Subject": "unlike.presentation.model",
    "all_sections": "unlike.presentation.sentences.findings.order",
    "concern": "unlike.presentation.sentences.findings.order",
    "detail_sections": "unlike.presentation.sentences.findings.order",
    "finding_section": "unlike.presentation.sentences.findings.order",
    "group_sections": "unlike.presentation.sentences.findings.group",
    "overview_sections": "unlike.presentation.sentences.findings.order",
    "relationship_sections": "unlike.presentation.sentences.findings.order",
    "repeat_visits_sections": "unlike.presentation.sentences.findings.order",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Public name from the module that defines it; raises AttributeError where there is none."""
    return load_name(__name__, _DEFINING_MODULES, name)
