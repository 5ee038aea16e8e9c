"""The message table: its schema, the one place that builds it, its checks, and who is who in it."""

from unlike.messages.participants import Person, people
from unlike.messages.schema import KIND, KIND_NAMES, MEDIA, MOMENT, SCHEMA
from unlike.messages.table import conform, join, sort
from unlike.messages.validate import faults

__all__ = [
    "KIND",
    "KIND_NAMES",
    "MEDIA",
    "MOMENT",
    "SCHEMA",
    "Person",
    "conform",
    "faults",
    "join",
    "people",
    "sort",
]
