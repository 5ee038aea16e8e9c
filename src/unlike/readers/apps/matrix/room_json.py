"""A room in a JSON file that Element exported: {room_name, exported_by, messages: [event]}."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
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
    second_or_millisecond,
)
from unlike.readers.distinct_names import distinct_names
from unlike.readers.export import Export
from unlike.readers.export_sentences import BREAKS_OFF, DAMAGED, ENDS_INSIDE, repaired_records, unknown_contents
from unlike.readers.formats.dated_chats import one_line
from unlike.readers.formats.json_items import JsonList
from unlike.readers.unnamed_senders import UNKNOWN_SENDER

_REPLACED: Final = "m.replace"


@dataclass(slots=True)
class RoomFile:
    """All that stands in a file.

    Attributes:
        records: messages and lines of the app, with addresses in place of names.
        names: the latest name of each address.
        members: addresses that are or were in the room.
        rooms: ids of the room, by how many events have it.
        reactions: emoji, address and id, by the id of the message.
        edits: those of each message, by its id.
        redactions: ids of events that were taken back, each with the row that says so.
    """

    records: ConversationRows = field(default_factory=ConversationRows)
    names: dict[str, str] = field(default_factory=dict)
    members: set[str] = field(default_factory=set)
    rooms: Counter[str] = field(default_factory=Counter)
    reactions: dict[str, list[tuple[str, str | None, str]]] = field(default_factory=dict)
    edits: dict[str, list[RecordRow]] = field(default_factory=dict)
    redactions: dict[str, RecordRow] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    unknown: int = 0
    locked: int = 0
    repaired: int = 0
    without_id: int = 0
    breaks_off: bool = False

    def add(self, event: JsonObject, place: str) -> None:
        """Add an event; one that stood there before, with its id, counts once."""
        found, ident = room_event(event), text_of(event.get("event_id"))
        sender = text_of(event.get("sender"))
        at = second_or_millisecond(event.get("origin_server_ts"))
        self._note_people(event, sender)
        if found.kind == "":
            if found.reaction:
                target, emoji = found.reaction
                self.reactions.setdefault(target, []).append((emoji, sender or None, ident))
            return
        self.records.total += 1
        if ident and ident in self.seen:
            self.records.repeated += 1
            return
        self.seen.add(ident)
        self.without_id += not ident
        self.unknown += found.kind is None
        self.locked += found.is_locked
        row = RecordRow(
            ref=ident or place,
            sent_at=at,
            sender=(sender or "").strip() or UNKNOWN_SENDER,
            kind=found.kind or "media",
            text=found.text,
            reply_to=found.answered,
            edited_at=at if found.replaced else _edited(event),
        )
        if found.replaced:
            self.edits.setdefault(found.replaced, []).append(row)
            return
        if found.redacted:
            self.redactions[found.redacted] = row
        self.records.rows.append(row)

    def _note_people(self, event: JsonObject, sender: str) -> None:
        room = text_of(event.get("room_id"))
        self.rooms[room] += bool(room)
        if event.get("type") == "m.room.member":
            who = text_of(event.get("state_key")) or sender
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


def _merge(room: RoomFile) -> int:
    """Give every message its latest words, take back what was, and return how many messages only an edit tells of.

    An edit by somebody else changes nothing, and one of a message that is not there is that message.
    """
    places = {row.ref: place for place, row in enumerate(room.records.rows)}
    alone = 0
    for target, edits in room.edits.items():
        place = places.get(target)
        own = [row for row in edits if place is None or row.sender == room.records.rows[place].sender]
        others = [row for row in edits if row not in own]
        if own and place is not None:
            room.records.rows[place] = _with_words(room.records.rows[place], _latest(own))
        elif own:
            latest = {row.sender: _latest([one for one in own if one.sender == row.sender]) for row in own}
            others += latest.values()
            own = [row for row in own if row not in others]
            alone += len(latest)
        room.records.repeated += len(own)
        room.records.rows += others
    return alone


def _latest(edits: Sequence[RecordRow]) -> RecordRow:
    """The latest edit; of those of one moment the one that stands last."""
    return max(reversed(edits), key=lambda row: row.sent_at or 0)


def _with_words(row: RecordRow, edit: RecordRow) -> RecordRow:
    text = edit.text if edit.text and row.text else row.text
    return row._replace(text=text, edited_at=edit.sent_at)


def _take_back(room: RoomFile) -> None:
    """Make deleted messages of those that were taken back, also of those that are not there."""
    rows = room.records.rows
    places = {row.ref: place for place, row in enumerate(rows)}
    reactions = {ident for listed in room.reactions.values() for _, _, ident in listed}
    for target, redaction in room.redactions.items():
        if target in reactions:
            continue
        place = places.get(target, places.get(redaction.ref))
        if place is not None and (target not in places or rows[place].kind != "system"):
            rows[place] = rows[place]._replace(kind="deleted", text=None)


def _conversation(room: RoomFile, around: JsonObject, export: Export, app: str) -> GatheredConversation:
    alone = _merge(room)
    _take_back(room)
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
        owner=_owner(one_line(text_of(around.get("exported_by"))), room, names),
        clock=timedelta(milliseconds=1),
        notes=tuple(_notes(room, alone)),
        has_ids=bool(ident) and not room.without_id,
        has_chat_id=bool(ident),
        breaks_off=room.breaks_off,
    )
    return gathered_conversation(conversation, room.records)


def _finished(row: RecordRow, room: RoomFile, names: dict[str, str]) -> RecordRow:
    """A row with names, and what was put to it and not taken back."""
    given = tuple(
        (emoji, names.get(who or "", who))
        for emoji, who, ident in room.reactions.get(row.ref, ())
        if not ident or ident not in room.redactions
    )
    return row._replace(sender=names.get(row.sender or "", row.sender), reactions=given)


def _owner(name: str, room: RoomFile, names: dict[str, str]) -> str | None:
    """Who exported it: by address or name, else by the first part of an address.

    None where that fits nobody or several of those who are or were in the room, whether they wrote or not.
    """
    people = {*room.members, *names}
    called = {who: {who.casefold(), room.names.get(who, who).casefold()} for who in people}
    local = {who: {who.removeprefix("@").partition(":")[0].casefold()} for who in people}
    for form in (called, local):
        fitting = [who for who in people if name and name.casefold() in form[who]]
        if fitting:
            return names.get(fitting[0]) if len(fitting) == 1 else None
    return None


def _edited(event: JsonObject) -> int | None:
    """When a message got its latest words, where the event says so."""
    relations = fields(fields(event.get("unsigned")).get("m.relations"))
    return second_or_millisecond(fields(relations.get(_REPLACED)).get("origin_server_ts"))


def _notes(room: RoomFile, alone: int) -> Iterator[str]:
    if alone:
        yield lazy_plural(
            "{number} message stands there only as it was edited later; it has the time of that edit.",
            "{number} messages stand there only as they were edited later; they have the time of that edit.",
            alone,
        )
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
