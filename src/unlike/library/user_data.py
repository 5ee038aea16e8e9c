"""All that is kept, behind one narrow door: notes, settings, what there is of them, and forgetting it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from unlike.library.note_store import FileNoteStore, NoteStore
from unlike.library.store import Settings, Store, StoredData


@dataclass(slots=True)
class InMemoryStore:
    """Kept while the program runs, and on no disk."""

    kept: StoredData = field(default_factory=StoredData)

    def read(self) -> StoredData:
        """What is kept."""
        return self.kept

    def write(self, kept: StoredData) -> None:
        """Put it in place of what was kept."""
        self.kept = kept

    def forget(self) -> None:
        """Take it all away."""
        self.kept = StoredData()


@dataclass(frozen=True, slots=True)
class UserData:
    """What the program keeps for its owner.

    Attributes:
        store: of all of it.
        place: where that is, in words for the owner; empty where it is on no disk.
    """

    store: Store = field(default_factory=InMemoryStore)
    place: str = ""

    @property
    def notes(self) -> NoteStore:
        """The owner's notes."""
        return FileNoteStore(self.store)

    def settings(self) -> Settings:
        """How the owner wants the page.

        Raises:
            LibraryError: what is kept cannot be read.
        """
        return self.store.read().settings

    def settle(self, settings: Settings) -> None:
        """Keep other settings.

        Raises:
            LibraryError: what is kept cannot be read or written.
        """
        self.store.write(replace(self.store.read(), settings=settings))

    def looks(self) -> int:
        """How many chats are known to have been looked at.

        Raises:
            LibraryError: what is kept cannot be read.
        """
        return len(self.store.read().looks)

    def forget(self) -> None:
        """Forget notes, settings and looks.

        Raises:
            LibraryError: they cannot be taken away.
        """
        self.store.forget()
