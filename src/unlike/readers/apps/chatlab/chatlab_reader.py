"""The reader of ChatLab's exchange format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from unlike.errors import BrokenExportError, EmptyExportError
from unlike.i18n import lazy_plural, mark
from unlike.readers.base import ExportGuide, ParsedConversation, Reader, ReadOptions
from unlike.readers.export import Export
from unlike.readers.file_names import FileNames
from unlike.readers.formats.json_stream import first_line, without_start

_REMARKS: Final = re.compile(rb"(?:\s*#[^\n]*\n)*\s*")
_HEADER: Final = re.compile(rb'\{[^{}]*"_type"\s*:\s*"header"')
_OBJECT: Final = re.compile(rb'"chatlab"\s*:\s*\{[^{}]*"version"\s*:')
_REST: Final = re.compile(rb'"(?:meta|members|messages)"\s*:\s*[\[{]')


class ChatLabReader(Reader):
    """The reader for chats in ChatLab's format, to which other programs convert those of many apps."""

    name = "chatlab"
    title = "ChatLab"
    export_description = mark("a ChatLab .json or .jsonl")
    guides = (
        ExportGuide(
            "ChatLab",
            mark("Let a program that converts chats of your app to ChatLab's format write a file, and give that."),
        ),
    )
    file_names = FileNames(endings=(".json", ".jsonl"))

    def recognise(self, export: Export) -> bool:
        """Say whether it is an object with ChatLab's head, or lines that begin with its header."""
        if len(export.files) != 1:
            return False
        head = without_start(export.only.head())
        start = _REMARKS.match(head)
        body = head[start.end() :] if start else head
        if not body.startswith(b"{") or not _OBJECT.search(body):
            return False
        return bool(_HEADER.match(body) or _REST.search(body))

    def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
        """The one conversation in a file.

        Raises:
            BrokenExportError: no message can be read.
            EmptyExportError: there is none.
        """
        from unlike.readers.apps.chatlab.chatlab_records import chatlab_conversation, from_json, from_lines

        first = first_line(export.only.head())
        by_lines = first.startswith(b"#") or b'"_type"' in first
        chat = (from_lines if by_lines else from_json)(export.only, options.progress)
        part = chatlab_conversation(chat, export).interpreted(options.interpretation)
        if not part.messages.is_empty():
            yield part
            return
        number = part.conversation.coverage.total
        if not number:
            raise EmptyExportError(export.path)
        why = lazy_plural("the {number} entry in it cannot be read", "none of its {number} entries can be read", number)
        raise BrokenExportError(export.path, export.only.name, why)
