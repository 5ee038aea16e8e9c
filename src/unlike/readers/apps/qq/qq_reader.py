"""The reader of QQ's own text exports, and of QQ Chat Exporter's files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from unlike.i18n import mark
from unlike.readers.apps.qq.qq_text_chats import GBK_HEAD, qq_text_chats
from unlike.readers.apps.qq.qq_text_lines import is_header
from unlike.readers.base import ExportGuide, ParsedConversation, Reader, ReadOptions
from unlike.readers.export import Export, ExportFile
from unlike.readers.export_sentences import damaged_files
from unlike.readers.file_names import FileNames
from unlike.readers.formats.json_lines import json_object
from unlike.readers.formats.json_stream import BYTE_ORDER_MARK, first_line
from unlike.readers.formats.text_lines import decoded_start
from unlike.readers.readable_conversations import readable_conversations

_TEXT_HEAD: Final = re.compile(r"^消息记录[（(]此消息记录", re.MULTILINE)
_TEXT_CHAT: Final = re.compile(r"^消息(?:对象|分组)[:：]", re.MULTILINE)
_PROGRAM: Final = re.compile(rb"QQ ?Chat ?Exporter", re.IGNORECASE)
_CHAT_INFO: Final = re.compile(rb'"chatInfo"\s*:\s*\{')
_MESSAGES: Final = re.compile(rb'"messages"\s*:\s*\[')
_STATISTICS: Final = re.compile(rb'"(?:statistics|metadata)"\s*:\s*\{')
_CHUNKED: Final = re.compile(rb'"format"\s*:\s*"chunked-jsonl"')
_CHUNK: Final = re.compile(r"(?:chunks/)?[^/]+\.jsonl")
_BESIDE: Final = re.compile(r"manifest\.json|avatars\.json|chunks/[^/]+\.jsonl|[^/]+\.html|resources/.+")
_MAX_MANIFEST_BYTES: Final = 16 << 20


class QqReader(Reader):
    """The reader for chats of QQ."""

    name = "qq"
    title = "QQ"
    export_description = mark("a QQ text export, or a .json of QQ Chat Exporter")
    guides = (
        ExportGuide(
            mark("QQ, Windows (before 9.9)"),
            mark("Open the message manager, right-click the chat, export its messages, and choose text (*.txt)."),
        ),
        ExportGuide(
            mark("QQ, newer"),
            mark(
                "With the free program QQ Chat Exporter, while QQ runs: choose the chat, and as format JSON or JSONL."
            ),
        ),
    )
    file_names = FileNames(endings=(".txt", ".json", ".jsonl"), file_words=("消息记录",))
    takes_folders = True

    def recognise(self, export: Export) -> bool:
        """Say whether it is a text with QQ's head, a file of QQ Chat Exporter, or its folder of chunks."""
        if len(export.files) > 1:
            return _manifest(export) is not None
        head = export.only.head()
        return _is_text(head) or _is_exporter_file(head) or _is_chunk(head)

    def hint(self, head: bytes) -> str:
        """What to choose instead, for QQ Chat Exporter's text."""
        if not head.removeprefix(BYTE_ORDER_MARK).lstrip().startswith(b"[QQChatExporter"):
            return ""
        return mark("It is a text of QQ Chat Exporter. Export the chat again, and choose JSON as format.")

    def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
        """The chats of a text, or the one chat of an exporter's file.

        Raises:
            BrokenExportError: no message can be read.
            EmptyExportError: there is none.
        """
        from unlike.readers.apps.qq.qq_exporter_chat import (
            from_exporter_json,
            from_exporter_lines,
            qq_exporter_conversation,
        )

        manifest, notes = _manifest(export), list[str]()
        if manifest is not None:
            chunks = [file for file in export.files if file is not manifest and _CHUNK.fullmatch(file.name)]
            head = _object(manifest)
            notes += [] if head else [damaged_files([manifest.name])]
            chat = from_exporter_lines(chunks, head, options.progress)
            chats = [qq_exporter_conversation(chat, export.title)]
        elif _is_text(export.only.head()):
            chats = qq_text_chats(export, options.progress)
        elif _is_exporter_file(export.only.head()):
            chats = [qq_exporter_conversation(from_exporter_json(export.only, options.progress), export.title)]
        else:
            chats = [qq_exporter_conversation(from_exporter_lines(export.files, {}, options.progress), export.title)]
        yield from readable_conversations(export, chats, options, notes)


def _is_text(head: bytes) -> bool:
    """Whether a text has QQ's head, or the lines that name a chat and one that begins a message."""
    start = head.decode("gb18030", errors="replace") if GBK_HEAD in head else decoded_start(head)
    start = start.removeprefix("\ufeff").replace("\r\n", "\n")
    has_chat = bool(_TEXT_CHAT.search(start))
    return has_chat and (bool(_TEXT_HEAD.search(start)) or any(map(is_header, start.split("\n")[:50])))


def _is_exporter_file(head: bytes) -> bool:
    body = head.removeprefix(BYTE_ORDER_MARK).lstrip()
    if not body.startswith(b"{") or not _CHAT_INFO.search(body) or _CHUNKED.search(body):
        return False
    return bool(_PROGRAM.search(body)) or bool(_MESSAGES.search(body) and _STATISTICS.search(body))


def _is_chunk(head: bytes) -> bool:
    """Whether the first line is a message of QQ Chat Exporter."""
    first = json_object(first_line(head))[0] or {}
    sender, content = first.get("sender"), first.get("content")
    is_message = isinstance(sender, dict) and isinstance(content, dict) and first.keys() >= {"timestamp", "recalled"}
    return is_message and isinstance(sender, dict) and bool({"uid", "uin"} & sender.keys())


def _manifest(export: Export) -> ExportFile | None:
    """The list of chunks in a folder that holds nothing else; None where it is none."""
    if len(export.files) == 1 or not all(_BESIDE.fullmatch(file.name) for file in export.files):
        return None
    manifest = next((file for file in export.files if file.name == "manifest.json"), None)
    has_chunks = any(file.name.endswith(".jsonl") for file in export.files)
    return manifest if manifest is not None and has_chunks and _CHUNKED.search(manifest.head()) else None


def _object(file: ExportFile) -> dict[str, Any]:
    return json_object(file.head(_MAX_MANIFEST_BYTES).removeprefix(BYTE_ORDER_MARK))[0] or {}
