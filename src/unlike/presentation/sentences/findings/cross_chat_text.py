"""Whether it is only here: the same days in other chats, and the owner's own."""

from __future__ import annotations

from datetime import date

from unlike.i18n import say
from unlike.presentation.model import Mark, Passage, Voice
from unlike.presentation.sanitise import quoted
from unlike.presentation.sentences.formatting.number_format import odds
from unlike.results import Beside, Reasons, Verdict

_LONGEST = 60


def beside_passage(shift: date, voice: Voice) -> Passage | None:
    """What the same days were like elsewhere and with the owner; None where nothing can be said."""
    reasons = voice.person.reasons
    if reasons is None:
        return None
    there = [one for one in reasons.beside if one.shift == shift]
    own = [line for line in (_own(reasons.own, shift), _first(reasons, shift)) if line]
    if not there:
        return Passage(Mark.BESIDE, own[0], tuple(own[1:])) if own else None
    return Passage(Mark.BESIDE, _headline(there, voice), (*(_line(one) for one in there), *own))


def _headline(there: list[Beside], voice: Voice) -> str:
    verdicts = {one.verdict for one in there}
    if Verdict.TOO in verdicts and Verdict.USUAL in verdicts:
        return say(
            "Elsewhere {name} was unlike usual on the same days in some chats, and as usual in others.", name=voice.name
        )
    if Verdict.TOO in verdicts:
        return say("Not only here: elsewhere, too, {name} was unlike usual on the same days.", name=voice.name)
    if Verdict.USUAL in verdicts:
        return say(
            "Only here, as far as these chats show: elsewhere {name} wrote as usual on the same days.", name=voice.name
        )
    return say("Whether it is only here, the other chats with {name} cannot tell.", name=voice.name)


def _line(one: Beside) -> str:
    """One conversation, with the rate by chance."""
    title = quoted(one.title, _LONGEST)
    if one.verdict is Verdict.TOO and one.chance is not None:
        far = odds(one.chance)
        return say("{title}: unlike usual too; {odds} of other stretches there stray as far.", title=title, odds=far)
    if one.verdict is Verdict.USUAL:
        return say("{title}: as usual; a drop to half would have shown in four of five.", title=title)
    return say("{title}: too little is written there to tell.", title=title)


def _own(owns: tuple[Beside, ...], shift: date) -> str:
    """The owner's own side of the same days."""
    found = next((one for one in owns if one.shift == shift), None)
    if found is None:
        return ""
    if found.verdict is Verdict.TOO and found.chance is not None:
        return say(
            "You wrote unlike yourself on these days, too ({odds} of other stretches stray as far).",
            odds=odds(found.chance),
        )
    if found.verdict is Verdict.USUAL:
        return say("You yourself wrote as usual on these days.")
    return say("Whether you yourself wrote otherwise on these days cannot be told.")


def _first(reasons: Reasons, shift: date) -> str:
    """Who changed first, where the owner changed at all; it says nothing of why."""
    before = {one.verdict for one in reasons.before if one.shift == shift}
    too = any(one.shift == shift and one.verdict is Verdict.TOO for one in reasons.own)
    if Verdict.TOO in before and too:
        return say("You changed first, in the three days before. That is the order of things, and not a cause.")
    if Verdict.TOO in before:
        return say(
            "You had been unlike yourself in the three days before. That is the order of things, and not a cause."
        )
    if too and Verdict.USUAL in before:
        return say("You did not change first: in the three days before you wrote as usual.")
    return say("Which of you changed first cannot be told.") if too else ""


def shifts_beside(voice: Voice) -> tuple[date, ...]:
    """The days that something is known of, oldest first."""
    reasons = voice.person.reasons
    return tuple(sorted({one.shift for one in (*reasons.beside, *reasons.own)})) if reasons else ()
