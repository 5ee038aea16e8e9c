"""Exports to the message table: `read` is the way in, `apps/` holds one reader an app."""

from unlike.core.medium_limits import MediumLimit, MediumLimitKind
from unlike.messages import conform
from unlike.readers.base import (
    Conversation,
    DateOrderQuestion,
    ExportGuide,
    Interpretation,
    ParsedConversation,
    Progress,
    Reader,
    ReadOptions,
    ReadResult,
    SkippedRecord,
)
from unlike.readers.coverage import Coverage
from unlike.readers.driver import read
from unlike.readers.export import Export, ExportFile
from unlike.readers.file_names import FileNames
from unlike.readers.import_result import Import, import_of
from unlike.readers.registry import RegisteredReader, app_title, readers, registered_readers
from unlike.readers.times import moment

__all__ = [
    "Conversation",
    "Coverage",
    "DateOrderQuestion",
    "Export",
    "ExportFile",
    "ExportGuide",
    "FileNames",
    "Import",
    "Interpretation",
    "MediumLimit",
    "MediumLimitKind",
    "ParsedConversation",
    "Progress",
    "ReadOptions",
    "ReadResult",
    "Reader",
    "RegisteredReader",
    "SkippedRecord",
    "app_title",
    "conform",
    "import_of",
    "moment",
    "read",
    "readers",
    "registered_readers",
]
