"""The reader of Google Voice as Google Takeout gives it."""

from __future__ import annotations

from collections.abc import Iterator

from unlike.i18n import mark
from unlike.readers.apps.google_voice.voice_conversations import (
    VoiceExport,
    is_page,
    is_page_folder,
    page_files,
    voice_conversations,
)
from unlike.readers.base import ExportGuide, ParsedConversation, Reader, ReadOptions
from unlike.readers.export import Export
from unlike.readers.file_names import FileNames
from unlike.readers.formats.text_lines import decoded_start
from unlike.readers.readable_conversations import readable_conversations


class GoogleVoiceReader(Reader):
    """The reader for the pages of Google Voice in a Takeout."""

    name = "google_voice"
    title = "Google Voice"
    export_description = mark("a Takeout with Google Voice")
    guides = (
        ExportGuide(
            "Google Voice",
            mark("On takeout.google.com: deselect all, tick Voice alone, and create the export. Give the zip."),
        ),
    )
    file_names = FileNames(endings=(".html",))
    takes_folders = True

    def recognise(self, export: Export) -> bool:
        """Say whether it is a page of messages or of a call, or the folder in which those lie."""
        files = page_files(export)
        return is_page_folder(export) and any(is_page(decoded_start(file.head())) for file in files[:8])

    def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
        """One conversation for the same numbers.

        Raises:
            BrokenExportError: no message can be read.
            EmptyExportError: there is none.
        """
        whole = VoiceExport()
        chats = voice_conversations(export, whole, options.progress)
        yield from readable_conversations(export, chats, options, whole.notes())
