"""How many records a changed export must give at least, counted without its reader."""

from __future__ import annotations

import json
import re
from typing import Any

from bench.reading.apple_database import message_rows
from bench.reading.database_seeds import statement_rows
from bench.reading.text_seeds import OF_OTHERS

_ZOOM_LINE = re.compile(rb"^\d\d:\d\d:\d\d From \w[^\r\n\x00]* to Everyone:$", re.MULTILINE)


def left_out(note: str) -> int:
    """Entries that a note says were left out, are no messages of their own, or were read as part of another."""
    values = getattr(note, "values", {})
    is_counted = ("left out" in note and "by field" not in note) or "read as reactions" in note
    is_counted = is_counted or "read as part of the one before" in note
    return int(values.get("number", 0)) if is_counted else 0


def _entries(content: bytes) -> int | None:
    """How many entries a chat's or account's JSON file has; None where it is no JSON or another shape."""
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    if isinstance(document, list):
        return sum(isinstance(entry, dict) and ("ts" in entry or "MessageType" in entry) for entry in document)
    if not isinstance(document, dict):
        return None
    lists = [document.get(key) for key in ("chats", "left_chats")]
    chats = [chat for held in lists if isinstance(held, dict) for chat in _items(held.get("list"))]
    listed = [*_items(document.get("conversations"))]
    messages = [_items(chat.get("MessageList")) for chat in listed if isinstance(chat, dict)]
    messages += [_items(chat.get("messages")) for chat in (document, *chats) if isinstance(chat, dict)]
    return sum(not isinstance(entry, dict) or entry.get("type") not in OF_OTHERS for held in messages for entry in held)


def records(name: str, content: bytes) -> int | None:
    """How many records a file must give at least; None where that cannot be told."""
    if name.endswith(".jsonl"):
        return _line_records(content)
    if name.endswith(".sql"):
        return statement_rows(content)
    if name.endswith(".html"):
        return content.count(b'<div class="message">') if b"hChatLog" in content else None
    if name.endswith(".txt") and _ZOOM_LINE.search(content):
        return len(_ZOOM_LINE.findall(content))
    return _entries(content) if name.endswith(".json") else message_rows(content)


def _line_records(content: bytes) -> int:
    """How many lines of a file of JSON lines hold a message by themselves."""
    return sum(_holds_message(line) for line in content.removeprefix(b"\xef\xbb\xbf").split(b"\n"))


def _holds_message(line: bytes) -> bool:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return False
    if not isinstance(value, dict):
        return False
    is_post = value.get("type") == "post" and isinstance(value.get("post"), dict)
    return is_post or isinstance(value.get("chatItem"), dict) or value.get("_type") == "message"


def _items(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
