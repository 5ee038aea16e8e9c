"""How earlier spells ended, and what the two did that was followed by the return: what happened, and never why."""

from __future__ import annotations

from unlike.findings import Ended, Returned
from unlike.reasons.base import Act
from unlike.reports.wording.numbers import count, odds
from unlike.reports.wording.passage import Mark, Passage, Voice

_FIRST = {
    None: "{after} {name} wrote as usual again; {who} wrote first that day.",
    Act.APOLOGY: "{after} {name} wrote as usual again; {who} wrote first that day, with an apology.",
    Act.CHECK_IN: "{after} {name} wrote as usual again; {who} wrote first that day and asked how things were.",
    Act.PLAN: "{after} {name} wrote as usual again; {who} wrote first that day, about a plan.",
    Act.GREETING: "{after} {name} wrote as usual again; {who} wrote first that day, with a greeting.",
    Act.VOICE: "{after} {name} wrote as usual again; {who} came first that day, with a voice message.",
    Act.PICTURE: "{after} {name} wrote as usual again; {who} came first that day, with a picture.",
    Act.CALL: "{after} {name} wrote as usual again; {who} came first that day, with a call.",
    Act.QUESTION: "{after} {name} wrote as usual again; {who} wrote first that day, with a question.",
    Act.TALK: "{after} {name} wrote as usual again; {who} wrote first that day, about this and that.",
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
    after = "The next day" if ended.days <= 1 else f"After {count(ended.days, 'day')}"
    return _FIRST[ended.kind].format(after=after, name=voice.name, who=voice.who(ended.who))


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
