"""How earlier spells ended, and what the two did that was followed by the return: what happened, and never why."""

from __future__ import annotations

from unlike.findings import Ended, Returned
from unlike.reasons.base import Act
from unlike.reports.wording.numbers import count, odds
from unlike.reports.wording.passage import Mark, Passage, Voice

_YOU_FIRST = {
    None: "You wrote first that day.",
    Act.APOLOGY: "You wrote first that day, with an apology.",
    Act.CHECK_IN: "You wrote first that day and asked how things were.",
    Act.PLAN: "You wrote first that day, about a plan.",
    Act.GREETING: "You wrote first that day, with a greeting.",
    Act.VOICE: "You came first that day, with a voice message.",
    Act.PICTURE: "You came first that day, with a picture.",
    Act.CALL: "You came first that day, with a call.",
    Act.QUESTION: "You wrote first that day, with a question.",
    Act.TALK: "You wrote first that day, about this and that.",
}
_THEY_FIRST = {
    None: "{name} wrote first that day.",
    Act.APOLOGY: "{name} wrote first that day, with an apology.",
    Act.CHECK_IN: "{name} wrote first that day and asked how things were.",
    Act.PLAN: "{name} wrote first that day, about a plan.",
    Act.GREETING: "{name} wrote first that day, with a greeting.",
    Act.VOICE: "{name} came first that day, with a voice message.",
    Act.PICTURE: "{name} came first that day, with a picture.",
    Act.CALL: "{name} came first that day, with a call.",
    Act.QUESTION: "{name} wrote first that day, with a question.",
    Act.TALK: "{name} wrote first that day, about this and that.",
}
_YOURS = {
    Act.CHECK_IN: "Before {spells} of {of} returns you had asked how they were, within two days ({usual} otherwise).",
    Act.APOLOGY: "Before {spells} of {of} returns you had said sorry, within two days ({usual} otherwise).",
    Act.VOICE: "Before {spells} of {of} returns you had sent a voice message, within two days ({usual} otherwise).",
    Act.PICTURE: "Before {spells} of {of} returns you had sent a picture, within two days ({usual} otherwise).",
    Act.CALL: "Before {spells} of {of} returns you had called, within two days ({usual} otherwise).",
}
_THEIRS = {
    Act.CHECK_IN: "On {spells} of {of} first usual days {name} asked how you were ({usual} otherwise).",
    Act.APOLOGY: "On {spells} of {of} first usual days {name} said sorry ({usual} otherwise).",
    Act.VOICE: "On {spells} of {of} first usual days {name} sent a voice message ({usual} otherwise).",
    Act.PICTURE: "On {spells} of {of} first usual days {name} sent a picture ({usual} otherwise).",
    Act.CALL: "On {spells} of {of} first usual days {name} called ({usual} otherwise).",
}
_MOST = 3


def ended_line(ended: Ended, voice: Voice) -> str:
    """What came after a spell, never why."""
    if ended.days <= 1:
        passed = f"The next day {voice.name} wrote as usual again."
    else:
        passed = f"After {count(ended.days, 'day')} {voice.name} wrote as usual again."
    if ended.who == voice.owner:
        return f"{passed} {_YOU_FIRST[ended.kind]}"
    return f"{passed} {_THEY_FIRST[ended.kind].format(name=voice.who(ended.who))}"


def returned_line(one: Returned, voice: Voice) -> str:
    """What was done around several returns, with how often it is done anyway."""
    sentence = (_YOURS if one.who == voice.owner else _THEIRS)[one.act]
    usual = odds(one.usual) if one.usual > 0 else "never"
    return sentence.format(spells=one.spells, of=one.of, name=voice.name, usual=usual)


def returned_passage(voice: Voice) -> Passage | None:
    """What the ends of the earlier spells have in common; None where nothing."""
    found = voice.person.returned[:_MOST]
    if not found:
        return None
    return Passage(
        mark=Mark.BEFORE,
        headline=f"What was done around {voice.name}'s returns to the usual.",
        lines=(*(returned_line(one, voice) for one in found), "It happened then; it need not be why."),
    )
