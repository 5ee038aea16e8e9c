"""How much both wrote in the days before a shift, beside as many days elsewhere; a table of counts and no cause."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from unlike.i18n import translate
from unlike.presentation.model import Section, SectionKind, Subject, TableRow
from unlike.presentation.sentences.findings.note_text import finding_days
from unlike.presentation.sentences.formatting.date_format import format_days
from unlike.presentation.sentences.formatting.number_format import number_range
from unlike.presentation.sentences.interface import finding_page as words
from unlike.results import ActivityBefore, CurrentState, Finding, Spell


def activity_before(finding: Finding, subject: Subject) -> ActivityBefore | None:
    """Activity before a spell or the present; None for other findings, and where too little stands before it."""
    explanations = subject.person.explanations
    if not isinstance(finding, CurrentState | Spell) or explanations is None:
        return None
    first: date = finding_days(finding, None)[0]
    return next((activity for activity in explanations.activity_before if activity.shift == first), None)


def activity_section(finding: Finding, subject: Subject) -> Section | None:
    """Section on the days before a finding: a table of the counts there and of where nine in ten others lie."""
    activity = activity_before(finding, subject)
    if activity is None:
        return None
    heading = TableRow(translate(words.IN_NUMBERS), translate(words.THEN_DAYS), translate(words.USUALLY))
    return Section(
        kind=SectionKind.ACTIVITY,
        headline=f"{translate(words.BEFORE)} · {format_days(activity.first, activity.last)}",
        body=(words.usual_base(activity.baseline_spans),),
        table=(heading, *_volume_rows(activity, subject)),
    )


def _volume_rows(activity: ActivityBefore, subject: Subject) -> Iterator[TableRow]:
    """Messages, and words in a message, of the person and of the owner."""
    names = (words.messages_of(subject.name), words.words_of(subject.name)), tuple(map(translate, words.YOURS))
    for (messages, length), volume in zip(names, activity.people, strict=True):
        yield TableRow(messages, words.volume_text(volume.messages), number_range(*volume.usual_messages))
        yield TableRow(length, words.volume_text(volume.words), number_range(*volume.usual_words))
