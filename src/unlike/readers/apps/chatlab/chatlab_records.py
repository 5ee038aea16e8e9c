"""Messages in ChatLab's format, whichever of its two layouts they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final, TypeAlias

from unlike.readers.base import Conversation, Progress
from unlike.readers.conversation_rows import (
    ConversationRows,
    GatheredConversation,
    RecordRow,
    gathered_conversation,
    second_or_millisecond,
)
from unlike.readers.distinct_names import distinct_names
from unlike.readers.export import Export, ExportFile
from unlike.readers.export_sentences import BREAKS_OFF, DAMAGED, ENDS_INSIDE, repaired_records, unknown_contents
from unlike.readers.formats.json_items import JsonList
from unlike.readers.formats.json_lines import json_lines
from unlike.readers.formats.value_names import value_name
from unlike.readers.unnamed_senders import UNKNOWN_SENDER

JsonObject: TypeAlias = dict[str, Any]

_KINDS: Final = {
    0: "text",
    1: "image",
    2: "audio",
    3: "video",
    4: "document",
    5: "sticker",
    7: "text",
    8: "location",
    20: "media",
    21: "media",
    22: "media",
    23: "call",
    24: "media",
    25: "text",
    26: "media",
    27: "contact",
    80: "system",
    81: "deleted",
    99: "text",
}
"""ChatLab's types (format 0.0.2); of all but those of text the content is what the exporting program wrote."""

_SYSTEM, _DELETED = "system", "deleted"
_OWN_GENERATOR: Final = "unlike"
"""Wrote captions as the content of files, and nothing else."""

_APP: Final = "SYSTEM"
"""Id under which the format has lines of the app; who takes a message back under it is not told."""
_UNKNOWN: Final = UNKNOWN_SENDER


@dataclass(slots=True)
class ChatLabFile:
    """All that stands in a file.

    Attributes:
        head: what it says about the program that wrote it.
        meta: what it says about the chat.
        members: names by id.
        records: its rows, with ids in place of names.
        breaks_off: the file ends in the middle of something.
    """

    head: JsonObject = field(default_factory=dict)
    meta: JsonObject = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)
    records: ConversationRows = field(default_factory=ConversationRows)
    seen: set[int] = field(default_factory=set)
    breaks_off: bool = False
    repaired: int = 0
    unknown: int = 0
    without_id: int = 0

    def add(self, message: JsonObject, place: str) -> None:
        """Add a message; one that stood there before, with its id, counts once."""
        self.records.total += 1
        row = _row(message, place)
        has_id = bool(_identifier(message.get("platformMessageId")))
        content = hash(row)
        if has_id and content in self.seen:
            self.records.repeated += 1
            return
        self.seen.add(content)
        self.without_id += not has_id
        self.unknown += _kind(message) is None
        name = _name(message.get("accountName"))
        if row.sender and name and row.kind != _SYSTEM and row.sender not in self.members:
            self.members[row.sender] = name
        self.records.rows.append(row)

    def leave(self, place: str, *, is_half: bool) -> None:
        """Leave a damaged record over."""
        self.records.total += 1
        self.records.skip(place, ENDS_INSIDE if is_half else DAMAGED)


def from_json(file: ExportFile, progress: Progress) -> ChatLabFile:
    """Everything in a file that is one JSON object."""
    messages = JsonList(file, "messages", "sender", "platformMessageId", "accountName", "timestamp")
    chat = ChatLabFile()
    for item in messages.items(progress):
        if item.value is None:
            chat.leave(f"entry {item.number}", is_half=item.is_half)
        else:
            chat.add(item.value, f"entry {item.number}")
            chat.repaired += item.repaired
    chat.head, chat.meta = (_fields(messages.around.get(key)) for key in ("chatlab", "meta"))
    members = messages.around.get("members")
    for member in members if isinstance(members, list) else ():
        _add_member(chat, _fields(member))
    chat.breaks_off = messages.is_cut
    return chat


