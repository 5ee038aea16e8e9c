"""Hangouts.json, the Takeout of Google Hangouts until 2022: all conversations in one file."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Final

from unlike.i18n import lazy
from unlike.readers.base import Conversation, Progress
from unlike.readers.conversation_rows import (
    ConversationRows,
    GatheredConversation,
    RecordRow,
    gathered_conversation,
    microseconds,
)
from unlike.readers.distinct_names import distinct_names, people_title
from unlike.readers.export import Export, ExportFile
from unlike.readers.export_sentences import BREAKS_OFF, DAMAGED
from unlike.readers.formats.attachment_kinds import kind_of_name
from unlike.readers.formats.json_fields import JsonObject, entries, fields, identifier, line_of, objects, text_of
from unlike.readers.formats.json_items import JsonList
from unlike.readers.unnamed_senders import UNKNOWN_SENDER

LISTS: Final = re.compile(rb'"(conversations|conversation_state)"\s*:\s*\[')
"""Where the list of conversations begins: since 2016, and before."""

UNKNOWN: Final = UNKNOWN_SENDER
_EMBEDS: Final = {"PLUS_PHOTO": "image", "PLUS_PHOTO_ALBUM": "image", "PLACE_V2": "location", "PLACE": "location"}
_GROUP: Final = frozenset({"GROUP", "STICKY_GROUP"})
_LINE_BREAK: Final = "LINE_BREAK"
_MOST_SALVAGED: Final = 200
"""Damaged conversations that are looked into; a file with more is not worth the time."""


@dataclass(slots=True)
class HangoutsFile:
    """What stands beside the conversations.

    Attributes:
        damaged: conversations that cannot be read.
        is_cut: the file breaks off.
    """

    damaged: int = 0
    is_cut: bool = False

    def notes(self) -> Iterator[str]:
        """What of the whole file was not read."""
        if self.damaged:
            yield lazy(
                "Conversations of the file that are damaged and could not be read: {number}.", number=self.damaged
            )
        if self.is_cut:
            yield BREAKS_OFF


_FIRST_KEYS: Final = {"conversations": ("conversation",)}
"""With which key a conversation begins, where no event does; older ones begin as their events do."""

_OLD_STATE: Final = re.compile(rb'"conversation_state"\s*:\s*(?=\{)')


@dataclass(slots=True)
class _Hangout:
    """One conversation: what the file says about it, and names by person."""

    about: JsonObject
    names: dict[str, str] = field(default_factory=dict)
    records: ConversationRows = field(default_factory=ConversationRows)
    seen: set[int] = field(default_factory=set)
    without_id: int = 0


def hangouts(export: Export, file: HangoutsFile, progress: Progress) -> Iterator[GatheredConversation]:
    """The conversations of a file, one after another; what is odd about it is in `file` behind the last.

    A conversation is held as a whole while it is read.
    """
    start = LISTS.search(export.only.head())
    key = start[1].decode() if start else "conversations"
    states = JsonList(export.only, key, *_FIRST_KEYS.get(key, ()))
    tried = 0
    for item in states.items(progress):
        if item.value is not None:
            yield _conversation(item.value, item.number)
        elif tried < _MOST_SALVAGED and (state := _salvaged(export.only, item.text)) is not None:
            tried += 1
            yield _conversation(state, item.number, is_cut=item.is_half)
        else:
            tried += 1
            file.damaged += 1
    file.is_cut = states.is_cut


def _salvaged(file: ExportFile, text: bytes) -> JsonObject | None:
    """A conversation that is damaged or breaks off, with those of its events that can be read; None where none can."""
    inner = _OLD_STATE.search(text)
    state = text[inner.end() :] if inner else text
    part = ExportFile(file.path, file.name, len(state), partial(io.BytesIO, state))
    key = "events" if b'"events"' in state else "event"
    events = JsonList(part, key, "conversation_id", "sender_id", "self_event_state", "event_id")
    values = [item.value for item in events.items(lambda _done, _all: None)]
    return {**events.around, "events": values} if any(values) else None


def _conversation(state: JsonObject, number: int, *, is_cut: bool = False) -> GatheredConversation:
    old = fields(state.get("conversation_state"))
    outer = old or state
    about = fields(outer.get("conversation"))
    about = fields(about.get("conversation")) or about
    hangout = _Hangout(about)
    for person in objects(about.get("participant_data")):
        key = _person_key(fields(person.get("id")))
        hangout.names[key] = line_of(person.get("fallback_name")) or key
    for event in entries(outer.get("events", outer.get("event"))):
        _add(hangout, event)
    names = distinct_names({who: (name, who[-4:]) for who, name in hangout.names.items()})
    hangout.records.rows = [row._replace(sender=names.get(row.sender or "")) for row in hangout.records.rows]
    ident = _ident(state, outer, fields(outer.get("conversation")), about)
    mine = _owner(about)
    others = [name for who, name in names.items() if who != mine]
    people = people_title(others, has_key=ident is not None) if mine else ""
    title = line_of(about.get("name")) or people or f"Hangout {number}"
    conversation = Conversation(
        key=f"google_chat:hangouts:{ident or title}",
        title=title,
        app="google_chat",
        group=text_of(about.get("type")) in _GROUP or len(names) > 2,
        owner=names.get(mine) if mine else None,
        clock=timedelta(milliseconds=1),
        has_ids=ident is not None and not hangout.without_id,
        has_chat_id=ident is not None,
        breaks_off=is_cut,
    )
    return gathered_conversation(conversation, hangout.records, has_reactions=False)


def _add(hangout: _Hangout, event: object) -> None:
    hangout.records.total += 1
    place = f"event {hangout.records.total}"
    if not isinstance(event, dict):
        hangout.records.skip(place, DAMAGED)
        return
    row = _row(hangout, event, place)
    content = hash(row)
    if content in hangout.seen:
        hangout.records.repeated += 1
        return
    hangout.seen.add(content)
    hangout.records.rows.append(row)


def _row(hangout: _Hangout, event: JsonObject, place: str) -> RecordRow:
    ident = identifier(event.get("event_id"))
    hangout.without_id += ident is None
    key = _person_key(fields(event.get("sender_id")))
    hangout.names.setdefault(key, key)
    kind, text = _content(event)
    at = microseconds(event.get("timestamp"), 1)
    return RecordRow(f"m{ident}" if ident else place, at, key, kind, text)


def _content(event: JsonObject) -> tuple[str, str | None]:
    """Kind and words of an event."""
    if "hangout_event" in event and event["hangout_event"] is not None:
        ends = fields(event["hangout_event"]).get("event_type") == "END_HANGOUT"
        return ("system" if ends else "call"), None
    message = event.get("chat_message")
    if not isinstance(message, dict):
        return "system", None
    content = fields(message.get("message_content"))
    text = "".join(_segment(segment) for segment in objects(content.get("segment")))
    kinds = [_embed_kind(attachment) for attachment in objects(content.get("attachment"))]
    return (kinds[0] if kinds else "text"), text


def _segment(segment: JsonObject) -> str:
    return text_of(segment.get("text")) or ("\n" if segment.get("type") == _LINE_BREAK else "")


def _embed_kind(attachment: JsonObject) -> str:
    embed = fields(attachment.get("embed_item"))
    types = [kind for kind in entries(embed.get("type")) if isinstance(kind, str)]
    known = next((_EMBEDS[kind] for kind in types if kind in _EMBEDS), None)
    photo = fields(embed.get("plus_photo"))
    if known == "image" and photo.get("media_type") == "VIDEO":
        return "video"
    name = text_of(photo.get("url"))
    return "gif" if known == "image" and kind_of_name(name) == "gif" else known or "media"


def _person_key(ident: JsonObject) -> str:
    return identifier(ident.get("gaia_id")) or identifier(ident.get("chat_id")) or UNKNOWN


def _owner(about: JsonObject) -> str | None:
    """The account whose file it is."""
    state = fields(fields(about.get("self_conversation_state")).get("self_read_state"))
    key = _person_key(fields(state.get("participant_id")))
    return None if key == UNKNOWN else key


def _ident(*holders: JsonObject) -> str | None:
    """The conversation's id, wherever it stands."""
    idents = (identifier(fields(holder.get(key)).get("id")) for holder in holders for key in ("conversation_id", "id"))
    return next(filter(None, idents), None)
