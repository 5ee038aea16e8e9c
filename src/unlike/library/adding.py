"""Adding exports to the library: which conversation each part belongs to, and what is new in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from unlike.library.encrypted_database import EncryptedDatabase
from unlike.library.part_search import conversations_like
from unlike.library.person_links import link_owner, move_links
from unlike.library.stored_chats import microseconds_of
from unlike.library.stored_histories import write_summary
from unlike.library.stored_parts import (
    StoredConversation,
    StoredPart,
    add_parts,
    delete_rows,
    drop_contained,
    read_conversation,
)
from unlike.readers.base import ParsedConversation
from unlike.readers.history_grouping import history_groups


@dataclass(frozen=True, slots=True)
class NewExport:
    """An export that is to be added.

    Attributes:
        sha256: of its bytes, 64 hexadecimal digits.
        name: of its file or folder.
        added: the present time, with its zone.
        zone: IANA name of the zone in which its wall-clock times were read.
        parts: the conversations in it.
        owner: their name in it, as they said; None where nobody said.
    """

    sha256: str
    name: str
    added: datetime
    zone: str
    parts: tuple[ParsedConversation, ...]
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class AddedChat:
    """Result of adding an export to one conversation.

    Attributes:
        number: of the conversation.
        title: what people call it.
        new: messages that it did not have before.
        messages: all that it has now.
        lacking: number of them that a later export no longer has.
    """

    number: int
    title: str
    new: int
    messages: int
    lacking: int = 0


def add_export(database: EncryptedDatabase, export: NewExport) -> tuple[AddedChat, ...] | None:
    """Add an export in the current transaction; None for one that is in the library already.

    Raises:
        ChatLibraryError: the library cannot be read or written.
    """
    if database.rows("SELECT 1 FROM exports WHERE sha256 = ?", (export.sha256,)):
        return None
    export_id = database.change(
        "INSERT INTO exports (sha256, name, added, zone) VALUES (?, ?, ?, ?)",
        (export.sha256, export.name, microseconds_of(export.added), export.zone),
    )
    new_parts = [StoredPart(export_id, part) for part in export.parts]
    added_chats = tuple(
        _add_to_conversation(database, conversations, parts)
        for conversations, parts in _parts_by_conversations(database, new_parts)
    )
    if export.owner is not None:
        link_owner(database, export.owner, [chat.number for chat in added_chats])
    return added_chats


_Conversations = dict[int, StoredConversation]
"""Stored parts and rows of conversations, by their numbers."""


def _parts_by_conversations(
    database: EncryptedDatabase, new_parts: Sequence[StoredPart]
) -> Iterable[tuple[_Conversations, list[StoredPart]]]:
    """Yield new parts with the stored conversations that they belong to; several of these are then merged into one."""
    stored = {
        number: read_conversation(database, number)
        for number in conversations_like(database, [part.parsed for part in new_parts])
    }
    conversation_numbers: list[int | None] = [
        number for number, conversation in stored.items() for _ in conversation.parts
    ]
    all_parts = [part for conversation in stored.values() for part in conversation.parts] + list(new_parts)
    conversation_numbers += [None] * len(new_parts)
    for group in _merged_groups(history_groups([part.parsed for part in all_parts]), conversation_numbers):
        numbers = sorted(
            {stored_number for position in group if (stored_number := conversation_numbers[position]) is not None}
        )
        group_parts = [all_parts[position] for position in group if conversation_numbers[position] is None]
        if group_parts:
            yield {number: stored[number] for number in numbers}, group_parts


def _merged_groups(groups: Iterable[Sequence[int]], conversation_numbers: Sequence[int | None]) -> list[list[int]]:
    """Merge groups of positions that share a stored conversation; each group is sorted."""
    merged_groups: list[set[int]] = []
    for group in groups:
        numbers = {conversation_numbers[position] for position in group} - {None}
        overlapping_groups = [
            merged for merged in merged_groups if numbers & {conversation_numbers[position] for position in merged}
        ]
        merged_groups = [
            *(merged for merged in merged_groups if merged not in overlapping_groups),
            set(group).union(*overlapping_groups),
        ]
    return [sorted(group) for group in merged_groups]


def _add_to_conversation(
    database: EncryptedDatabase, conversations: _Conversations, new_parts: Sequence[StoredPart]
) -> AddedChat:
    """Add parts to the first of some stored conversations, or to a new one, and merge the others into it."""
    if conversations:
        target, *merged_numbers = conversations
    else:
        target, merged_numbers = _new_conversation(database), []
    messages_before = sum(_message_count(database, number) for number in conversations)
    moved_parts = [replace(part, part_id=0) for number in merged_numbers for part in conversations[number].parts]
    for number in merged_numbers:
        _take_over(database, number, target)
    target_conversation = conversations.get(target)
    added_parts = add_parts(
        database, target, [*moved_parts, *new_parts], target_conversation.content if target_conversation else None
    )
    parts = [*(target_conversation.parts if target_conversation else ()), *added_parts]
    remaining_ids = drop_contained(database, target)
    messages = write_summary(database, target, [part.parsed for part in parts if part.part_id in remaining_ids])
    ((title, lacking),) = database.rows("SELECT title, lacking FROM conversations WHERE id = ?", (target,))
    return AddedChat(target, title, messages - messages_before, messages, lacking)


def _new_conversation(database: EncryptedDatabase) -> int:
    return database.change(
        "INSERT INTO conversations (title, app, is_group, messages, lacking, next_number) VALUES ('', '', 0, 0, 0, 0)"
    )


def _take_over(database: EncryptedDatabase, number: int, target: int) -> None:
    """Delete a conversation whose parts are added to another one; what its contained parts covered goes with it."""
    database.change("UPDATE parts SET conversation = ? WHERE conversation = ? AND is_contained", (target, number))
    delete_rows(database, number)
    move_links(database, number, target)
    database.change("DELETE FROM conversations WHERE id = ?", (number,))


def _message_count(database: EncryptedDatabase, number: int) -> int:
    ((messages,),) = database.rows("SELECT messages FROM conversations WHERE id = ?", (number,))
    return int(messages)
