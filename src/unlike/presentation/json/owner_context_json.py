"""Calendars, dates and notes of the owner, as plain values of the document."""

from __future__ import annotations

from typing import Any

from unlike.presentation.sentences import Subject
from unlike.presentation.sentences.findings.calendar_text import calendar_matches_of, label_association_sentences
from unlike.presentation.sentences.findings.note_text import notes_of
from unlike.results import CurrentState, Spell


def owner_annotations(finding: Spell | CurrentState, subject: Subject) -> dict[str, Any]:
    """Calendar entries and notes about a finding's days, in the owner's words; absent where there are none."""
    notes = [
        {
            "text": note.text,
            "first": note.first.isoformat(),
            "last": note.last.isoformat(),
            "written": note.written.isoformat(),
        }
        for note in notes_of(subject, finding)
    ]
    matches = [
        {"label": match.label, "first": match.first.isoformat(), "last": match.last.isoformat(), "chance": match.chance}
        for match in calendar_matches_of(subject, finding)
    ]
    return {**({"known": matches} if matches else {}), **({"notes": notes} if notes else {})}


def label_associations(subject: Subject) -> dict[str, Any]:
    """Labels that the spells were compared with; absent where there were none."""
    owner_context = subject.person.owner_context
    if owner_context is None or not owner_context.label_count:
        return {}
    goes = [
        {
            "label": association.label,
            "after_days": association.after,
            "spells": association.spells,
            "of": association.of,
            "usual": association.expected_spells,
            "chance": association.chance,
        }
        for association in owner_context.associations
    ]
    return {
        "context": {
            "said": list(label_association_sentences(subject)),
            "labels": owner_context.label_count,
            "against": goes,
        }
    }
