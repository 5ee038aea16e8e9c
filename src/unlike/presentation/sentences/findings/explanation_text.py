"""What was told before a shift, and that the log does not say; and where help is, before anything else."""

from __future__ import annotations

from unlike.i18n import phrase, say, say_many, spoken
from unlike.presentation.model import Mark, Passage, Voice, capital, listed, with_option
from unlike.presentation.sentences.formatting.date_format import days
from unlike.presentation.sentences.formatting.number_format import count, odds
from unlike.results import Concern, LookBack, Told

_NAMES = {
    "health": phrase("health"),
    "sleep": phrase("sleep"),
    "family": phrase("family"),
    "friends": phrase("friends in trouble"),
    "work": phrase("work"),
    "study": phrase("study"),
    "money": phrase("money"),
    "moving": phrase("moving"),
    "travel": phrase("travel"),
    "grief": phrase("a loss"),
    "quarrel": phrase("a quarrel"),
    "apology": phrase("an apology"),
    "disappointment": phrase("something that fell through"),
}


def look_back_passage(back: LookBack, voice: Voice) -> Passage:
    """What stood out before a shift; where nothing did, that the log does not say."""
    when = days(back.first, back.last)
    if back.read is None:
        unknown = say("Why? This language is not one whose words are known here.")
        return Passage(Mark.WHY, unknown, (say("It goes by habits alone; the messages may well say why."),))
    if not back.told:
        return Passage(Mark.WHY, say("Why? The log does not say."), (_silence(back, when),))
    topics = listed(tuple(topic_name(one.topic) for one in back.told))
    lines = tuple(_told_line(one, voice) for one in back.told)
    base = say_many(
        "Held against {number} other run of as many days.",
        "Held against {number} other runs of as many days.",
        back.compared,
    )
    order = say("It stands before the change; whether it has to do with it, only they can say.")
    return Passage(
        Mark.WHY,
        say("Before it, {days}: {topics}.", days=when, topics=topics),
        (*lines, f"{base} {order}"),
        hint=voice.hint(back) if back.messages else "",
    )


def topic_name(topic: str) -> str:
    """As it stands in a sentence."""
    return spoken(_NAMES.get(topic, topic))


def help_passage(concern: Concern, voice: Voice) -> Passage:
    """That help exists and where; no assessment, and nothing about habits beside it."""
    words = say_many(
        "{number} message with you and {name} has words of harm or of fear in the latest days.",
        "{number} messages with you and {name} have words of harm or of fear in the latest days.",
        len(concern.messages),
        name=voice.name,
    )
    aside = with_option(
        say("What the habits show steps back here; --all has it."),
        here=say("What the habits show steps back here; it is folded away below."),
    )
    # For translators: name the numbers of the countries in which your language is spoken; check each of them.
    return Passage(
        mark=Mark.HELP,
        headline=say("There is help, for you and for them, at any hour."),
        lines=(
            " ".join((words, say("This program cannot tell what they mean."))),
            say(
                "In danger now: your country's emergency number "
                "(112 in Europe, 999 in the UK, 911 in the US and Canada)."
            ),
            say("findahelpline.com lists lines for self-harm, violence and fear at home, country by country."),
            say("To talk: 116 123 in the UK and Ireland, 988 in the US and Canada, 0800 111 0 111 in Germany."),
            aside,
        ),
    )


def _silence(back: LookBack, when: str) -> str:
    """What was looked for and not found more than usual."""
    may = say("The reason may simply not be in the chat.")
    if not back.read:
        return " ".join((say("Nobody wrote on {days}.", days=when), may))
    nothing = say_many(
        "Nothing in {number} message of {days} mentions health, family, work or a quarrel more than usual.",
        "Nothing in {number} messages of {days} mentions health, family, work or a quarrel more than usual.",
        back.read,
        days=when,
    )
    return f"{nothing} {may}"


def _told_line(one: Told, voice: Voice) -> str:
    """E.g. "Family: 3 messages, by Rosa; some topic stands out as far in 1 in 80 of other such days."."""
    messages = count(len(one.messages) + one.elsewhere, "message")
    if one.elsewhere:
        messages = " ".join((messages, say("({number} in other chats)", number=one.elsewhere)))
    return say(
        "{topic}: {messages}, by {who}; some topic stands out as far in {odds} of other such days.",
        topic=capital(topic_name(one.topic)),
        messages=messages,
        who=listed(tuple(voice.by(name) for name in one.by)),
        odds=odds(one.chance),
    )
