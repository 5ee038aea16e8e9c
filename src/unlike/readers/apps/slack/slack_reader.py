"""The reader of a Slack export, and of what slackdump writes in its form."""

from __future__ import annotations

from collections.abc import Iterator

from unlike.i18n import mark
from unlike.readers.base import ExportGuide, ParsedConversation, Reader, ReadOptions
from unlike.readers.export import Export
from unlike.readers.file_names import FileNames
from unlike.readers.formats.json_starts import begins_as_json
from unlike.readers.readable_conversations import readable_conversations


class SlackReader(Reader):
    """The reader for the export of a Slack workspace."""

    name = "slack"
    title = "Slack"
    export_description = mark("a Slack export")
    guides = (
        ExportGuide(
            mark("Slack, your own chats"),
            mark("With the free program slackdump: sign in, choose Export, and the chats. Give the zip it writes."),
        ),
        ExportGuide(
            mark("Slack, whole workspace"),
            mark(
                "As an owner or administrator, in the workspace's settings: Import/Export Data, Export. Without a paid "
                "plan it holds public channels only."
            ),
        ),
    )
    file_names = FileNames(endings=(".json",))
    takes_folders = True

    def recognise(self, export: Export) -> bool:
        """Say whether it is a workspace's folder, a channel's, or the messages of a day."""
        if len(export.files) == 1 and not begins_as_json(export.only):
            return False
        from unlike.readers.apps.slack.slack_channels import is_workspace

        return is_workspace(export)

    def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
        """Every channel and direct chat with a message in it.

        Raises:
            BrokenExportError: no message can be read.
            EmptyExportError: there is none.
        """
        from unlike.readers.apps.slack.slack_channels import slack_conversations

        yield from readable_conversations(export, slack_conversations(export, options.progress), options)
