"""All that is kept, behind one narrow door: notes, settings, what there is of them, and forgetting it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from unlike.library.note_store import FileNotes, Notes
from unlike.library.store import Kept, Settings, Store


@dataclass(slots=True)
class Memory:
    """Kept while the program runs, and on no disk."""

    kept: Kept = field(default_factory=Kept)

    def read(self) -> Kept:
        """What is kept."""
        return self.kept

    def write(self, kept: Kept) -> None:
        """Put it in place of what was kept."""
        self.kept = kept

    def forget(self) -> None:
        """Take it all away."""
        self.kept = Kept()


@dataclass(frozen=True, slots=True)
class Room:
    """What the program keeps for its owner.

    Attributes:
        store: of all of it.
        place: where that is, in words for the owner; empty where it is on no disk.
    """

    store: Store = field(default_factory=Memory)
    place: str = ""

    @property
    def notes(self) -> Notes:
        """The owner's notes."""
        return FileNotes(self.store)

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
