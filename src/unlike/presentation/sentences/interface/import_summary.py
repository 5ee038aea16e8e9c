"""Sentences about what was read and how often chance shows a spell; and the only advice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from unlike.core.day_rule import day_of
from unlike.i18n import translate, translate_lazy, translate_plural
from unlike.presentation.model import Face, Section, SectionKind, Subject, capital
from unlike.presentation.sanitise import sanitise, short_name
from unlike.presentation.sentences.formatting.date_format import format_clock, format_day, format_days, time_ago
from unlike.presentation.sentences.formatting.number_format import format_count, in_words
from unlike.presentation.sentences.interface.medium_limit_text import medium_limit_sentences
from unlike.results import ConversationFindings, Findings, PersonFindings, RepeatVisits


def conversation_title(conversation: ConversationFindings) -> str:
    """E.g. "Rosa with you", or the title of a group."""
    if _is_group(conversation):
        return short_name(conversation.title)
    return translate("{name} with you", name=short_name(conversation.people[0].name))


def conversation_title_line(conversation: ConversationFindings, today: date | None = None) -> str:
    """E.g. "Rosa with you · 41,208 messages · 4 Sep 2023 – 12 Nov 2025, 2 weeks ago"."""
    parts = [
        conversation_title(conversation),
        *_other_members(conversation),
        format_count(conversation.messages, "message"),
    ]
    if conversation.first and conversation.last:
        last = conversation.last.date()
        span = format_days(conversation.first.date(), last)
        parts.append(f"{span}, {time_ago(last, today)}" if today and today > last else span)
    return " · ".join(parts)


def read_line(conversation: ConversationFindings) -> str:
    """How many messages, calls, system lines and skipped records the export holds."""
    counts = (
        format_count(conversation.messages, "message"),
        *((format_count(conversation.calls, "call"),) if conversation.calls else ()),
        *((format_count(conversation.system, "system line"),) if conversation.system else ()),
        left_over_text(len(conversation.skipped)),
    )
    return translate("Read: {parts}.", parts=", ".join(counts))


def left_over_text(number: int) -> str:
    """How many records are no message and no line of the app."""
    if not number:
        return translate("nothing left over")
    return translate_plural("{number} piece left over", "{number} pieces left over", number)


def skipped_line(conversation: ConversationFindings, face: Face = Face.TERMINAL) -> str | None:
    """Warning about what could not be read: where the first record is and why; None where everything was read."""
    if not conversation.skipped:
        return None
    ref, why = conversation.skipped[0]
    values, others_count = {"place": sanitise(ref), "why": sanitise(translate_lazy(why))}, len(conversation.skipped) - 1
    if not others_count:
        return translate("Could not be read: {place} ({why}).", **values)
    if face is not Face.TERMINAL:
        return translate("Could not be read: {place} ({why}); and {number} more.", number=others_count, **values)
    return translate(
        "Could not be read: {place} ({why}); {number} more, listed with --all.", number=others_count, **values
    )


def skipped_lines(conversation: ConversationFindings) -> tuple[str, ...]:
    """A warning for each record that could not be read."""
    return tuple(
        translate("Could not be read: {place} ({why}).", place=sanitise(ref), why=sanitise(translate_lazy(why)))
        for ref, why in conversation.skipped
    )


def note_lines(conversation: ConversationFindings) -> tuple[str, ...]:
    """Sentences about what the source cannot tell and on a last night, then those of the reader about the export."""
    notes = (sanitise(translate_lazy(note)) for note in conversation.notes)
    sentences = (note if note.endswith((".", "!", "?")) else f"{note}." for note in notes if note)
    return (*medium_limit_sentences(conversation), *_night_sentences(conversation), *sentences)


def _night_sentences(conversation: ConversationFindings) -> tuple[str, ...]:
    """Sentence on the day of a last message after midnight, by which findings go and a calendar does not."""
    if conversation.last is None or (last := day_of(conversation.last)) == conversation.last.date():
        return ()
    sentence = translate(
        "A day counts until 4 in the morning here: the last message, of {date}, {clock}, belongs to {day}.",
        date=format_day(conversation.last.date()),
        clock=format_clock(conversation.last),
        day=format_day(last),
    )
    return (sentence,)


def repeat_visits_section(again: RepeatVisits) -> Section:
    """Section for a chat that is looked at again and again, in this export or another."""
    if not again.nothing_new:
        return Section(
            kind=SectionKind.QUIET,
            headline=translate_plural(
                "You have looked at this chat {number} time within a week.",
                "You have looked at this chat {number} times within a week.",
                again.times,
            ),
            body=(translate("A day more shows little; there is no hurry."),),
        )
    looks = translate_plural(
        "You have looked {number} time within a week.", "You have looked {number} times within a week.", again.times
    )
    return Section(
        kind=SectionKind.QUIET,
        headline=translate(
            "Nothing new of anybody else is in this chat since you looked on {day}.", day=format_day(again.since)
        ),
        body=(" ".join((looks, translate("It says the same each time; there is no hurry."))),),
    )


def zone_line(findings: Findings, *, assumed: bool) -> str:
    """Sentence on the zone of the times, and whether it was assumed."""
    zone = sanitise(findings.zone)
    return (
        translate("Times: {zone} (this machine's zone).", zone=zone)
        if assumed
        else translate("Times: {zone}.", zone=zone)
    )


def rate_sentences(findings: Findings, people: Iterable[PersonFindings]) -> tuple[str, ...]:
    """How many spells chance alone shows; nothing where no spell of these people is shown, which "such" could mean."""
    return (_rate_sentence(findings.false_spells_a_year),) if any(person.spells for person in people) else ()


def _rate_sentence(rate: float) -> str:
    """How many spells chance alone shows."""
    if rate <= 0:
        return translate("By chance alone, no such spell is shown.")
    if rate < 0.75:
        years = round(1 / rate)
        return translate_plural(
            "By chance alone, about one such spell a year is shown.",
            "By chance alone, about one such spell in {years} years is shown.",
            years,
            years=in_words(years),
        )
    often = max(1, round(rate))
    return translate_plural(
        "By chance alone, up to one such spell a year is shown.",
        "By chance alone, up to {spells} such spells a year are shown.",
        often,
        spells=in_words(often),
    )


def people_compared_sentence(people: int) -> str:
    """Sentences that among more people more stands out by chance, and how many of those called unusual may be so."""
    statement = translate_plural(
        "{people} person is shown: the more people, the more stands out by chance alone.",
        "{people} people are shown: the more people, the more stands out by chance alone.",
        people,
        people=capital(in_words(people)),
    )
    few = translate("Among those called unlike themselves, one in ten at most is expected to be so by chance.")
    return f"{statement} {few}"


def ask_section(subject: Subject) -> Section:
    """Section with the only advice there is: to ask."""
    only = translate("Only {name} knows why. You could ask, kindly; no answer is all right too.", name=subject.name)
    return Section(kind=SectionKind.ASK, headline=only)


def ask_group_section(people: int) -> Section:
    """Section with the only advice there is, in a group."""
    return Section(
        kind=SectionKind.ASK,
        headline=translate("Only they know why. You could ask, kindly; no answer is all right too."),
        body=(people_compared_sentence(people),) if people > 1 else (),
    )


def _is_group(conversation: ConversationFindings) -> bool:
    """Whether it goes by its title rather than by the name of the one other person."""
    return conversation.group or len(conversation.people) != 1


def _other_members(conversation: ConversationFindings) -> tuple[str, ...]:
    """How many people besides the owner write in a group, where there are several."""
    others = max(len(conversation.people), conversation.writers)
    if not _is_group(conversation) or others < 2:
        return ()
    return (translate_plural("{number} person and you", "{number} people and you", others),)
