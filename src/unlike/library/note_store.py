"""The owner's notes, behind the one narrow door through which the rest of the program sees them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from unlike.library.store import Note, Store

__all__ = ["FileNoteStore", "Note", "NoteStore"]


class NoteStore(Protocol):
    """Notes by conversation, person and days, wherever they are kept."""

    def all(self) -> tuple[Note, ...]:
        """Every note, by its days."""

    def get(self, conversation: str, person: str, days: tuple[date, date]) -> tuple[Note, ...]:
        """The notes about any of some days: a later export may see a spell begin a day earlier."""

    def add(self, note: Note) -> None:
        """Keep a note; one that is there already is not doubled."""

    def forget(self, conversation: str, person: str, days: tuple[date, date]) -> int:
        """Take away the notes about any of some days; how many there were."""


@dataclass(frozen=True, slots=True)
class FileNoteStore:
    """Notes in what holds all that is kept."""

    file: Store

    def all(self) -> tuple[Note, ...]:
        """Every note, by its days.

        Raises:
            LibraryError: the file cannot be read.
        """
        return tuple(sorted(self.file.read().notes, key=lambda note: (note.first, note.written)))

    def get(self, conversation: str, person: str, days: tuple[date, date]) -> tuple[Note, ...]:
        """The notes about any of some days, both included."""
        return tuple(note for note in self.all() if _about(note, conversation, person, days))

    def add(self, note: Note) -> None:
        """Keep a note.

        Raises:
            LibraryError: the file cannot be read or written.
        """
        kept = self.file.read()
        same = [one for one in kept.notes if replace(one, written=note.written) == note]
        if not same:
            self.file.write(replace(kept, notes=(*kept.notes, note)))

    def forget(self, conversation: str, person: str, days: tuple[date, date]) -> int:
        """Take away the notes about any of some days; how many there were."""
        kept = self.file.read()
        left = tuple(note for note in kept.notes if not _about(note, conversation, person, days))
        if len(left) < len(kept.notes):
            self.file.write(replace(kept, notes=left))
        return len(kept.notes) - len(left)


def _about(note: Note, conversation: str, person: str, days: tuple[date, date]) -> bool:
    first, last = days
    return (note.conversation, note.person) == (conversation, person) and note.first <= last and first <= note.last
