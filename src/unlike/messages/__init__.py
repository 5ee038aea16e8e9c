"""Message table: its schema, the one module that builds it, its checks, its queries and its participants."""

from unlike.messages.participants import Participant, participants, participants_by_conversation
from unlike.messages.schema import CALL, KIND, KIND_NAMES, MEDIA, MOMENT, SCHEMA
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
    "participants",
    "participants_by_conversation",
    "schema_violations",
    "sort",
]
