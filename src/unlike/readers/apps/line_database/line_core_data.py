"""Messages of the iPhone's `Line.sqlite`, and what the databases beside it tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from unlike.readers.apps.line_database.line_content_types import iphone_line_kind, line_reaction
from unlike.readers.apps.line_database.line_stored_chats import (
    LineChats,
    LineMessage,
    line_id,
    line_moment,
    local_id,
    plain_name,
)
from unlike.readers.conversation_rows import whole_number
from unlike.readers.formats.sqlite_db import Database
from unlike.readers.formats.table_values import column_rows, integer_of, text_of

TABLES: Final = frozenset({"ZMESSAGE", "ZCHAT", "ZUSER"})
MARKS: Final = frozenset({"ZCHAT", "ZSENDER", "ZTIMESTAMP", "ZCONTENTTYPE", "ZTEXT"})
"""Columns of `ZMESSAGE` that no other app's table of that name has together."""

_COLUMNS: Final = (*("Z_PK", "ZCHAT", "ZSENDER", "ZID", "ZTIMESTAMP", "ZCONTENTTYPE", "ZMESSAGETYPE", "ZTEXT"),)
_GROUP_TYPES: Final = frozenset({1, 2})
_RECEIVED: Final = "R"


def line_core_data_chats(database: Database, group_names: dict[str, str]) -> LineChats:
    """All chats of a database.

    Args:
        database: `Line.sqlite`.
        group_names: names of groups by id, from `UnifiedGroup.sqlite` where that was given.
    """
    stored = LineChats()
    for group, name in column_rows(database, "ZGROUP", ("ZID", "ZNAME")):
        if line_id(group):
            stored.groups.add(line_id(group))
            stored.titles[line_id(group)] = plain_name(name)
    stored.titles.update(group_names)
    stored.messages = _messages(database, _chats(database, stored), _users(database, stored), stored)
    return stored


def unified_group_names(database: Database) -> dict[str, str]:
    """Names in `UnifiedGroup.sqlite`, by the groups' ids."""
    rows = column_rows(database, "ZUNIFIEDGROUP", ("ZID", "ZNAME"))
    return {line_id(group): plain_name(name) for group, name in rows if line_id(group) and plain_name(name)}


def line_reactions(database: Database) -> dict[str, dict[str, str]]:
    """Reactions in `MessageExt.sqlite`: each person's, by the ids of message and person."""
    reactions: dict[str, dict[str, str]] = {}
    columns = ("ZMESSAGEID", "ZREACTORMID", "ZREACTIONTYPE")
    for message, who, number in column_rows(database, "ZMESSAGEREACTION", columns):
        if line_id(message) and line_id(who) and line_reaction(number):
            reactions.setdefault(line_id(message), {})[line_id(who)] = line_reaction(number)
    return reactions


def _chats(database: Database, stored: LineChats) -> dict[Any, str]:
    """Ids of chats by their numbers."""
    chats: dict[Any, str] = {}
    for number, mid, kind in column_rows(database, "ZCHAT", ("Z_PK", "ZMID", "ZTYPE")):
        if integer_of(number) is None:
            continue
        chats[number] = line_id(mid) or local_id(number)
        if whole_number(kind) in _GROUP_TYPES:
            stored.groups.add(chats[number])
    return chats


def _users(database: Database, stored: LineChats) -> dict[Any, str]:
    """Ids of people by their numbers; their names are kept: the one that the owner gave first."""
    users: dict[Any, str] = {}
    columns = ("Z_PK", "ZMID", "ZCUSTOMNAME", "ZNAME", "ZADDRESSBOOKNAME")
    for number, mid, *names in column_rows(database, "ZUSER", columns):
        if integer_of(number) is None:
            continue
        users[number] = line_id(mid) or local_id(f"user {number}")
        if plain_name(*names):
            stored.names.setdefault(users[number], plain_name(*names))
    return users


def _messages(
    database: Database, chats: dict[Any, str], users: dict[Any, str], stored: LineChats
) -> Iterator[LineMessage]:
    for row in column_rows(database, "ZMESSAGE", _COLUMNS, "Z_PK"):
        chat = chats.get(row[1])
        if chat is None:
            stored.orphans += 1
        else:
            yield _message(row, chat, _sender(row, chat, users, stored))


def _sender(row: tuple[Any, ...], chat: str, users: dict[Any, str], stored: LineChats) -> str | None:
    """Id of who sent a message; None for the owner, who is in no table of people."""
    number, message_type = row[2], row[6]
    if number is None and message_type != _RECEIVED:
        return None
    return users.get(number) or (local_id(f"user {number}") if stored.is_group(chat) else chat)


def _message(row: tuple[Any, ...], chat: str, sender: str | None) -> LineMessage:
    number, _, _, ident, sent_at, content_type, message_type, text = row
    kind, is_known = iphone_line_kind(content_type, message_type)
    return LineMessage(
        chat=chat,
        ident=line_id(ident),
        place=number,
        sender=sender,
        sent_at=line_moment(sent_at),
        kind=kind,
        text=text_of(text) if kind == "text" else None,
        is_known=is_known,
    )
