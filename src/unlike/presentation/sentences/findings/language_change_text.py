"""Sentences about a person who goes over to another language: what differs since then may be the language alone."""

from __future__ import annotations

from unlike.i18n import current_language, translate
from unlike.presentation.model import Section, SectionKind, Subject
from unlike.presentation.sentences.formatting.date_format import format_day
from unlike.results.language_change import LanguageChange


def language_change_section(change: LanguageChange, subject: Subject) -> Section:
    """Section about a change of language: since when, and what is not concluded from it."""
    return Section(
        SectionKind.QUIET, language_change_headline(change, subject), detail=language_doubts(change, subject)
    )


def language_change_headline(change: LanguageChange, subject: Subject) -> str:
    """E.g. "Since 18 Nov 2026 Rosa writes mostly in Spanish, before that mostly in English."."""
    return translate(
        "Since {day} {name} writes mostly in {after}, before that mostly in {before}.",
        day=format_day(change.day),
        name=subject.name,
        after=language_name(change.after),
        before=language_name(change.before),
    )


def language_doubts(change: LanguageChange, subject: Subject) -> tuple[str, ...]:
    """Sentences on what cannot be told between two languages."""
    differs = translate("How long messages are, and which words they have, differs between languages, whoever writes.")
    if not change.recent:
        return (differs,)
    sentence = translate(
        "There is too little in {after} yet to say that nothing is unlike {name} now.",
        after=language_name(change.after),
        name=subject.name,
    )
    return (differs, sentence)


def language_name(code: str) -> str:
    """The name of a language in the current one."""
    return str(current_language().locale.languages.get(code, code))
