"""Compares each spell with the same days in other conversations, and with the owner's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import polars as pl

from unlike.analysis.least_history import missing_history
from unlike.analysis.parts import ConversationPart, PersonDetection
from unlike.core.types import Direction
from unlike.detection import SignalPanel
from unlike.explain.cross_chat import baseline, days_before, same_days
from unlike.messages.queries import by_sender
from unlike.readers import Conversation
from unlike.readers.history_grouping import may_be_same_chat
from unlike.results.explanations import CrossChatComparison, CrossChatOutcome
from unlike.signals import MeasuredConversation, series, without_group_activity


@dataclass(frozen=True, slots=True)
class Shift:
    """Days of a spell, or the last day where it is unusual, with their direction."""

    first: date
    last: date
    direction: Direction

    def days_before(self) -> Shift:
        """Days just before, in the same direction."""
        first, last = days_before(self.first)
        return Shift(first, last, self.direction)


@dataclass(frozen=True, slots=True)
class SameDays:
    """Comparisons of one person's shifts; fields as in `results.Explanations`."""

    cross_chat: tuple[CrossChatComparison, ...] = ()
    owner_same_days: tuple[CrossChatComparison, ...] = ()
    owner_before: tuple[CrossChatComparison, ...] = ()


@dataclass(slots=True)
class CrossChat:
    """Baselines of everybody in every measured conversation, each worked out once.

    Attributes:
        measured: conversations by key.
        conversations: what the exports say of the same ones.
        owner: a sender.
        rows: of the message table, by conversation: who writes there is known before anything is measured.
    """

    measured: Mapping[str, MeasuredConversation]
    conversations: Mapping[str, Conversation]
    owner: str
    rows: Mapping[str, pl.DataFrame]
    _writers: dict[str, frozenset[str]] = field(default_factory=dict)
    _baselines: dict[tuple[str, str], SignalPanel | None] = field(default_factory=dict)

    @classmethod
    def of(
        cls, parts: Sequence[ConversationPart], measured: Mapping[str, MeasuredConversation], owner: str
    ) -> CrossChat:
        """Cross-chat comparison over the measured ones of some conversations."""
        compared = [part for part in parts if part.key in measured]
        conversations = {part.key: part.conversation for part in compared}
        return cls(measured, conversations, owner, {part.key: part.rows for part in compared})

    def same_days(self, person: PersonDetection, key: str) -> SameDays | None:
        """Comparisons of a person's shifts in one conversation; None where nothing was unlike them."""
        is_compared = person.has_shifts and key in self.measured
        shifts = list(_shifts(person, self.measured[key])) if is_compared else []
        if not shifts:
            return None
        others = [other for other in self._other_chats(key) if self._writes(other, person.name)]
        return SameDays(
            tuple(self._compare(other, person.name, shift, shift) for shift in shifts for other in others),
            tuple(self._compare(key, self.owner, shift, shift) for shift in shifts),
            tuple(self._compare(key, self.owner, shift, shift.days_before()) for shift in shifts),
        )

    def _other_chats(self, key: str) -> list[str]:
        """Conversations that are no other export of this one."""
        here = self.conversations[key]
        return [
            other
            for other, conversation in self.conversations.items()
            if other != key and not may_be_same_chat(conversation, here)
        ]

    def _compare(self, key: str, sender: str, shift: Shift, days: Shift) -> CrossChatComparison:
        """Some days of one sender in one conversation against that sender's other days there.

        Where a number comes out as none it is unclear, as where there is too little.
        """
        outcome, chance = ("unclear", None)
        with suppress(FloatingPointError), np.errstate(invalid="raise"):
            panel = self._baseline(key, sender)
            if panel is not None:
                outcome, chance = same_days(panel, (days.first, days.last), days.direction)
        return CrossChatComparison(
            shift.first, sender, key, self.conversations[key].title, CrossChatOutcome(outcome), chance
        )

    def _baseline(self, key: str, sender: str) -> SignalPanel | None:
        """Signals of a sender at their baseline; None where they write too little, or not at all."""
        if (key, sender) not in self._baselines:
            here = self.measured[key]
            theirs = by_sender(here.messages, sender)
            enough = missing_history(int(theirs["value:messages"].sum()), theirs["day"].n_unique()) is None
            self._baselines[key, sender] = (
                baseline(without_group_activity(here, series(here, sender))) if enough else None
            )
        return self._baselines[key, sender]

    def _writes(self, key: str, sender: str) -> bool:
        if key not in self._writers:
            rows = self.rows[key]
            senders = rows["sender"].filter(rows["kind"] != "system").unique().drop_nulls()
            self._writers[key] = frozenset(senders.cast(pl.String))
        return sender in self._writers[key]


def _shifts(person: PersonDetection, measured: MeasuredConversation) -> Iterator[Shift]:
    """Days of each spell, and the last day where it is unusual and in no spell."""
    for spell in person.spells:
        yield Shift(spell.first, spell.last, spell.direction)
    end, state = measured.messages["day"].max(), person.current_state
    unusual = state is not None and state.unlike and not any(spell.ongoing for spell in person.spells)
    if unusual and isinstance(end, date):
        yield Shift(end, end, Direction.COOLER)
