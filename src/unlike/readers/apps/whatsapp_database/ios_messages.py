"""Messages of the iPhone's `ChatStorage.sqlite`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from unlike.readers.apps.whatsapp_database.jid_names import NOBODY, bare, is_group, plain
from unlike.readers.apps.whatsapp_database.message_types import ios_kind
from unlike.readers.apps.whatsapp_database.protobuf_fields import first_text
from unlike.readers.apps.whatsapp_database.stored_batches import StoredMessage, batches_of
from unlike.readers.apps.whatsapp_database.stored_messages import StoredChats
from unlike.readers.formats.sqlite_db import Database
from unlike.readers.formats.table_values import column_rows, text_of
from unlike.readers.times import SECONDS_TO_2001, is_apple_zero

TABLES: Final = frozenset({"ZWAMESSAGE", "ZWACHATSESSION"})

_COLUMNS: Final = (
    *("Z_PK", "ZCHATSESSION", "ZISFROMME", "ZSTANZAID", "ZGROUPMEMBER", "ZMESSAGEDATE", "ZMESSAGETYPE", "ZTEXT"),
    "ZMEDIAITEM",
)
_LARGEST_SECONDS: Final = 1 << 40
_QUOTED_ID: Final = 5
"""Field of the metadata that holds the id of the message that is answered."""


def ios_chats(database: Database) -> StoredChats:
    """All chats of a database."""
    stored = StoredChats(())
    chats: dict[Any, str] = {}
    for number, jid, name in column_rows(database, "ZWACHATSESSION", ("Z_PK", "ZCONTACTJID", "ZPARTNERNAME")):
        address = bare(jid)
        if address:
            chats[number] = address
            known = stored.titles if is_group(address) else stored.names
            if plain(name):
                known.setdefault(address, plain(name))
    members = _members(database, stored)
    media = {
        row: (title, metadata, mime)
        for row, title, metadata, mime in column_rows(
            database, "ZWAMEDIAITEM", ("Z_PK", "ZTITLE", "ZMETADATA", "ZVCARDSTRING")
        )
    }
    stored.batches = batches_of(_messages(database, (chats, members, media), stored))
    return stored


def _members(database: Database, stored: StoredChats) -> dict[Any, str]:
    """Addresses of members of groups by their numbers; their names are kept."""
    members: dict[Any, str] = {}
    columns = ("Z_PK", "ZMEMBERJID", "ZCONTACTNAME", "ZFIRSTNAME")
    for number, jid, name, first in column_rows(database, "ZWAGROUPMEMBER", columns):
        if bare(jid):
            members[number] = bare(jid)
            if plain(name) or plain(first):
                stored.names.setdefault(bare(jid), plain(name) or plain(first))
    for jid, name in column_rows(database, "ZWAPROFILEPUSHNAME", ("ZJID", "ZPUSHNAME")):
        if bare(jid) and plain(name):
            stored.names.setdefault(bare(jid), plain(name))
    return members


_Sides = tuple[dict[Any, str], dict[Any, str], dict[Any, tuple[Any, Any, Any]]]


def _messages(database: Database, sides: _Sides, stored: StoredChats) -> Iterator[StoredMessage]:
    for row in column_rows(database, "ZWAMESSAGE", _COLUMNS, "Z_PK"):
        chat = sides[0].get(row[1])
        if chat is None:
            stored.orphans += 1
        else:
            yield _message(row, chat, sides)


def _message(row: tuple[Any, ...], chat: str, sides: _Sides) -> StoredMessage:
    number, _, from_me, stanza, member, sent_at, kind, text, item = row
    title, metadata, mime = sides[2].get(item, (None, None, None))
    shown, is_known = ios_kind(kind, mime)
    words = text_of(text) or (text_of(title) if shown not in {"document", "text"} else None)
    return StoredMessage(
        chat=chat,
        ident=text_of(stanza) or f"{number}",
        sender=None if from_me == 1 else sides[1].get(member, chat) if from_me == 0 else NOBODY,
        sent_at=_moment(sent_at),
        kind=shown,
        text=words,
        reply_to=first_text(metadata, _QUOTED_ID) if isinstance(metadata, bytes) else None,
        is_known=is_known,
    )


def _moment(seconds: object) -> int | None:
    """Seconds since 2001 as microseconds since 1970; 0 and the day around it stand for none."""
    if not isinstance(seconds, (int, float)) or not 0 < seconds < _LARGEST_SECONDS or is_apple_zero(seconds):
        return None
    return round((seconds + SECONDS_TO_2001) * 1_000_000)
