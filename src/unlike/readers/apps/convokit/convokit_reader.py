"""The reader of ConvoKit's corpora."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from unlike.errors import EmptyExportError
from unlike.i18n import mark
from unlike.readers.base import ExportGuide, ParsedConversation, Reader, ReadOptions
from unlike.readers.export import Export, ExportFile
from unlike.readers.file_names import FileNames
from unlike.readers.formats.json_lines import json_object
from unlike.readers.formats.json_stream import BYTE_ORDER_MARK, without_start
from unlike.readers.formats.value_names import value_name
from unlike.readers.readable_conversations import readable_conversations

_OWN: Final = re.compile(r"utterances\.jsonl?")
_BESIDE: Final = re.compile(r"(?:speakers|users|conversations|corpus|index|info|processed_text|vect_info)[^/]*\.jsonl?")
_MARKS: Final = (
    re.compile(rb'"(?:conversation_id|root)"\s*:'),
    re.compile(rb'"(?:speaker|user)"\s*:'),
    re.compile(rb'"reply[-_]to"\s*:'),
    re.compile(rb'"text"\s*:'),
    re.compile(rb'"(?:meta|timestamp)"\s*:'),
)
_MAX_BESIDE_BYTES: Final = 64 << 20
_OWN_GENERATOR: Final = "unlike"
"""Wrote the kind of each message and the owner of each chat; what others write under these names is something else."""


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
        from unlike.readers.apps.convokit.utterances import corpus_conversation, corpus_conversations

        file = next(file for file in export.files if len(export.files) == 1 or _OWN.fullmatch(file.name))
        is_own = _fields_of(export, "corpus.json").get("generator") == _OWN_GENERATOR
        chats = corpus_conversations(file, options.progress, has_kinds=is_own)
        if not chats:
            raise EmptyExportError(export.path)
        conversations = _fields_of(export, "conversations.json")
        titles = _texts(conversations, "title")
        owners = _texts(conversations, "owner") if is_own else {}
        gathered = (corpus_conversation(ident, chat, titles, owners) for ident, chat in chats.items())
        yield from readable_conversations(export, gathered, options)


def _are_utterances(file: ExportFile) -> bool:
    head = without_start(file.head())
    first = head.split(b"\n", 1)[0] if head.startswith(b"{") else head if head.startswith(b"[") else b""
    return all(pattern.search(first) for pattern in _MARKS)


def _fields_of(export: Export, name: str) -> dict[str, Any]:
    """Fields of a file beside the utterances; none where it is not there, or damaged."""
    file = next((file for file in export.files if file.name == name), None)
    return {} if file is None else json_object(file.head(_MAX_BESIDE_BYTES).removeprefix(BYTE_ORDER_MARK))[0] or {}


def _texts(objects: Mapping[str, object], name: str) -> dict[str, str]:
    """What `meta` says under a name, by id, where it says anything."""
    texts = {ident: value_name(_meta(held).get(name)) for ident, held in objects.items()}
    return {ident: text for ident, text in texts.items() if text}


def _meta(held: object) -> dict[str, Any]:
    """What a corpus says of something; in older versions not below `meta`."""
    meta = held.get("meta", held) if isinstance(held, dict) else None
    return meta if isinstance(meta, dict) else {}
