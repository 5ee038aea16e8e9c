"""What was told before a shift, and that the log does not say; and where help is, before anything else."""

from __future__ import annotations

from unlike.findings import Concern, LookBack, Told
from unlike.reports.wording.dates import days
from unlike.reports.wording.numbers import count, grouped, odds
from unlike.reports.wording.passage import Mark, Passage, Voice, capital, listed

_NAMES = {
    "family": "family",
    "friends": "friends in trouble",
    "quarrel": "a quarrel",
    "apology": "an apology",
    "disappointment": "something that fell through",
    "moving": "moving",
    "travel": "travel",
    "grief": "a loss",
}


def look_back_passage(back: LookBack, voice: Voice) -> Passage:
    """What stood out before a shift; where nothing did, that the log does not say."""
    when = days(back.first, back.last)
    if back.read is None:
        return Passage(Mark.WHY, "Why? This language is not one whose words are known here.",
                       ("It goes by habits alone; the messages may well say why.",))  # fmt: skip
    if not back.told:
        return Passage(Mark.WHY, "Why? The log does not say.", (_silence(back, when),))
    headline = f"Before it, {when}: {listed(tuple(topic_name(one.topic) for one in back.told))}."
    lines = tuple(_told_line(one, voice) for one in back.told)
    base = (
        f"Held against {grouped(back.compared)} other runs of as many days. It stands before the change; "
        "whether it has to do with it, only they can say."
    )
    return Passage(Mark.WHY, headline, (*lines, base), hint=voice.hint(back) if back.messages else "")


def topic_name(topic: str) -> str:
    """As it stands in a sentence."""
    return _NAMES.get(topic, topic)


def help_passage(concern: Concern, voice: Voice) -> Passage:
    """That help exists and where; no assessment, and nothing about habits beside it."""
    size = count(len(concern.messages), "message")
    which = f"{size} with you and {voice.name} {'has' if len(concern.messages) == 1 else 'have'}"
    return Passage(
        mark=Mark.HELP,
        headline="There is help, for you and for them, at any hour.",
        lines=(
            f"{capital(which)} words of harm or of fear in the latest days. This program cannot tell what they mean.",
            "In danger now: your country's emergency number (112 in Europe, 999 in the UK, 911 in the US and Canada).",
            "findahelpline.com lists lines for self-harm, violence and fear at home, country by country.",
            "To talk: 116 123 in the UK and Ireland, 988 in the US and Canada, 0800 111 0 111 in Germany.",
            "What the habits show steps back here; --all has it.",
        ),
    )


def _silence(back: LookBack, when: str) -> str:
    """What was looked for and not found more than usual."""
    if not back.read:
        return f"Nobody wrote on {when}. The reason may simply not be in the chat."
    return (
        f"Nothing in {count(back.read, 'message')} of {when} mentions health, family, work or a quarrel more than "
        "usual. The reason may simply not be in the chat."
    )


def _told_line(one: Told, voice: Voice) -> str:
    """E.g. "Family: 3 messages, from Rosa; 1 in 80 other stretches has anything that stands out as far."."""
    size = count(len(one.messages) + one.elsewhere, "message")
    there = f" ({one.elsewhere} in other chats)" if one.elsewhere else ""
    by = listed(tuple(voice.who(name) for name in one.by))
    chance = f"some topic stands out as far in {odds(one.chance)} of other such days"
    return f"{capital(topic_name(one.topic))}: {size}{there}, by {by}; {chance}."
