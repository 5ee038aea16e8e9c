"""The one chat in a WeFlow file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from unlike.readers.apps.wechat.wechat_rows import is_own, is_room, is_unknown, wechat_row
from unlike.readers.base import Conversation, Progress
from unlike.readers.conversation_rows import ConversationRows, GatheredConversation, gathered_conversation, whole_number
from unlike.readers.distinct_names import distinct_names
from unlike.readers.export import Export
from unlike.readers.export_sentences import (
    BREAKS_OFF,
    DAMAGED,
    ENDS_INSIDE,
    other_count,
    repaired_records,
    unknown_contents,
)
from unlike.readers.formats.json_fields import fields, line_of
from unlike.readers.formats.json_items import JsonList
from unlike.readers.unnamed_senders import UNKNOWN_SENDER

UNKNOWN: Final = UNKNOWN_SENDER
_GROUP: Final = "群聊"
_DIRECT: Final = "私聊"
_CLOCK: Final = timedelta(seconds=1)


@dataclass(slots=True)
class _Chat:
    """The chat so far.

    Attributes:
        records: its rows, with ids in place of names.
        names: the latest name by id.
        owner: id of the owner; empty where they have sent nothing.
    """

    records: ConversationRows = field(default_factory=ConversationRows)
    names: dict[str, str] = field(default_factory=dict)
    owner: str = ""
    seen: set[int] = field(default_factory=set)
    unknown: int = 0
    repaired: int = 0

    def add(self, message: Mapping[str, Any], place: str) -> None:
        """Add a message; one that stood there before, with its id, counts once."""
        row = wechat_row(message, place)
        if row.ref != place and hash(row) in self.seen:
            self.records.repeated += 1
            return
        self.seen.add(hash(row))
        self.unknown += is_unknown(message)
        name = line_of(message.get("senderDisplayName"))
        if row.sender and row.kind != "system":
            self.names[row.sender] = name or self.names.get(row.sender, row.sender)
            self.owner = row.sender if is_own(message) else self.owner
        self.records.rows.append(row if row.sender else row._replace(sender=UNKNOWN))


def wechat_conversation(export: Export, progress: Progress) -> GatheredConversation:
    """The one chat in a file."""
    messages, chat = JsonList(export.only, "messages", "localId", "createTime"), _Chat()
    for item in messages.items(progress):
        place = f"entry {item.number}"
        chat.records.total += 1
        if item.value is None:
            chat.records.skip(place, ENDS_INSIDE if item.is_half else DAMAGED)
        else:
            chat.add(item.value, place)
            chat.repaired += item.repaired
    session = fields(messages.around.get("session"))
    names = distinct_names({who: (name, who[-4:]) for who, name in chat.names.items()}, may_lack_id=True)
    chat.records.rows = [row._replace(sender=names.get(row.sender or "", row.sender)) for row in chat.records.rows]
    ident, kind = line_of(session.get("wxid")), line_of(session.get("type"))
    shown = (line_of(session.get(key)) for key in ("remark", "displayName", "nickname"))
    title = next(filter(None, shown), "") or export.title
    is_group = is_room(ident) or (kind == _GROUP if kind in (_GROUP, _DIRECT) else len({*names.values()}) > 2)
    conversation = Conversation(
        key=f"wechat:{ident or title}",
        title=title,
        app="wechat",
        group=is_group,
        owner=names.get(chat.owner),
        clock=_CLOCK,
        notes=tuple(_notes(chat, session, messages)),
        breaks_off=messages.is_cut,
        has_chat_id=bool(ident),
    )
    return gathered_conversation(conversation, chat.records, has_reactions=False)


def _notes(chat: _Chat, session: Mapping[str, Any], messages: JsonList) -> Iterator[str]:
    counted = whole_number(session.get("messageCount"))
    if counted is not None and counted != chat.records.total:
        yield other_count(counted, chat.records.total)
    if chat.unknown:
        yield unknown_contents(chat.unknown)
    if chat.repaired:
        yield repaired_records(chat.repaired)
    if messages.is_cut:
        yield BREAKS_OFF
