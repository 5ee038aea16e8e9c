"""The reader of Skype's export."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from unlike.i18n import lazy_plural, mark
from unlike.readers.base import ExportGuide, ParsedConversation, Reader, ReadOptions
from unlike.readers.export import Export
from unlike.readers.file_names import FileNames
from unlike.readers.formats.json_stream import BYTE_ORDER_MARK
from unlike.readers.readable_conversations import readable_conversations

if TYPE_CHECKING:
    from unlike.readers.apps.skype.skype_export import SkypeExport

_LIST: Final = re.compile(rb'"conversations"\s*:\s*\[')
_MARKS: Final = (
    re.compile(rb'"userId"\s*:\s*"'),
    re.compile(rb'"exportDate"\s*:\s*"'),
    re.compile(rb'"MessageList"\s*:\s*\['),
)
_ENOUGH_MARKS: Final = 2


class SkypeReader(Reader):
    """The reader for messages.json, alone or in the .tar that Skype made."""

    name = "skype"
    title = "Skype"
    export_description = mark("a Skype export (.tar, or messages.json from it)")
    guides = (
        ExportGuide(
            "Skype",
            mark(
                "Skype closed in May 2025 and offered downloads until January 2026: give the .tar that you got, or "
                "messages.json from it."
            ),
        ),
    )
    file_names = FileNames(endings=(".tar", ".json"), main=frozenset({"messages.json"}))

    def recognise(self, export: Export) -> bool:
        """Say whether it begins with a list of conversations and two of the keys around it."""
        if len(export.files) != 1:
            return False
        head = export.only.head().removeprefix(BYTE_ORDER_MARK)
        if not head.lstrip().startswith(b"{") or not _LIST.search(head):
            return False
        return sum(bool(pattern.search(head)) for pattern in _MARKS) >= _ENOUGH_MARKS

    def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
        """The conversations that hold a message.

        Raises:
            BrokenExportError: no message can be read.
            EmptyExportError: there is none.
        """
        from unlike.readers.apps.skype.skype_chats import skype_conversation
        from unlike.readers.apps.skype.skype_export import skype_export

        content = skype_export(export.only, options.progress)
        chats = (chat for chat in content.chats.values() if chat.records.total)
        gathered = (skype_conversation(chat, content.names, content.owner) for chat in chats)
        yield from readable_conversations(export, gathered, options, _notes(content))


def _notes(content: SkypeExport) -> Iterator[str]:
    if content.internal:
        yield lazy_plural(
            "{number} entry of Skype's own lists, such as of calls and notifications, was left out.",
            "{number} entries of Skype's own lists, such as of calls and notifications, were left out.",
            content.internal,
        )
