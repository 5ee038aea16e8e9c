"""Where the chats and their messages stand in a `result.json` of any layout, by its brackets alone.

A value that is damaged or nested deep does not matter here: what stands between two commas of the list is a message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

import numpy as np

from unlike.readers.apps.telegram.chat_batches import ENTRY_EDGE, ChatHead, EntryBatch, chat_head
from unlike.readers.formats.json_stream import WINDOW_BYTES
from unlike.readers.formats.json_structure import StructureWindow

_MESSAGES: Final = re.compile(rb'"messages"\s*:\s*\[')
_CHAT_START: Final = re.compile(rb'\{\s*"(?:name|type|id)"\s*:[^{}\[\]]*"messages"\s*:\s*\[')
_CHAT_END: Final = re.compile(rb"\]\s*\}[\s,\]}]*\Z")
"""Where a chat begins, and where it ends, wherever brackets cannot be trusted."""

_LIST_DEPTHS: Final = (2, 4, 5)
"""How deep a chat's list of messages is: of one chat, of chats in a bare list, of those in a list of an object."""


@dataclass(frozen=True, slots=True)
class _ChatPlace:
    """A chat whose first message comes next: its number, how deep its list is, and its object above the list."""

    number: int
    depth: int
    lines: bytes

    @property
    def head(self) -> ChatHead:
        return chat_head(self.lines)


def batches_by_brackets(stream: BinaryIO, size: int = WINDOW_BYTES) -> Iterator[EntryBatch]:
    """The batches of a file in any layout."""
    window, number = StructureWindow(stream, size), 0
    last = EntryBatch(0, ChatHead(), b"[]", 0)
    while (chat := _next_chat(window, number)) is not None:
        for batch in _chat_batches(window, chat):
            last = batch
            yield batch
        number += 1
    if not last.broken and (window.scanner.depth or window.scanner.in_string):
        yield EntryBatch(last.chat, last.head, b"[]", window.read, broken=True)


def _next_chat(window: StructureWindow, number: int) -> _ChatPlace | None:
    """Move to the first message of the next chat."""
    while True:
        for match in _MESSAGES.finditer(window.text):
            depth = _depth_at(window, match.end() - 1)
            if depth in _LIST_DEPTHS:
                start = _object_start(window, depth - 1, match.start())
                return _ChatPlace(number, depth, window.take(match.end())[start:])
        window.take(_object_start(window, _LIST_DEPTHS[-1] - 1, len(window.text)))
        if not window.more():
            return None


def _depth_at(window: StructureWindow, place: int) -> int:
    """How deep the list is that opens at a place; 0 where that is inside a string."""
    structure = window.structure
    index = int(np.searchsorted(structure.places, place))
    stands = index < len(structure.places) and int(structure.places[index]) == place
    return int(structure.depths[index]) if stands else 0


def _object_start(window: StructureWindow, depth: int, end: int) -> int:
    """Where the last object of a depth begins before a place; 0 where there is none."""
    starts = window.structure.at(b"{", depth)
    before = starts[starts < end]
    return int(before[-1]) if len(before) else 0


def _chat_batches(window: StructureWindow, chat: _ChatPlace) -> Iterator[EntryBatch]:
    """One chat's batches, each cut at a comma between two messages."""
    head = chat.head
    while (end := window.structure.closing(chat.depth)) is None:
        commas = window.structure.at(b",", chat.depth)
        if len(commas):
            messages = window.take(int(commas[-1]) + 1)[:-1]
            yield EntryBatch(chat.number, head, b"[" + messages + b"]", window.read)
        if not window.more():
            is_single = ENTRY_EDGE.search(window.text) is None
            yield _rest(window, chat, head) if is_single else _rest_by_edges(window, chat, head)
            return
    if not window.text.startswith(b"]", end):
        yield _rest_by_edges(window, chat, head)
        return
    messages = window.take(end + 1)[:-1]
    yield EntryBatch(chat.number, _whole_head(window, chat, head), b"[" + messages + b"]", window.read)


def _rest(window: StructureWindow, chat: _ChatPlace, head: ChatHead) -> EntryBatch:
    """The last batch of a file without an end: the message in it is whole, or half, or there is none."""
    rest = window.take(len(window.text)).strip()
    whole = window.scanner.depth == chat.depth and not window.scanner.in_string
    messages = b"[" + rest + b"]" if whole else b"[]"
    return EntryBatch(chat.number, head, messages, window.read, broken=True, half=bool(rest) and not whole)


def _rest_by_edges(window: StructureWindow, chat: _ChatPlace, head: ChatHead) -> EntryBatch:
    """The rest of a chat whose brackets do not match, up to the next chat, from which on they are counted anew."""
    while window.more():
        pass
    following = _CHAT_START.search(window.text) if chat.depth > _LIST_DEPTHS[0] else None
    length = following.start() if following else len(window.text)
    rest = window.text[:length]
    window.restart(length, depth=chat.depth - 2 if following else 0)
    end = _CHAT_END.search(rest)
    messages = rest[: end.start()] if end else rest.rstrip(b", \n")
    return EntryBatch(chat.number, head, b"[" + messages + b"]", window.read, broken=not (following or end))


def _whole_head(window: StructureWindow, chat: _ChatPlace, head: ChatHead) -> ChatHead:
    """The head with what other programs write below the messages."""
    while (end := window.structure.closing(chat.depth - 1)) is None and window.more():
        pass
    below = window.text[: end or 0].lstrip().removeprefix(b",")
    if not below.strip():
        return head
    other = chat_head(b"{" + below)
    return ChatHead(head.name or other.name, head.type or other.type, head.id or other.id)
