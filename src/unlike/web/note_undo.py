"""Notes as forms name them, and those that were deleted in this run, so that a deletion can be undone."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import asdict
from hashlib import blake2b
from itertools import count
from typing import Final

import msgspec
from starlette.requests import Request

from unlike.library import Note

_MAX_DELETIONS: Final = 100
"""Deletions of one run that can be undone; the oldest is forgotten first."""


def note_digest(note: Note) -> str:
    """Name of a note in a form, which another note never has."""
    return blake2b(msgspec.json.encode(asdict(note)), digest_size=12).hexdigest()


class DeletedNotes:
    """Notes that were deleted since the program started, in memory alone."""

    def __init__(self) -> None:
        self._notes: OrderedDict[str, Note] = OrderedDict()
        self._numbers = count(1)

    def add(self, note: Note) -> str:
        """Remember a note and return the number of its deletion."""
        number = str(next(self._numbers))
        self._notes[number] = note
        while len(self._notes) > _MAX_DELETIONS:
            self._notes.popitem(last=False)
        return number

    def find_note(self, number: str) -> Note | None:
        """Return the note of a deletion; None where there is none."""
        return self._notes.get(number)

    def discard(self, number: str) -> None:
        """Forget a deletion: its note is stored again, or was not deleted."""
        self._notes.pop(number, None)

    def has_note(self, number: str) -> bool:
        """Whether a deletion can be undone."""
        return number in self._notes

    def clear(self) -> None:
        """Forget all."""
        self._notes.clear()


def deleted_notes_of(request: Request) -> DeletedNotes:
    """Notes that were deleted in this run."""
    deleted: DeletedNotes = request.app.state.deleted_notes
    return deleted
