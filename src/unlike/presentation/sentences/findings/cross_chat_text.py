"""Sentences about the same days in other chats, and of the owner."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Sequence
from datetime import date

from unlike.i18n import translate
from unlike.presentation.model import Section, SectionKind, Subject
from unlike.presentation.sanitise import quoted_text, sanitise, short_name
from unlike.presentation.sentences.formatting.number_format import format_odds
from unlike.results import ConversationFindings, CrossChatComparison, CrossChatOutcome, Explanations

_MAX_TITLE_CHARS = 60


def cross_chat_section(shift: date, subject: Subject) -> Section | None:
    """Section on the same days elsewhere and with the owner; None where nothing can be said."""
    reasons = subject.person.explanations
    if reasons is None:
        return None
    comparisons = [comparison for comparison in reasons.cross_chat if comparison.shift == shift]
    own = [line for line in (_owner_sentence(reasons.owner_same_days, shift), _order_sentence(reasons, shift)) if line]
    if not comparisons:
        return Section(SectionKind.CROSS_CHAT, own[0], tuple(own[1:])) if own else None
    return Section(
        SectionKind.CROSS_CHAT,
        _cross_chat_headline(comparisons, subject),
        (*(_comparison_sentence(comparison) for comparison in comparisons), *own),
    )


def _cross_chat_headline(comparisons: list[CrossChatComparison], subject: Subject) -> str:
    """Headline of the comparisons with other chats."""
    verdicts = {comparison.outcome for comparison in comparisons}
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


def _comparison_sentence(comparison: CrossChatComparison) -> str:
    """Sentence about one other conversation, with the rate by chance."""
    title = quoted_text(comparison.title, _MAX_TITLE_CHARS)
    if comparison.outcome is CrossChatOutcome.TOO and comparison.chance is not None:
        far = format_odds(comparison.chance)
        return translate(
            "{title}: unlike usual too, as are {odds} of such days there, these counted too.", title=title, odds=far
        )
    if comparison.outcome is CrossChatOutcome.USUAL:
        return translate("{title}: as usual. A drop to half would have shown in 4 of 5 cases.", title=title)
    return translate("{title}: too little is there to compare these days.", title=title)


def same_name_sentences(chats: Sequence[tuple[ConversationFindings, Sequence[Subject]]]) -> tuple[str, ...]:
    """Sentences on names that several chats of two have: they may be one person's, and how these are joined."""
    names = Counter(people[0].person.name for chat, people in chats if len(people) == 1 and not chat.group)
    return tuple(
        translate(
            "{name} is in several of these chats, which are told apart. If it is one person, --same {option} makes one "
            "history of them.",
            name=short_name(name),
            option=shlex.quote(f"{sanitise(name)}={sanitise(name)}"),
        )
        for name, number in names.items()
        if number > 1
    )


def _owner_sentence(comparisons: tuple[CrossChatComparison, ...], shift: date) -> str:
    """Sentence about how the owner wrote on the same days; empty where it was not compared."""
    comparison = next((comparison for comparison in comparisons if comparison.shift == shift), None)
    if comparison is None:
        return ""
    if comparison.outcome is CrossChatOutcome.TOO and comparison.chance is not None:
        return translate(
            "You wrote unlike yourself on these days, too, as on {odds} of such days, these counted too.",
            odds=format_odds(comparison.chance),
        )
    if comparison.outcome is CrossChatOutcome.USUAL:
        return translate("You yourself wrote as usual on these days.")
    return translate("Whether you yourself wrote differently on these days cannot be told.")


def _order_sentence(reasons: Explanations, shift: date) -> str:
    """Sentence about who changed first, where the owner changed at all; it says nothing of why."""
    before = {comparison.outcome for comparison in reasons.owner_before if comparison.shift == shift}
    too = any(
        comparison.shift == shift and comparison.outcome is CrossChatOutcome.TOO
        for comparison in reasons.owner_same_days
    )
    if CrossChatOutcome.TOO in before and too:
        return translate("You changed first, in the three days before. That is the order in time, not a cause.")
    if CrossChatOutcome.TOO in before:
        return translate(
            "You had been unlike yourself in the three days before. That is the order in time, not a cause."
        )
    if too and CrossChatOutcome.USUAL in before:
        return translate("You did not change first: in the three days before you wrote as usual.")
    return translate("Which of you changed first cannot be told.") if too else ""


def compared_shifts(subject: Subject) -> tuple[date, ...]:
    """First days of the shifts that were compared with other chats or with the owner, oldest first."""
    reasons = subject.person.explanations
    return (
        tuple(sorted({comparison.shift for comparison in (*reasons.cross_chat, *reasons.owner_same_days)}))
        if reasons
        else ()
    )
