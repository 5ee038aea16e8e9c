"""How earlier spells ended, and what the two did that was followed by the return: what happened, and never why."""

from __future__ import annotations

from unlike.i18n import phrase, say
from unlike.presentation.model import Mark, Passage, Voice
from unlike.presentation.sentences.formatting.number_format import count_after, odds
from unlike.results import Ended, Returned
from unlike.results.interaction import Act

_YOU_FIRST = {
    None: phrase("You wrote first that day."),
    Act.APOLOGY: phrase("You wrote first that day, with an apology."),
    Act.CHECK_IN: phrase("You wrote first that day and asked how things were."),
    Act.PLAN: phrase("You wrote first that day, about a plan."),
    Act.GREETING: phrase("You wrote first that day, with a greeting."),
    Act.VOICE: phrase("You came first that day, with a voice message."),
    Act.PICTURE: phrase("You came first that day, with a picture."),
    Act.CALL: phrase("You came first that day, with a call."),
    Act.QUESTION: phrase("You wrote first that day, with a question."),
    Act.TALK: phrase("You wrote first that day, about this and that."),
}
_THEY_FIRST = {
    None: phrase("{name} wrote first that day."),
    Act.APOLOGY: phrase("{name} wrote first that day, with an apology."),
    Act.CHECK_IN: phrase("{name} wrote first that day and asked how things were."),
    Act.PLAN: phrase("{name} wrote first that day, about a plan."),
    Act.GREETING: phrase("{name} wrote first that day, with a greeting."),
    Act.VOICE: phrase("{name} came first that day, with a voice message."),
    Act.PICTURE: phrase("{name} came first that day, with a picture."),
    Act.CALL: phrase("{name} came first that day, with a call."),
    Act.QUESTION: phrase("{name} wrote first that day, with a question."),
    Act.TALK: phrase("{name} wrote first that day, about this and that."),
}
_YOURS = {
    Act.CHECK_IN: phrase(
        "Before {spells} of {of} returns you had asked how they were, within two days ({usual} otherwise)."
    ),
    Act.APOLOGY: phrase("Before {spells} of {of} returns you had said sorry, within two days ({usual} otherwise)."),
    Act.VOICE: phrase(
        "Before {spells} of {of} returns you had sent a voice message, within two days ({usual} otherwise)."
    ),
    Act.PICTURE: phrase("Before {spells} of {of} returns you had sent a picture, within two days ({usual} otherwise)."),
    Act.CALL: phrase("Before {spells} of {of} returns you had called, within two days ({usual} otherwise)."),
}
_THEIRS = {
    Act.CHECK_IN: phrase("On {spells} of {of} first usual days {name} asked how you were ({usual} otherwise)."),
    Act.APOLOGY: phrase("On {spells} of {of} first usual days {name} said sorry ({usual} otherwise)."),
    Act.VOICE: phrase("On {spells} of {of} first usual days {name} sent a voice message ({usual} otherwise)."),
    Act.PICTURE: phrase("On {spells} of {of} first usual days {name} sent a picture ({usual} otherwise)."),
    Act.CALL: phrase("On {spells} of {of} first usual days {name} called ({usual} otherwise)."),
}
_MOST = 3


def ended_line(ended: Ended, voice: Voice) -> str:
    """What came after a spell, never why."""
    if ended.days <= 1:
        passed = say("The next day {name} wrote as usual again.", name=voice.name)
    else:
        after = count_after(ended.days, "day")
        passed = say("After {days} {name} wrote as usual again.", days=after, name=voice.name)
    first = _YOU_FIRST if ended.who == voice.owner else _THEY_FIRST
    return f"{passed} {say(first[ended.kind], name=voice.who(ended.who))}"


def returned_line(one: Returned, voice: Voice) -> str:
    """What was done around several returns, with how often it is done anyway."""
    sentence = (_YOURS if one.who == voice.owner else _THEIRS)[one.act]
    usual = odds(one.usual) if one.usual > 0 else say("never")
    return say(sentence, spells=one.spells, of=one.of, name=voice.name, usual=usual)


def returned_passage(voice: Voice) -> Passage | None:
    """What the ends of the earlier spells have in common; None where nothing."""
    found = voice.person.returned[:_MOST]
    if not found:
        return None
    lines = tuple(returned_line(one, voice) for one in found)
    return Passage(
        mark=Mark.BEFORE,
        headline=say("What was done around the days on which {name} wrote as usual again.", name=voice.name),
        lines=(*lines, say("It happened then; it need not be why.")),
    )
