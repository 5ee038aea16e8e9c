"""A chat that QQ Chat Exporter wrote: one file, or a list of files with one message a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from unlike.readers.apps.qq.qq_exporter_rows import exporter_row, fields, has_unknown, identifier, line
from unlike.readers.base import Conversation, Progress
from unlike.readers.conversation_rows import (
    ConversationRows,
    GatheredConversation,
    gathered_conversation,
    whole_number,
)
from unlike.readers.distinct_names import distinct_names
from unlike.readers.export import ExportFile
from unlike.readers.export_sentences import (
    BREAKS_OFF,
    DAMAGED,
    ENDS_INSIDE,
    other_count,
    repaired_records,
    unknown_contents,
)
from unlike.readers.formats.json_items import JsonList
from unlike.readers.formats.json_lines import json_lines
from unlike.readers.unnamed_senders import UNKNOWN_SENDER

_UNKNOWN: Final = UNKNOWN_SENDER
_CLOCK: Final = timedelta(seconds=1)


@dataclass(slots=True)
class QqExporterChat:
    """A chat so far.

    Attributes:
        head: what stands around the messages: "chatInfo", "statistics" and others.
        records: its rows, with ids in place of names.
        numbers: QQ number by the newer id of the same account.
        names: the latest name by id.
        senders: id of each row's sender.
    """

    head: Mapping[str, Any] = field(default_factory=dict)
    records: ConversationRows = field(default_factory=ConversationRows)
    numbers: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    senders: list[str] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    unknown: int = 0
    repaired: int = 0
    is_cut: bool = False

    def add(self, message: Mapping[str, Any], place: str) -> None:
        """Add a message; one that stood there before, with its id, counts once."""
        self.records.total += 1
        row = exporter_row(message, place)
        content = hash(row)
        if row.ref != place and content in self.seen:
            self.records.repeated += 1
            return
        self.seen.add(content)
        self.unknown += has_unknown(message)
        self.senders.append(self._sender(message))
        self.records.rows.append(row)

    def leave(self, place: str, *, is_half: bool) -> None:
        """Leave a damaged record over."""
        self.records.total += 1
        self.records.skip(place, ENDS_INSIDE if is_half else DAMAGED)
        self.is_cut = self.is_cut or is_half

    def _sender(self, message: Mapping[str, Any]) -> str:
        sender, raw = fields(message.get("sender")), fields(message.get("rawMessage"))
        uid = identifier(sender.get("uid")) or identifier(raw.get("senderUid"))
        number = identifier(sender.get("uin")) or identifier(raw.get("senderUin"))
        if uid and number:
            self.numbers[uid] = number
        shown = [sender.get(key) for key in ("remark", "name", "groupCard", "nickname")]
        shown += [raw.get(key) for key in ("sendMemberName", "sendNickName")]
        name = next(filter(None, map(line, shown)), "")
        ident = uid or number or name or _UNKNOWN
        if name:
            self.names[ident] = name
        return ident


def from_exporter_json(file: ExportFile, progress: Progress) -> QqExporterChat:
    """Everything in a file that is one JSON object."""
    messages = JsonList(file, "messages", "id", "messageId", "seq")
    chat = QqExporterChat()
    for item in messages.items(progress):
        if item.value is None:
            chat.leave(f"entry {item.number}", is_half=item.is_half)
        else:
            chat.add(item.value, f"entry {item.number}")
            chat.repaired += item.repaired
    chat.head = messages.around
    chat.is_cut = chat.is_cut or messages.is_cut
    return chat


def from_exporter_lines(files: Sequence[ExportFile], head: Mapping[str, Any], progress: Progress) -> QqExporterChat:
    """Everything in files with one message a line, in their order."""
    chat, whole, done = QqExporterChat(head=head), sum(file.size for file in files), 0
    for number, file in enumerate(files, 1):
        before = done
        for record in json_lines(file, lambda read, _all, before=before: progress(before + read, whole)):  # type: ignore[misc]
            place = f"L{record.number}" if len(files) == 1 else f"{number}:L{record.number}"
            if record.value is None:
                chat.leave(place, is_half=record.is_last)
            else:
                chat.add(record.value, place)
                chat.repaired += record.repaired
        done += file.size
    return chat


def qq_exporter_conversation(chat: QqExporterChat, title: str) -> GatheredConversation:
    """The one conversation.

    Args:
        chat: everything that was read.
        title: of the file or folder.
    """
    info = fields(chat.head.get("chatInfo"))
    uid, number = identifier(info.get("selfUid")), identifier(info.get("selfUin"))
    own = chat.numbers.get(uid, number or uid)
    known = {chat.numbers.get(ident, ident): name for ident, name in chat.names.items()}
    if own and line(info.get("selfName")):
        known.setdefault(own, line(info.get("selfName")))
    names = distinct_names({ident: (name, ident[-4:]) for ident, name in known.items()}, may_lack_id=True)
    ids = [chat.numbers.get(ident, ident) for ident in chat.senders]
    chat.records.rows = [
        row._replace(sender=names.get(ident, ident)) for row, ident in zip(chat.records.rows, ids, strict=True)
    ]
    people = {ident for ident, row in zip(ids, chat.records.rows, strict=True) if row.kind != "system"}
    name = line(info.get("name")) or title
    others = people - {own}
    other = others.pop() if own and len(others) == 1 and info.get("type") != "group" else ""
    conversation = Conversation(
        key=f"qq:{other if other.isdecimal() else name}",
        title=name,
        app="qq",
        group=info.get("type") == "group" or len({names.get(ident, ident) for ident in people}) > 2,
        owner=names.get(own),
        clock=_CLOCK,
        notes=tuple(_notes(chat)),
        breaks_off=chat.is_cut,
        has_chat_id=other.isdecimal(),
    )
    return gathered_conversation(conversation, chat.records, has_reactions=False)


def _notes(chat: QqExporterChat) -> Iterator[str]:
    counted = whole_number(fields(chat.head.get("statistics")).get("totalMessages"))
    if counted is not None and counted != chat.records.total:
        yield other_count(counted, chat.records.total)
    if chat.unknown:
        yield unknown_contents(chat.unknown)
    if chat.repaired:
        yield repaired_records(chat.repaired)
    if chat.is_cut:
        yield BREAKS_OFF
