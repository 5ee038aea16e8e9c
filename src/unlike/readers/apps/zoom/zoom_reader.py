"""The reader of chats that Zoom saved of meetings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from unlike.i18n import mark
from unlike.readers.apps.zoom.zoom_blocks import ZoomStyle, zoom_style
from unlike.readers.base import ExportGuide, ParsedConversation, Reader, ReadOptions
from unlike.readers.export import Export
from unlike.readers.file_names import FileNames
from unlike.readers.formats.text_lines import decoded_start
from unlike.readers.readable_conversations import readable_conversations

_MOST_LINES: Final = 400


class ZoomReader(Reader):
    """The reader for the text file with the chat of a Zoom meeting."""

    name = "zoom"
    title = "Zoom"
    export_description = mark("a meeting_saved_chat.txt of Zoom")
    guides = (
        ExportGuide(
            "Zoom",
            mark(
                "In the meeting: Chat, ⋯, Save chat. Give the folder in Documents, Zoom that is named after the day "
                "and the meeting."
            ),
        ),
    )
    file_names = FileNames(
        endings=(".txt",),
        untitled=frozenset({"meeting_saved_chat.txt", "meeting_saved_new_chat.txt"}),
        file_words=("meeting_saved_chat", "meeting_saved_new_chat"),
    )

    def recognise(self, export: Export) -> bool:
        """Say whether its first lines begin messages as Zoom writes them."""
        return len(export.files) == 1 and _style(export) is not None

    def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
        """The chat of a meeting, and the private ones in it.

        Raises:
            BrokenExportError: no message can be read.
            EmptyExportError: there is none.
            UndatedExportError: nothing says on which day the meeting was.
        """
        from unlike.readers.apps.zoom.zoom_meeting import zoom_conversations

        style = _style(export) or ZoomStyle("", "")
        yield from readable_conversations(export, zoom_conversations(export, style, options.progress), options)


def _style(export: Export) -> ZoomStyle | None:
    head = decoded_start(export.only.head()).replace("\r\n", "\n").replace("\r", "\n")
    return zoom_style(head.lstrip("\ufeff").split("\n")[:_MOST_LINES])
