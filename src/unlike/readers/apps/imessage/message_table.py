"""The tables of `chat.db` and `sms.db`, whatever columns this system's version has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from unlike.readers.apps.imessage.apple_addresses import AddressBook, single_line
from unlike.readers.formats.sqlite_db import Database
from unlike.readers.formats.value_names import bounded_name

TABLES: Final = frozenset({"message", "chat", "handle", "chat_message_join"})
"""Tables of every version."""

_GROUP_STYLE: Final = 43
_MESSAGE_COLUMNS: Final = (
    *("ROWID", "guid", "text", "attributedBody", "subject", "handle_id", "date", "is_from_me", "item_type"),
    *("associated_message_guid", "associated_message_type", "associated_message_emoji", "thread_originator_guid"),
    *("balloon_bundle_id", "is_audio_message", "date_edited", "date_retracted", "message_summary_info"),
)


class AppleMessage(NamedTuple):
    """A row of `message`; columns that this version lacks are None, and any value may be of any type."""

    rowid: Any
    guid: Any
    text: Any
    body: Any
    subject: Any
    handle: Any
    date: Any
    is_from_me: Any
    item_type: Any
    target: Any
    association: Any
    emoji: Any
    thread: Any
    balloon: Any
    is_audio: Any
    edited: Any
    retracted: Any
    summary: Any


@dataclass(slots=True)
class AppleChat:
    """A conversation: all chats of one address, whatever the service.

    Attributes:
        identifier: the other's number or address, or the group's own.
        name: what the group is called; empty where it is not.
        group: more than two people can write in it.
        people: numbers and addresses of the others.
    """

    identifier: str
    name: str = ""
    group: bool = False
    people: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The group's name, the other's number or address, or those of all: a chat is known by its title alone."""
        if self.name or not self.group:
            return self.name or self.identifier
        return bounded_name(", ".join(self.people)) or self.identifier


_BODY_ALONE: Final = "CASE WHEN typeof(text) <> 'text' OR text = '' THEN attributedBody END"


@dataclass(frozen=True, slots=True)
class ChatIndex:
    """Which message belongs to which conversation.

    Attributes:
        chats: the conversations, in the order of the database.
        of_message: number of the conversation of each row of `message`; the first of several.
        deleted: rows that the owner deleted lately and that the system still has.
        direct: number of the conversation of two with each person, by the person's name.
    """

    chats: list[AppleChat]
    of_message: dict[int, int]
    deleted: frozenset[int]
    direct: dict[str, int]

    def rows_of(self, place: int) -> list[int]:
        """Rows of `message` of a conversation."""
        return [message for message, conversation in self.of_message.items() if conversation == place]


def message_rows(database: Database) -> Iterator[AppleMessage]:
    """The rows of `message`, in the order of their dates.

    Raises:
        BrokenExportError: the database is encrypted or damaged.
    """
    column_names = {name.lower() for name in database.columns("message")} | {"rowid"}
    columns = [f'"{name}"' if name.lower() in column_names else "NULL" for name in _MESSAGE_COLUMNS]
    if {"text", "attributedbody"} <= column_names:  # most of a database's bytes, and not needed beside the text
        columns[_MESSAGE_COLUMNS.index("attributedBody")] = _BODY_ALONE
    chosen = ", ".join(columns)
    for row in database.rows(f"SELECT {chosen} FROM message ORDER BY date, ROWID"):  # noqa: S608 - names of ours
        yield AppleMessage._make(row)


def chat_index(database: Database, people: AddressBook) -> ChatIndex:
    """Join the chats of one address, which the system has once a service, and find out what belongs to which.

    Args:
        database: of Apple's Messages.
        people: what they are called.

    Raises:
        BrokenExportError: the database is encrypted or damaged.
    """
    column_names = {name.lower() for name in database.columns("chat")}
    names = [name if name in column_names else "NULL" for name in ("chat_identifier", "guid", "style", "display_name")]
    chats: dict[tuple[str, bool], int] = {}
    listed: list[AppleChat] = []
    place_of: dict[int, int] = {}
    for rowid, *values in database.rows(f"SELECT ROWID, {', '.join(names)} FROM chat ORDER BY ROWID"):  # noqa: S608
        identifier, guid, style, name = values
        address = single_line(identifier) or single_line(guid).rpartition(";")[2] or f"chat {rowid}"
        group = style == _GROUP_STYLE if style is not None else address.startswith("chat")
        address = address if group else people.name(address)
        place = chats.setdefault((address.casefold(), group), len(listed))
        if place == len(listed):
            listed.append(AppleChat(address, group=group))
        listed[place].name = single_line(name) or listed[place].name
        place_of[rowid] = place
    _add_people(database, listed, place_of, people.of_handle)
    joined = database.rows("SELECT message_id, chat_id FROM chat_message_join ORDER BY chat_id DESC")
    of_message = {message: place_of[chat] for message, chat in joined if chat in place_of}
    deleted = dict(_deleted(database, place_of))
    gone = frozenset(message for message in deleted if message not in of_message)
    direct = {chat.identifier: place for place, chat in enumerate(listed) if not chat.group}
    return ChatIndex(listed, deleted | of_message, gone, direct)


def attachment_kinds(database: Database) -> dict[int, tuple[str, str, bool]]:
    """Type, name, and whether it is a sticker, of the first file that is attached to each row of `message`.

    Raises:
        BrokenExportError: the database is encrypted or damaged.
    """
    if not database.columns("message_attachment_join"):
        return {}
    column_names = {name.lower() for name in database.columns("attachment")}
    wanted = ("mime_type", "transfer_name", "filename", "is_sticker")
    names = [f"a.{name}" if name in column_names else "NULL" for name in wanted]
    query = (
        f"SELECT j.message_id, {', '.join(names)} FROM message_attachment_join j "  # noqa: S608 - names of ours
        "JOIN attachment a ON a.ROWID = j.attachment_id ORDER BY j.attachment_id DESC"
    )
    return {
        message: (single_line(mime).lower(), (single_line(name) or single_line(path)).lower(), bool(sticker))
        for message, mime, name, path, sticker in database.rows(query)
        if not (single_line(name) or single_line(path)).lower().endswith(".pluginpayloadattachment")
    }


def _add_people(database: Database, chats: list[AppleChat], place_of: dict[int, int], people: dict[int, str]) -> None:
    if not database.columns("chat_handle_join"):
        return
    for chat, handle in database.rows("SELECT chat_id, handle_id FROM chat_handle_join ORDER BY chat_id, handle_id"):
        listed = chats[place_of[chat]].people if chat in place_of else []
        name = people.get(handle, "")
        if name and name not in listed:
            listed.append(name)


def _deleted(database: Database, place_of: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Rows that were deleted lately, with their conversations."""
    if not database.columns("chat_recoverable_message_join"):
        return
    for message, chat in database.rows("SELECT message_id, chat_id FROM chat_recoverable_message_join"):
        if chat in place_of:
            yield message, place_of[chat]
