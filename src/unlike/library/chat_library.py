"""The library of chats: exports are added to it, and conversations are read as if all exports were read at once.

What needs the message table loads where it is used: a list, and an answer that is stored, are there without it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from unlike.errors import ChatLibraryError
from unlike.i18n import mark
from unlike.library.encrypted_database import (
    EncryptedDatabase,
    KeyCost,
    create_private_file,
    damage_sentence,
    open_encrypted,
)
from unlike.library.erasure_end import finish_erasure
from unlike.library.library_schema import prepare_schema
from unlike.library.private_output import remove_unfinished
from unlike.library.stored_chats import StoredChat, stored_chats
from unlike.library.stored_people import StoredPerson, stored_people

if TYPE_CHECKING:
    from unlike.library.adding import AddedChat, NewExport
    from unlike.library.erasure import ErasureResult, Span
    from unlike.library.stored_histories import StoredHistory
    from unlike.library.stored_matches import StoredMatch
    from unlike.readers.import_result import Import

LIBRARY_NAME: Final = "library.db"


@dataclass(frozen=True, slots=True)
class ChatLibrary:
    """An open library. Every method raises `ChatLibraryError` where its file cannot be read or written."""

    database: EncryptedDatabase

    def add(self, exports: Sequence[NewExport]) -> list[tuple[AddedChat, ...] | None]:
        """Add exports, all or none, and say what each brought; None for one that is there already."""
        from unlike.library.adding import add_export  # noqa: PLC0415 - see above

        with self.database.writing():
            return [add_export(self.database, export) for export in exports]

    def compare(self, exports: Sequence[NewExport]) -> list[tuple[AddedChat, ...] | None]:
        """Return what `add` would bring, without changing anything."""
        from unlike.library.adding import add_export  # noqa: PLC0415 - see above

        with self.database.trying():
            return [add_export(self.database, export) for export in exports]

    def chats(self) -> tuple[StoredChat, ...]:
        """All conversations, the one with the latest message first."""
        return stored_chats(self.database)

    def histories(self, numbers: Collection[int] | None = None) -> Iterator[StoredHistory]:
        """Histories of some conversations, or of all, one after another; no other is read."""
        from unlike.library.stored_histories import stored_histories  # noqa: PLC0415 - see above

        return stored_histories(self.database, numbers)

    def read(self, zone: ZoneInfo, numbers: Collection[int] | None = None) -> Import:
        """Read some conversations, or all, as the exports themselves would be read.

        The owner bears one name in all of them, as they said, else that of most. Whoever the owner says is one person
        bears one name, with one history of the chats of two with them.

        Args:
            zone: of the owner, for days.
            numbers: of the conversations; no other is read.
        """
        from unlike.library.stored_histories import read_histories  # noqa: PLC0415 - see above

        return read_histories(self.database, zone, numbers)

    def people(self) -> tuple[StoredPerson, ...]:
        """Everybody who writes in the library: the owner first, then those who wrote most."""
        with damage_sentence(self.database.path):
            return stored_people(self.database)

    def matches(self) -> tuple[StoredMatch, ...]:
        """Pairs of people who may be one person, with what agrees; nothing is merged."""
        from unlike.library.stored_matches import stored_matches  # noqa: PLC0415 - see above

        with self.database.reading():
            return stored_matches(self.database, self.people())

    def zone(self) -> str:
        """IANA name of the zone of the export that was added last; empty where there is none."""
        rows = self.database.rows("SELECT zone FROM exports ORDER BY added DESC, id DESC LIMIT 1")
        return str(rows[0][0]) if rows else ""

    def forget(self, number: int, person: str | None = None, span: Span | None = None) -> ErasureResult:
        """Forget a conversation, or what a person wrote in it, or a span of it; the file then no longer holds it."""
        from unlike.library.erasure import erase  # noqa: PLC0415 - see above

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


def has_library(path: Path) -> bool:
    """Whether there is a library; an empty file is none yet."""
    try:
        return path.stat().st_size > 0
    except OSError:
        return False
