"""Sentences about the days before a shift."""

from __future__ import annotations

from datetime import date, timedelta

from unlike.i18n import mark, translate, translate_lazy, translate_plural
from unlike.presentation.model import Section, SectionKind, Subject, capital, listed
from unlike.presentation.sentences.findings.note_text import finding_days
from unlike.presentation.sentences.formatting.date_format import day, days
from unlike.presentation.sentences.formatting.number_format import count, odds
from unlike.results import CurrentState, Finding, LastingShift, LookBack, Spell, TopicMention

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


def look_back_before(finding: Finding, subject: Subject) -> LookBack | None:
    """The look-back at the days before a spell, a lasting shift or the present; None where nobody looked."""
    explanations = subject.person.explanations
    if explanations is None or not isinstance(finding, CurrentState | LastingShift | Spell):
        return None
    return explanations.look_back(finding.day if isinstance(finding, LastingShift) else finding_days(finding, None)[0])


def look_back_section(back: LookBack, subject: Subject) -> Section:
    """Section about what stood out before a shift; where nothing did, that the chat does not say."""
    if back.messages_read is None:
        return Section(
            SectionKind.EXPLANATION,
            translate("Why? The words of this language cannot be read here."),
            (translate("Please look in the messages yourself; they may well say why."),),
        )
    if not back.topics:
        return Section(
            SectionKind.EXPLANATION,
            translate("Why? The chat does not say."),
            detail=_silence_sentences(back),
            body=(_reading_sentence(back), translate("The reason may simply not be in the chat.")),
        )
    topics = listed(tuple(topic_name(mention.topic) for mention in back.topics))
    base = translate_plural(
        "Compared with {number} other stretch of as many days.",
        "Compared with {number} other stretches of as many days.",
        back.baseline_spans,
    )
    return Section(
        SectionKind.EXPLANATION,
        _topics_headline(back.shift, topics, subject),
        detail=(
            *(_topic_sentence(mention, subject) for mention in back.topics),
            translate("Whether it has to do with it, only they can say."),
        ),
        body=(_reading_sentence(back),),
        certainty=(*(_chance_sentence(mention) for mention in back.topics), base),
        finding=subject.finding_number(back) if back.messages else None,
    )


def _topics_headline(first: date, topics: str, subject: Subject) -> str:
    """What was told around the beginning of the spell that begins on a day; around that day where none does."""
    spell = next((spell for spell in subject.person.spells if spell.first == first), None)
    if spell is None:
        return translate("Around {day}: {topics}.", day=day(first), topics=topics)
    return translate("Around the beginning of {spell}: {topics}.", spell=days(spell.first, spell.last), topics=topics)


def topic_name(topic: str) -> str:
    """The name of a topic as it stands in a sentence."""
    return translate_lazy(_TOPIC_NAMES.get(topic, topic))


def _silence_sentences(back: LookBack) -> tuple[str, ...]:
    """What was looked for and not found more than usual; nothing where nobody wrote."""
    if not back.messages_read:
        return (translate("Nobody wrote on {days}.", days=days(back.first, back.last)),)
    return (translate("Health, family, work and quarrels come up no more than usual."),)


def _reading_sentence(back: LookBack) -> str:
    """Days before, and how many messages of them and of the day itself were looked at; no day is called unlike."""
    before = (back.messages_read or 0) - back.messages_on_shift
    return translate_plural(
        "Looked at: {before} messages with words, {days}, and {number} of {day}.",
        "Looked at: {before} messages with words, {days}, and {number} of {day}.",
        back.messages_on_shift,
        before=before,
        days=days(back.first, back.last - timedelta(days=1)),
        day=day(back.last),
    )


def _topic_sentence(mention: TopicMention, subject: Subject) -> str:
    """E.g. "Family: 3 messages, by Rosa."."""
    messages = count(len(mention.messages) + mention.messages_elsewhere, "message")
    if mention.messages_elsewhere:
        messages = " ".join((messages, translate("({number} in other chats)", number=mention.messages_elsewhere)))
    return translate(
        "{topic}: {messages}, by {who}.",
        topic=capital(topic_name(mention.topic)),
        messages=messages,
        who=listed(tuple(subject.after_preposition(name) for name in mention.senders)),
    )


def _chance_sentence(mention: TopicMention) -> str:
    """How often as much of one topic comes up."""
    return translate(
        "{topic}: so much of one subject comes up on {odds} of other such days.",
        topic=capital(topic_name(mention.topic)),
        odds=odds(mention.chance),
    )
