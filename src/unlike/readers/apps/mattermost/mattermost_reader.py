"""The reader of Mattermost's bulk export."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from unlike.i18n import mark
from unlike.readers.apps.mattermost.bulk_export import KINDS, BulkExport, bulk_conversations
from unlike.readers.base import ExportGuide, ParsedConversation, Reader, ReadOptions
from unlike.readers.export import Export
from unlike.readers.file_names import FileNames
from unlike.readers.formats.json_lines import json_object
from unlike.readers.formats.json_stream import BYTE_ORDER_MARK
from unlike.readers.readable_conversations import readable_conversations

_MOST_LINES: Final = 30
_FEWEST_LINES: Final = 2


class MattermostReader(Reader):
    """The reader for the bulk export of a Mattermost server."""

    name = "mattermost"
    title = "Mattermost"
    export_description = mark("a Mattermost bulk export")
    guides = (
        ExportGuide(
            "Mattermost",
            mark(
                "Ask whoever runs the server for a bulk export: mmctl export create. Give the zip, or the .jsonl in it."
            ),
        ),
    )
    file_names = FileNames(endings=(".jsonl", ".json"), main=frozenset({"import.jsonl"}))

    def recognise(self, export: Export) -> bool:
        """Say whether its first lines are records of a bulk export, among them one of its version, a team or a post."""
        if len(export.files) != 1:
            return False
        head = export.only.head().removeprefix(BYTE_ORDER_MARK)
        lines = [line for line in head.split(b"\n")[:_MOST_LINES] if line.lstrip().startswith(b"{")]
        kinds = [kind for line in lines if (kind := _kind(line))]
        return len(set(kinds)) >= _FEWEST_LINES and 2 * len(kinds) > len(lines)

    def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
        """Every channel and direct chat with a message in it.

        Raises:
            BrokenExportError: no message can be read.
            EmptyExportError: there is none.
        """
        whole = BulkExport()
        chats = bulk_conversations(whole, export.only, options.progress)
        yield from readable_conversations(export, chats, options, whole.notes())


def _kind(line: bytes) -> str | None:
    """The type of a line that holds an object under that very name, or the version."""
    value = json_object(line)[0] or {}
    kind = value.get("type")
    if not isinstance(kind, str) or kind not in KINDS:
        return None
    return kind if isinstance(value.get(kind), int if kind == "version" else dict) else None
