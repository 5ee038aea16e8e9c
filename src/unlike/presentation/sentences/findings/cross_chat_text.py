"""Whether it is only here: the same days in other chats, and the owner's own."""

from __future__ import annotations

from datetime import date

from unlike.i18n import translate
from unlike.presentation.model import Section, SectionKind, Subject
from unlike.presentation.sanitise import quoted_text
from unlike.presentation.sentences.formatting.number_format import odds
from unlike.results import CrossChatComparison, CrossChatOutcome, Explanations

_MAX_TITLE_CHARS = 60


def cross_chat_section(shift: date, subject: Subject) -> Section | None:
    """What the same days were like elsewhere and with the owner; None where nothing can be said."""
    reasons = subject.person.explanations
    if reasons is None:
        return None
    there = [one for one in reasons.cross_chat if one.shift == shift]
    own = [line for line in (_owner_sentence(reasons.owner_same_days, shift), _order_sentence(reasons, shift)) if line]
    if not there:
        return Section(SectionKind.CROSS_CHAT, own[0], tuple(own[1:])) if own else None
    return Section(
        SectionKind.CROSS_CHAT, _headline(there, subject), (*(_comparison_sentence(one) for one in there), *own)
    )


def _headline(there: list[CrossChatComparison], subject: Subject) -> str:
    verdicts = {one.outcome for one in there}
    if CrossChatOutcome.TOO in verdicts and CrossChatOutcome.USUAL in verdicts:
        return translate(
            "Elsewhere {name} was unlike usual on the same days in some chats, and as usual in others.",
            name=subject.name,
        )
    if CrossChatOutcome.TOO in verdicts:
        return translate("Not only here: elsewhere, too, {name} was unlike usual on the same days.", name=subject.name)
    if CrossChatOutcome.USUAL in verdicts:
        return translate(
            "Only here, as far as these chats show: elsewhere {name} wrote as usual on the same days.",
            name=subject.name,
        )
    return translate("Whether it is only here, the other chats with {name} cannot tell.", name=subject.name)


def _comparison_sentence(one: CrossChatComparison) -> str:
    """One conversation, with the rate by chance."""
    title = quoted_text(one.title, _MAX_TITLE_CHARS)
    if one.outcome is CrossChatOutcome.TOO and one.chance is not None:
        far = odds(one.chance)
        return translate(
            "{title}: unlike usual too; {odds} of other stretches there stray as far.", title=title, odds=far
        )
    if one.outcome is CrossChatOutcome.USUAL:
        return translate("{title}: as usual; a drop to half would have shown in four of five.", title=title)
    return translate("{title}: too little is written there to tell.", title=title)


def _owner_sentence(owns: tuple[CrossChatComparison, ...], shift: date) -> str:
    """The owner's own side of the same days."""
    found = next((one for one in owns if one.shift == shift), None)
    if found is None:
        return ""
    if found.outcome is CrossChatOutcome.TOO and found.chance is not None:
        return translate(
            "You wrote unlike yourself on these days, too ({odds} of other stretches stray as far).",
            odds=odds(found.chance),
        )
    if found.outcome is CrossChatOutcome.USUAL:
        return translate("You yourself wrote as usual on these days.")
    return translate("Whether you yourself wrote otherwise on these days cannot be told.")


def _order_sentence(reasons: Explanations, shift: date) -> str:
    """Who changed first, where the owner changed at all; it says nothing of why."""
    before = {one.outcome for one in reasons.owner_before if one.shift == shift}
    too = any(one.shift == shift and one.outcome is CrossChatOutcome.TOO for one in reasons.owner_same_days)
    if CrossChatOutcome.TOO in before and too:
        return translate("You changed first, in the three days before. That is the order of things, and not a cause.")
    if CrossChatOutcome.TOO in before:
        return translate(
            "You had been unlike yourself in the three days before. That is the order of things, and not a cause."
        )
    if too and CrossChatOutcome.USUAL in before:
        return translate("You did not change first: in the three days before you wrote as usual.")
    return translate("Which of you changed first cannot be told.") if too else ""


def compared_shifts(subject: Subject) -> tuple[date, ...]:
    """The days that something is known of, oldest first."""
    reasons = subject.person.explanations
    return tuple(sorted({one.shift for one in (*reasons.cross_chat, *reasons.owner_same_days)})) if reasons else ()
