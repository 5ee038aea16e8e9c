"""Sentences for histories that are too short, or not read enough, to find anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from unlike.i18n import translate, translate_plural
from unlike.presentation.model import Face, Section, SectionKind, Subject
from unlike.presentation.sentences.findings.now_text import NO_CURRENT_STATE
from unlike.presentation.sentences.formatting.date_format import format_day
from unlike.presentation.sentences.formatting.number_format import count_in_sentence, format_count, format_integer
from unlike.presentation.sentences.interface.medium_limit_text import medium_limit_sentence
from unlike.results import (
    ConversationFindings,
    FailedCalculation,
    MissingHistory,
    PersonFindings,
    UnreadRecords,
)

_SOME_AMBIGUOUS: Final = 3
"""Ambiguous places from which on they stand at the top; fewer are told among the notes."""


def no_ongoing_spell_section(subject: Subject) -> Section:
    """Section for a person with earlier findings, about whom nothing can be said now."""
    if subject.breaks_off:
        return Section(SectionKind.QUIET, translate("Nothing can be said about {name} now.", name=subject.name))
    headline = translate("No spell of {name} goes on.", name=subject.name)
    return Section(kind=SectionKind.QUIET, headline=headline, detail=(translate(NO_CURRENT_STATE),))


def missing_history_section(subject: Subject) -> Section:
    """Section about a history that is too short, or not read enough, or of which a calculation failed."""
    if isinstance(subject.person.missing_history, UnreadRecords):
        headline = translate("Part of this chat could not be read, so nothing is said about {name}.", name=subject.name)
        return unread_section(subject.person.missing_history, headline, subject.face)
    headline, kind = translate("Too little to say about {name} yet.", name=subject.name), SectionKind.QUIET
    if isinstance(subject.person.missing_history, FailedCalculation):
        kind = SectionKind.UNREAD
        headline = translate("Nothing can be said about {name}: a calculation failed.", name=subject.name)
    return Section(kind=kind, headline=headline, detail=(missing_history_sentence(subject.person),))


def missing_history_sentence(person: PersonFindings) -> str:
    """E.g. "They wrote 120 messages on 60 days here; 150 messages would be enough."."""
    missing = person.missing_history
    counts = {
        "messages": format_count(person.messages, "message"),
        "days": count_in_sentence(person.active_days, "day"),
    }
    if isinstance(missing, UnreadRecords):
        return unread_sentence(missing)
    if isinstance(missing, FailedCalculation):
        return translate(
            "This is a fault of the program, and no sign that all is as usual. Please report where it was: {place}.",
            place=missing.place,
        )
    if missing is None:
        return translate("They wrote {messages} on {days} here, which is not enough.", **counts)
    return _missing_sentence(missing, counts)


def _missing_sentence(missing: MissingHistory, counts: dict[str, str]) -> str:
    """How much there is, and how much would do."""
    if missing.lacks_app:
        return translate(
            "They wrote {messages} on {days} here, but in no app for long enough: what is usual is told for each app "
            "by itself.",
            **counts,
        )
    if missing.lacks_messages and missing.lacks_days:
        return translate(
            "They wrote {messages} on {days} here; {wanted_messages} on {wanted_days} would be enough.",
            **counts,
            **_wanted_history(missing),
        )
    if missing.lacks_messages:
        return translate_plural(
            "They wrote {messages} on {days} here; {number} message in all would be enough.",
            "They wrote {messages} on {days} here; {number} messages in all would be enough.",
            missing.wanted_messages,
            **counts,
        )
    return translate_plural(
        "They wrote {messages} on {days} here; {number} day with messages would be enough.",
        "They wrote {messages} on {days} here; {number} days with messages would be enough.",
        missing.wanted_days,
        **counts,
    )


def _wanted_history(missing: MissingHistory) -> dict[str, str]:
    """History that would be enough, as words within a sentence."""
    return {
        "wanted_messages": format_count(missing.wanted_messages, "message"),
        "wanted_days": count_in_sentence(missing.wanted_days, "day"),
    }


def unread_section(unread: UnreadRecords, headline: str, face: Face) -> Section:
    """Section about an export of which too much was not read: how much, and what helps."""
    advice = [translate("Export the chat again and give the file as the app wrote it; often that is all it needs.")]
    if face is Face.TERMINAL:
        advice.append(
            translate("Where you know what they are, such as pasted text, --despite-unread answers all the same.")
        )
    return Section(kind=SectionKind.UNREAD, headline=headline, detail=(unread_sentence(unread), *advice))


def unread_people_section(unread: UnreadRecords, face: Face) -> Section:
    """The same section for everybody in a group."""
    headline = translate("Part of this chat could not be read, so nothing is said about anybody.")
    return unread_section(unread, headline, face)


def unread_sentence(unread: UnreadRecords) -> str:
    """E.g. "Of about 2,310 messages and lines, 700 were not read as messages; an answer could rest on those."."""
    counts = {"total": format_integer(unread.total), "number": format_integer(unread.number)}
    if unread.ambiguous:
        return translate(
            "Of about {total} messages and lines, {number} were not read as messages or can be read in two ways; an "
            "answer could rest on those.",
            **counts,
        )
    return translate(
        "Of about {total} messages and lines, {number} were not read as messages; an answer could rest on those.",
        **counts,
    )


def unread_sections(conversation: ConversationFindings) -> tuple[Section, ...]:
    """Warnings before everything else: that the end is missing, and lines that may be messages.

    Where these are too many, nothing is said about anybody, which the sections about people say themselves, if any.
    """
    unread = conversation.unread
    warnings = []
    if unread.breaks_off and conversation.last:
        last_day = format_day(conversation.last.date())
        headline = translate("The export breaks off: what was written after {day} may be missing.", day=last_day)
        warnings.append(Section(kind=SectionKind.UNREAD, headline=headline))
    if unread.too_many and (unread.settled or not conversation.people):
        warnings.append(Section(kind=SectionKind.UNREAD, headline=unread_sentence(unread)))
    elif not unread.too_many:
        sentences = (*_doubtful_sentences(unread), *_ambiguous_sentences(unread))
        warnings += [Section(kind=SectionKind.UNREAD, headline=sentence) for sentence in sentences]
    return tuple(warnings)


def _doubtful_sentences(unread: UnreadRecords) -> Iterator[str]:
    if unread.doubtful:
        yield translate_plural(
            "{number} line inside a message looks like a message of its own and may be one that was not read.",
            "{number} lines inside messages look like messages of their own and may be ones that were not read.",
            unread.doubtful,
        )


def _ambiguous_sentences(unread: UnreadRecords) -> Iterator[str]:
    if unread.ambiguous >= _SOME_AMBIGUOUS:
        yield translate_plural(
            "{number} place in this export can be read in two ways, such as a message or words copied into one; the "
            "likelier one was taken.",
            "{number} places in this export can be read in two ways, such as a message or words copied into one; each "
            "time the likelier one was taken.",
            unread.ambiguous,
        )


def people_with_missing_history(number: int, needs: MissingHistory | None) -> str:
    """Sentence about several people who wrote too little."""
    if needs is None:
        return translate_plural(
            "Too little to say about {number} person yet.", "Too little to say about {number} people yet.", number
        )
    return translate_plural(
        "Too little to say about {number} person yet; {wanted_messages} on {wanted_days} would be enough.",
        "Too little to say about {number} people yet; {wanted_messages} on {wanted_days} each would be enough.",
        number,
        **_wanted_history(needs),
    )


def people_with_failed_calculation(number: int) -> str:
    """Sentence about several people of whom a calculation failed."""
    return translate_plural(
        "Nothing can be said about {number} person: a calculation failed.",
        "Nothing can be said about {number} people: a calculation failed.",
        number,
    )


def is_of_programs(conversation: ConversationFindings) -> bool:
    """Whether no person wrote or called, not even the owner, and what was read is by the app or by programs."""
    return bool(conversation.system) and not (conversation.messages or conversation.calls or conversation.writers)


def nobody_section(conversation: ConversationFindings) -> Section:
    """Section of a conversation in which nobody is looked at: nobody but the owner, or nobody of the name, wrote.

    Or only programs did, or its source leaves out too much by design.
    """
    selection = next((limit for limit in conversation.medium_limits if limit.is_selection), None)
    if selection is not None:
        headline = medium_limit_sentence(selection)
        return Section(SectionKind.QUIET, headline, detail=(translate("So nothing is said about anybody."),))
    if conversation.writers:
        return Section(SectionKind.QUIET, translate("Whom you ask about does not write in what was read of this chat."))
    if is_of_programs(conversation):
        return Section(
            kind=SectionKind.QUIET,
            headline=translate("Only the app or other programs wrote here."),
            detail=(translate("No person wrote in what was read, so there is nobody to compare with themselves."),),
        )
    return Section(
        kind=SectionKind.QUIET,
        headline=translate("Nobody but you wrote here."),
        detail=(translate("There is nobody to compare with themselves; an export with their messages would do."),),
    )
