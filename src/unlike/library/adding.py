"""Adding exports to the library: which conversation each part belongs to, and what is new in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from unlike.library.encrypted_database import EncryptedDatabase
from unlike.library.part_search import conversations_like
from unlike.library.person_links import link_owner, move_links
from unlike.library.stored_chats import microseconds_of, write_summary
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
    """What an export brought to one conversation.

    Attributes:
        number: of the conversation.
        title: what people call it.
        new: messages that it did not have before.
        messages: all that it has now.
        lacking: those of them that a later export no longer has.
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
    new = [StoredPart(export_id, part) for part in export.parts]
    added = tuple(_add(database, conversations, parts) for conversations, parts in _assigned(database, new))
    if export.owner is not None:
        link_owner(database, export.owner, [chat.number for chat in added])
    return added


_Conversations = dict[int, StoredConversation]
"""What is stored of conversations, by their numbers."""


def _assigned(
    database: EncryptedDatabase, new: Sequence[StoredPart]
) -> Iterable[tuple[_Conversations, list[StoredPart]]]:
    """The new parts by the stored conversations that they belong to; several of these are then one."""
    stored = {
        number: read_conversation(database, number)
        for number in conversations_like(database, [part.parsed for part in new])
    }
    owners: list[int | None] = [number for number, known in stored.items() for _ in known.parts]
    every = [part for known in stored.values() for part in known.parts] + list(new)
    owners += [None] * len(new)
    for group in _with_whole_conversations(history_groups([part.parsed for part in every]), owners):
        numbers = sorted({owner for place in group if (owner := owners[place]) is not None})
        fresh = [every[place] for place in group if owners[place] is None]
        if fresh:
            yield {number: stored[number] for number in numbers}, fresh


def _with_whole_conversations(groups: Iterable[Sequence[int]], owners: Sequence[int | None]) -> list[list[int]]:
    """Groups of places, where those that share a stored conversation are one."""
    whole: list[set[int]] = []
    for group in groups:
        numbers = {owners[place] for place in group} - {None}
        same = [other for other in whole if numbers & {owners[place] for place in other}]
        whole = [*(other for other in whole if other not in same), set(group).union(*same)]
    return [sorted(group) for group in whole]


def _add(database: EncryptedDatabase, conversations: _Conversations, new: Sequence[StoredPart]) -> AddedChat:
    """Add parts to one conversation, which may take over others."""
    if conversations:
        target, *others = conversations
    else:
        target, others = _new_conversation(database), []
    before = sum(_messages(database, number) for number in conversations)
    moved = [replace(part, part_id=0) for number in others for part in conversations[number].parts]
    for number in others:
        _take_over(database, number, target)
    known = conversations.get(target)
    added = add_parts(database, target, [*moved, *new], known.content if known else None)
    parts = [*(known.parts if known else ()), *added]
    left = drop_contained(database, target)
    messages = write_summary(database, target, [part.parsed for part in parts if part.part_id in left])
    ((title, lacking),) = database.rows("SELECT title, lacking FROM conversations WHERE id = ?", (target,))
    return AddedChat(target, title, messages - before, messages, lacking)


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


def _messages(database: EncryptedDatabase, number: int) -> int:
    ((messages,),) = database.rows("SELECT messages FROM conversations WHERE id = ?", (number,))
    return int(messages)
