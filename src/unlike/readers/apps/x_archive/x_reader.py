"""The reader of direct messages in X's archive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from unlike.i18n import mark
from unlike.readers.apps.x_archive.dm_conversations import (
    ASSIGNMENT,
    NUMBERS_ALONE,
    dm_conversations,
    gathered_dm,
    owner_number,
)
from unlike.readers.base import ExportGuide, ParsedConversation, Reader, ReadOptions
from unlike.readers.export import Export, ExportFile
from unlike.readers.export_sentences import damaged_files
from unlike.readers.file_names import FileNames
from unlike.readers.formats.json_lines import json_object
from unlike.readers.formats.json_stream import BYTE_ORDER_MARK
from unlike.readers.formats.value_names import bounded_name
from unlike.readers.readable_conversations import readable_conversations

_MESSAGES: Final = re.compile(r"(?:data/)?direct-messages?(?:-group)?(?:-part\d+)?(?: ?\(\d+\))?\.js")
_ACCOUNT: Final = re.compile(r"(?:data/)?account\.js")
_OWN_FILES: Final = re.compile(r"(?:(?:data|assets)/.+|Your archive\.html|[a-z0-9-]+\.js)")
_BEGINNING: Final = re.compile(rb'\A\s*\[\s*(?:\]|\{\s*"dmConversation"\s*:)')
_ACCOUNT_START: Final = re.compile(rb"\A\s*window\.YTD\.account\.part\d+\s*=\s*\[\s*")
_ACCOUNT_END: Final = re.compile(rb"(?<!\s)\s*+\]\s*+;?+\s*+\Z")
_MAX_ACCOUNT_BYTES: Final = 1 << 20


class XReader(Reader):
    """The reader for direct-messages.js and direct-messages-group.js, by themselves or in the archive's folder."""

    name = "x"
    title = "X (Twitter)"
    export_description = mark("an archive of X (Twitter), or a direct-messages.js of one")
    guides = (
        ExportGuide(
            "X (Twitter)",
            mark(
                "On x.com: Settings, Your account, Download an archive of your data; X says when the zip is ready. "
                "Chats that became encrypted may be missing from that day on."
            ),
        ),
    )
    file_names = FileNames(endings=(".js",))
    takes_folders = True

    def recognise(self, export: Export) -> bool:
        """Say whether it is a file of direct messages, or the folder of an archive with one."""
        if len(export.files) == 1:
            return _is_list(export.only)
        if not all(_OWN_FILES.fullmatch(file.name) for file in export.files):
            return False
        return any(_is_list(file) for file in _message_files(export))

    def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
        """Every conversation with an event in it.

        Raises:
            BrokenExportError: no message can be read.
            EmptyExportError: there is none.
        """
        from unlike.readers.apps.x_archive.dm_events import number

        chats, unread = dm_conversations(_message_files(export), options.progress)
        account = _account(export)
        owner = number(account.get("accountId")) or owner_number(chats)
        name = _name(account) or owner or ""
        others = {who for chat in chats for who in chat.people if who != owner}
        gathered = [gathered_dm(chat, owner, f"{name} ({owner})" if name in others else name) for chat in chats]
        notes = [NUMBERS_ALONE, *([damaged_files(unread)] if unread else [])]
        yield from readable_conversations(export, gathered, options, notes)


def _message_files(export: Export) -> list[ExportFile]:
    """The files of direct messages: the only one, or those of an archive, in the order of their parts."""
    if len(export.files) == 1:
        return list(export.files)
    files = [file for file in export.files if _MESSAGES.fullmatch(file.name)]
    return sorted(
        files, key=lambda file: [int(part) if part.isdecimal() else 0 for part in re.split(r"\D+", file.name)]
    )


def _is_list(file: ExportFile) -> bool:
    head = file.head().removeprefix(BYTE_ORDER_MARK)
    start = ASSIGNMENT.match(head)
    body = _BEGINNING.match(head[start.end() if start else 0 :])
    return body is not None and (start is not None or b"]" not in body[0])


def _account(export: Export) -> dict[str, Any]:
    """What the archive says about its owner; empty where it says nothing."""
    file = next((file for file in export.files if len(export.files) > 1 and _ACCOUNT.fullmatch(file.name)), None)
    if file is None:
        return {}
    head = file.head(_MAX_ACCOUNT_BYTES).removeprefix(BYTE_ORDER_MARK)
    fields = json_object(_ACCOUNT_END.sub(b"", _ACCOUNT_START.sub(b"", head)))[0] or {}
    account = fields.get("account")
    return account if isinstance(account, dict) else {}


def _name(account: dict[str, Any]) -> str:
    """The owner's name as X shows it, else their user name."""
    names = (account.get(key) for key in ("accountDisplayName", "username"))
    return next(filter(None, (bounded_name(name) for name in names if isinstance(name, str))), "")
