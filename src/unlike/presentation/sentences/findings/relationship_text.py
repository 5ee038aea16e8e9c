"""Sentences about routines, messages worth remembering, and how the owner has asked before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from unlike.core.day_rule import day_of
from unlike.i18n import mark, mark_in, mark_plural, translate, translate_in, translate_plural
from unlike.presentation.model import Section, SectionKind, Subject, capital, either, listed
from unlike.presentation.sanitise import quoted_text
from unlike.presentation.sentences.formatting.date_format import (
    brief_day,
    clock_time,
    day_count,
    format_day,
    format_days,
)
from unlike.results import Relationship
from unlike.results.interaction import Opener, Routine, WarmMoment

_ON_WEEKDAYS = (
    mark("on Mondays"), mark("on Tuesdays"), mark("on Wednesdays"), mark("on Thursdays"), mark("on Fridays"),
    mark("on Saturdays"), mark("on Sundays"),
)  # fmt: skip
_WEEKDAY_PLURALS = (
    mark_in("after a number and of", "Mondays"), mark_in("after a number and of", "Tuesdays"),
    mark_in("after a number and of", "Wednesdays"), mark_in("after a number and of", "Thursdays"),
    mark_in("after a number and of", "Fridays"), mark_in("after a number and of", "Saturdays"),
    mark_in("after a number and of", "Sundays"),
)  # fmt: skip
_ROUTINES_OF_SENDER = {
    "good morning": mark("a good morning from {who}"),
    "good night": mark("a good night from {who}"),
    "first in the morning": mark("a first message of the morning from {who}"),
}
_BASES = (mark("On {kept} of {of} days with messages"), mark("On {kept} of {of} mornings with messages"))
_MAX_QUOTE_CHARS = 72
_MAX_BREAKS = 5


def add_openers(ask: Section, subject: Subject, most: int = 9) -> Section:
    """Adds to the advice to ask how the owner has asked before, the latest question first."""
    relationship = subject.person.relationship
    openers = (
        tuple(opener for opener in relationship.openers if not _is_in_spell(opener, subject)) if relationship else ()
    )
    return replace(ask, body=(*ask.body, openers_sentence(openers[:most], subject))) if openers else ask


def _is_in_spell(opener: Opener, subject: Subject) -> bool:
    """Whether the first kind words after a question came within a spell, so that nothing was as usual."""
    warmed_on = day_of(opener.warmed_at)
    return any(spell.first <= warmed_on <= spell.last for spell in subject.person.spells)


def openers_sentence(openers: tuple[Opener, ...], subject: Subject) -> str:
    """E.g. "You have asked before: “everything okay, love?” (14 Aug). Rosa answered warmly, the next day."."""
    questions = tuple(
        f"{quoted_text(opener.text, _MAX_QUOTE_CHARS)} ({brief_day(opener.day, subject.last)})" for opener in openers
    )
    values = {
        "name": capital(subject.name),
        "later": either(tuple(dict.fromkeys(_answer_delay(opener) for opener in openers))),
    }
    before = translate("You have asked before: {questions}.", questions=listed(questions))
    answered = (
        translate("Each time {name} wrote as usual, {later}.", **values)
        if len(openers) > 1
        else translate("{name} wrote as usual, {later}.", **values)
    )
    return f"{before} {answered}"


def _answer_delay(opener: Opener) -> str:
    """How long after a question the first warm words came, by days of the calendar."""
    days_later = day_count(opener.asked_at.date(), opener.warmed_at.date()) - 1
    if days_later < 2:
        return translate("the next day") if days_later else translate("the same day")
    return translate_plural("{days} day later", "{days} days later", days_later, days=days_later)


def broken_routine_sections(subject: Subject) -> tuple[Section, ...]:
    """Sections about routines that broke on the last day of the history."""
    relationship = subject.person.relationship
    broken = (
        [routine for routine in relationship.routines if routine.broken_on and routine.broken_on[-1] == subject.last]
        if relationship
        else []
    )
    return tuple(
        Section(
            kind=SectionKind.ROUTINE,
            headline=translate("{routine} did not come that day.", routine=capital(routine_name(routine, subject))),
            detail=(routine_base(routine),),
        )
        for routine in broken
    )


def routine_and_moment_sections(subject: Subject) -> tuple[Section, ...]:
    """Sections that `--all` adds: each routine, and messages worth remembering."""
    relationship = subject.person.relationship or Relationship()
    return (
        *(_routine_section(routine, subject) for routine in relationship.routines),
        *_warm_moment_sections(relationship.warm, subject),
    )


def routine_name(routine: Routine, subject: Subject) -> str:
    """E.g. "a good morning from Rosa" or "“game” on Thursdays"."""
    if routine.kind == "word":
        word = quoted_text(routine.word or "", _MAX_QUOTE_CHARS)
        return (
            word
            if routine.weekday is None
            else translate("{word} {on_day}", word=word, on_day=translate(_ON_WEEKDAYS[routine.weekday]))
        )
    if routine.kind == "call":
        return (
            translate("a call")
            if routine.weekday is None
            else translate("a call {on_day}", on_day=translate(_ON_WEEKDAYS[routine.weekday]))
        )
    sender = subject.after_preposition(routine.sender) if routine.sender else translate("either of you")
    return (
        translate(_ROUTINES_OF_SENDER[routine.kind], who=sender)
        if routine.kind in _ROUTINES_OF_SENDER
        else f"{routine.kind} · {sender}"
    )


def routine_base(routine: Routine) -> str:
    """How often and when a routine happens, with its base and the days that do not count."""
    on = translate(_BASES[routine.kind == "first in the morning"], kept=routine.observed_days, of=routine.eligible)
    if routine.kind != "first in the morning" and routine.weekday is not None:
        weekday = translate_in(*_WEEKDAY_PLURALS[routine.weekday])
        on = translate(
            "On {kept} of {of} {weekdays} with messages",
            kept=routine.observed_days,
            of=routine.eligible,
            weekdays=weekday,
        )
    if routine.silent:
        more = mark_plural(
            "({number} more without messages is not counted)", "({number} more without messages are not counted)"
        )
        on = f"{on} {translate_plural(*more, routine.silent)}"
    days_text = _routine_days(routine)
    if routine.minute is None:
        return f"{on}, {days_text}."
    about = translate("about {clock}", clock=clock_time(*divmod(routine.minute, 60)))
    return f"{on}, {days_text}, {about}."


def _routine_days(routine: Routine) -> str:
    """The days between which a routine held."""
    return (
        translate("since {day}", day=format_day(routine.first))
        if routine.ongoing
        else format_days(routine.first, routine.last)
    )


def _routine_section(routine: Routine, subject: Subject) -> Section:
    """Section about one routine, and the days on which it broke."""
    name = capital(routine_name(routine, subject))
    is_one = (
        translate("{routine} is a routine.", routine=name)
        if routine.ongoing
        else translate("{routine} was a routine.", routine=name)
    )
    return Section(kind=SectionKind.ROUTINE, headline=is_one, body=(routine_base(routine), *_break_sentences(routine)))


def _break_sentences(routine: Routine) -> Iterator[str]:
    """Sentence about the latest days without a routine."""
    if not routine.broken_on:
        return
    latest = routine.broken_on[-_MAX_BREAKS:]
    listing = listed(tuple(format_day(broken) for broken in latest))
    more = len(routine.broken_on) - len(latest)
    if more:
        yield translate_plural(
            "It did not come on {days}, nor on {number} day before.",
            "It did not come on {days}, nor on {number} days before.",
            more,
            days=listing,
        )
    else:
        yield translate("It did not come on {days}.", days=listing)


def _warm_moment_sections(moments: tuple[WarmMoment, ...], subject: Subject) -> tuple[Section, ...]:
    """Section about messages worth remembering."""
    if not moments:
        return ()
    lines = (
        translate(
            "{day}, {who}: {text}",
            day=format_day(moment.day),
            who=subject.nominative(moment.sender),
            text=quoted_text(moment.text, _MAX_QUOTE_CHARS),
        )
        for moment in moments
    )
    return (Section(kind=SectionKind.WARM, headline=translate("Good moments from your chat"), items=tuple(lines)),)
