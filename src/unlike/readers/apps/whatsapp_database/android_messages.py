"""Messages of Android's `msgstore.db`, in its tables since 2021."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from unlike.readers.apps.whatsapp_database.jid_names import bare, plain
from unlike.readers.apps.whatsapp_database.message_types import android_kind
from unlike.readers.apps.whatsapp_database.stored_messages import StoredChats, StoredMessage
from unlike.readers.conversation_rows import microseconds
from unlike.readers.formats.sqlite_db import Database
from unlike.readers.formats.table_values import column_rows, integer_of, text_of

TABLES: Final = frozenset({"message", "chat", "jid"})
MARKS: Final = frozenset({"chat_row_id", "key_id", "message_type"})
"""Columns of `message` that no other app's table of that name has together."""

_COLUMNS: Final = (
    *("_id", "chat_row_id", "from_me", "key_id", "sender_jid_row_id", "timestamp", "message_type", "text_data"),
    "origination_flags",
)
_FORWARDED: Final = 1
_REACTION: Final = 56
_MILLISECOND: Final = 1_000


@dataclass(slots=True)
class _SideTables:
    """What stands beside the messages, by the number of the message.

    Attributes:
        chats: address of each chat, by its number.
        jids: address by its number.
        transcribed: messages of whose sound WhatsApp made words.
    """

    chats: dict[int, str] = field(default_factory=dict)
    jids: dict[int, str] = field(default_factory=dict)
    captions: dict[int, tuple[object, object]] = field(default_factory=dict)
    quoted: dict[int, str] = field(default_factory=dict)
    edited: dict[int, int] = field(default_factory=dict)
    reactions: dict[int, dict[str | None, str]] = field(default_factory=dict)
    forwarded: set[int] = field(default_factory=set)
    transcribed: set[int] = field(default_factory=set)


def android_chats(database: Database, contacts: dict[str, str]) -> StoredChats:
    """All chats of a database.

    Args:
        database: `msgstore.db`.
        contacts: names of people by address, from `wa.db` where that was given.
    """
    stored = StoredChats((), names=dict(contacts), has_reactions="message_add_on_reaction" in database.tables())
    sides = _SideTables()
    _read_jids(database, sides, stored)
    _read_chats(database, sides, stored)
    _read_sides(database, sides)
    stored.messages = _messages(database, sides, stored)
    return stored


def contact_names(database: Database) -> dict[str, str]:
    """Names in `wa.db` by address: the owner's own for a person first."""
    columns = ("jid", "display_name", "wa_name", "nickname")
    names = (
        (bare(jid), plain(own) or plain(theirs) or plain(nick))
        for jid, own, theirs, nick in column_rows(database, "wa_contacts", columns)
    )
    return {jid: name for jid, name in names if jid and name}


def _read_jids(database: Database, sides: _SideTables, stored: StoredChats) -> None:
    """Addresses by their numbers; one with an anonymous id is that of the phone number where both are known."""
    for number, user, server, raw in column_rows(database, "jid", ("_id", "user", "server", "raw_string")):
        address = bare(raw) or (f"{user}@{server}" if text_of(user) and text_of(server) else "")
        if integer_of(number) is not None and address:
            sides.jids[number] = address
    own = dict(sides.jids)
    for lid, jid in column_rows(database, "jid_map", ("lid_row_id", "jid_row_id")):
        if lid in own and jid in own:
            sides.jids[lid] = own[jid]
    for lid, name in column_rows(database, "lid_display_name", ("lid_row_id", "display_name")):
        if lid in sides.jids and plain(name):
            stored.names.setdefault(sides.jids[lid], plain(name))


def _read_chats(database: Database, sides: _SideTables, stored: StoredChats) -> None:
    taken: dict[str, int] = {}
    columns = ("_id", "jid_row_id", "subject", "ephemeral_expiration")
    for number, jid, subject, expires in column_rows(database, "chat", columns):
        address = sides.jids.get(jid) if integer_of(jid) is not None else None
        if integer_of(number) is None or address is None:
            continue
        sides.chats[number] = address
        if address in taken:
            stored.merged.add(address)
        taken[address] = number
        if plain(subject):
            stored.titles.setdefault(address, plain(subject))
        if integer_of(expires):
            stored.timers.add(address)


def _read_sides(database: Database, sides: _SideTables) -> None:
    _read_media(database, sides)
    for row, key in column_rows(database, "message_quoted", ("message_row_id", "key_id")):
        if text_of(key):
            sides.quoted[row] = key
    for row, at in column_rows(database, "message_edit_info", ("message_row_id", "edited_timestamp")):
        moment = microseconds(at, _MILLISECOND)
        if moment:
            sides.edited[row] = moment
    for row, score in column_rows(database, "message_forwarded", ("message_row_id", "forward_score")):
        if integer_of(score):
            sides.forwarded.add(row)
    _read_reactions(database, sides)


def _read_media(database: Database, sides: _SideTables) -> None:
    columns = ("message_row_id", "media_caption", "mime_type", "raw_transcription_text")
    for row, caption, mime, transcript in column_rows(database, "message_media", columns):
        sides.captions[row] = (caption, mime)
        if text_of(transcript):
            sides.transcribed.add(row)


def _read_reactions(database: Database, sides: _SideTables) -> None:
    """The last reaction of each person to each message; an empty one takes it back."""
    columns = ("_id", "parent_message_row_id", "message_add_on_type", "from_me", "sender_jid_row_id")
    given = {
        add_on: (parent, None if own else sides.jids.get(jid, ""))
        for add_on, parent, kind, own, jid in column_rows(database, "message_add_on", columns, "_id")
        if kind in {_REACTION, None}
    }
    for add_on, emoji in column_rows(
        database, "message_add_on_reaction", ("message_add_on_row_id", "reaction"), "message_add_on_row_id"
    ):
        parent, who = given.get(add_on, (None, None))
        if parent is not None:
            sides.reactions.setdefault(parent, {})[who] = emoji if isinstance(emoji, str) else ""


def _messages(database: Database, sides: _SideTables, stored: StoredChats) -> Iterator[StoredMessage]:
    for row in column_rows(database, "message", _COLUMNS, "_id"):
        chat = sides.chats.get(row[1])
        if chat is not None:
            yield _message(row, chat, sides)
        elif not _is_sentinel(row):
            stored.orphans += 1


def _is_sentinel(row: tuple[Any, ...]) -> bool:
    """Whether it is the row without a message that begins every database."""
    return integer_of(row[1]) == -1


def _message(row: tuple[Any, ...], chat: str, sides: _SideTables) -> StoredMessage:
    number, _, from_me, key, sender, sent_at, kind, text, flags = row
    caption, mime = sides.captions.get(number, (None, None))
    shown, is_known = android_kind(kind, mime)
    given = sides.reactions.get(number)
    return StoredMessage(
        chat,
        text_of(key) or f"{number}",
        None if from_me == 1 else sides.jids.get(sender, chat),
        microseconds(sent_at, _MILLISECOND),
        shown,
        text_of(text) or text_of(caption),
        sides.quoted.get(number),
        sides.edited.get(number),
        tuple((emoji, who) for who, emoji in given.items() if emoji and who != "") if given else (),
        is_known,
        number in sides.forwarded or bool((integer_of(flags) or 0) & _FORWARDED),
        number in sides.transcribed,
    )
