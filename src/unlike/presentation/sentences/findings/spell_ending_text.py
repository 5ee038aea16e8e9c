"""Sentences about how spells ended, and what was done around several endings: what happened, and never why."""

from __future__ import annotations

from unlike.i18n import mark, translate
from unlike.presentation.model import Section, SectionKind, Subject
from unlike.presentation.sentences.formatting.number_format import count_in_sentence, format_odds
from unlike.results import ReturnPattern, SpellEnding
from unlike.results.interaction import MessageAct

_OWNER_WROTE_FIRST = {
    None: mark("You wrote first that day."),
    MessageAct.APOLOGY: mark("You wrote first that day, with an apology."),
    MessageAct.CHECK_IN: mark("You wrote first that day and asked how things were."),
    MessageAct.PLAN: mark("You wrote first that day, about a plan."),
    MessageAct.GREETING: mark("You wrote first that day, with a greeting."),
    MessageAct.VOICE: mark("You came first that day, with a voice message."),
    MessageAct.PICTURE: mark("You came first that day, with a picture."),
    MessageAct.CALL: mark("You came first that day, with a call."),
    MessageAct.QUESTION: mark("You wrote first that day, with a question."),
    MessageAct.TALK: mark("You wrote first that day, about this and that."),
}
_PERSON_WROTE_FIRST = {
    None: mark("{name} wrote first that day."),
    MessageAct.APOLOGY: mark("{name} wrote first that day, with an apology."),
    MessageAct.CHECK_IN: mark("{name} wrote first that day and asked how things were."),
    MessageAct.PLAN: mark("{name} wrote first that day, about a plan."),
    MessageAct.GREETING: mark("{name} wrote first that day, with a greeting."),
    MessageAct.VOICE: mark("{name} came first that day, with a voice message."),
    MessageAct.PICTURE: mark("{name} came first that day, with a picture."),
    MessageAct.CALL: mark("{name} came first that day, with a call."),
    MessageAct.QUESTION: mark("{name} wrote first that day, with a question."),
    MessageAct.TALK: mark("{name} wrote first that day, about this and that."),
}
_ACTS_OF_OWNER = {
    MessageAct.CHECK_IN: mark(
        "In the two days before, you had asked how they were: {spells} of {of} times ({usual} on other days)."
    ),
    MessageAct.APOLOGY: mark(
        "In the two days before, you had said sorry: {spells} of {of} times ({usual} on other days)."
    ),
    MessageAct.VOICE: mark(
        "In the two days before, you had sent a voice message: {spells} of {of} times ({usual} on other days)."
    ),
    MessageAct.PICTURE: mark(
        "In the two days before, you had sent a picture: {spells} of {of} times ({usual} on other days)."
    ),
    MessageAct.CALL: mark("In the two days before, you had called: {spells} of {of} times ({usual} on other days)."),
}
_ACTS_OF_PERSON = {
    MessageAct.CHECK_IN: mark(
        "On the first usual day {name} asked how you were: {spells} of {of} times ({usual} on other days)."
    ),
    MessageAct.APOLOGY: mark(
        "On the first usual day {name} said sorry: {spells} of {of} times ({usual} on other days)."
    ),
    MessageAct.VOICE: mark(
        "On the first usual day {name} sent a voice message: {spells} of {of} times ({usual} on other days)."
    ),
    MessageAct.PICTURE: mark(
        "On the first usual day {name} sent a picture: {spells} of {of} times ({usual} on other days)."
    ),
    MessageAct.CALL: mark("On the first usual day {name} called: {spells} of {of} times ({usual} on other days)."),
}
_MAX_PATTERNS = 3


def spell_ending_sentence(ending: SpellEnding, subject: Subject) -> str:
    """Sentence about what came after a spell, never why."""
    if ending.days <= 1:
        passed = translate("The next day {name} wrote as usual again.", name=subject.name)
    else:
        after = count_in_sentence(ending.days, "day")
        passed = translate("After {days} {name} wrote as usual again.", days=after, name=subject.name)
    first = _OWNER_WROTE_FIRST if ending.first_sender == subject.owner else _PERSON_WROTE_FIRST
    return f"{passed} {translate(first[ending.act], name=subject.nominative(ending.first_sender))}"


def return_pattern_sentence(pattern: ReturnPattern, subject: Subject) -> str:
    """Sentence about what was done around several returns, with how often it is done anyway."""
    sentence = (_ACTS_OF_OWNER if pattern.sender == subject.owner else _ACTS_OF_PERSON)[pattern.act]
    base_odds = format_odds(pattern.base_rate) if pattern.base_rate > 0 else translate("never")
    return translate(sentence, spells=pattern.spells, of=pattern.of, name=subject.name, usual=base_odds)


def return_patterns_section(subject: Subject) -> Section | None:
    """Section about what the ends of earlier spells have in common; None where nothing."""
    patterns = subject.person.return_patterns[:_MAX_PATTERNS]
    if not patterns:
        return None
    lines = tuple(return_pattern_sentence(pattern, subject) for pattern in patterns)
    return Section(
        kind=SectionKind.BEFORE,
        headline=translate("What happened when {name} wrote as usual again", name=subject.name),
        body=(*lines, translate("It happened then; it need not be the reason.")),
    )
