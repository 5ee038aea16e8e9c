"""The reader of ConvoKit's corpora."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from unlike.errors import EmptyExportError
from unlike.i18n import mark
from unlike.readers.apps.convokit.utterances import corpus_conversation, corpus_conversations
from unlike.readers.base import ExportGuide, ParsedConversation, Reader, ReadOptions
from unlike.readers.export import Export, ExportFile
from unlike.readers.file_names import FileNames
from unlike.readers.formats.json_fields import identifier
from unlike.readers.formats.json_lines import json_object
from unlike.readers.formats.json_stream import BYTE_ORDER_MARK
from unlike.readers.readable_conversations import readable_conversations

_OWN: Final = re.compile(r"utterances\.jsonl?")
_BESIDE: Final = re.compile(r"(?:speakers|users|conversations|corpus|index|processed_text|vect_info)[^/]*\.jsonl?")
_MARKS: Final = (
    re.compile(rb'"(?:conversation_id|root)"\s*:'),
    re.compile(rb'"(?:speaker|user)"\s*:'),
    re.compile(rb'"reply[-_]to"\s*:'),
    re.compile(rb'"text"\s*:'),
    re.compile(rb'"(?:meta|timestamp)"\s*:'),
)
_MAX_TITLES_BYTES: Final = 64 << 20


class ConvoKitReader(Reader):
    """The reader for utterances.jsonl, by itself or in the folder of its corpus."""

    name = "convokit"
    title = "ConvoKit"
    export_description = mark("a ConvoKit utterances.jsonl or the folder of its corpus")
    guides = (
        ExportGuide("ConvoKit", mark("Download a corpus with ConvoKit, and give its folder. It is for trying out.")),
    )
    file_names = FileNames(endings=(".jsonl", ".json"))
    takes_folders = True

    def recognise(self, export: Export) -> bool:
        """Say whether it is a file of utterances, or a corpus with one."""
        if len(export.files) == 1:
            return _are_utterances(export.only)
        own = [file for file in export.files if _OWN.fullmatch(file.name)]
        others = [file.name for file in export.files if file not in own]
        return len(own) == 1 and all(map(_BESIDE.fullmatch, others)) and _are_utterances(own[0])

    def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
        """Every conversation with an utterance in it that has a time.

        Raises:
            BrokenExportError: no utterance can be read.
            EmptyExportError: there is none.
        """
        file = next(file for file in export.files if len(export.files) == 1 or _OWN.fullmatch(file.name))
        chats = corpus_conversations(file, options.progress)
        if not chats:
            raise EmptyExportError(export.path)
        titles = _titles(export)
        gathered = (corpus_conversation(ident, chat, titles) for ident, chat in chats.items())
        yield from readable_conversations(export, gathered, options)


def _are_utterances(file: ExportFile) -> bool:
    head = file.head().removeprefix(BYTE_ORDER_MARK).lstrip()
    first = head.split(b"\n", 1)[0] if head.startswith(b"{") else head if head.startswith(b"[") else b""
    return all(pattern.search(first) for pattern in _MARKS)


def _titles(export: Export) -> dict[str, str]:
    """Titles by id, where the corpus has them."""
    file = next((file for file in export.files if file.name == "conversations.json"), None)
    known = {} if file is None else json_object(file.head(_MAX_TITLES_BYTES).removeprefix(BYTE_ORDER_MARK))[0] or {}
    return {ident: title for ident, title in ((ident, _title(fields)) for ident, fields in known.items()) if title}


def _title(fields: object) -> str:
    held: dict[str, Any] = fields if isinstance(fields, dict) else {}
    meta = held.get("meta", held)
    return identifier(meta.get("title")) or "" if isinstance(meta, dict) else ""
