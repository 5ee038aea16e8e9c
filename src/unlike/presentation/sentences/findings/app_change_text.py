"""Sentences about two who went over to another app: what differs only since then tells of nobody."""

from __future__ import annotations

from unlike.i18n import translate, translate_lazy
from unlike.presentation.model import Section, SectionKind, Subject
from unlike.presentation.sentences.findings.signal_change_text import (
    change_rows,
    lasting_heads,
    late_reply_sentences,
    unchanged_labels,
)
from unlike.presentation.sentences.formatting.date_format import format_day
from unlike.results import AppChange


def app_change_section(change: AppChange, subject: Subject) -> Section:
    """Section about a change of app: since when, what differs since then, and that nobody can tell why."""
    return Section(
        kind=SectionKind.QUIET,
        headline=_app_change_headline(change),
        detail=(_days_sentence(change), *_doubt_sentences(change, subject)),
        body=late_reply_sentences(change.changed_signals, subject.person.late_replies, subject.name),
        changed=change_rows(change.changed_signals) if change.changed_signals else (),
        change_heads=lasting_heads() if change.changed_signals else None,
        unchanged=unchanged_labels(change.unchanged_signals) if change.changed_signals else (),
        finding=subject.finding_number(change),
    )


def noteworthy_app_changes(subject: Subject) -> tuple[AppChange, ...]:
    """The latest change of app, for the overview, where it is recent or something differs since then."""
    latest = subject.person.app_changes[-1:]
    return tuple(change for change in latest if change.recent or change.changed_signals)


def _app_change_headline(change: AppChange) -> str:
    """E.g. "Since 3 May 2025 you write mainly in Signal, before that in WhatsApp; some habits differ since."."""
    places = {
        "day": format_day(change.day),
        "after": translate_lazy(change.after),
        "before": translate_lazy(change.before),
    }
    if change.changed_signals:
        return translate(
            "Since {day} you write mainly in {after}, before that in {before}; some habits differ since.", **places
        )
    return translate("Since {day} you write mainly in {after}, before that in {before}.", **places)


def _days_sentence(change: AppChange) -> str:
    """Sentence on when the one app was last used, and the other first."""
    return translate(
        "The last message in {before} is of {last}, the first in {after} of {first}.",
        before=translate_lazy(change.before),
        after=translate_lazy(change.after),
        last=format_day(change.last_before),
        first=format_day(change.first_after),
    )


def _doubt_sentences(change: AppChange, subject: Subject) -> tuple[str, ...]:
    """Sentences on what is not concluded from the change."""
    if change.recent:
        return (
            translate("There is too little in {after} yet to say anything about {name} now.",
                      after=translate_lazy(change.after), name=subject.name),
        )  # fmt: skip
    if not change.compared:
        return (translate("One of the two was used for too short a time to be compared."),)
    if not change.changed_signals:
        return (translate("No habit of {name} differs clearly since then.", name=subject.name),)
    return (
        translate("People write differently in different apps. Whether it was the app or {name} that changed then, the "
                  "chat cannot say.", name=subject.name),
    )  # fmt: skip
