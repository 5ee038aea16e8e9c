"""The reader of Google Chat and Hangouts as Google Takeout gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from unlike.i18n import mark
from unlike.readers.base import ExportGuide, ParsedConversation, Reader, ReadOptions
from unlike.readers.export import Export
from unlike.readers.file_names import FileNames
from unlike.readers.formats.json_stream import BYTE_ORDER_MARK
from unlike.readers.readable_conversations import readable_conversations

_MESSAGES: Final = re.compile(rb'\A\s*\{\s*"messages"\s*:\s*\[\s*\{')
_ENTRY: Final = re.compile(rb'"(creator|created_date|topic_id|message_state)"\s*:')
_FEWEST_KEYS: Final = 2
_HANGOUT: Final = re.compile(rb'"(conversation_id|gaia_id|participant_data|self_conversation_state)"\s*:')
_FEWEST_HANGOUT_KEYS: Final = 3


class GoogleChatReader(Reader):
    """The reader for the Google Chat folder of a Takeout, and for a Hangouts.json."""

    name = "google_chat"
    title = "Google Chat"
    export_description = mark("a Takeout with Google Chat, or a Hangouts.json")
    guides = (
        ExportGuide(
            "Google Chat",
            mark(
                "On takeout.google.com: deselect all, tick Google Chat alone, and create the export. Give the zip, or "
                "all of its parts."
            ),
        ),
    )
    file_names = FileNames(endings=(".json",))
    takes_folders = True

    def recognise(self, export: Export) -> bool:
        """Say whether it is a folder of Google Chat, one conversation's messages.json, or a Hangouts.json."""
        if len(export.files) > 1:
            from unlike.readers.apps.google_chat.takeout_groups import is_takeout_folder

            return is_takeout_folder(export)
        head = export.only.head().removeprefix(BYTE_ORDER_MARK)
        return _is_messages(head) or _is_hangouts(head)

    def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
        """Every conversation with a message in it.

        Raises:
            BrokenExportError: no message can be read.
            EmptyExportError: there is none.
        """
        from unlike.readers.apps.google_chat.hangouts_file import HangoutsFile, hangouts
        from unlike.readers.apps.google_chat.takeout_groups import takeout_conversations

        if len(export.files) == 1 and _is_hangouts(export.only.head().removeprefix(BYTE_ORDER_MARK)):
            file = HangoutsFile()
            yield from readable_conversations(export, hangouts(export, file, options.progress), options, file.notes())
        else:
            yield from readable_conversations(export, takeout_conversations(export, options.progress), options)


def _is_messages(head: bytes) -> bool:
    keys = set(_ENTRY.findall(head))
    return bool(_MESSAGES.match(head)) and len(keys) >= _FEWEST_KEYS


def _is_hangouts(head: bytes) -> bool:
    if len(set(_HANGOUT.findall(head))) < _FEWEST_HANGOUT_KEYS:
        return False
    from unlike.readers.apps.google_chat.hangouts_file import LISTS

    return bool(LISTS.search(head))
