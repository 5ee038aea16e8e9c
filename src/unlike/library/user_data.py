"""Data that is stored for the owner: notes, settings and the number of visits; all of it can be deleted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

import msgspec

from unlike.library.note_store import FileNoteStore, NoteStore
from unlike.library.store import Settings, Store, StoredData
from unlike.library.visits import visited_chats


@dataclass(slots=True)
class InMemoryStore:
    """Store that lasts as long as the program runs, and writes to no disk."""

    data: StoredData = field(default_factory=StoredData)
    lock: Lock = field(default_factory=Lock, repr=False)

    def read(self) -> StoredData:
        """Return the stored data."""
        return self.data

    def write(self, data: StoredData) -> None:
        """Replace the stored data."""
        self.data = data

    def update(self, change: Callable[[StoredData], StoredData]) -> StoredData:
        """Replace the stored data by what a function makes of it."""
        with self.lock:
            self.data = change(self.data)
            return self.data

    def forget(self) -> None:
        """Delete the stored data."""
        self.data = StoredData()


@dataclass(frozen=True, slots=True)
class UserData:
    """Data of the owner in one store.

    Attributes:
        store: where all of it is read and written.
        location: path of the store as the owner is shown it; empty for a store on no disk.
    """

    store: Store = field(default_factory=InMemoryStore)
    location: str = ""

    @property
    def notes(self) -> NoteStore:
        """The owner's notes."""
        return FileNoteStore(self.store)

    def settings(self) -> Settings:
        """Return the owner's settings of the page.

        Raises:
            LibraryError: the store cannot be read.
        """
        return self.store.read().settings

    def save_settings(self, settings: Settings) -> None:
        """Replace the settings; notes and visits stay.

        Raises:
            LibraryError: the store cannot be read or written.
        """
        self.store.update(lambda data: msgspec.structs.replace(data, settings=settings))

    def visited_conversations(self) -> int:
        """Return the number of conversations of which visits are stored.

        Raises:
            LibraryError: the store cannot be read.
        """
        return visited_chats(self.store.read().visits)

    def forget(self) -> None:
        """Delete notes, settings and visits.

        Raises:
            LibraryError: the store cannot be deleted.
        """
        self.store.forget()
