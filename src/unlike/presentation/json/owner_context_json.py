"""What the owner knows themselves, in the JSON face."""

from __future__ import annotations

from typing import Any

from unlike.presentation.sentences import Subject
from unlike.presentation.sentences.findings.calendar_text import calendar_matches_of, label_association_sentences
from unlike.presentation.sentences.findings.note_text import notes_of
from unlike.results import CurrentState, Spell


def owner_annotations(found: Spell | CurrentState, subject: Subject) -> dict[str, Any]:
    """What the owner knows and noted of a finding's days, in their words; absent where there is nothing."""
    notes = [
        {
            "text": note.text,
            "first": note.first.isoformat(),
            "last": note.last.isoformat(),
            "written": note.written.isoformat(),
        }
        for note in notes_of(subject, found)
    ]
    known = [
        {"label": one.label, "first": one.first.isoformat(), "last": one.last.isoformat(), "chance": one.chance}
        for one in calendar_matches_of(subject, found)
    ]
    return {**({"known": known} if known else {}), **({"notes": notes} if notes else {})}


def label_associations(subject: Subject) -> dict[str, Any]:
    """The owner's own dates that spells were held against; absent where none were."""
    found = subject.person.owner_context
    if found is None or not found.label_count:
        return {}
    goes = [
        {
            "label": one.label,
            "after_days": one.after,
            "spells": one.spells,
            "of": one.of,
            "usual": one.usual,
            "chance": one.chance,
        }
        for one in found.associations
    ]
    return {
        "context": {"said": list(label_association_sentences(subject)), "labels": found.label_count, "against": goes}
    }