def from_lines(file: ExportFile, progress: Progress) -> ChatLabFile:
    """Everything in a file with one object a line; lines that begin with # are remarks."""
    chat = ChatLabFile()
    for line in json_lines(file, progress):
        place = f"L{line.number}"
        if line.value is None:
            if not line.text.lstrip().startswith(b"#"):
                chat.breaks_off = chat.breaks_off or line.is_last
                chat.leave(place, is_half=line.is_last)
        elif line.value.get("_type") == "header":
            chat.head, chat.meta = (_fields(line.value.get(key)) for key in ("chatlab", "meta"))
        elif line.value.get("_type") == "member":
            _add_member(chat, line.value)
        else:
            chat.add(line.value, place)
            chat.repaired += line.repaired
    return chat


def chatlab_conversation(chat: ChatLabFile, export: Export) -> GatheredConversation:
    """The one conversation in a file."""
    names = distinct_names({who: (name, who[-4:]) for who, name in chat.members.items()}, may_lack_id=True)
    is_own = chat.head.get("generator") == _OWN_GENERATOR
    chat.records.rows = [
        row._replace(
            sender=names.get(row.sender, row.sender) if row.sender else _UNKNOWN,
            text=row.text if is_own or row.kind == "text" else None,
        )
        for row in chat.records.rows
    ]
    title = _name(chat.meta.get("name")) or export.title
    platform, group = _name(chat.meta.get("platform")), _identifier(chat.meta.get("groupId"))
    owner = names.get(_identifier(chat.meta.get("ownerId")) or "")
    kind = chat.meta.get("type")
    conversation = Conversation(
        key=f"chatlab:{platform}:{group or title}",
        title=title,
        app="chatlab",
        group=kind == "group" if kind in ("group", "private") else len({*names.values()}) > 2,
        owner=owner,
        clock=timedelta(seconds=1),
        notes=tuple(_notes(chat)),
        has_ids=group is not None and not chat.without_id,
        has_chat_id=group is not None,
        breaks_off=chat.breaks_off,
    )
    return gathered_conversation(conversation, chat.records, has_reactions=False)


def _row(message: JsonObject, place: str) -> RecordRow:
    ident, answered = _identifier(message.get("platformMessageId")), _identifier(message.get("replyToMessageId"))
    sender = _identifier(message.get("sender")) or _name(message.get("accountName"))
    kind = _kind(message) or "media"
    content = message.get("content")
    return RecordRow(
        ref=f"m{ident}" if ident else place,
        sent_at=_moment(message.get("timestamp")),
        sender=sender,
        kind=_SYSTEM if kind == _DELETED and sender == _APP else kind,
        text=content if isinstance(content, str) else None,
        reply_to=f"m{answered}" if answered else None,
    )


def _kind(message: JsonObject) -> str | None:
    """The kind of a message; None where its type is not known."""
    number = message.get("type")
    return _KINDS.get(number) if isinstance(number, int) and not isinstance(number, bool) else None


def _moment(value: object) -> int | None:
    """A time as microseconds; some programs write milliseconds where the format asks for seconds."""
    return second_or_millisecond(value)


def _add_member(chat: ChatLabFile, member: JsonObject) -> None:
    who, name = _identifier(member.get("platformId")), _name(member.get("accountName"))
    if who and name and who != _APP:
        chat.members[who] = name


def _notes(chat: ChatLabFile) -> Iterator[str]:
    if chat.unknown:
        yield unknown_contents(chat.unknown)
    if chat.repaired:
        yield repaired_records(chat.repaired)
    if chat.breaks_off:
        yield BREAKS_OFF


def _fields(value: object) -> JsonObject:
    return value if isinstance(value, dict) else {}


def _identifier(value: object) -> str | None:
    return value_name(value) or None


def _name(value: object) -> str:
    return value_name(value) if isinstance(value, str) else ""
