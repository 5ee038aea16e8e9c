"""Sources: from exports to the message table. `reading.read` is the way in; `apps/` holds one reader an app."""

from unlike.readers.archives import Limits, documents
from unlike.readers.base import Conversation, Document, Options, Part, Progress, Skipped, Source
from unlike.readers.driver import Reading, read
from unlike.readers.registry import sources

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
