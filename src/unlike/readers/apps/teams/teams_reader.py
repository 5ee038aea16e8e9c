"""The reader of exports of Microsoft Teams."""

from __future__ import annotations

from collections.abc import Iterator

from unlike.i18n import mark
from unlike.readers.base import ExportGuide, ParsedConversation, Reader, ReadOptions
from unlike.readers.export import Export
from unlike.readers.file_names import FileNames
from unlike.readers.formats.json_starts import begins_as_json
from unlike.readers.readable_conversations import readable_conversations


class TeamsReader(Reader):
    """The reader for messages of Teams as Microsoft Graph gives them, and programs that save them."""

    name = "teams"
    title = "Microsoft Teams"
    export_description = mark("an export of Microsoft Teams as JSON")
    guides = (
        ExportGuide(
            "Microsoft Teams",
            mark(
                "Ask whoever runs Teams where you work for an export of your messages from Microsoft Graph as JSON. "
                "Give the zip or folder."
            ),
        ),
    )
    file_names = FileNames(endings=(".json",))
    takes_folders = True

    def recognise(self, export: Export) -> bool:
        """Say whether it is a list of Graph's messages, or the folder of an export with such lists."""
        if len(export.files) == 1 and not begins_as_json(export.only):
            return False
        from unlike.readers.apps.teams.teams_chats import is_teams_export

        return is_teams_export(export)

    def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
        """Every chat and channel with a message in it.

        Raises:
            BrokenExportError: no message can be read.
            EmptyExportError: there is none.
        """
        from unlike.readers.apps.teams.teams_chats import teams_conversations

        yield from readable_conversations(export, teams_conversations(export, options.progress), options)
