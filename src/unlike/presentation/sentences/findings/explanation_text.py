"""Sentences about the days before a shift."""

from __future__ import annotations

from unlike.i18n import mark, translate, translate_lazy, translate_plural
from unlike.presentation.model import Section, SectionKind, Subject, capital, listed
from unlike.presentation.sentences.formatting.date_format import days
from unlike.presentation.sentences.formatting.number_format import count, odds
from unlike.results import LookBack, TopicMention

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
}


def look_back_section(back: LookBack, subject: Subject) -> Section:
    """Section about what stood out before a shift; where nothing did, that the log does not say."""
    when = days(back.first, back.last)
    if back.messages_read is None:
        unknown = translate("Why? This language is not one whose words are known here.")
        return Section(
            SectionKind.EXPLANATION, unknown, (translate("It goes by habits alone; the messages may well say why."),)
        )
    if not back.topics:
        return Section(
            SectionKind.EXPLANATION, translate("Why? The log does not say."), (_silence_sentence(back, when),)
        )
    topics = listed(tuple(topic_name(mention.topic) for mention in back.topics))
    lines = tuple(_topic_sentence(mention, subject) for mention in back.topics)
    base = translate_plural(
        "Held against {number} other run of as many days.",
        "Held against {number} other runs of as many days.",
        back.baseline_spans,
    )
    order = translate(
        "It stands before the change or on its first day; whether it has to do with it, only they can say."
    )
    return Section(
        SectionKind.EXPLANATION,
        translate("Before it and on its first day, {days}: {topics}.", days=when, topics=topics),
        (*lines, f"{base} {order}"),
        finding=subject.finding_number(back) if back.messages else None,
    )


def topic_name(topic: str) -> str:
    """The name of a topic as it stands in a sentence."""
    return translate_lazy(_TOPIC_NAMES.get(topic, topic))


def _silence_sentence(back: LookBack, when: str) -> str:
    """Sentence about what was looked for and not found more than usual."""
    may = translate("The reason may simply not be in the chat.")
    if not back.messages_read:
        return " ".join((translate("Nobody wrote on {days}.", days=when), may))
    nothing = translate_plural(
        "Nothing in {number} message with words of {days} mentions health, family, work or a quarrel more than usual.",
        "Nothing in {number} messages with words of {days} mentions health, family, work or a quarrel more than usual.",
        back.messages_read,
        days=when,
    )
    return f"{nothing} {may}"


def _topic_sentence(mention: TopicMention, subject: Subject) -> str:
    """E.g. "Family: 3 messages, by Rosa; some topic stands out as far in 1 in 80 of other such days."."""
    messages = count(len(mention.messages) + mention.messages_elsewhere, "message")
    if mention.messages_elsewhere:
        messages = " ".join((messages, translate("({number} in other chats)", number=mention.messages_elsewhere)))
    return translate(
        "{topic}: {messages}, by {who}; some topic stands out as far in {odds} of other such days.",
        topic=capital(topic_name(mention.topic)),
        messages=messages,
        who=listed(tuple(subject.after_preposition(name) for name in mention.senders)),
        odds=odds(mention.chance),
    )
