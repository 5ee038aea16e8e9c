"""Sentences about what the owner noted, in the owner's words and in quotation marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from math import ceil, floor

from unlike.core.day_rule import day_of
from unlike.core.share_interval import share_interval
from unlike.i18n import translate, translate_plural
from unlike.presentation.model import Face, Section, Subject, capital, listed
from unlike.presentation.sanitise import quoted_text, short_name
from unlike.presentation.sentences.formatting.date_format import brief_day, format_days
from unlike.presentation.sentences.formatting.number_format import in_words
from unlike.results import CurrentState, OwnerNote, Spell

MAX_NOTE_CHARS = 1000
"""Letters of a note."""
_MAX_GLANCE_CHARS = 72
_MIN_RECORD_SPELLS = 5
"""Spells from which on their record is shown."""
_MAX_GLANCE_NOTES = 2


def notes_of(subject: Subject, finding: Spell | CurrentState) -> tuple[OwnerNote, ...]:
    """Notes about any of the days of a finding."""
    first, last = finding_days(finding, subject.last)
    return tuple(note for note in subject.person.owner_notes if note.about(first, last))


def finding_days(finding: Spell | CurrentState, end: date | None) -> tuple[date, date]:
    """First and last day of a finding; `end` is the last day of the history."""
    if isinstance(finding, Spell):
        return finding.first, finding.last
    first = day_of(finding.since)
    return first, max(first, end or first)


def note_sentences(subject: Subject, finding: Spell | CurrentState) -> tuple[str, ...]:
    """Notes about a finding, whole."""
    return tuple(
        translate(
            "You noted on {day}: {note}.",
            day=brief_day(note.written, subject.last),
            note=quoted_text(note.text, MAX_NOTE_CHARS),
        )
        for note in notes_of(subject, finding)
    )


def add_notes(before: Section, spells: Iterable[Spell], subject: Subject) -> Section:
    """Adds to a section about earlier spells what the owner noted then: the latest first, each note once."""
    # by identity: notes whose words are withheld are equal, and are still several
    notes = {id(note): note for spell in spells for note in notes_of(subject, spell)}
    latest = sorted(notes.values(), key=lambda note: (note.first, note.written), reverse=True)
    return replace(before, detail=(*before.detail, notes_glance(latest, subject.face))) if latest else before


def notes_glance(notes: Sequence[OwnerNote], face: Face) -> str:
    """E.g. "What you noted then: “exam week” (14–16 Aug 2025)."."""
    labels = tuple(
        f"{quoted_text(note.text, _MAX_GLANCE_CHARS)} ({format_days(note.first, note.last)})"
        for note in notes[:_MAX_GLANCE_NOTES]
    )
    note_labels, more = listed(labels), len(notes) - _MAX_GLANCE_NOTES
    if more <= 0:
        return translate("What you noted then: {notes}.", notes=note_labels)
    if face is not Face.TERMINAL:
        return translate_plural(
            "What you noted then: {notes}; {number} more note below.",
            "What you noted then: {notes}; {number} more notes below.",
            more,
            notes=note_labels,
        )
    return translate_plural(
        "What you noted then: {notes}; {number} more note with --all.",
        "What you noted then: {notes}; {number} more notes with --all.",
        more,
        notes=note_labels,
    )


def note_kept_sentence(note: OwnerNote, name: str, place: str) -> str:
    """Answer to `unlike note`: what was kept, and where."""
    return translate(
        "Kept with {days} of {name}: {note}. It is shown whenever such a spell comes back, and stands in {place} "
        "alone.",
        days=format_days(note.first, note.last),
        name=short_name(name),
        note=quoted_text(note.text, MAX_NOTE_CHARS),
        place=place,
    )


def record_sentence(something_count: int, spells: int) -> str:
    """How many spells were something, as the owner said, with an interval of the share; empty below five spells."""
    if spells < _MIN_RECORD_SPELLS:
        return ""
    low, high = share_interval(something_count, spells)
    return translate(
        "Of {spells} spells, you said {something} were something: {low}–{high} of 100.",
        spells=spells,
        something=something_count,
        low=floor(100 * low),
        high=ceil(100 * high),
    )


def notes_forgotten_sentence(number: int, between: tuple[date, date]) -> str:
    """Answer to `unlike note --forget`: how many notes were removed."""
    values = {"days": format_days(*between), "notes": capital(in_words(number))}
    if not number:
        return translate("There are no notes about {days}.", **values)
    return translate_plural(
        "One note about {days} taken away.", "{notes} notes about {days} taken away.", number, **values
    )
