"""The reader of DiscordChatExporter's files and of Discord's data package."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from unlike.errors import BrokenExportError, EmptyExportError
from unlike.i18n import lazy_plural, mark
from unlike.readers.apps.discord.exporter_csv import COLUMNS, exporter_table
from unlike.readers.base import ExportGuide, ParsedConversation, Reader, ReadOptions
from unlike.readers.export import Export
from unlike.readers.export_sentences import left_out_chat
from unlike.readers.file_names import FileNames
from unlike.readers.formats.csv_rows import first_rows
from unlike.readers.formats.json_stream import BYTE_ORDER_MARK

_CHANNEL_MARKS: Final = (
    re.compile(rb'\A\s*\{\s*"guild"\s*:\s*\{'),
    re.compile(rb'"channel"\s*:\s*\{'),
    re.compile(rb'"(?:messages|dateRange|exportedAt)"\s*:'),
)
"""What a JSON file of DiscordChatExporter begins with."""

OTHER_FORM: Final = mark(
    "It is a text or a page that DiscordChatExporter wrote. Export the channel again, and choose JSON as format."
)


class DiscordReader(Reader):
    """The reader for files of DiscordChatExporter, and for the data package."""

    name = "discord"
    title = "Discord"
    export_description = mark("a JSON or CSV file of DiscordChatExporter, or Discord's data package")
    guides = (
        ExportGuide(
            "Discord",
            mark("With the free program DiscordChatExporter: choose the chat, and as format JSON. Give the file."),
        ),
        ExportGuide(
            mark("Discord, data package"),
            mark(
                "In Discord: Settings, Data & Privacy, Request Data; it comes by mail and holds only your own messages."
            ),
        ),
    )
    file_names = FileNames(endings=(".json", ".csv"))
    takes_folders = True

    def recognise(self, export: Export) -> bool:
        """Say whether it is a channel as DiscordChatExporter writes it, or the folders of a data package."""
        if len(export.files) > 1:
            from unlike.readers.apps.discord.data_package import is_package

            return is_package(export)
        head = export.only.head().removeprefix(BYTE_ORDER_MARK)
        return all(pattern.search(head) for pattern in _CHANNEL_MARKS) or _names_columns(head)

    def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
        """The channel of a file, or all channels of a package.

        Raises:
            BrokenExportError: no message can be read.
            EmptyExportError: there is none.
        """
        from unlike.readers.apps.discord.exporter_json import exporter_channel

        if len(export.files) > 1:
            from unlike.readers.apps.discord.data_package import package_channels

            chats = package_channels(export, options.progress)
        elif _names_columns(export.only.head()):
            chats = iter([exporter_table(export, options.progress)])
        else:
            chats = iter([exporter_channel(export, options.progress)])
        parts = [chat.interpreted(options.interpretation) for chat in chats]
        whole = [part for part in parts if not part.messages.is_empty()]
        lost = [part.conversation for part in parts if part.messages.is_empty() and part.conversation.coverage.total]
        if not whole:
            number = sum(conversation.coverage.total for conversation in lost)
            if not number:
                raise EmptyExportError(export.path)
            why = lazy_plural(
                "the {number} entry in it cannot be read", "none of its {number} entries can be read", number
            )
            raise BrokenExportError(export.path, export.files[0].name, why)
        first = whole[0].conversation
        notes = (*first.notes, *(left_out_chat(chat.title, chat.coverage.total) for chat in lost))
        yield replace(whole[0], conversation=replace(first, notes=notes))
        yield from whole[1:]

    def hint(self, head: bytes) -> str:
        """What to export, for the other forms that DiscordChatExporter writes."""
        is_text = head.lstrip(b"\xef\xbb\xbf=\r\n").startswith(b"Guild: ") and b"\nChannel: " in head
        return OTHER_FORM if is_text or b"chatlog__" in head else ""


def _names_columns(head: bytes) -> bool:
    """Whether the first line names the columns of DiscordChatExporter's CSV."""
    names = next(iter(first_rows(head)), [])
    return tuple(names[: len(COLUMNS)]) == COLUMNS
