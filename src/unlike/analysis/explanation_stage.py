"""Explanation stage: what the messages say about everything that was unlike somebody, or of whom now is not known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from unlike.analysis.activity_before import DailyWriting
from unlike.analysis.cross_chat_comparison import CrossChat, SameDays
from unlike.analysis.parts import ConversationPart, PersonDetection, PersonExplanation
from unlike.analysis.shift_explanations import WrittenMessages
from unlike.analysis.spell_endings import ConversationActs, conversation_acts, ending_acts, return_patterns
from unlike.core.day_rule import day_of
from unlike.core.spans import DateSpan
from unlike.results import ActivityBefore, Explanations
from unlike.signals import MeasuredConversation

PersonExplanations = Mapping[tuple[str, str], PersonExplanation]
"""Explanations by conversation key and person."""


def concerns(parts: Sequence[ConversationPart], written: WrittenMessages) -> PersonExplanations:
    """Explanations with nothing but words of harm, which come before anything is said.

    Args:
        parts: conversations after detection.
        written: what people and the owner wrote in them.
    """
    by_person = {(part.key, person.name): written.concern(person, part.key) for part in parts for person in part.people}
    return {key: PersonExplanation(Explanations(concern=concern)) for key, concern in by_person.items() if concern}


def explain(
    parts: Sequence[ConversationPart],
    measured: Mapping[str, MeasuredConversation],
    written: WrittenMessages,
) -> PersonExplanations:
    """Explain everybody's shifts.

    Args:
        parts: conversations after detection.
        measured: their signals, by conversation key.
        written: of all conversations, for a reason may stand in any.
    """
    cross_chat = CrossChat.of(parts, measured, written.owner)
    explained = {}
    for part in parts:
        stage = _ConversationStage(part, written, cross_chat, measured)
        acts = conversation_acts(part, written.apologies(part.key), written.zone, written.unread(part.key))
        explained.update({(part.key, person.name): stage.person(person, acts) for person in part.people})
    return explained


class _ConversationStage:
    """Explanations of the people of one conversation."""

    def __init__(
        self,
        part: ConversationPart,
        written: WrittenMessages,
        cross_chat: CrossChat,
        measured: Mapping[str, MeasuredConversation],
    ) -> None:
        self.part = part
        self.written = written
        self.cross_chat = cross_chat
        has_shifts = any(person.has_shifts for person in part.people)
        self.daily = DailyWriting.of(measured[part.key]) if has_shifts else None

    def person(self, person: PersonDetection, acts: ConversationActs | None) -> PersonExplanation:
        """Explain one person's shifts."""
        explanations = self._explanations(person)
        if acts is None:
            return PersonExplanation(explanations)
        patterns = return_patterns(person, acts, self.written.owner)
        return PersonExplanation(explanations, ending_acts(person, acts), patterns)

    def _explanations(self, person: PersonDetection) -> Explanations | None:
        """None where nothing was looked for and no word of harm stands."""
        key = self.part.key
        look_backs, concern = self.written.look_backs(person, key), self.written.concern(person, key)
        same_days, last_days = self.cross_chat.same_days(person, key), self.written.last_days(person, self.part)
        if not (look_backs or concern or same_days or last_days):
            return None
        same_days = same_days or SameDays()
        return Explanations(
            look_backs=look_backs,
            concern=concern,
            cross_chat=same_days.cross_chat,
            owner_same_days=same_days.owner_same_days,
            owner_before=same_days.owner_before,
            activity_before=tuple(self._activity_before(person)),
            last_days=last_days,
        )

    def _activity_before(self, person: PersonDetection) -> Iterator[ActivityBefore]:
        for shift in _spell_days(person, self.part.days):
            activity = self.daily.before(shift, (person.name, self.written.owner)) if self.daily else None
            if activity is not None:
                yield activity


def _spell_days(person: PersonDetection, history: DateSpan | None) -> Iterator[DateSpan]:
    """Days of a present that is at least a little unusual and of each spell; of two that begin together the spell."""
    spans: dict[date, DateSpan] = {}
    state = person.current_state
    if state is not None and state.grade.is_noteworthy and history is not None:
        first = day_of(state.since)
        spans[first] = DateSpan(first, max(first, history.last))
    spans |= {spell.first: DateSpan(spell.first, spell.last) for spell in person.spells}
    yield from (spans[first] for first in sorted(spans))
