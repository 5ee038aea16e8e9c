"""Sources: from exports to the message table. `reading.read` is the way in; `apps/` holds one reader an app."""

from unlike.sources.base import Conversation, Document, Options, Part, Progress, Skipped, Source
from unlike.sources.containers import Limits, documents
from unlike.sources.reading import Reading, read
from unlike.sources.registry import sources

__all__ = [
    "Conversation",
    "Document",
    "Limits",
    "Options",
    "Part",
    "Progress",
    "Reading",
    "Skipped",
    "Source",
    "documents",
    "read",
    "sources",
]
