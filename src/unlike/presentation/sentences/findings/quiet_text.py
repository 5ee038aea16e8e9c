"""Sentences for histories in which nothing was found; that nothing is unlike is said only where it would have shown."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from unlike.i18n import translate, translate_in, translate_plural
from unlike.presentation.model import Section, SectionKind, Subject, either, listed
from unlike.presentation.sentences.findings.now_text import (
    NO_CURRENT_STATE,
    certainty_sentences,
    current_state_headline,
    current_state_sentences,
    pause_sentences,
)
from unlike.presentation.sentences.formatting.date_format import format_day
from unlike.presentation.sentences.formatting.number_format import format_share
from unlike.results import CurrentState, DetectableDrop

_MIN_STALE_DAYS: Final = 14
"""Days after the end of a chat from which on a quiet answer says that it ends there."""


def quiet_section(subject: Subject, now: CurrentState | None) -> Section:
    """Section about a quiet history, with what would have been noticed."""
    moved = subject.breaks_off or subject.person.has_moved
    comparable = now if now and now.is_known and not moved else None
    headline = _quiet_headline(subject, comparable, moved=moved)
    about_now = (
        (*current_state_sentences(now), *pause_sentences(now, subject)) if now else (translate(NO_CURRENT_STATE),)
    )
    if comparable:  # below a headline about the whole history, numbers need to say of which messages they are
        about_now = (current_state_headline(comparable, subject.name, subject.today), *about_now)
    detail = (*(() if moved else about_now), *stale_sentences(subject), *time_before_sentences(subject))
    return Section(
        kind=SectionKind.QUIET,
        headline=headline,
        detail=tuple(sentence for sentence in detail if sentence != headline),
        certainty=certainty_sentences(now) if now and not moved else (),
        finding=subject.finding_number(now) if now else None,
    )


def _quiet_headline(subject: Subject, comparable: CurrentState | None, *, moved: bool) -> str:
    """Headline saying that nothing is unlike the person, as far as that can be told.

    Args:
        subject: the person.
        comparable: the last messages, where they can be compared.
        moved: nothing is said of now, in another section.
    """
    if not is_telling(subject):
        return _headline_of_little(subject, comparable, moved=moved)
    if moved:
        return translate("Nothing before that is unlike {name}.", name=subject.name)
    if comparable is None:
        return translate("Nothing before the last messages is unlike {name}.", name=subject.name)
    return quiet_people_sentence((subject,))


def _headline_of_little(subject: Subject, comparable: CurrentState | None, *, moved: bool) -> str:
    """Headline where even a large change could have passed unseen: about the last messages alone, or nothing."""
    if moved:
        return translate("Of the time before that, too, this chat can tell little about {name}.", name=subject.name)
    return (
        current_state_headline(comparable, subject.name, subject.today) if comparable else translate(NO_CURRENT_STATE)
    )


def is_telling(subject: Subject) -> bool:
    """Whether a change of a few days would have shown in the history, so that nothing found means something."""
    reach = subject.person.detectable_drop
    return reach is not None and reach.factor is not None


def is_stale(subject: Subject) -> bool:
    """Whether the chat ended so long ago that its end is not now."""
    if subject.today is None or subject.last is None:
        return False
    return subject.today - subject.last >= timedelta(days=_MIN_STALE_DAYS)


def stale_sentences(subject: Subject) -> tuple[str, ...]:
    """Sentences saying that the chat ended long ago and tells nothing of the time since."""
    if subject.last_date is None or not is_stale(subject):
        return ()
    last = format_day(subject.last_date)
    return (translate("This chat ends on {day}; of the time since, it says nothing.", day=last),)


def time_before_sentences(subject: Subject) -> tuple[str, ...]:
    """Sentences on what the history could have shown before the last messages; that it is little, where it is."""
    reach = detectable_drop_sentences(subject.person.detectable_drop, subject.name)
    return reach if is_telling(subject) else (little_told_sentence(), *reach)


def little_told_sentence() -> str:
    """Sentence saying that the days before the last messages may have been unlike somebody."""
    return translate("Of the time before, this chat can tell little.")


def detectable_drop_sentences(reach: DetectableDrop | None, name: str | None = None) -> tuple[str, ...]:
    """Sentences about what a quiet history could have shown; of somebody in a group where there is no name."""
    if reach is None:
        return ()
    name_or_somebody = name or translate_in("before a verb, or by itself", "somebody")
    if reach.factor is None:
        sentence = translate_plural(
            "Even if {name} had written a fifth as much and as long for {number} day, it could have passed unseen.",
            "Even if {name} had written a fifth as much and as long for {number} days, it could have passed unseen.",
            reach.days,
            name=name_or_somebody,
        )
        return (sentence,)
    share = format_share(reach.factor)
    visible_share = translate_plural(
        "If {name} had written {share} as much and as long for {number} day, it would have shown in 4 of 5 cases.",
        "If {name} had written {share} as much and as long for {number} days, it would have shown in 4 of 5 cases.",
        reach.days,
        name=name_or_somebody,
        share=share,
    )
    return (visible_share, translate("Smaller or shorter changes can pass unseen."))


def quiet_people_sentence(people: tuple[Subject, ...]) -> str:
    """Sentence about quiet people of one chat, of whom it can be told; with the last day where that is long ago."""
    names = either(tuple(subject.name for subject in people))
    last = people[0].last_date
    if last and is_stale(people[0]):
        return translate("Nothing here is unlike {name}, up to {day}.", name=names, day=format_day(last))
    return translate("Nothing here is unlike {name}.", name=names)


def usual_people_sentence(people: tuple[Subject, ...]) -> str:
    """Sentence about quiet people of whose last messages alone it can be told."""
    names = listed(tuple(subject.name for subject in people))
    return translate("The last messages were within what is usual for {names}.", names=names)
