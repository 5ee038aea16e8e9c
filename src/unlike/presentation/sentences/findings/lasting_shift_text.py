"""Sentences about changes that stayed."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from unlike.i18n import translate, translate_plural
from unlike.presentation.model import Face, Section, SectionKind, Subject
from unlike.presentation.sentences.findings.language_change_text import language_change_headline, language_doubts
from unlike.presentation.sentences.findings.signal_change_text import (
    change_rows,
    lasting_heads,
    late_reply_sentences,
    unchanged_labels,
)
from unlike.presentation.sentences.formatting.date_format import brief_day, format_day
from unlike.presentation.sentences.formatting.number_format import format_odds
from unlike.results import LastingShift
from unlike.results.language_change import LanguageChange

_MAX_DISTANCE: Final = timedelta(days=14)
"""Days between a lasting shift and a change of language up to which they are one."""


def lasting_shift_section(shift: LastingShift, subject: Subject) -> Section:
    """Section about a lasting shift: since when, how surely, what changed and what did not; of a language, which."""
    language = language_change_at(shift, subject)
    return Section(
        kind=SectionKind.LASTING,
        headline=_headline(shift, language, subject),
        detail=(_beginning_sentence(shift), *(language_doubts(language, subject) if language else ())),
        body=late_reply_sentences(shift.changed_signals, subject.person.late_replies, subject.name),
        certainty=(
            translate(
                "In chats as long, chance alone shows as strong a change: {odds}.", odds=format_odds(shift.chance)
            ),
        ),
        changed=change_rows(shift.changed_signals),
        change_heads=lasting_heads(),
        unchanged=unchanged_labels(shift.unchanged_signals),
        finding=subject.finding_number(shift),
    )


def language_change_at(shift: LastingShift, subject: Subject) -> LanguageChange | None:
    """The change of language of which a lasting shift tells; None where it tells of something else."""
    change = subject.person.language_change
    return change if change and abs(change.day - shift.day) <= _MAX_DISTANCE else None


def _headline(shift: LastingShift, language: LanguageChange | None, subject: Subject) -> str:
    """Headline: that the person writes differently, or in which language."""
    if language:
        return language_change_headline(language, subject)
    return translate(
        "Since about {day} {name} writes differently, and it stayed.", day=format_day(shift.day), name=subject.name
    )


def _beginning_sentence(shift: LastingShift) -> str:
    """Between which days a lasting shift began."""
    first, last = shift.between
    if first == last:
        return translate("It began on {day}; 9 in 10 sure.", day=format_day(first))
    return translate(
        "It began between {first} and {last}; 9 in 10 sure.", first=brief_day(first, last), last=format_day(last)
    )


def earlier_shifts_sentence(number: int, face: Face) -> str:
    """Sentence about how many earlier lasting shifts there are, and where they are listed."""
    if face is not Face.TERMINAL:
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
    whole = lasting_shift_section(shift, subject)
    return Section(kind=whole.kind, headline=whole.headline, finding=whole.finding)
