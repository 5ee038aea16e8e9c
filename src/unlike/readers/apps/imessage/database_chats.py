"""The conversations of `chat.db`: every row of it a message, a line of the app, a reaction, or left over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from unlike.i18n import lazy_plural, mark
from unlike.readers.apps.imessage.apple_addresses import address_book
from unlike.readers.apps.imessage.apple_times import microseconds
from unlike.readers.apps.imessage.chat_titles import chat_titles
from unlike.readers.apps.imessage.message_edits import message_edits
from unlike.readers.apps.imessage.message_kinds import has_lost_words, is_bare, is_poll_update, row_kind, row_words
from unlike.readers.apps.imessage.message_table import (
    AppleChat,
    AppleMessage,
    attachment_kinds,
    chat_index,
    message_rows,
)
from unlike.readers.apps.imessage.own_addresses import own_addresses
from unlike.readers.apps.imessage.tapbacks import Tapbacks, is_tapback, is_vote, message_guid
from unlike.readers.base import Conversation, ParsedConversation, SkippedRecord
from unlike.readers.coverage import Coverage
from unlike.readers.export_sentences import bare_messages
from unlike.readers.formats.message_columns import MessageColumns
from unlike.readers.formats.sqlite_db import Database
from unlike.readers.unnamed_senders import UNKNOWN_SENDER

ME: Final = "Me"
"""The owner's name, which the database does not know."""

_UNKNOWN: Final = UNKNOWN_SENDER
_NO_TIME: Final = mark("it has no date that can be read")
_NO_CHAT: Final = mark("the database does not say which chat it belongs to")
_SECOND_US: Final = 1_000_000


@dataclass(slots=True)
class _Gathered:
    """The rows of one conversation so far."""

    columns: MessageColumns = field(default_factory=MessageColumns)
    guids: list[str] = field(default_factory=list)
    skipped: list[SkippedRecord] = field(default_factory=list)
    total: int = 0
    lost_words: int = 0
    bare: int = 0


