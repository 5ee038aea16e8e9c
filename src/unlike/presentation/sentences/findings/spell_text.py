"""Sentences about spells: days that were unlike a person and passed, or that go on."""

from __future__ import annotations

from typing import Final

from unlike.i18n import mark_plural, translate, translate_plural
from unlike.presentation.model import Section, SectionKind, Subject, listed
from unlike.presentation.sentences.findings.calendar_text import calendar_match_sentences
from unlike.presentation.sentences.findings.note_text import note_sentences
from unlike.presentation.sentences.findings.signal_change_text import (
    change_rows,
    has_daily_figures,
    late_reply_sentences,
    now_heads,
    spell_heads,
    unchanged_labels,
)
from unlike.presentation.sentences.findings.spell_ending_text import spell_ending_sentence
from unlike.presentation.sentences.formatting.date_format import day_count, format_day, format_days
from unlike.presentation.sentences.formatting.number_format import format_count, once_in_years
from unlike.results import Spell

_HEADLINES: Final = {
    ("ongoing", False): mark_plural(
        "{days} was a day unlike {name}; the chat ends there.", "{days} were unlike {name}, up to the last day."
    ),
    ("ongoing", True): mark_plural(
        "{days} was possibly a day unlike {name}; the chat ends there.",
        "{days} were possibly unlike {name}, up to the last day.",
    ),
    ("open", False): mark_plural(
        "{days} was a day unlike {name}; whether it is over cannot be told yet.",
        "{days} were unlike {name}; whether it is over cannot be told yet.",
    ),
    ("open", True): mark_plural(
        "{days} was possibly a day unlike {name}; whether it is over cannot be told yet.",
        "{days} were possibly unlike {name}; whether it is over cannot be told yet.",
    ),
    ("over", False): mark_plural("{days} was a day unlike {name}.", "{days} were unlike {name}."),
    ("over", True): mark_plural("{days} was possibly a day unlike {name}.", "{days} were possibly unlike {name}."),
    ("passed", False): mark_plural(
        "{days} was a day unlike {name}, and it passed.", "{days} were unlike {name}, and it passed."
    ),
    ("passed", True): mark_plural(
        "{days} was possibly a day unlike {name}, and it passed.", "{days} were possibly unlike {name}, and it passed."
    ),
}


def spell_section(spell: Spell, subject: Subject) -> Section:
    """Section about one spell: its days, its base, what changed and what did not, and how it passed."""
    return Section(
        kind=SectionKind.NOW if spell.ongoing else SectionKind.BEFORE,
        headline=_spell_headline(spell, subject),
        detail=(
            _size_sentence(spell),
            *_uncounted_day_sentences(spell, subject),
            *((spell_ending_sentence(spell.ending, subject),) if spell.ending else ()),
            *calendar_match_sentences(subject, spell),
            *note_sentences(subject, spell),
        ),
        body=late_reply_sentences(spell.changed_signals, subject.person.late_replies, subject.name),
        certainty=(_chance_sentence(spell),),
        changed=change_rows(spell.changed_signals),
        change_heads=now_heads() if spell.ongoing else spell_heads(),
        unchanged=unchanged_labels(spell.unchanged_signals),
        finding=subject.finding_number(spell),
    )


def may_be_over(spell: Spell, subject: Subject) -> bool:
    """Whether a spell goes on for all that is known, but days of the chat come after it, too few to tell."""
    return spell.ongoing and subject.last is not None and spell.last < subject.last


def _spell_headline(spell: Spell, subject: Subject) -> str:
    """E.g. "The last 3 days are unlike Rosa." or "14–16 Aug 2025 were unlike Rosa, and it passed."."""
    state = "passed" if spell.ending else "over"
    if spell.ongoing:
        state = "open" if may_be_over(spell, subject) else "ongoing"
    values = {"name": subject.name, "days": format_days(spell.first, spell.last)}
    return translate_plural(*_HEADLINES[state, spell.possible], day_count(spell.first, spell.last), **values)


def _size_sentence(spell: Spell) -> str:
    """Sentence on how many days and messages a spell rests, e.g. "4 days, 14 messages."."""
    return translate(
        "{days}, {messages}.",
        days=format_count(day_count(spell.first, spell.last), "day"),
        messages=format_count(len(spell.messages), "message"),
    )


def _uncounted_day_sentences(spell: Spell, subject: Subject) -> tuple[str, ...]:
    """Sentence saying that figures a day leave out the chat's first or last day, so that nobody recounts in vain."""
    days = tuple(day for day in (subject.first, subject.last) if day and spell.first <= day <= spell.last)
    if not days or not has_daily_figures(spell.changed_signals):
        return ()
    names = listed(tuple(map(format_day, days)))
    return (translate("The figures a day leave out {days}, a day of which the chat may hold only a part.", days=names),)


def _chance_sentence(spell: Spell) -> str:
    """How often chance shows a spell as strong."""
    return translate("By chance alone, one as strong comes {often}.", often=once_in_years(spell.chance))
