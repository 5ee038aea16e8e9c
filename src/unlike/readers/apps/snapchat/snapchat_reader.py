"""The reader of the chats in Snapchat's My Data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from unlike.i18n import mark
from unlike.readers.base import ExportGuide, ParsedConversation, Reader, ReadOptions
from unlike.readers.export import Export, ExportFile
from unlike.readers.file_names import FileNames
from unlike.readers.formats.json_lines import json_object
from unlike.readers.formats.json_stream import BYTE_ORDER_MARK
from unlike.readers.readable_conversations import readable_conversations

_SECTION: Final = re.compile(rb'"(?:Received|Sent) (?:Saved|Unsaved) Chat History"\s*:\s*\[')
_LIST: Final = re.compile(rb'\A\s*\{\s*"(?:[^"\\]++|\\.)*+"\s*:\s*\[')
_FIELDS: Final = (rb'"Media Type"', rb'"Created"')
_CHAT_FIELDS: Final = (rb'"IsSender"', rb'"isSender"', rb'"IsSaved"', rb'"Content"', rb'"Text"')
_WORDS: Final = (rb'"Content"', rb'"Text"')
_HISTORY: Final = re.compile(r"(?:.+/)?chat_history\.json")
_OWN_FILES: Final = re.compile(r"(?:messages/)?(?:(?:json|html)/[a-z_]+\.(?:json|html)|[a-z_]+\.json|index\.html)")
_NO_SNAPCHAT: Final = frozenset({"result.json", "messages.json", "message.json", "chat.json"})
_MAX_ACCOUNT_BYTES: Final = 1 << 20


class SnapchatReader(Reader):
    """The reader for chat_history.json, by itself or in the folder of the download."""

    name = "snapchat"
    title = "Snapchat"
    export_description = mark("a Snapchat chat_history.json or the My Data zip")
    guides = (
        ExportGuide(
            "Snapchat",
            mark(
                "In the app: Settings, My Data; switch on Export JSON files and tick Chat History. Snapchat sends a "
                "mail when the zip is ready. It holds only what somebody saved in the chat."
            ),
        ),
    )
    file_names = FileNames(endings=(".json",))
    takes_folders = True

    def recognise(self, export: Export) -> bool:
        """Say whether it is a history of chats, or the folder of a download with one and the owner's account."""
        if len(export.files) == 1:
            return _is_history(export.only)
        names = [file.name for file in export.files]
        own = [file for file in export.files if _HISTORY.fullmatch(file.name)]
        is_download = _account(export) is not None and all(map(_is_own_name, names))
        return is_download and len(own) == 1 and _is_history(own[0])

    def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
        """Every chat with a message in it.

        Raises:
            BrokenExportError: no message can be read.
            EmptyExportError: there is none.
        """
        from unlike.readers.apps.snapchat.chat_history import chat_history

        file = next(file for file in export.files if len(export.files) == 1 or _HISTORY.fullmatch(file.name))
        yield from readable_conversations(export, chat_history(file, _owner(export), options.progress), options)


def _is_history(file: ExportFile) -> bool:
    head = file.head().removeprefix(BYTE_ORDER_MARK)
    if not head.lstrip().startswith(b"{"):
        return False
    has_fields = all(field in head for field in _FIELDS)
    if _SECTION.search(head):
        return has_fields or b"Chat History" in head[:200]
    is_list = bool(_LIST.match(head)) and has_fields and any(word in head for word in _WORDS)
    return is_list and sum(field in head for field in _CHAT_FIELDS) > 1


def _is_own_name(name: str) -> bool:
    return bool(_OWN_FILES.fullmatch(name)) and name not in _NO_SNAPCHAT


def _account(export: Export) -> ExportFile | None:
    return next((file for file in export.files if file.name.rpartition("/")[2] == "account.json"), None)


def _owner(export: Export) -> str:
    """The owner's user name by the download's account; empty where it does not say."""
    from unlike.readers.apps.snapchat.saved_messages import person

    account = _account(export) if len(export.files) > 1 else None
    if account is None:
        return ""
    fields = json_object(account.head(_MAX_ACCOUNT_BYTES).removeprefix(BYTE_ORDER_MARK))[0] or {}
    basic = fields.get("Basic Information")
    return person(basic.get("Username")) if isinstance(basic, dict) else ""
