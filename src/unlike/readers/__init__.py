"""Exports to the message table: `read` is the way in, `apps/` holds one reader an app."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from unlike.core.lazy_names import load_name

if TYPE_CHECKING:
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

_DEFINING_MODULES: Final = {
    "Conversation": "unlike.readers.base",
    "Coverage": "unlike.readers.coverage",
    "DateOrderQuestion": "unlike.readers.base",
    "Export": "unlike.readers.export",
    "ExportFile": "unlike.readers.export",
    "ExportGuide": "unlike.readers.base",
    "FileNames": "unlike.readers.file_names",
    "Import": "unlike.readers.import_result",
    "Interpretation": "unlike.readers.base",
    "MediumLimit": "unlike.core.medium_limits",
    "MediumLimitKind": "unlike.core.medium_limits",
    "ParsedConversation": "unlike.readers.base",
    "Progress": "unlike.readers.base",
    "ReadOptions": "unlike.readers.base",
    "ReadResult": "unlike.readers.base",
    "Reader": "unlike.readers.base",
    "RegisteredReader": "unlike.readers.registry",
    "SkippedRecord": "unlike.readers.base",
    "app_title": "unlike.readers.registry",
    "conform": "unlike.messages",
    "import_of": "unlike.readers.import_result",
    "moment": "unlike.readers.times",
    "read": "unlike.readers.driver",
    "readers": "unlike.readers.registry",
    "registered_readers": "unlike.readers.registry",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Public name from the module that defines it; raises AttributeError where there is none."""
    return load_name(__name__, _DEFINING_MODULES, name)
