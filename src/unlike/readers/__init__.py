"""Sources: from exports to the message table. `reading.read` is the way in; `apps/` holds one reader an app."""

from unlike.readers.archives import ArchiveLimits, export_files
from unlike.readers.base import (
    Conversation,
    ExportFile,
    ParsedConversation,
    Progress,
    Reader,
    ReadOptions,
    SkippedRecord,
)
from unlike.readers.driver import ImportedMessages, read
from unlike.readers.registry import readers

__all__ = [
    "ArchiveLimits",
    "Conversation",
    "ExportFile",
    "ImportedMessages",
    "ParsedConversation",
    "Progress",
    "ReadOptions",
    "Reader",
    "SkippedRecord",
    "export_files",
    "read",
    "readers",
]
