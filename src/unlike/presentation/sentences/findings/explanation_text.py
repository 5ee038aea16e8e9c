"""Sentences about the days before a shift, and about the last days where nobody can tell whether something changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from unlike.i18n import mark, mark_plural, translate, translate_lazy, translate_plural
from unlike.presentation.model import Section, SectionKind, Subject, capital, listed
from unlike.presentation.sanitise import quoted_text
from unlike.presentation.sentences.findings.note_text import finding_days
from unlike.presentation.sentences.formatting.date_format import brief_day, format_clock, format_day, format_days
from unlike.presentation.sentences.formatting.number_format import format_count, format_odds, waiting_time
from unlike.results import CurrentState, Finding, LastingShift, LookBack, Spell, TopicMention
from unlike.results.explanations import UnansweredQuestion

_TOPIC_NAMES = {
    "health": mark("health"),
    "sleep": mark("sleep"),
    "family": mark("family"),
    "friends": mark("friends in trouble"),
    "work": mark("work"),
    "study": mark("study"),
    "money": mark("money"),
    "moving": mark("moving"),
    "travel": mark("travel"),
    "grief": mark("a loss"),
    "quarrel": mark("a quarrel"),
    "apology": mark("an apology"),
    "disappointment": mark("something that fell through"),
    "device": mark("a phone or a connection that failed"),
}
_MESSAGES_LOOKED_AT: Final = {
    False: mark_plural(
        "Looked at: {messages} with words, {days}, and {number} of {day}.",
        "Looked at: {messages} with words, {days}, and {number} of {day}.",
    ),
    True: mark_plural(
        "Looked at in all chats here: {messages} with words, {days}, and {number} of {day}.",
        "Looked at in all chats here: {messages} with words, {days}, and {number} of {day}.",
    ),
}
_MAX_QUESTION_CHARS: Final = 60
_UNREAD_LANGUAGE: Final = mark("Why? The words of this language cannot be read here.")
_UNREAD_DAYS: Final = mark("The words of this language cannot be read here.")
_UNREAD: Final = mark("Part of the chat was not read, and it may say more.")


def look_back_before(finding: Finding, subject: Subject) -> LookBack | None:
    """The look-back at the days before a spell, a lasting shift or the present; None where nobody looked.

    Of a present of which nothing can be told, what the last days tell.
    """
    explanations = subject.person.explanations
    if explanations is None or not isinstance(finding, CurrentState | LastingShift | Spell):
        return None
    if isinstance(finding, CurrentState) and not finding.is_known:
        return explanations.last_days
    return explanations.look_back(finding.day if isinstance(finding, LastingShift) else finding_days(finding, None)[0])


def look_back_section(back: LookBack, subject: Subject) -> Section:
    """Section about what stood out before a shift; where nothing did, that the chat does not say."""
    section = _reason_section(back, subject)
    if back.unanswered is None:
        return section
    caution = () if back.topics else (_claim_sentence(back),)  # which stands below topics in any case
    detail = (unanswered_sentence(back.unanswered, subject), *caution, *section.detail)
    certainty = (_waiting_sentence(back.unanswered), *section.certainty)
    return replace(section, detail=detail, certainty=certainty, finding=subject.finding_number(back))


def unanswered_sentence(question: UnansweredQuestion, subject: Subject) -> str:
    """Sentence on a question of the person's that waited for the owner: what, since when, how long; never why."""
    when = f"{brief_day(question.asked_at.date(), subject.last_date)}, {format_clock(question.asked_at)}"
    asking = translate("{name} asked you something ({when}).", name=subject.name, when=when)
    if question.quote is not None:
        quote = quoted_text(question.quote, _MAX_QUESTION_CHARS)
        asking = translate("{name} asked you: {question} ({when}).", name=subject.name, question=quote, when=when)
    length = waiting_time(question.waited)
    waiting = translate("You have written nothing here since: {waited}, when the chat ends.", waited=length)
    if question.is_answered:
        waiting = translate("You wrote nothing here for {waited} after it.", waited=length)
    return f"{asking} {waiting}"


