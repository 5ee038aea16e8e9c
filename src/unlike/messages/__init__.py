"""Message table: its schema, the one module that builds it, its checks, its queries and its participants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from unlike.core.lazy_names import load_name

if TYPE_CHECKING:
    from unlike.messages.kinds import CALL, KIND_NAMES, MEDIA
    from unlike.messages.participants import Participant, participants_by_conversation
    from unlike.messages.schema import KIND, MOMENT, SCHEMA
    from unlike.messages.table import conform, join, sort
    from unlike.messages.validate import schema_violations

__all__ = [
    "CALL",
    "KIND",
    "KIND_NAMES",
    "MEDIA",
    "MOMENT",
    "SCHEMA",
    "Participant",
    "conform",
    "join",
    "participants_by_conversation",
    "schema_violations",
    "sort",
]

_DEFINING_MODULES: Final = {
    "CALL": "unlike.messages.kinds",
    "KIND": "unlike.messages.schema",
    "KIND_NAMES": "unlike.messages.kinds",
    "MEDIA": "unlike.messages.kinds",
    "MOMENT": "unlike.messages.schema",
    "SCHEMA": "unlike.messages.schema",
    "Participant": "unlike.messages.participants",
    "conform": "unlike.messages.table",
    "join": "unlike.messages.table",
    "participants_by_conversation": "unlike.messages.participants",
    "schema_violations": "unlike.messages.validate",
    "sort": "unlike.messages.table",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Public name from the module that defines it; raises AttributeError where there is none."""
    return load_name(__name__, _DEFINING_MODULES, name)