class MessagesDatabase:
    """One database, read once.

    Attributes:
        orphans: rows of messages that belong to no chat.
        unreadable: titles of chats of which no message can be read, and how many they have.
    """

    def __init__(self, database: Database, app: str) -> None:
        self._database, self._app = database, app
        self._people = address_book(database)
        self._index = chat_index(database, self._people)
        self._own = own_addresses(database, self._people, self._index)
        self._attachments = attachment_kinds(database)
        self._gathered = [_Gathered() for _ in self._index.chats]
        self._tapbacks = Tapbacks()
        self.orphans = 0
        self.unreadable: list[tuple[str, int]] = []

    def conversations(self) -> Iterator[ParsedConversation]:
        """Every conversation with a message in it.

        Raises:
            BrokenExportError: the database is encrypted or damaged.
        """
        for row in message_rows(self._database):
            self._add(row)
        pairs = list(zip(self._index.chats, self._gathered, strict=True))
        self.unreadable = [(chat.title, rows.total) for chat, rows in pairs if rows.total and not len(rows.columns)]
        readable = [(chat, rows) for chat, rows in pairs if len(rows.columns)]
        titles = chat_titles([chat for chat, _ in readable])
        for (chat, rows), title in zip(readable, titles, strict=True):
            yield self._conversation(chat, title, rows)

    def _add(self, row: AppleMessage) -> None:
        place = self._index.of_message.get(row.rowid)
        if row.association and is_tapback(row.association):
            person = ME if row.is_from_me else self._sender(row, place)
            self._tapbacks.add(str(row.target or ""), person, row.association, _emoji(row))
        elif is_vote(row.association) or is_poll_update(row):
            return
        elif place is None:
            self._leave(row)
        else:
            self._add_message(row, place)

    def _leave(self, row: AppleMessage) -> None:
        """Leave a row without a chat over; it may be of the chat with its person, and counts there."""
        self.orphans += 1
        place = self._index.direct.get(self._people.of_handle.get(row.handle, ""))
        if place is not None and not _is_notice(row):
            gathered = self._gathered[place]
            gathered.total += 1
            gathered.skipped.append(SkippedRecord(_guid(row), _NO_CHAT))

    def _add_message(self, row: AppleMessage, place: int) -> None:
        gathered = self._gathered[place]
        gathered.total += 1
        guid = _guid(row)
        sent = microseconds(row.date)
        if sent is None:
            gathered.skipped.append(SkippedRecord(guid, _NO_TIME))
            return
        edits = message_edits(row.summary)
        words = row_words(row, edits)
        kind = self._kind(row, words, is_unsent=edits.is_unsent and not words)
        sender = None if kind == "system" else self._sender(row, place)
        gathered.lost_words += has_lost_words(row)
        gathered.bare += kind == "media" and is_bare(row)
        columns = gathered.columns
        columns.sent.append(sent)
        columns.edited.append(microseconds(row.edited) or edits.edited_at)
        columns.senders.append(sender)
        columns.texts.append(None if kind in ("system", "deleted") else words)
        columns.kinds.append(kind)
        columns.replies.append(message_guid(row.thread) if isinstance(row.thread, str) and row.thread else None)
        columns.refs.append(guid)
        gathered.guids.append(guid)

    def _kind(self, row: AppleMessage, words: str | None, *, is_unsent: bool) -> str:
        if _is_notice(row):
            return "system"
        if is_unsent or microseconds(row.retracted) or row.rowid in self._index.deleted:
            return "deleted"
        return row_kind(row, words, self._attachments.get(row.rowid))

    def _sender(self, row: AppleMessage, place: int | None) -> str:
        """Whose row it is; in a chat of two, whatever number or address they wrote from."""
        if row.is_from_me not in (0, 1):
            return _UNKNOWN
        if row.is_from_me or self._people.of_handle.get(row.handle) in self._own:
            return ME
        chat = self._index.chats[place] if place is not None else None
        if chat is not None and not chat.group:
            return ME if chat.identifier in self._own else chat.title
        return self._people.of_handle.get(row.handle) or _UNKNOWN

    def _conversation(self, chat: AppleChat, title: str, gathered: _Gathered) -> ParsedConversation:
        columns = gathered.columns
        for number, guid in enumerate(gathered.guids):
            for emoji, person in self._tapbacks.of(guid):
                columns.reactions.add(number, emoji, person)
        _number_repeated(columns.refs)
        system = columns.kinds.count("system")
        is_fine = any(sent % _SECOND_US for sent in columns.sent)
        conversation = Conversation(
            key=title,
            title=title,
            app=self._app,
            group=chat.group,
            owner=ME,
            clock=timedelta(milliseconds=1) if is_fine else timedelta(seconds=1),
            skipped=tuple(gathered.skipped),
            notes=_notes(gathered),
            coverage=Coverage(len(columns) - system, system, len(gathered.skipped), gathered.total),
        )
        return ParsedConversation(conversation, columns.table(title, self._app))


def _guid(row: AppleMessage) -> str:
    return row.guid if isinstance(row.guid, str) and row.guid else f"row {row.rowid}"


def _is_notice(row: AppleMessage) -> bool:
    """Whether a row is a line of the app."""
    return isinstance(row.item_type, int) and bool(row.item_type)


def _emoji(row: AppleMessage) -> str | None:
    return row.emoji if isinstance(row.emoji, str) and row.emoji else None


def _number_repeated(refs: list[str]) -> None:
    """Make refs unique that a damaged database has twice."""
    seen: dict[str, int] = {}
    for place, ref in enumerate(refs):
        seen[ref] = seen.get(ref, 0) + 1
        if seen[ref] > 1:
            refs[place] = f"{ref}#{seen[ref]}"


def _notes(gathered: _Gathered) -> tuple[str, ...]:
    notes: list[str] = []
    if gathered.lost_words:
        notes.append(
            lazy_plural(
                "{number} message whose words could not be decoded counts as media.",
                "{number} messages whose words could not be decoded count as media.",
                gathered.lost_words,
            )
        )
    if gathered.bare:
        notes.append(bare_messages(gathered.bare))
    return tuple(notes)
