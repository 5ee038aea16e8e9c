"""The library of chats: exports are added to it, and conversations are read as if all exports were read at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
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
from unlike.library.erasure import Forgotten, Span, erase, finish_erasure
from unlike.library.library_schema import prepare_schema
from unlike.library.private_output import remove_unfinished
from unlike.library.stored_chats import StoredChat, history_of, messages_by_people, stored_chats
from unlike.library.stored_parts import read_parts
from unlike.messages.queries import sender_is
from unlike.readers.base import ParsedConversation
from unlike.readers.import_result import Import, import_of_histories

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
        """What `add` would bring; nothing is changed."""
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
                    if messages_by_people(stored.history.messages) != chat.messages:
                        raise ValueError("other messages than its summary counts")
                yield stored

    def read(self, zone: ZoneInfo, numbers: Collection[int] | None = None) -> Import:
        """Read some conversations, or all, as the exports themselves would be read.

        The owner bears one name in all of them, that of most.

        Args:
            zone: of the owner, for days.
            numbers: of the conversations; no other is read.
        """
        with self.database.reading():
            histories = [stored.history for stored in self.histories(numbers)]
        histories = _with_one_owner(histories)
        return import_of_histories(histories, histories, zone)

    def zone(self) -> str:
        """IANA name of the zone of the export that was added last; empty where there is none."""
        rows = self.database.rows("SELECT zone FROM exports ORDER BY added DESC, id DESC LIMIT 1")
        return str(rows[0][0]) if rows else ""

    def forget(self, number: int, person: str | None = None, span: Span | None = None) -> Forgotten:
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
        said = self.database.rows("PRAGMA integrity_check(1)")
        if said != [("ok",)]:
            reason, step = mark("your library is damaged"), mark("Put a backup in its place with unlike restore.")
            raise ChatLibraryError(self.database.path, reason, step)


@contextmanager
def open_library(
    path: Path, passphrase: str, *, create: bool = False, cost: KeyCost | None = None
) -> Iterator[ChatLibrary]:
    """Open the library for as long as the block lasts; what a killed program left undone is done first.

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


def has_library(path: Path) -> bool:
    """Whether there is a library; an empty file is none yet."""
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def _with_one_owner(histories: Sequence[ParsedConversation]) -> list[ParsedConversation]:
    """Histories in which the owner bears one name, where nobody else bears it."""
    names = Counter(history.conversation.owner for history in histories if history.conversation.owner)
    if len(names) < 2:
        return list(histories)
    name = max(sorted(names), key=names.__getitem__)
    return [_with_owner(history, name) for history in histories]


def _with_owner(history: ParsedConversation, name: str) -> ParsedConversation:
    owner = history.conversation.owner
    if owner in (None, name) or history.messages.filter(sender_is(name)).height:
        return history
    senders = pl.col("sender").cast(pl.String).replace({owner: name}).cast(pl.Categorical())
    return replace(
        history,
        conversation=replace(history.conversation, owner=name),
        messages=history.messages.with_columns(senders),
    )
