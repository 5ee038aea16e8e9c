"""Spells: days that were unlike a person and passed, or that go on."""

from __future__ import annotations

from typing import Final

from unlike.i18n import mark_plural, translate, translate_plural
from unlike.presentation.model import Section, SectionKind, Subject
from unlike.presentation.sentences.findings.calendar_text import known_lines
from unlike.presentation.sentences.findings.note_text import noted_lines
from unlike.presentation.sentences.findings.signal_change_text import changed_words, late_lines, unchanged_words
from unlike.presentation.sentences.findings.spell_ending_text import ended_line
from unlike.presentation.sentences.formatting.date_format import days, length
from unlike.presentation.sentences.formatting.number_format import count, odds
from unlike.results import Spell

_HEADLINES: Final = {
    ("ongoing", False): mark_plural("The last day is unlike {name}.", "The last {number} days are unlike {name}."),
    ("ongoing", True): mark_plural(
        "The last day is possibly unlike {name}.", "The last {number} days are possibly unlike {name}."
    ),
    ("over", False): mark_plural("{days} was unlike {name}.", "{days} were unlike {name}."),
    ("over", True): mark_plural("{days} was possibly unlike {name}.", "{days} were possibly unlike {name}."),
    ("passed", False): mark_plural(
        "{days} was unlike {name}, and it passed.", "{days} were unlike {name}, and it passed."
    ),
    ("passed", True): mark_plural(
        "{days} was possibly unlike {name}, and it passed.", "{days} were possibly unlike {name}, and it passed."
    ),
}


def spell_passage(spell: Spell, subject: Subject) -> Section:
    """One spell by itself: its days, its base, what changed and what did not, and how it passed."""
    return Section(
        kind=SectionKind.NOW if spell.ongoing else SectionKind.BEFORE,
        headline=_headline(spell, subject),
        body=(
            *((ended_line(spell.ending, subject),) if spell.ending else ()),
            *known_lines(subject, spell),
            *noted_lines(subject, spell),
            _base(spell),
            *late_lines(spell.changed_signals, subject.person.late_replies),
        ),
        changed=changed_words(spell.changed_signals),
        unchanged=unchanged_words(spell.unchanged_signals),
        finding=subject.finding_number(spell),
    )


def _headline(spell: Spell, subject: Subject) -> str:
    """E.g. "The last 3 days are unlike Rosa." or "14–16 Aug 2025 were unlike Rosa, and it passed."."""
    state = "ongoing" if spell.ongoing else "passed" if spell.ending else "over"
    told = {"name": subject.name, "days": days(spell.first, spell.last)}
    return translate_plural(*_HEADLINES[state, spell.possible], length(spell.first, spell.last), **told)


def _base(spell: Spell) -> str:
    """How much it rests on, and how often chance shows as much."""
    when = days(spell.first, spell.last) if spell.ongoing else count(length(spell.first, spell.last), "day")
    chance = translate(
        "A year in which nothing happens shows one as strong with a chance of {odds}.", odds=odds(spell.chance)
    )
    return f"{when}, {count(len(spell.messages), 'message')}. {chance}"
