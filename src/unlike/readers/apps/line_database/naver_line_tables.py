"""Messages of Android's `naver_line`, and the names in the database of contacts beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from unlike.readers.apps.line_database.line_content_types import android_line_kind, line_reaction
from unlike.readers.apps.line_database.line_stored_chats import (
    NOBODY,
    LineChats,
    LineMessage,
    line_id,
    line_moment,
    plain_name,
)
from unlike.readers.formats.sqlite_db import Database
from unlike.readers.formats.table_values import column_rows, text_of

TABLE: Final = "chat_history"
MARKS: Final = frozenset({"chat_id", "from_mid", "content", "created_time"})
"""Columns of `chat_history` that no other app's table of that name has together."""

_COLUMNS: Final = (
    *("id", "server_id", "type", "chat_id", "from_mid", "content", "created_time", "attachement_type", "parameter"),
)
_ANSWERED: Final = "message_relation_server_message_id"
_RELATION: Final = "message_relation_type_code"
_ANSWER: Final = "reply"


def naver_line_chats(database: Database, contacts: dict[str, str]) -> LineChats:
    """All chats of a database.

    Args:
        database: `naver_line`.
        contacts: names of people by id, from the database of contacts where that was given.
    """
    stored = LineChats(names=_names(database, contacts), has_reactions="reactions" in database.tables())
    for chat, name in column_rows(database, "chat", ("chat_id", "chat_name")):
        stored.titles[line_id(chat)] = plain_name(name)
    for group, name in column_rows(database, "groups", ("id", "name")):
        stored.groups.add(line_id(group))
        if plain_name(name):
            stored.titles[line_id(group)] = plain_name(name)
    for message, who, name in column_rows(database, "reactions", ("server_message_id", "member_id", "reaction_type")):
        if line_id(message) and line_id(who) and line_reaction(name):
            stored.reactions.setdefault(line_id(message), {})[line_id(who)] = line_reaction(name)
    stored.messages = _messages(database, stored)
    return stored


def naver_contact_names(database: Database) -> dict[str, str]:
    """Names in the database `contact`, by id: the one that the owner gave first."""
    columns = ("mid", "overridden_name", "profile_name", "address_book_name")
    rows = column_rows(database, "contacts", columns)
    return {line_id(who): plain_name(*names) for who, *names in rows if line_id(who) and plain_name(*names)}


def _names(database: Database, contacts: dict[str, str]) -> dict[str, str]:
    """Names of people: those that older versions keep beside the messages, then those of the contacts."""
    columns = ("m_id", "custom_name", "name", "server_name", "addressbook_name")
    rows = column_rows(database, "contacts", columns)
    own = {line_id(who): plain_name(*names) for who, *names in rows}
    return {who: name for who, name in own.items() if who and name} | contacts


def _messages(database: Database, stored: LineChats) -> Iterator[LineMessage]:
    for row in column_rows(database, TABLE, _COLUMNS, "id"):
        if line_id(row[3]):
            yield _message(row)
        else:
            stored.orphans += 1


def _message(row: tuple[Any, ...]) -> LineMessage:
    number, server, row_type, chat, sender, content, created, content_type, parameter = row
    kind, is_known = android_line_kind(row_type, content_type)
    return LineMessage(
        chat=line_id(chat),
        ident=line_id(server),
        place=number,
        sender=None if sender in {None, ""} else line_id(sender) or NOBODY,
        sent_at=line_moment(created),
        kind=kind,
        text=text_of(content) if kind == "text" else None,
        reply_to=_answered(parameter),
        is_known=is_known,
    )


def _answered(parameter: object) -> str:
    """Id of the message that is answered, out of names and values between tabs; empty for none."""
    if not isinstance(parameter, str) or _ANSWERED not in parameter:
        return ""
    parts = parameter.split("\t")
    values = dict(zip(parts[::2], parts[1::2], strict=False))
    return line_id(values.get(_ANSWERED)) if values.get(_RELATION, "").lower() == _ANSWER else ""