def _waiting_sentence(question: UnansweredQuestion) -> str:
    """How often a question waits as long for the owner."""
    return translate(
        "A question waits as long for you on {odds} of such days, these counted too.", odds=format_odds(question.chance)
    )


def _reason_section(back: LookBack, subject: Subject) -> Section:
    """Section about the topics that stood out, or about why none is told."""
    if back.messages_read is None:
        headline = _unanswered_headline(back, subject)
        unread = translate(_UNREAD_LANGUAGE if back.is_of_shift else _UNREAD_DAYS)
        look_there = (
            translate("Please look in the messages yourself; they may well say why.")
            if back.is_of_shift
            else translate("Please look in the messages yourself.")
        )
        return Section(SectionKind.EXPLANATION, headline or unread, (*((unread,) if headline else ()), look_there))
    if not back.messages_read:
        return _wordless_section(back, subject)
    if not back.topics:
        return _silence_section(back, subject)
    return Section(
        SectionKind.EXPLANATION,
        _topics_headline(back, subject),
        detail=(
            *(_topic_sentence(mention, subject) for mention in back.topics),
            *(() if back.is_rated else (translate("How usual that is cannot be told: there are too few other days."),)),
            _claim_sentence(back),
            *(() if back.is_whole else (translate(_UNREAD),)),
        ),
        body=(_reading_sentence(back),),
        certainty=_base_sentences(back),
        finding=subject.finding_number(back) if back.messages else None,
    )


def named_look_back_section(back: LookBack, subject: Subject) -> Section:
    """The same of one person among several: where topics were told, the headline says of whom."""
    section, topics = look_back_section(back, subject), topic_names(back)
    if not (back.topics or back.unanswered):
        return section
    if back.is_of_shift:
        headline = translate(
            "{name}, around {day}: {topics}.", name=subject.name, day=format_day(back.shift), topics=topics
        )
    else:
        headline = translate(
            "{name}, in the last days ({days}): {topics}.", name=subject.name, days=_days_of(back), topics=topics
        )
    return replace(section, headline=headline)


def silent_days_section(people: Sequence[Subject]) -> Section:
    """Section about several people of a group, in whose last days no reason was found."""
    names = listed(tuple(subject.name for subject in people))
    return Section(
        SectionKind.EXPLANATION,
        translate("In the last days of {names}, the chat names no reason.", names=names),
        body=(translate("The reason may simply not be in the chat."),),
    )


def _unanswered_headline(back: LookBack, subject: Subject) -> str:
    """Headline where nothing but a question that waited is told; empty without one."""
    return _topics_headline(back, subject) if back.unanswered else ""


def _untold_headline(back: LookBack) -> str:
    """Headline where it cannot be told whether the chat names a reason; of last days no change is claimed."""
    if back.is_of_shift:
        return translate("Why? Whether the chat says so cannot be told.")
    return translate("Whether the last days ({days}) name a reason cannot be told.", days=_days_of(back))


def _wordless_section(back: LookBack, subject: Subject) -> Section:
    """Section saying that there was nothing to read, which is no chat that names no reason."""
    return Section(
        SectionKind.EXPLANATION,
        _unanswered_headline(back, subject) or _untold_headline(back),
        detail=(
            translate("There are no messages with words of {days}.", days=format_days(back.first, back.last)),
            *(() if back.is_whole else (translate(_UNREAD),)),
        ),
        body=(
            translate("Voice messages and pictures are not looked at; they may well say why.")
            if back.is_of_shift
            else translate("Voice messages and pictures are not looked at."),
        ),
    )


