"""Chats of an export whose messages are no list, and which are therefore no chats to any way of cutting the file."""

from __future__ import annotations

import re
from functools import partial
from typing import BinaryIO, Final

_BLOCK_BYTES: Final = 1 << 20
_KEY: Final = b'"messages"'
_NO_LIST: Final = re.compile(rb'(?<!\\)"messages"\s*:\s*[^\s\[]')
_MAX_SPACE_BYTES: Final = 64
"""Bytes behind the key in which its value begins."""


def unread_chats(stream: BinaryIO) -> int:
    """Count the keys `messages` with a value that is no list; inside a text the quotation marks would be escaped.

    Args:
        stream: the file, at its first byte.
    """
    number, rest = 0, b" "  # the byte before what was not looked at, which may escape a quotation mark
    for block in iter(partial(stream.read, _BLOCK_BYTES), b""):
        text = rest + block
        end = max(len(text) - _MAX_SPACE_BYTES - len(_KEY), 1)
        number += _count(text, end)
        rest = text[end - 1 :]
    return number + _count(rest, len(rest))


def _count(text: bytes, end: int) -> int:
    """Those that begin behind the first byte and before a place."""
    number, place = 0, text.find(_KEY, 1)
    while 0 <= place < end:
        number += _NO_LIST.match(text, place) is not None
        place = text.find(_KEY, place + 1)
    return number
