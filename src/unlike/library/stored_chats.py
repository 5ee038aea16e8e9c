"""Conversations in the library: what a list shows of each, and the history that its parts make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import polars as pl

from unlike.i18n import lazy_plural
from unlike.library.encrypted_database import EncryptedDatabase
from unlike.library.person_links import follow_names
from unlike.messages import CALL, participants
from unlike.messages.history_merge import merge_history
from unlike.messages.lacking_messages import lacking_messages
from unlike.readers.base import ParsedConversation
from unlike.readers.history_joining import history_parts, joined_history

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class StoredChat:
    """A conversation in the library.

    Attributes:
        number: by which it is named; it stays the same until another export shows that two are one.
        title: what people call it.
        app: the reader's name.
        group: more than two people can write in it.
        owner: the owner's name in it, as they said or as the exports tell; None where nobody said.
        messages: rows by people.
        first, last: moments of its first and last row, UTC; None without any.
        lacking: messages that a later export no longer has.
        exports: how many exports are in it.
        people: names in it, and those that an older export uses.
        exported_owner: the owner's name as the exports tell it.
    """

    number: int
    title: str
    app: str
    group: bool
    owner: str | None
    messages: int
    first: datetime | None
    last: datetime | None
    lacking: int
    exports: int
    people: tuple[str, ...]
    exported_owner: str | None = None

    def has_person(self, name: str) -> bool:
        """Whether somebody of a name, in whatever case, writes in it."""
        return name.strip().casefold() in {person.casefold() for person in self.people}


def stored_chats(database: EncryptedDatabase) -> tuple[StoredChat, ...]:
    """All conversations, the one with the latest message first.

    Raises:
        ChatLibraryError: the library cannot be read.
    """
    people: dict[int, list[str]] = {}
    for number, name in database.rows("SELECT conversation, name FROM participants ORDER BY messages DESC, name"):
        people.setdefault(number, []).append(name)
    owners = dict(
        database.rows(
            "SELECT conversation, person_senders.name FROM person_senders JOIN people ON people.id = person "
            "WHERE is_owner"
        )
    )
    exports = dict(database.rows("SELECT conversation, count(DISTINCT export) FROM parts GROUP BY conversation"))
    rows = database.rows(
        "SELECT id, title, app, is_group, owner, messages, first, last, lacking FROM conversations "
        "ORDER BY last DESC, id"
    )
    return tuple(
        StoredChat(
            number, title, app, bool(group), owners.get(number, owner), messages, moment_of(first), moment_of(last),
            lacking, exports.get(number, 0), tuple(people.get(number, ())), owner,
        )
        for number, title, app, group, owner, messages, first, last, lacking in rows
    )  # fmt: skip


def moment_of(microseconds: int | None) -> datetime | None:
    """Moment of a stored number of microseconds since 1970, UTC."""
    return None if microseconds is None else _EPOCH + timedelta(microseconds=microseconds)


def microseconds_of(moment: datetime) -> int:
    """Microseconds since 1970 of a moment with its zone, as they are stored."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def _messages_by_people(messages: pl.DataFrame) -> int:
    """Number of messages in rows of the message table, without calls and lines of the app, as everywhere else."""
    return messages.filter(~pl.col("kind").is_in(["system", CALL]), pl.col("sender").is_not_null()).height


def write_summary(database: EncryptedDatabase, conversation_id: int, parts: Sequence[ParsedConversation]) -> int:
    """Store what a list shows of a conversation, and return the number of its messages.

    Args:
        database: the library, in a transaction.
        conversation_id: its number.
        parts: all of its parts.
    """
    history, lacking, names = _merged_history(parts)
    conversation, messages = history.conversation, history.messages
    moments = messages["sent_at"].to_physical()
    by_people = _messages_by_people(messages)
    database.change(
        "UPDATE conversations SET title = ?, app = ?, is_group = ?, owner = ?, messages = ?, first = ?, last = ?, "
        "lacking = ? WHERE id = ?",
        (
            conversation.title, conversation.app, conversation.group, conversation.owner, by_people, moments.min(),
            moments.max(), int(lacking.sum()), conversation_id,
        ),
    )  # fmt: skip
    database.change("UPDATE participants SET messages = 0 WHERE conversation = ?", (conversation_id,))
    database.change_many(
        "UPDATE participants SET messages = ? WHERE conversation = ? AND name = ?",
        [(person.messages, conversation_id, person.name) for person in participants(messages)],
    )
    follow_names(database, conversation_id, names)
    return by_people


def history_of(parts: Sequence[ParsedConversation]) -> tuple[ParsedConversation, pl.Series]:
    """The history of a conversation, and whether each of its rows is lacking in a later export.

    Args:
        parts: all of its parts.
    """
    history, lacking, _ = _merged_history(parts)
    return history, lacking


def _merged_history(parts: Sequence[ParsedConversation]) -> tuple[ParsedConversation, pl.Series, Mapping[str, str]]:
    """The history of a conversation, whether each row is lacking in a later export, and the names of renamed people."""
    if len(parts) == 1:
        history = joined_history(parts)
        return history, pl.repeat(value=False, n=history.messages.height, eager=True, dtype=pl.Boolean), {}
    history_inputs = history_parts(parts)
    merge = merge_history(history_inputs)
    history, lacking = joined_history(parts, merge), lacking_messages(history_inputs, merge)
    return _with_lacking_note(history, int(lacking.sum())), lacking, merge.names


def _with_lacking_note(history: ParsedConversation, lacking_count: int) -> ParsedConversation:
    """A history that says how many of its messages a later export no longer has."""
    if not lacking_count:
        return history
    note = lazy_plural(
        "{number} message is kept that a later export no longer has.",
        "{number} messages are kept that a later export no longer has.",
        lacking_count,
    )
    return replace(history, conversation=replace(history.conversation, notes=(*history.conversation.notes, note)))