def _silence_section(back: LookBack, subject: Subject) -> Section:
    """Section saying that the chat, or what was read of it, does not tell a reason."""
    if not back.is_whole:
        return Section(
            SectionKind.EXPLANATION,
            _unanswered_headline(back, subject) or _untold_headline(back),
            detail=(translate(_UNREAD),),
            body=(_reading_sentence(back),),
        )
    silent = (
        translate("Why? The chat does not say.")
        if back.is_of_shift
        else translate("In the last days ({days}), the chat names no reason.", days=_days_of(back))
    )
    return Section(
        SectionKind.EXPLANATION,
        _unanswered_headline(back, subject) or silent,
        detail=_silence_sentences(back),
        body=(_reading_sentence(back), translate("The reason may simply not be in the chat.")),
    )


def _days_of(back: LookBack) -> str:
    return format_days(back.first, back.last)


def topic_names(back: LookBack) -> str:
    """What stood out in some days, as one listing; empty where nothing did."""
    topics = tuple(topic_name(mention.topic) for mention in back.topics)
    return listed((*topics, *((translate("a question that waited for you"),) if back.unanswered else ())))


def _topics_headline(back: LookBack, subject: Subject) -> str:
    """Headline on topics around the beginning of the spell that begins on a day; around that day where none does."""
    if not back.is_of_shift:
        return translate("In the last days ({days}): {topics}.", days=_days_of(back), topics=topic_names(back))
    spell = next((spell for spell in subject.person.spells if spell.first == back.shift), None)
    if spell is None:
        return translate("Around {day}: {topics}.", day=format_day(back.shift), topics=topic_names(back))
    around = format_days(spell.first, spell.last)
    return translate("Around the beginning of {spell}: {topics}.", spell=around, topics=topic_names(back))


def _claim_sentence(back: LookBack) -> str:
    """Sentence on what the topics stand for: no reason, and of the last days no change either."""
    if back.is_of_shift:
        return translate("Whether it has to do with it, only they can say.")
    return translate("This is what was written; whether anything changed cannot be told.")


def _base_sentences(back: LookBack) -> tuple[str, ...]:
    """How often as much of the topics comes up; nothing where too few other days are there to tell."""
    if not back.is_rated:
        return ()
    base = translate_plural(
        "Compared with {number} other stretch of as many days.",
        "Compared with {number} other stretches of as many days.",
        back.baseline_spans,
    )
    return (*(_chance_sentence(mention, mention.chance) for mention in back.topics if mention.chance is not None), base)


def topic_name(topic: str) -> str:
    """The name of a topic as it stands in a sentence."""
    return translate_lazy(_TOPIC_NAMES.get(topic, topic))


def _silence_sentences(back: LookBack) -> tuple[str, ...]:
    """Sentences on topics that were looked for and not found more than usual."""
    if not back.is_rated:
        return (translate("Nothing about health, family, work or quarrels was found; it may be there in other words."),)
    return (translate("Health, family, work and quarrels come up no more than usual."),)


def _reading_sentence(back: LookBack) -> str:
    """Days before, and how many messages of them and of the day itself were looked at; no day is called unlike."""
    before = (back.messages_read or 0) - back.messages_on_shift
    singular, plural = _MESSAGES_LOOKED_AT[back.is_of_several_chats]
    return translate_plural(
        singular,
        plural,
        back.messages_on_shift,
        messages=format_count(before, "message"),
        days=format_days(back.first, back.last - timedelta(days=1)),
        day=format_day(back.last),
    )


def _topic_sentence(mention: TopicMention, subject: Subject) -> str:
    """E.g. "Family: 3 messages, by Rosa."."""
    messages = format_count(len(mention.messages) + mention.messages_elsewhere, "message")
    if mention.messages_elsewhere:
        messages = " ".join((messages, translate("({number} in other chats)", number=mention.messages_elsewhere)))
    return translate(
        "{topic}: {messages}, by {who}.",
        topic=capital(topic_name(mention.topic)),
        messages=messages,
        who=listed(tuple(subject.after_preposition(name) for name in mention.senders)),
    )


def _chance_sentence(mention: TopicMention, chance: float) -> str:
    """How often as much of one topic comes up."""
    return translate(
        "{topic}: so much of one subject comes up on {odds} of such days, these counted too.",
        topic=capital(topic_name(mention.topic)),
        odds=format_odds(chance),
    )
