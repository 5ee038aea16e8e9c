"""Histories of conversations in the library: what all parts of each make, and what a list shows of that."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

import polars as pl

from unlike.i18n import lazy_plural
from unlike.library.encrypted_database import EncryptedDatabase, damage_sentence
from unlike.library.person_links import follow_names, linked_people
from unlike.library.stored_chats import StoredChat, stored_chats
from unlike.library.stored_parts import read_parts
from unlike.library.stored_people import StoredPerson, stored_people
from unlike.messages import CALL
from unlike.messages.history_merge import merge_history
from unlike.messages.lacking_messages import lacking_messages
from unlike.messages.participants import participants
from unlike.readers.base import ParsedConversation
from unlike.readers.distinct_names import distinct_names
from unlike.readers.history_joining import history_parts, joined_history
from unlike.readers.import_result import Import, import_of_histories, with_unique_keys
from unlike.readers.owner_names import common_owner
from unlike.readers.person_histories import with_people
from unlike.readers.same_people import SamePerson
from unlike.readers.sender_renaming import with_owner_name


@dataclass(frozen=True, slots=True)
class StoredHistory:
    """The whole history of a conversation.

    Attributes:
        chat: what a list shows of it.
        history: its messages, each once.
        lacking: whether each of them is one that a later export no longer has.
    """

    chat: StoredChat
    history: ParsedConversation
    lacking: pl.Series


def stored_histories(database: EncryptedDatabase, numbers: Collection[int] | None) -> Iterator[StoredHistory]:
    """Histories of some conversations, or of all where None is given, one after another; no other is read."""
    for chat in stored_chats(database):
        if numbers is None or chat.number in numbers:
            parts = [part.parsed for part in read_parts(database, chat.number)]
            with damage_sentence(database.path):
                stored = StoredHistory(chat, *history_of(parts))
            yield stored


def read_histories(database: EncryptedDatabase, zone: ZoneInfo, numbers: Collection[int] | None) -> Import:
    """Conversations of the library as their exports would be read; see `ChatLibrary.read`."""
    with database.reading():
        stored = list(stored_histories(database, numbers))
        with damage_sentence(database.path):
            people = stored_people(database)
        owner = next((person.name for person in linked_people(database) if person.is_owner), None)
    histories = _with_stable_keys(stored)
    name = owner or common_owner(history.conversation for history in histories)
    if name:
        histories = [with_owner_name(history, name) for history in histories]
    keys = {
        stored_history.chat.number: history.conversation.key
        for stored_history, history in zip(stored, histories, strict=True)
    }
    histories = with_people(histories, _same_people(people, keys), zone, name)
    return import_of_histories(histories, histories, zone)


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


def _with_stored_owner(stored: StoredHistory) -> ParsedConversation:
    """A history with the owner's name as the owner gave it for this conversation; unchanged where they did not."""
    owner, history = stored.chat.owner, stored.history
    if owner in (None, history.conversation.owner):
        return history
    return replace(history, conversation=replace(history.conversation, owner=owner))


def _with_stable_keys(stored: Sequence[StoredHistory]) -> list[ParsedConversation]:
    """Histories with unique keys that do not depend on who wrote last: equal titles, by the conversation's number."""
    ordered = sorted(stored, key=lambda stored_history: stored_history.chat.number)
    histories = with_unique_keys([_with_stored_owner(stored_history) for stored_history in ordered])
    history_by_number = {
        stored_history.chat.number: history for stored_history, history in zip(ordered, histories, strict=True)
    }
    return [history_by_number[stored_history.chat.number] for stored_history in stored]


def _same_people(people: Sequence[StoredPerson], keys: Mapping[int, str]) -> list[SamePerson]:
    """People whom the owner has identified, with their senders by conversation key, under distinct names."""
    people_by_id = {f"{person.person_id}": person for person in people if person.person_id and not person.is_owner}
    names = distinct_names(
        {number: (person.name, person.chats[0].chat.title) for number, person in people_by_id.items()}
    )
    senders = {
        number: frozenset((keys[entry.chat.number], entry.name) for entry in person.chats if entry.chat.number in keys)
        for number, person in people_by_id.items()
    }
    return [SamePerson(names[number], senders[number]) for number in people_by_id]
