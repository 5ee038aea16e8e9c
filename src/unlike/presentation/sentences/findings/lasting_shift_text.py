"""Sentences about changes that stayed."""

from __future__ import annotations

from unlike.i18n import translate, translate_plural
from unlike.presentation.model import Face, Section, SectionKind, Subject
from unlike.presentation.sentences.findings.signal_change_text import (
    changed_phrases,
    late_reply_sentences,
    unchanged_labels,
)
from unlike.presentation.sentences.formatting.date_format import day, days
from unlike.presentation.sentences.formatting.number_format import odds
from unlike.results import LastingShift


def lasting_shift_section(shift: LastingShift, subject: Subject) -> Section:
    """Section about a lasting shift: since when, how surely, what changed and what did not."""
    return Section(
        kind=SectionKind.LASTING,
        headline=translate(
            "Since about {day} {name} writes differently, and it stayed.", day=day(shift.day), name=subject.name
        ),
        body=(*_base_sentences(shift), *late_reply_sentences(shift.changed_signals, subject.person.late_replies)),
        changed=changed_phrases(shift.changed_signals),
        unchanged=unchanged_labels(shift.unchanged_signals),
        finding=subject.finding_number(shift),
    )


def _base_sentences(shift: LastingShift) -> tuple[str, ...]:
    """When a lasting shift began, and how often chance shows one as strong."""
    return (
        translate("It began within {days} (nine times in ten).", days=days(*shift.between)),
        translate(
            "A history as long in which nothing changes shows as strong a step with a chance of {odds}.",
            odds=odds(shift.chance),
        ),
    )


def earlier_shifts_sentence(number: int, face: Face) -> str:
    """Sentence about how many earlier lasting shifts there are, and where they are listed."""
    if face is Face.PAGE:
        return translate_plural(
            "{number} earlier change that stayed is listed below.",
            "{number} earlier changes that stayed are listed below.",
            number,
        )
    return translate_plural(
        "{number} earlier change that stayed is listed with --all.",
        "{number} earlier changes that stayed are listed with --all.",
        number,
    )


def lasting_shift_glance(shift: LastingShift, subject: Subject) -> Section:
    """Section about a lasting shift in one line, where something else comes first."""
    return Section(
        kind=SectionKind.LASTING,
        headline=translate(
            "Within {days} {name} began to write otherwise; it stayed.", days=days(*shift.between), name=subject.name
        ),
        finding=subject.finding_number(shift),
    )
