"""Parts of the answer about one person, each made by one stage; `assemble` makes the findings from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import polars as pl

from unlike.core.day_rule import day_of
from unlike.core.spans import DateSpan
from unlike.core.types import Direction
from unlike.readers import Conversation
from unlike.results import (
    AppChange,
    ChannelChange,
    CurrentState,
    DetectableDrop,
    Explanations,
    FailedCalculation,
    LastingShift,
    LateReplies,
    MessageAct,
    MissingHistory,
    OpenQuestion,
    Recurrence,
    Relationship,
    ReturnPattern,
    SignalChange,
    SignalHistory,
    Spell,
    SpellEnding,
    UnreadRecords,
)
from unlike.results.explanations import UnansweredQuestion
from unlike.results.language_change import LanguageChange
from unlike.results.usual_habits import UsualHabits


@dataclass(frozen=True, slots=True)
class ReturnExchange:
    """First exchange after a spell.

    Attributes:
        first_sender: who wrote first on the first usual day.
        days: from the spell's last day to that day.
        messages: refs, in order.
    """

    first_sender: str
    days: int
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpellPart:
    """A spell before it is known with what sort of message it ended; fields as in `results.Spell`."""

    first: date
    last: date
    ongoing: bool
    direction: Direction
    chance: float
    possible: bool
    changed_signals: tuple[SignalChange, ...]
    unchanged_signals: tuple[SignalChange, ...]
    messages: tuple[str, ...]
    exchange: ReturnExchange | None

    def spell(self, act: MessageAct | None) -> Spell:
        """The finding; `act` is the sort of message that began the exchange after it."""
        ending = None
        if self.exchange is not None:
            ending = SpellEnding(self.exchange.first_sender, self.exchange.days, self.exchange.messages, act)
        return Spell(
            first=self.first,
            last=self.last,
            ongoing=self.ongoing,
            direction=self.direction,
            chance=self.chance,
            possible=self.possible,
            changed_signals=self.changed_signals,
            unchanged_signals=self.unchanged_signals,
            messages=self.messages,
            ending=ending,
        )


@dataclass(frozen=True, slots=True)
class PersonDetection:
    """What the detection stage says about one person; fields as in `results.PersonFindings`."""

    name: str
    messages: int
    active_days: int
    missing_history: MissingHistory | UnreadRecords | FailedCalculation | None = None
    current_state: CurrentState | None = None
    spells: tuple[SpellPart, ...] = ()
    lasting_shifts: tuple[LastingShift, ...] = ()
    recurrence: Recurrence | None = None
    open_question: OpenQuestion | None = None
    signal_histories: tuple[SignalHistory, ...] = ()
    detectable_drop: DetectableDrop | None = None
    late_replies: LateReplies | None = None
    channel_changes: tuple[ChannelChange, ...] = ()
    relationship: Relationship | None = None
    usual_habits: UsualHabits | None = None
    app_changes: tuple[AppChange, ...] = ()
    unanswered_questions: tuple[UnansweredQuestion, ...] = ()
    language_change: LanguageChange | None = None

    @property
    def shift_days(self) -> list[date]:
        """First days of the spells, the lasting shifts and a present that is at least a little unusual, in order."""
        state = self.current_state
        today = [day_of(state.since)] if state and state.grade.is_noteworthy else []
        spells = (spell.first for spell in self.spells)
        return sorted({*today, *spells, *(shift.day for shift in self.lasting_shifts)})

    @property
    def enough(self) -> bool:
        """Whether there is history enough to say anything."""
        return self.missing_history is None

    @property
    def returned_spells(self) -> tuple[SpellPart, ...]:
        """Certain spells that ended."""
        return tuple(spell for spell in self.spells if spell.exchange is not None and not spell.possible)

    @property
    def has_shifts(self) -> bool:
        """Whether anything was or is unlike the person, be it a little."""
        unusual_now = self.current_state is not None and self.current_state.grade.is_noteworthy
        return bool(unusual_now or self.spells or self.lasting_shifts)

    @property
    def is_now_unknown(self) -> bool:
        """Whether it cannot be told if the person is unlike themselves now."""
        untold = self.current_state is None or not self.current_state.is_known
        return untold and not any(spell.ongoing for spell in self.spells)


@dataclass(frozen=True, slots=True)
class PersonExplanation:
    """What the explanation stage says about one person.

    Attributes:
        explanations: look-backs, concern, cross-chat comparisons; None where nothing was looked for.
        ending_acts: sort of message that began the exchange after a spell, by the spell's first day.
        return_patterns: what was done around several returns.
    """

    explanations: Explanations | None = None
    ending_acts: Mapping[date, MessageAct | None] = field(default_factory=dict)
    return_patterns: tuple[ReturnPattern, ...] = ()


@dataclass(frozen=True, slots=True)
class ConversationPart:
    """One conversation after detection.

    Attributes:
        conversation: as the reader described it.
        span: first and last message of a person, in the owner's zone; None where there is none.
        messages, system: rows of people but calls, and of the app itself.
        writers: senders other than the owner.
        rows: its rows of the message table.
        unread: what of the export was not read.
        people: those with the most messages first.
        calls: rows of calls.
    """

    conversation: Conversation
    span: tuple[datetime, datetime] | None
    messages: int
    system: int
    writers: int
    rows: pl.DataFrame = field(repr=False)
    people: tuple[PersonDetection, ...]
    unread: UnreadRecords = field(default_factory=UnreadRecords)
    calls: int = 0

    @property
    def key(self) -> str:
        """Key of the conversation."""
        return self.conversation.key

    @property
    def people_of_unknown_now(self) -> tuple[PersonDetection, ...]:
        """People whose last days are told since now is not known; of several, those with history enough alone."""
        alone = len(self.people) == 1
        return tuple(person for person in self.people if person.is_now_unknown and (alone or person.enough))

    @property
    def days(self) -> DateSpan | None:
        """First and last day by the day rule."""
        return DateSpan(day_of(self.span[0]), day_of(self.span[1])) if self.span else None
