"""The owner's notes, by conversation, person and days, apart from how they are stored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

import msgspec

from unlike.core.spans import DateSpan
from unlike.library.store import Note, Store, StoredData

__all__ = ["FileNoteStore", "Note", "NoteStore"]


class NoteStore(Protocol):
    """Storage of notes."""

    def all(self) -> tuple[Note, ...]:
        """Return every note, by first day."""

    def add(self, note: Note) -> None:
        """Store a note, unless it is stored already."""

    def remove(self, conversation: str, person: str, days: DateSpan) -> int:
        """Remove the notes that share a day with `days`, and return their number.

        A shared day is enough, because a later export may let the same spell begin a day earlier.
        """

    def replace(self, note: Note, other: Note | None) -> bool:
        """Put another note in the place of one, or nothing; return whether the note was stored."""


@dataclass(frozen=True, slots=True)
class FileNoteStore:
    """Notes in the store of all data of the owner."""

    store: Store

    def all(self) -> tuple[Note, ...]:
        """Return every note, by first day and by the day it was written.

        Raises:
            LibraryError: the store cannot be read.
        """
        return tuple(sorted(self.store.read().notes, key=lambda note: (note.first, note.written)))

    def add(self, note: Note) -> None:
        """Store a note, unless the same one was stored on another day.

        Raises:
            LibraryError: the store cannot be read or written.
        """
        self.store.update(lambda data: _with_note(data, note))

    def remove(self, conversation: str, person: str, days: DateSpan) -> int:
        """Remove the notes that share a day with `days`, and return their number.

        Raises:
            LibraryError: the store cannot be read or written.
        """
        removed_notes: list[Note] = []

        def without_notes(data: StoredData) -> StoredData:
            removed_notes[:] = [note for note in data.notes if _is_about(note, conversation, person, days)]
            return msgspec.structs.replace(data, notes=tuple(note for note in data.notes if note not in removed_notes))

        self.store.update(without_notes)
        return len(removed_notes)

    def replace(self, note: Note, other: Note | None) -> bool:
        """Put another note in the place of one, or nothing; return whether the note was stored.

        Raises:
            LibraryError: the store cannot be read or written.
        """
        replaced_notes: list[Note] = []

        def with_replacement(data: StoredData) -> StoredData:
            replaced_notes[:] = [stored_note for stored_note in data.notes if stored_note == note]
            other_notes = msgspec.structs.replace(
                data, notes=tuple(stored_note for stored_note in data.notes if stored_note != note)
            )
            return _with_note(other_notes, other) if replaced_notes and other else other_notes

        self.store.update(with_replacement)
        return bool(replaced_notes)


def _with_note(data: StoredData, note: Note) -> StoredData:
    """Data with a note, unless the same one was written on another day."""
    if note in {replace(stored, written=note.written) for stored in data.notes}:
        return data
    return msgspec.structs.replace(data, notes=(*data.notes, note))


def _is_about(note: Note, conversation: str, person: str, days: DateSpan) -> bool:
    """Whether a note is about a person on any of some days."""
    same_person = (note.conversation, note.person) == (conversation, person)
    return same_person and DateSpan(note.first, note.last).overlaps(days)
