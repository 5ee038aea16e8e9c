"""Where the chats and their messages stand in a `result.json`, found while it streams by.

Telegram Desktop indents by one space a level and escapes every line break inside a string, so a line that holds
nothing but a bracket at one depth is structure. Files are cut there and never held whole. Files that another program
has written anew are streamed by a parser instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

import ijson  # type: ignore[import-untyped]  # it ships no types
import msgspec

from unlike.readers.formats.json_stream import BYTE_ORDER_MARK, WINDOW_BYTES, StreamWindow

ONE_CHAT: Final = 1
ACCOUNT: Final = 4
"""How deep the key "messages" is indented in the two shapes of export."""

_BATCH_ENTRIES: Final = 10_000
"""Messages in a batch of a file that is parsed instead of cut."""

_ENTRY_PREFIXES: Final = ("messages.item", "chats.list.item.messages.item", "left_chats.list.item.messages.item")


class ChatHead(msgspec.Struct, frozen=True):
    """Name, type and id of a chat; any of them may be null or missing."""

    name: Any = None
    type: Any = None
    id: Any = None


@dataclass(frozen=True, slots=True)
class EntryBatch:
    """Messages of one chat.

    Attributes:
        chat: its number in the file, from 0.
        head: its name, type and id.
        messages: a JSON array.
        edge: what stands between two messages, where the array was cut out of the file; else empty.
        done: bytes of the file behind its end.
        broken: the file breaks off here; `half` tells whether inside a message.
    """

    chat: int
    head: ChatHead
    messages: bytes
    edge: bytes
    done: int
    broken: bool = False
    half: bool = False


def layout_depth(head: bytes) -> int | None:
    """How Telegram Desktop's own layout indents "messages" in this file; None for any other layout."""
    start = head.removeprefix(BYTE_ORDER_MARK)
    if not start.startswith(b'{\n "'):
        return None
    return ONE_CHAT if b'\n "messages": [' in start else ACCOUNT


def batches_by_layout(stream: BinaryIO, level: int, size: int = WINDOW_BYTES) -> Iterator[EntryBatch]:
    """The batches of a file in Telegram Desktop's own layout."""
    window, number, last = StreamWindow(stream, size), 0, ChatHead()
    while (head := _next_head(window, level)) is not None:
        last = head
        for batch in _cut_chat(window, head, level, number):
            yield batch
            if batch.broken:
                return
        number += 1
    if not window.text.rstrip().endswith(b"}"):
        yield EntryBatch(max(number - 1, 0), last, b"[]", b"", window.read, broken=True)


def _next_head(window: StreamWindow, level: int) -> ChatHead | None:
    """Move to the first message of the next chat."""
    mark = b"\n" + b" " * level + b'"messages": ['
    opening = b"\n" + b" " * (level - 1) + b"{\n" if level > 1 else b"{\n"
    while (place := window.text.find(mark)) < 0:
        start = window.text.rfind(opening)
        window.take(start if start > 0 else max(0, len(window.text) - 4096 if level > 1 else 0))
        if not window.more():
            return None
    before = window.take(place + len(mark))[:place]
    return _head(before[max(0, before.rfind(opening)) :])


def _head(lines: bytes) -> ChatHead:
    """Name, type and id from the lines above the messages."""
    try:
        return msgspec.json.decode(lines[lines.index(b"{") :].rstrip().rstrip(b",") + b"}", type=ChatHead)
    except (msgspec.MsgspecError, ValueError, UnicodeDecodeError):
        return ChatHead()


def _cut_chat(window: StreamWindow, head: ChatHead, level: int, number: int) -> Iterator[EntryBatch]:
    """One chat's batches, each cut between two messages."""
    end = b"\n" + b" " * level + b"]"
    close = b"\n" + b" " * (level + 1) + b"}"
    edge = close + b"," + close[:-1] + b"{"
    while not _ends(window.text, end):
        place = window.text.rfind(edge)
        if place >= 0:
            messages = window.take(place + len(close))
            window.take(1)
            yield EntryBatch(number, head, b"[" + messages + b"]", edge, window.read)
        if not window.more():
            yield _broken(window, EntryBatch(number, head, b"[]", edge, window.read, broken=True), close)
            return
    length = 0 if window.text.startswith(b"]") else window.text.find(end)
    yield EntryBatch(number, head, b"[" + window.take(length) + b"]", edge, window.read)


def _ends(text: bytes, end: bytes) -> bool:
    return text.startswith(b"]") or end in text


def _broken(window: StreamWindow, batch: EntryBatch, close: bytes) -> EntryBatch:
    """The last batch of a file without an end: the message in it is whole, or half, or there is none."""
    rest = window.text.rstrip(b" \n,")
    messages = b"[" + rest + b"]" if rest.endswith(close) else b"[]"
    half = bool(rest) and not rest.endswith(close)
    return EntryBatch(batch.chat, batch.head, messages, batch.edge, window.read, broken=True, half=half)


def batches_by_parser(stream: BinaryIO) -> Iterator[EntryBatch]:
    """The batches of a file in any other layout."""
    state = _ParserState()
    try:
        for prefix, event, value in ijson.parse(stream, use_float=True):
            yield from state.take(prefix, event, value)
    except ijson.JSONError:
        yield state.batch(broken=True)


class _ParserState:
    """The parser's state between two events."""

    def __init__(self) -> None:
        self.number, self.head = -1, ChatHead()
        self.rows: list[Any] = []
        self.inside, self.builder = "", ijson.ObjectBuilder()

    def take(self, prefix: str, event: str, value: object) -> Iterator[EntryBatch]:
        """Take one event of the parser."""
        if self.inside:
            yield from self._build(prefix, event, value)
        elif event in {"start_map", "start_array"} and prefix in _ENTRY_PREFIXES:
            self.inside, self.builder = prefix, ijson.ObjectBuilder()
            self.builder.event(event, value)
        elif prefix in _ENTRY_PREFIXES:
            self.rows.append(value)
        else:
            yield from self._between(prefix, event, value)

    def _build(self, prefix: str, event: str, value: object) -> Iterator[EntryBatch]:
        """An event inside a message."""
        self.builder.event(event, value)
        if prefix == self.inside and event in {"end_map", "end_array"}:
            self.inside = ""
            self.rows.append(self.builder.value)
            if len(self.rows) >= _BATCH_ENTRIES:
                yield self.batch()

    def _between(self, prefix: str, event: str, value: object) -> Iterator[EntryBatch]:
        """An event above or below the messages: a name, or the beginning or end of a chat's list."""
        above, _, key = prefix.rpartition(".")
        chat_places = tuple(place.removesuffix("messages.item").rstrip(".") for place in _ENTRY_PREFIXES)
        if event == "start_array" and key == "messages" and above in chat_places:
            self.number += 1
        elif event == "end_array" and key == "messages" and above in chat_places:
            yield self.batch()
        elif event == "end_map" and prefix in chat_places:
            self.head = ChatHead()
        elif above in chat_places and key in {"name", "type", "id"} and event in {"string", "number", "null"}:
            self.head = msgspec.structs.replace(self.head, **{key: value})

    def batch(self, *, broken: bool = False) -> EntryBatch:
        """The messages gathered so far."""
        messages = msgspec.json.encode(self.rows)
        self.rows = []
        half = broken and bool(self.inside)
        return EntryBatch(max(self.number, 0), self.head, messages, b"", 0, broken=broken, half=half)
