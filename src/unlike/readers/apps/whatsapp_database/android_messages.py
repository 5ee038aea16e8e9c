"""Messages of Android's `msgstore.db`, in its tables since 2021."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import repeat
from typing import Final

from unlike.readers.apps.whatsapp_database.jid_names import NOBODY, bare, plain
from unlike.readers.apps.whatsapp_database.message_types import android_kinds
from unlike.readers.apps.whatsapp_database.stored_batches import StoredBatch
from unlike.readers.apps.whatsapp_database.stored_messages import StoredChats
from unlike.readers.conversation_rows import second_or_millisecond, seconds_or_milliseconds
from unlike.readers.formats.sqlite_db import Database
from unlike.readers.formats.table_values import column_batches, column_rows, integer_of, text_of

TABLES: Final = frozenset({"message", "chat", "jid"})
MARKS: Final = frozenset({"chat_row_id", "key_id", "message_type"})
"""Columns of `message` that no other app's table of that name has together."""

_COLUMNS: Final = (
    *("_id", "chat_row_id", "from_me", "key_id", "sender_jid_row_id", "timestamp", "message_type", "text_data"),
    "origination_flags",
)
_FORWARDED: Final = 1
_REACTION: Final = 56
_NO_CHAT: Final = -1
_NO_MEDIA: Final = (None, None)


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
    stored.batches = _batches(database, sides, stored)
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
        moment = second_or_millisecond(at)
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


def _batches(database: Database, sides: _SideTables, stored: StoredChats) -> Iterator[StoredBatch]:
    reactions = {row: _reactions(given) for row, given in sides.reactions.items()}
    for columns in column_batches(database, "message", _COLUMNS, "_id"):
        numbers, chat_rows, from_me, keys, sender_rows, sent_at, types, texts, flags = columns
        chats = [*map(sides.chats.get, chat_rows)]
        stored.orphans += sum(map(_is_orphan, chats, chat_rows, sent_at, texts))
        media = [*map(sides.captions.get, numbers, repeat(_NO_MEDIA))]
        kinds, is_known = android_kinds(types, [mime for _, mime in media])
        yield StoredBatch(
            chats=chats,
            idents=[key if type(key) is str and key else f"{row}" for key, row in zip(keys, numbers, strict=True)],
            senders=[
                None if own == 1 else sides.jids.get(row, chat) if own == 0 else NOBODY
                for own, row, chat in zip(from_me, sender_rows, chats, strict=True)
            ],
            sent_at=seconds_or_milliseconds(sent_at),
            kinds=kinds,
            texts=[
                text if type(text) is str and text else text_of(text) or text_of(caption)
                for text, (caption, _) in zip(texts, media, strict=True)
            ],
            replies=[*map(sides.quoted.get, numbers)],
            edited_at=[*map(sides.edited.get, numbers)],
            reactions=[*map(reactions.get, numbers, repeat(()))],
            is_known=is_known,
            is_forwarded=[
                (type(flag) is int and flag & _FORWARDED > 0) or row in sides.forwarded
                for flag, row in zip(flags, numbers, strict=True)
            ],
            is_transcribed=[row in sides.transcribed for row in numbers],
        )


def _reactions(given: dict[str | None, str]) -> tuple[tuple[str, str | None], ...]:
    return tuple((emoji, who) for who, emoji in given.items() if emoji and who != "")


def _is_orphan(chat: str | None, row: object, sent_at: object, text: object) -> bool:
    """Whether a message's chat is gone; the row without a message that begins every database has -1 and no time."""
    return chat is None and not (integer_of(row) == _NO_CHAT and not sent_at and not text)
