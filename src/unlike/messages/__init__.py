"""The message table: its schema, the one place that builds it, its checks, and who is who in it."""

from unlike.messages.participants import Participant, participants
from unlike.messages.schema import KIND, KIND_NAMES, MEDIA, MOMENT, SCHEMA
from unlike.messages.table import conform, join, sort
from unlike.messages.validate import schema_violations

__all__ = [
    "KIND",
    "KIND_NAMES",
    "MEDIA",
    "MOMENT",
    "SCHEMA",
    "Participant",
    "conform",
    "join",
    "participants",
    "schema_violations",
    "sort",
]
