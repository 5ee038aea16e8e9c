"""Sentences about spells: days that were unlike a person and passed, or that go on."""

from __future__ import annotations

from typing import Final

from unlike.i18n import mark_plural, translate, translate_plural
from unlike.presentation.model import Section, SectionKind, Subject
from unlike.presentation.sentences.findings.calendar_text import calendar_match_sentences
from unlike.presentation.sentences.findings.note_text import note_sentences
from unlike.presentation.sentences.findings.signal_change_text import (
    changed_phrases,
    late_reply_sentences,
    unchanged_labels,
)
from unlike.presentation.sentences.findings.spell_ending_text import spell_ending_sentence
from unlike.presentation.sentences.formatting.date_format import day_count, days
from unlike.presentation.sentences.formatting.number_format import count, odds
from unlike.results import Spell

_HEADLINES: Final = {
    ("ongoing", False): mark_plural(
        "{days} was unlike {name}, up to the last day.", "{days} were unlike {name}, up to the last day."
    ),
    ("ongoing", True): mark_plural(
        "{days} was possibly unlike {name}, up to the last day.",
        "{days} were possibly unlike {name}, up to the last day.",
    ),
    ("open", False): mark_plural(
        "{days} was unlike {name}; whether it is over cannot be told yet.",
        "{days} were unlike {name}; whether it is over cannot be told yet.",
    ),
    ("open", True): mark_plural(
        "{days} was possibly unlike {name}; whether it is over cannot be told yet.",
        "{days} were possibly unlike {name}; whether it is over cannot be told yet.",
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


def spell_section(spell: Spell, subject: Subject) -> Section:
    """Section about one spell: its days, its base, what changed and what did not, and how it passed."""
    return Section(
        kind=SectionKind.NOW if spell.ongoing else SectionKind.BEFORE,
        headline=_headline(spell, subject),
        body=(
            *((spell_ending_sentence(spell.ending, subject),) if spell.ending else ()),
            *calendar_match_sentences(subject, spell),
            *note_sentences(subject, spell),
            _base_sentence(spell),
            *late_reply_sentences(spell.changed_signals, subject.person.late_replies),
        ),
        changed=changed_phrases(spell.changed_signals),
        unchanged=unchanged_labels(spell.unchanged_signals),
        finding=subject.finding_number(spell),
    )


def _headline(spell: Spell, subject: Subject) -> str:
    """E.g. "The last 3 days are unlike Rosa." or "14–16 Aug 2025 were unlike Rosa, and it passed."."""
    state = "passed" if spell.ending else "over"
    if spell.ongoing:  # a day or two of the chat may come after it, which are too few to tell
        state = "open" if subject.last and spell.last < subject.last else "ongoing"
    values = {"name": subject.name, "days": days(spell.first, spell.last)}
    return translate_plural(*_HEADLINES[state, spell.possible], day_count(spell.first, spell.last), **values)


def _base_sentence(spell: Spell) -> str:
    """On how many messages a spell rests, and how often chance shows one as strong."""
    when = count(day_count(spell.first, spell.last), "day")
    chance = translate(
        "A year in which nothing happens shows one as strong with a chance of {odds}.", odds=odds(spell.chance)
    )
    return f"{when}, {count(len(spell.messages), 'message')}. {chance}"
