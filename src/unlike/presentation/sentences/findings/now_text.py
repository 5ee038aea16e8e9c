"""Sentences about the last messages, compared with this person's earlier ones."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from unlike.core.day_rule import day_of
from unlike.i18n import mark, mark_plural, translate, translate_plural
from unlike.presentation.model import Section, SectionKind, Subject, capital
from unlike.presentation.sentences.findings.calendar_text import calendar_match_sentences
from unlike.presentation.sentences.findings.note_text import note_sentences
from unlike.presentation.sentences.findings.signal_change_text import (
    changed_phrases,
    late_reply_sentences,
    unchanged_labels,
)
from unlike.presentation.sentences.formatting.date_format import brief_day, clock, part_of_day
from unlike.presentation.sentences.formatting.number_format import count_in_sentence
from unlike.results import CurrentState

# For translators: say it of how somebody writes, e.g. "this morning Rosa writes differently from usual".
_HEADLINES: Final = {
    ("today", "day"): mark("Today is unlike {name}."),
    ("today", "morning"): mark("This morning is unlike {name}."),
    ("today", "afternoon"): mark("This afternoon is unlike {name}."),
    ("today", "evening"): mark("This evening is unlike {name}."),
    ("today", "night"): mark("Tonight is unlike {name}."),
    ("yesterday", "day"): mark("Yesterday was unlike {name}."),
    ("yesterday", "morning"): mark("Yesterday morning was unlike {name}."),
    ("yesterday", "afternoon"): mark("Yesterday afternoon was unlike {name}."),
    ("yesterday", "evening"): mark("Yesterday evening was unlike {name}."),
    ("yesterday", "night"): mark("Last night was unlike {name}."),
    ("then", "day"): mark("{day} was unlike {name}."),
    ("then", "morning"): mark("The morning of {day} was unlike {name}."),
    ("then", "afternoon"): mark("The afternoon of {day} was unlike {name}."),
    ("then", "evening"): mark("The evening of {day} was unlike {name}."),
    ("then", "night"): mark("The night of {day} was unlike {name}."),
}
_CALM: Final = {
    "day": mark_plural(
        "Their {number} message of that day is within their usual",
        "Their {number} messages of that day are within their usual",
    ),
    "last": mark_plural(
        "Their last message, at {clock}, is within their usual",
        "Their last {number} messages, since {clock}, are within their usual",
    ),
}
_FURTHER: Final = {
    "day": mark_plural(
        "Their {number} message of that day is further from usual than {these}.",
        "Their {number} messages of that day are further from usual than {these}.",
    ),
    "last": mark_plural(
        "Their last message, at {clock}, is further from usual than {these}.",
        "Their last {number} messages, since {clock}, are further from usual than {these}.",
    ),
}


def current_state_section(now: CurrentState, subject: Subject) -> Section:
    """Section about the last messages: unlike this person, or like them."""
    return _unusual_section(now, subject) if now.unlike else _usual_section(now, subject)


def current_state_headline(now: CurrentState, name: str, today: date | None) -> str:
    """E.g. "This morning is unlike Rosa." where that is true, else "The evening of 12 Nov 2025 was unlike Rosa."."""
    first = day_of(now.since)
    when = "today" if today == first else "yesterday" if today and today - first == timedelta(days=1) else "then"
    part = "day" if now.day else part_of_day(now.since)
    return capital(translate(_HEADLINES[when, part], name=name, day=brief_day(first, today)))


def calm_sentence(now: CurrentState) -> str:
    """Sentence about last messages that are as usual."""
    these = translate_plural(*_CALM["day" if now.day else "last"], len(now.messages), clock=clock(now.since))
    were = translate_plural(
        "{number} of {these} was as far from it, or further",
        "{number} of {these} were as far from it, or further",
        count_runs_as_far(now),
        these=count_in_sentence(now.windows, "earlier run"),
    )
    return translate("{these}: {were}.", these=these, were=were)


def count_runs_as_far(now: CurrentState) -> int:
    """Counts the earlier runs of messages that are as far from usual as the last one."""
    return min(now.windows, max(0, round(now.chance * (now.windows + 1)) - 1))


def _unusual_section(now: CurrentState, subject: Subject) -> Section:
    """Section about last messages that are unlike the person."""
    return Section(
        kind=SectionKind.NOW,
        headline=current_state_headline(now, subject.name, subject.today),
        body=(
            _comparison_sentence(now),
            *calendar_match_sentences(subject, now),
            *note_sentences(subject, now),
            *late_reply_sentences(now.changed_signals, subject.person.late_replies),
        ),
        changed=changed_phrases(now.changed_signals),
        unchanged=unchanged_labels(now.unchanged_signals),
        finding=subject.finding_number(now),
    )


def _usual_section(now: CurrentState, subject: Subject) -> Section:
    """Section about last messages that are as usual."""
    return Section(
        kind=SectionKind.QUIET,
        headline=translate("Nothing now is unlike {name}.", name=subject.name),
        body=(calm_sentence(now),),
        finding=subject.finding_number(now),
    )


def _comparison_sentence(now: CurrentState) -> str:
    """E.g. that they are further from usual than 299 of 300 earlier runs of the same kind."""
    beaten = now.windows - count_runs_as_far(now)
    these = translate("{number} of {these}", number=beaten, these=count_in_sentence(now.windows, "earlier run"))
    if beaten == now.windows:
        these = translate_plural(
            "all {number} earlier run of the same kind", "all {number} earlier runs of the same kind", now.windows
        )
    forms = _FURTHER["day" if now.day else "last"]
    return translate_plural(*forms, len(now.messages), clock=clock(now.since), these=these)
