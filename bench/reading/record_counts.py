"""How many records a valid file of an app must give at least, counted without its reader."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any

_SEPARATOR = re.compile(rb"(?:\A|\n\n)From - Wed May 01 10:00:0\d 2024\n")


def expected_records(app: str, content: bytes) -> int | None:
    """How many records a file must give at least; None where that is not counted, or the file is not valid.

    Args:
        app: the reader's name.
        content: the file.
    """
    count = COUNTERS.get(app)
    try:
        return None if count is None else count(content.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError):
        return None


def _snapchat(content: bytes) -> int | None:
    document = json.loads(content)
    return sum(len(_items(value)) for value in document.values()) if isinstance(document, dict) else None


def _x(content: bytes) -> int | None:
    document = json.loads(content.partition(b"=")[2])
    chats = [item.get("dmConversation") for item in _items(document) if isinstance(item, dict)]
    events = [event for chat in chats if isinstance(chat, dict) for event in _items(chat.get("messages"))]
    return sum(not (isinstance(event, dict) and "reactionCreate" in event) for event in events)


def _linkedin(content: bytes) -> int | None:
    try:
        rows = list(csv.DictReader(io.StringIO(content.decode(), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error):
        return None
    return sum((row.get("IS MESSAGE DRAFT"), row.get("IS CONVERSATION DRAFT")) == ("No", "No") for row in rows)


def _tiktok(content: bytes) -> int | None:
    document = json.loads(content)
    parts = [document.get(key) for key in ("Direct Message", "Direct Messages")] if isinstance(document, dict) else []
    for _ in range(2):
        parts = [inner for part in parts if isinstance(part, dict) for inner in part.values()]
    return sum(len(_items(entries)) for part in parts if isinstance(part, dict) for entries in part.values())


def _qq(content: bytes) -> int | None:
    if content.lstrip().startswith(b'{"id"'):
        return sum(isinstance(value, dict) for value in map(_value, content.split(b"\n")))
    document = json.loads(content)
    return len(_items(document.get("messages"))) if isinstance(document, dict) else None


def _wechat(content: bytes) -> int | None:
    document = json.loads(content)
    return len(_items(document.get("messages"))) if isinstance(document, dict) else None


def _mail(content: bytes) -> int | None:
    lines = content.replace(b"\r\n", b"\n")
    return len(_SEPARATOR.findall(lines)) if lines.startswith(b"From - ") and b"\r" not in lines else None


def _convokit(content: bytes) -> int | None:
    if content.lstrip().startswith(b"["):
        return len(_items(json.loads(content)))
    return sum(isinstance(value, dict) for value in map(_value, content.split(b"\n")))


def _value(line: bytes) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _items(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


COUNTERS: dict[str, Callable[[bytes], int | None]] = {
    "convokit": _convokit,
    "linkedin": _linkedin,
    "mail": _mail,
    "qq": _qq,
    "snapchat": _snapchat,
    "tiktok": _tiktok,
    "wechat": _wechat,
    "x": _x,
}
"""By the name of the reader."""
