"""Record of how many spells were something, by the owner's own notes; it changes no finding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from unlike.core.spans import DateSpan
from unlike.library.store import Note


@dataclass(frozen=True, slots=True)
class SpellRecord:
    """Counts of the owner's judgements of spells.

    Attributes:
        spells: number that they judged.
        something: number of those that were something.
    """

    spells: int
    something: int


def spell_record(notes: Iterable[Note]) -> SpellRecord:
    """Count spells that the owner judged; of several notes about one spell the one that was written last counts.

    Notes of one person that share a day are about one spell: a later export may let it begin a day earlier.
    """
    judged_notes: list[Note] = []
    for note in sorted(notes, key=_written_day):
        if note.something is not None:
            judged_notes = [*(earlier for earlier in judged_notes if not _same_spell(note, earlier)), note]
    return SpellRecord(len(judged_notes), sum(bool(note.something) for note in judged_notes))


def _written_day(note: Note) -> date:
    return note.written


def _same_spell(note: Note, other: Note) -> bool:
    same_person = (note.conversation, note.person) == (other.conversation, other.person)
    return same_person and DateSpan(note.first, note.last).overlaps(DateSpan(other.first, other.last))
