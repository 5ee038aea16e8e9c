"""Exports to the message table: `read` is the way in, `apps/` holds one reader an app."""

from unlike.readers.archives import ArchiveLimits, export_files
from unlike.readers.base import (
    Conversation,
    DateOrderQuestion,
    ExportFile,
    Interpretation,
    ParsedConversation,
    Progress,
    Reader,
    ReadOptions,
    ReadResult,
    SkippedRecord,
)
from unlike.readers.driver import read
from unlike.readers.import_result import Import
from unlike.readers.registry import readers

__all__ = [
    "ArchiveLimits",
    "Conversation",
    "DateOrderQuestion",
    "ExportFile",
    "Import",
    "Interpretation",
    "ParsedConversation",
    "Progress",
    "ReadOptions",
    "ReadResult",
    "Reader",
    "SkippedRecord",
    "export_files",
    "read",
    "readers",
]
