"""Where the chats and their messages stand in a `result.json` as Telegram Desktop lays it out.

It indents by one space a level and escapes every line break inside a string, so a line that holds nothing but a
bracket at one depth is structure. Files are cut there and never held whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, Final

from unlike.readers.apps.telegram.chat_batches import ChatHead, EntryBatch, OtherLayoutError, chat_head
from unlike.readers.formats.json_stream import BYTE_ORDER_MARK, WINDOW_BYTES, StreamWindow

ONE_CHAT: Final = 1
ACCOUNT: Final = 4
"""How deep the key "messages" is indented in the two shapes of export."""


_OBJECT_END: Final = re.compile(rb"\n *+\]?\s*\}|\]\s*\}")
_ANY_MESSAGES: Final = re.compile(rb'"messages"\s*:\s*\[')
_END_BYTES: Final = 64
"""Bytes behind the last message in which a chat ends."""


def layout_depth(head: bytes) -> int | None:
    """How Telegram Desktop's own layout indents "messages" in this file; None for any other layout."""
    start = head.removeprefix(BYTE_ORDER_MARK)
    if not start.startswith(b'{\n "'):
        return None
    return ONE_CHAT if b'\n "messages": [' in start else ACCOUNT


def batches_by_layout(
    stream: BinaryIO, level: int, size: int = WINDOW_BYTES, *, strict: bool = False
) -> Iterator[EntryBatch]:
    """The batches of a file in Telegram Desktop's own layout.

    Args:
        stream: of the file.
        level: as `layout_depth` gives it.
        size: bytes read at a time.
        strict: whether the batches are.

    Raises:
        OtherLayoutError: something stands where it does not in that layout, and would be lost.
    """
    window, number, last = StreamWindow(stream, size), 0, ChatHead()
    while (head := _next_head(window, level)) is not None:
        last = head
        for batch in _cut_chat(window, head, level, number):
            yield replace(batch, strict=strict)
            if batch.broken:
                return
        number += 1
    if number and not window.text.rstrip().endswith(b"\n}" if level > ONE_CHAT else b"}"):
        yield EntryBatch(number - 1, last, b"[]", window.read, broken=True)


def _next_head(window: StreamWindow, level: int) -> ChatHead | None:
    """Move to the first message of the next chat."""
    mark = b"\n" + b" " * level + b'"messages": ['
    opening = b"\n" + b" " * (level - 1) + b"{\n" if level > 1 else b"{\n"
    while (place := window.text.find(mark)) < 0:
        start = window.text.rfind(opening)
        _expect_no_messages(window.take(start if start > 0 else max(0, len(window.text) - 4096 if level > 1 else 0)))
        if not window.more():
            _expect_no_messages(window.text)
            return None
    before = window.take(place + len(mark))[:place]
    start = before.rfind(opening)
    _expect_no_messages(before)
    return chat_head(before[max(0, start) :].lstrip())


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
            yield EntryBatch(number, head, b"[" + messages + b"]", window.read)
        if not window.more():
            if window.text.rstrip().endswith(b"}"):
                raise OtherLayoutError
            yield _broken(window, EntryBatch(number, head, b"[]", window.read, broken=True), close)
            return
    length = 0 if window.text.startswith(b"]") else window.text.find(end)
    messages = window.take(length)
    _expect_object_end(window)
    yield EntryBatch(number, head, b"[" + messages + b"]", window.read)


def _expect_no_messages(text: bytes) -> None:
    """Refuse to pass over a list of messages."""
    if _ANY_MESSAGES.search(text):
        raise OtherLayoutError


def _expect_object_end(window: StreamWindow) -> None:
    """Refuse anything but the end of the chat's object, or of the file, behind the list of messages."""
    while len(window.text) < _END_BYTES and window.more():
        pass
    if not _OBJECT_END.match(window.text) and window.text.strip(b"\n ]"):
        raise OtherLayoutError


def _ends(text: bytes, end: bytes) -> bool:
    return text.startswith(b"]") or end in text


def _broken(window: StreamWindow, batch: EntryBatch, close: bytes) -> EntryBatch:
    """The last batch of a file without an end: the message in it is whole, or half, or there is none."""
    rest = window.text.rstrip(b" \n,")
    whole = rest.endswith(close)
    return replace(batch, messages=b"[" + rest + b"]" if whole else b"[]", half=bool(rest) and not whole)
