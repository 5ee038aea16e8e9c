"""The owner's notes put beside what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from unlike.library import Note
from unlike.results.findings import ConversationFindings
from unlike.results.owner_note import OwnerNote


def with_notes(told: Sequence[ConversationFindings], notes: Sequence[Note]) -> tuple[ConversationFindings, ...]:
    """The same findings; each person with the notes about them in that conversation, by their days, and no other."""
    return tuple(
        replace(one, people=tuple(replace(each, owner_notes=_about(one.key, each.name, notes)) for each in one.people))
        for one in told
    )


def _about(conversation: str, person: str, notes: Sequence[Note]) -> tuple[OwnerNote, ...]:
    theirs = (note for note in notes if (note.conversation, note.person) == (conversation, person))
    return tuple(OwnerNote(note.first, note.last, note.text, note.written) for note in theirs)
