"""A room in a JSON file that Element exported: {room_name, exported_by, messages: [event]}."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from unlike.i18n import lazy_plural
from unlike.readers.apps.matrix.room_events import JsonObject, fields, room_event, text_of
from unlike.readers.base import Conversation, Progress
from unlike.readers.conversation_rows import (
    ConversationRows,
    GatheredConversation,
    RecordRow,
    gathered_conversation,
    microseconds,
)
from unlike.readers.distinct_names import distinct_names
from unlike.readers.export import Export
from unlike.readers.export_sentences import BREAKS_OFF, DAMAGED, ENDS_INSIDE, repaired_records, unknown_contents
from unlike.readers.formats.dated_chats import one_line
from unlike.readers.formats.json_items import JsonList

_MILLISECOND: Final = 1_000
_REPLACED: Final = "m.replace"
_NAME_CHARS: Final = 255


@dataclass(slots=True)
class RoomFile:
    """All that stands in a file.

    Attributes:
        records: messages and lines of the app, with addresses in place of names.
        names: the latest name of each address.
        members: addresses that are or were in the room.
        rooms: ids of the room, by how many events have it.
        reactions: emoji and address, by the id of the message.
        edits: words and time of the latest edit, by the id of the message.
    """

    records: ConversationRows = field(default_factory=ConversationRows)
    names: dict[str, str] = field(default_factory=dict)
    members: set[str] = field(default_factory=set)
    rooms: Counter[str] = field(default_factory=Counter)
    reactions: dict[str, list[tuple[str, str | None]]] = field(default_factory=dict)
    edits: dict[str, tuple[str | None, int | None]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    unknown: int = 0
    locked: int = 0
    repaired: int = 0
    without_id: int = 0
    breaks_off: bool = False

    def add(self, event: JsonObject, place: str) -> None:
        """Add an event; one that stood there before, with its id, counts once."""
        found, ident = room_event(event), text_of(event.get("event_id"))[:_NAME_CHARS]
        sender = text_of(event.get("sender"))[:_NAME_CHARS]
        at = microseconds(event.get("origin_server_ts"), _MILLISECOND)
        self._note_people(event, sender)
        if found.kind == "":
            if found.reaction:
                self.reactions.setdefault(found.reaction[0], []).append((found.reaction[1], sender or None))
            return
        self.records.total += 1
        if found.replaced or (ident and ident in self.seen):
            self.records.repeated += 1
            if found.replaced:
                self.edits[found.replaced] = (found.text, at)
            return
        self.seen.add(ident)
        self.without_id += not ident
        self.unknown += found.kind is None
        self.locked += found.is_locked
        row = RecordRow(
            ref=ident or place,
            sent_at=at,
            sender=sender or "?",
            kind=found.kind or "media",
            text=found.text,
            reply_to=found.answered,
            edited_at=_edited(event),
        )
        self.records.rows.append(row)

    def _note_people(self, event: JsonObject, sender: str) -> None:
        room = text_of(event.get("room_id"))
        self.rooms[room] += bool(room)
        if event.get("type") == "m.room.member":
            who = text_of(event.get("state_key"))[:_NAME_CHARS] or sender
            name = one_line(text_of(fields(event.get("content")).get("displayname")))
            self.members.add(who)
            if name:
                self.names[who] = name


def room_file(export: Export, app: str, progress: Progress) -> GatheredConversation:
    """The one room in a file.

    Args:
        export: of one file.
        app: the reader's name.
        progress: called with (bytes read so far, bytes in all).
    """
    listed = JsonList(export.only, "messages", "type", "event_id", "content", "sender", "room_id", "origin_server_ts")
    room = RoomFile()
    for item in listed.items(progress):
        if item.value is None:
            room.records.total += 1
            room.records.skip(f"entry {item.number}", ENDS_INSIDE if item.is_half else DAMAGED)
        else:
            room.repaired += item.repaired
            room.add(item.value, f"entry {item.number}")
    room.breaks_off = listed.is_cut
    return _conversation(room, listed.around, export, app)


def _conversation(room: RoomFile, around: JsonObject, export: Export, app: str) -> GatheredConversation:
    writers = dict.fromkeys(row.sender for row in room.records.rows if row.sender)
    names = distinct_names({who: (room.names.get(who, who), who) for who in writers})
    room.records.rows = [_finished(row, room, names) for row in room.records.rows]
    ident = room.rooms.most_common(1)[0][0] if room.rooms.total() else ""
    title = one_line(text_of(around.get("room_name"))) or export.title
    typed = {row.sender for row in room.records.rows if row.kind != "system"}
    conversation = Conversation(
        key=f"{app}:{ident or title}",
        title=title,
        app=app,
        group=len(typed) > 2 or len(room.members) > 2,
        owner=_owner(one_line(text_of(around.get("exported_by"))), names),
        clock=timedelta(milliseconds=1),
        notes=tuple(_notes(room)),
        has_ids=bool(ident) and not room.without_id,
        has_chat_id=bool(ident),
        breaks_off=room.breaks_off,
    )
    return gathered_conversation(conversation, room.records)


def _finished(row: RecordRow, room: RoomFile, names: dict[str, str]) -> RecordRow:
    """A row with names, its latest words, and what was put to it."""
    text, edited = room.edits.get(row.ref, (row.text, row.edited_at))
    given = tuple((emoji, names.get(who or "", who)) for emoji, who in room.reactions.get(row.ref, ()))
    return row._replace(
        sender=names.get(row.sender or "", row.sender),
        text=text if text and row.text else row.text,
        edited_at=edited,
        reactions=given,
    )


def _owner(name: str, names: dict[str, str]) -> str | None:
    """Who exported it: by name, by address, or by the first part of one; None where that fits nobody or several."""
    local = {who: who.removeprefix("@").partition(":")[0] for who in names}
    for known in (names, {who: who for who in names}, local):
        fitting = [who for who in names if name and known[who].casefold() == name.casefold()]
        if len(fitting) == 1:
            return names[fitting[0]]
    return None


def _edited(event: JsonObject) -> int | None:
    """When a message got its latest words, where the event says so."""
    relations = fields(fields(event.get("unsigned")).get("m.relations"))
    return microseconds(fields(relations.get(_REPLACED)).get("origin_server_ts"), _MILLISECOND)


def _notes(room: RoomFile) -> Iterator[str]:
    if room.locked:
        yield lazy_plural(
            "{number} message could not be decrypted when it was exported, so that its words are unknown.",
            "{number} messages could not be decrypted when they were exported, so that their words are unknown.",
            room.locked,
        )
    if room.unknown:
        yield unknown_contents(room.unknown)
    if room.repaired:
        yield repaired_records(room.repaired)
    if room.breaks_off:
        yield BREAKS_OFF
