"""What is cut out of a `result.json`: the head of a chat, and its messages in batches."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from unlike.readers.formats.json_repair import repair

DECODING_ERRORS: Final = (msgspec.MsgspecError, ValueError, RecursionError, OverflowError)
"""Whatever the decoder raises for JSON that is damaged, nested too deep, or holds numbers without measure."""

ENTRY_EDGE: Final = re.compile(rb'(?<=\})\s*,\s*(?=\{\s*"id"\s*:)')
"""What stands between two messages wherever brackets cannot be trusted."""

_MAX_HEAD_BYTES: Final = 1 << 20
"""Bytes of a chat's name, type and id; they need a few dozen."""

_LAST_KEY: Final = re.compile(rb'(?:,|(?<!\s))\s*+"messages"\s*+:\s*+\[?+\s*+\Z')


@dataclass(frozen=True, slots=True)
class ChatHead:
    """Name, type and id of a chat; any of them may be null, missing, or of no use."""

    name: str | None = None
    type: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class EntryBatch:
    """Messages of one chat.

    Attributes:
        chat: its number in the file, from 0.
        head: its name, type and id.
        messages: a JSON array.
        done: bytes of the file behind its end.
        broken: the file breaks off here; `half` tells whether inside a message.
        strict: it was cut where it should have been only if its brackets match.
    """

    chat: int
    head: ChatHead
    messages: bytes
    done: int
    broken: bool = False
    half: bool = False
    strict: bool = False


class OtherLayoutError(Exception):
    """A file that looks like Telegram Desktop's layout and then has another; it is read by its brackets."""


class _AnyHead(msgspec.Struct, frozen=True):
    name: Any = None
    type: Any = None
    id: Any = None


def chat_head(lines: bytes) -> ChatHead:
    """The head in the part of a chat's object that stands above its messages.

    Args:
        lines: from the object's brace on; the key "messages" may be its end.
    """
    text = _LAST_KEY.sub(b"", lines[:_MAX_HEAD_BYTES]).rstrip().rstrip(b",") + b"\n}"
    for attempt in (text, repair(text)):
        try:
            head = msgspec.json.decode(attempt, type=_AnyHead)
        except DECODING_ERRORS:
            continue
        return ChatHead(plain_text(head.name), plain_text(head.type), plain_text(head.id))
    return ChatHead()


def plain_text(value: object) -> str | None:
    """A text or whole number as text; None for anything else, and for nothing."""
    if isinstance(value, str):
        return value or None
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LARGEST_ID:
        return str(value)
    return None


_LARGEST_ID: Final = 1 << 64
"""Ids are of 64 bits."""
