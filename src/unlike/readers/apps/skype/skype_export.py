"""A Skype export as a whole: messages.json, with what can be saved of conversations that are damaged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from unlike.readers.apps.skype.skype_chats import NO_CHAT, SkypeChat, members, person
from unlike.readers.base import Progress
from unlike.readers.export import ExportFile
from unlike.readers.formats.json_fields import JsonObject, fields, identifier, line_of
from unlike.readers.formats.json_items import JsonItem, JsonList
from unlike.readers.formats.json_lines import json_object

_LIST: Final = re.compile(rb'"MessageList"\s*:\s*\[')
_EDGE: Final = re.compile(rb'(?<=\})\s*,\s*(?=\{\s*"id"\s*:)')
_CLOSING: Final = (b"]", b"}", b",")
_MOST_CLOSING: Final = 8
"""Brackets that may close behind the last message: its own, the list's, the chat's, and those around it."""

_INTERNAL: Final = "48:"
"""Ids of what is no chat: lists of calls, notifications, mentions."""


@dataclass(slots=True)
class SkypeExport:
    """All that stands in an export.

    Attributes:
        owner: the owner's id; empty where it does not say.
        chats: by id, in the order of the file.
        names: of people, by id.
        internal: entries of lists that are no chats.
    """

    owner: str = ""
    chats: dict[str, SkypeChat] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    internal: int = 0

    def chat(self, ident: str) -> SkypeChat:
        """The chat of an id, which may be new."""
        return self.chats.setdefault(ident, SkypeChat(ident))

    def add_message(self, ident: str, message: object, *, repaired: bool = False) -> None:
        """Add a message of a chat, or leave it over where it is none."""
        if ident.startswith(_INTERNAL):
            self.internal += 1
            return
        chat = self.chat(ident)
        if not isinstance(message, dict):
            chat.leave(is_half=False)
            return
        chat.repaired += repaired
        chat.add(message)
        name, who = line_of(message.get("displayName")), person(message.get("from"))
        if name and who:
            self.names[who] = name


def skype_export(file: ExportFile, progress: Progress) -> SkypeExport:
    """Everything in a file.

    Args:
        file: messages.json.
        progress: called with (bytes read so far, bytes in all).
    """
    listed, export = JsonList(file, "conversations", "id"), SkypeExport()
    last = NO_CHAT
    for item in listed.items(progress):
        last = _add_item(export, item, last)
    owner = person(listed.around.get("userId"))
    export.owner = owner if owner.startswith("8:") or owner in _writers(export) else f"8:{owner}" if owner else ""
    if listed.is_cut and last in export.chats:
        export.chats[last].breaks_off = True
    return export


def _writers(export: SkypeExport) -> set[str | None]:
    return {row.sender for chat in export.chats.values() for row in chat.records.rows}


def _add_item(export: SkypeExport, item: JsonItem, last: str) -> str:
    """Add an item of the list, and return the id of the chat to which messages that stand alone belong."""
    if item.value is None:
        return _add_damaged(export, item, last)
    if "MessageList" not in item.value and ("messagetype" in item.value or "originalarrivaltime" in item.value):
        ident = identifier(item.value.get("conversationid")) or last
        export.add_message(ident, item.value, repaired=item.repaired)
        return ident
    ident = _begin(export, item.value)
    listed = item.value.get("MessageList")
    if isinstance(listed, list):
        for message in listed:
            export.add_message(ident, message)
        if item.repaired and ident in export.chats:
            export.chats[ident].repaired += 1
    elif listed is not None:
        export.add_message(ident, None)
    return ident


def _begin(export: SkypeExport, value: JsonObject) -> str:
    """Note what an object says about its chat, and return its id."""
    ident, title = identifier(value.get("id")) or NO_CHAT, line_of(value.get("displayName"))
    if ident.startswith(_INTERNAL):
        return ident
    chat = export.chat(ident)
    chat.title = chat.title or title or line_of(_topic(value))
    chat.people = chat.people or members(value)
    if title and ident.startswith("8:"):
        export.names.setdefault(ident, title)
    return ident


def _topic(value: JsonObject) -> object:
    return fields(value.get("threadProperties")).get("topic")


def _add_damaged(export: SkypeExport, item: JsonItem, last: str) -> str:
    """Add the messages of a conversation whose text is damaged or breaks off, one by one."""
    start = _LIST.search(item.text)
    head = json_object(item.text[: start.start()].rstrip().rstrip(b",") + b"}")[0] if start else None
    ident = _begin(export, head) if head else last
    *whole, end = list(_messages(item.text[start.end() :] if start else item.text))
    for text in whole:
        value, repaired = json_object(text)
        export.add_message(ident, value, repaired=repaired)
    if not end:
        return ident
    value = _last_message(end)
    if value is not None:
        export.add_message(ident, value)
    elif not ident.startswith(_INTERNAL):
        export.chat(ident).leave(is_half=item.is_half)
    return ident


def _messages(text: bytes) -> Iterator[bytes]:
    """The texts of the messages in a list that may have no end."""
    yield from _EDGE.split(text.strip())


def _last_message(text: bytes) -> JsonObject | None:
    """The last object of a text, behind which brackets of what is around it may close."""
    left = text.rstrip()
    for _ in range(_MOST_CLOSING):
        value = json_object(left)[0] if left.endswith(b"}") else None
        if value is not None or not left.endswith(_CLOSING):
            return value
        left = left[:-1].rstrip()
    return None
