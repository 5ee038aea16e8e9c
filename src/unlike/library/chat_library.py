"""The library of chats: exports are added to it, and conversations are read as if all exports were read at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import polars as pl

from unlike.errors import ChatLibraryError
from unlike.i18n import mark
from unlike.library.adding import AddedChat, NewExport, add_export
from unlike.library.encrypted_database import (
    EncryptedDatabase,
    KeyCost,
    create_private_file,
    damage_sentence,
    open_encrypted,
)
from unlike.library.erasure import ErasureResult, Span, erase, finish_erasure
from unlike.library.library_schema import prepare_schema
from unlike.library.person_links import linked_people
from unlike.library.private_output import remove_unfinished
from unlike.library.stored_chats import StoredChat, history_of, stored_chats
from unlike.library.stored_matches import StoredMatch, stored_matches
from unlike.library.stored_parts import read_parts
from unlike.library.stored_people import StoredPerson, stored_people
from unlike.readers.base import ParsedConversation
from unlike.readers.distinct_names import distinct_names
from unlike.readers.import_result import Import, import_of_histories, with_unique_keys
from unlike.readers.person_histories import with_people
from unlike.readers.same_people import SamePerson
from unlike.readers.sender_renaming import common_owner, with_owner_name

LIBRARY_NAME: Final = "library.db"


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


@dataclass(frozen=True, slots=True)
class ChatLibrary:
    """An open library. Every method raises `ChatLibraryError` where its file cannot be read or written."""

    database: EncryptedDatabase

    def add(self, exports: Sequence[NewExport]) -> list[tuple[AddedChat, ...] | None]:
        """Add exports, all or none, and say what each brought; None for one that is there already."""
        with self.database.writing():
            return [add_export(self.database, export) for export in exports]

    def compare(self, exports: Sequence[NewExport]) -> list[tuple[AddedChat, ...] | None]:
        """Return what `add` would bring, without changing anything."""
        with self.database.trying():
            return [add_export(self.database, export) for export in exports]

    def chats(self) -> tuple[StoredChat, ...]:
        """All conversations, the one with the latest message first."""
        return stored_chats(self.database)

    def histories(self, numbers: Collection[int] | None = None) -> Iterator[StoredHistory]:
        """Histories of some conversations, or of all, one after another; no other is read."""
        for chat in self.chats():
            if numbers is None or chat.number in numbers:
                parts = [part.parsed for part in read_parts(self.database, chat.number)]
                with damage_sentence(self.database.path):
                    stored = StoredHistory(chat, *history_of(parts))
                yield stored

    def read(self, zone: ZoneInfo, numbers: Collection[int] | None = None) -> Import:
        """Read some conversations, or all, as the exports themselves would be read.

        The owner bears one name in all of them, as they said, else that of most. Whoever the owner says is one person
        bears one name, with one history of the chats of two with them.

        Args:
            zone: of the owner, for days.
            numbers: of the conversations; no other is read.
        """
        with self.database.reading():
            stored = list(self.histories(numbers))
            people = self.people()
            owner = next((person.name for person in linked_people(self.database) if person.is_owner), None)
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

    def people(self) -> tuple[StoredPerson, ...]:
        """Everybody who writes in the library: the owner first, then those who wrote most."""
        with damage_sentence(self.database.path):
            return stored_people(self.database)

    def matches(self) -> tuple[StoredMatch, ...]:
        """Pairs of people who may be one person, with what agrees; nothing is merged."""
        with self.database.reading():
            return stored_matches(self.database, self.people())

    def zone(self) -> str:
        """IANA name of the zone of the export that was added last; empty where there is none."""
        rows = self.database.rows("SELECT zone FROM exports ORDER BY added DESC, id DESC LIMIT 1")
        return str(rows[0][0]) if rows else ""

    def forget(self, number: int, person: str | None = None, span: Span | None = None) -> ErasureResult:
        """Forget a conversation, or what a person wrote in it, or a span of it; the file then no longer holds it."""
        forgotten = erase(self.database, number, person, span)
        finish_erasure(self.database)
        with suppress(OSError):
            remove_unfinished(self.database.path)  # a backup that was half put back would still hold it
        return forgotten

    def check(self) -> None:
        """Read every page of the file.

        Raises:
            ChatLibraryError: one is damaged.
        """
        problems = self.database.rows("PRAGMA integrity_check(1)")
        if problems != [("ok",)]:
            reason, step = mark("your library is damaged"), mark("Put a backup in its place with unlike restore.")
            raise ChatLibraryError(self.database.path, reason, step)


@contextmanager
def open_library(
    path: Path, passphrase: str, *, create: bool = False, cost: KeyCost | None = None
) -> Iterator[ChatLibrary]:
    """Open the library for as long as the block lasts; an erasure that a killed program left is finished first.

    Args:
        path: its file.
        passphrase: from which the key comes.
        create: make it where there is none.
        cost: of the key; as it was when the library was made.

    Raises:
        ChatLibraryError: it cannot be opened.
    """
    if create:
        create_private_file(path)
    with open_encrypted(path, passphrase, cost or KeyCost()) as database:
        prepare_schema(database)
        with suppress(ChatLibraryError):  # where it can only be read, a later program does it
            finish_erasure(database)
        yield ChatLibrary(database)


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


def has_library(path: Path) -> bool:
    """Whether there is a library; an empty file is none yet."""
    try:
        return path.stat().st_size > 0
    except OSError:
        return False
