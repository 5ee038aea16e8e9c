"""The whole answer: what was found about each person of each conversation, and what a picture of it needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from unlike.core.medium_limits import MediumLimit
from unlike.results.balance import BalanceRow
from unlike.results.channel_change import ChannelChange
from unlike.results.explanations import Explanations
from unlike.results.failed_calculation import FailedCalculation
from unlike.results.finding_types import (
    AppChange,
    CurrentState,
    LastingShift,
    LateReplies,
    OpenQuestion,
    Recurrence,
    ReturnPattern,
    SignalChange,
    Spell,
)
from unlike.results.language_change import LanguageChange
from unlike.results.owner_context import OwnerContext
from unlike.results.owner_note import OwnerNote
from unlike.results.relationship import Relationship
from unlike.results.text_origin import ConversationTitle, PersonName, TypedText
from unlike.results.usual_habits import UsualHabits


@dataclass(frozen=True, slots=True)
class SignalHistory:
    """One signal over the whole history, for a picture.

    Attributes:
        name, label, unit: as in `SignalChange`.
        values: one value a bin (equal bins of days over the history), None where nothing was written.
        usual_range: where nine in ten of the person's own values lie, low and high.
    """

    name: str
    label: str
    unit: str
    values: tuple[float | None, ...]
    usual_range: tuple[float, float]


@dataclass(frozen=True, slots=True)
class MonthlyReach:
    """Smallest detectable drop in one month of a history.

    Attributes:
        first: first day of the calendar month.
        factor: as of `DetectableDrop`, of spells beginning in the month; None also where too little was written.
    """

    first: date
    factor: float | None


@dataclass(frozen=True, slots=True)
class DetectableDrop:
    """Smallest drop that could have been detected in this history: the limits of a quiet answer.

    Attributes:
        days: length of the spell that was asked about.
        factor: the smallest drop noticed in four of five cases, as what is left of the habits (0.6: down to 60 %);
            None where even a drop to a fifth would not be noticed.
        by_month: the same for each month, oldest first.
    """

    days: int
    factor: float | None
    by_month: tuple[MonthlyReach, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonFindings:
    """All that was found about one person in one conversation.

    Attributes:
        name: as the conversation shows it.
        messages: how many of theirs were read.
        active_days: days on which they wrote.
        enough: whether there is history enough to say anything.
        missing_history: what is missing, was not read or could not be calculated; None where enough.
        current_state: None where there is too little for it.
        spells: oldest first.
        lasting_shifts: oldest first.
        recurrence, open_question: None where there is none.
        signal_histories: the most telling signals first.
        detectable_drop: what a quiet history could have shown; None where not enough.
        late_replies: what followed late answers; None where it was not counted.
        channel_changes: where the conversation changed and not they, oldest first.
        explanations: what the messages around it tell; None where nothing was looked for.
        relationship: what the two have between them; None in a group.
        owner_notes: what the owner noted about days of theirs, by these days.
        owner_context: what the owner knows of days of theirs; None where nothing is.
        balance: what speaks for an ordinary spell now and what does not; empty where nothing is unlike them now.
        usual_habits: of the person and the owner; None where the owner does not write.
        return_patterns: what was done around the ends of their spells, oftener than on other days.
        app_changes: where the two went over to another app, oldest first; nothing is concluded from what differs then.
        language_change: where they went over to another language; None where they did not.
    """

    name: PersonName
    messages: int
    active_days: int
    enough: bool
    missing_history: MissingHistory | UnreadRecords | FailedCalculation | None
    current_state: CurrentState | None
    spells: tuple[Spell, ...]
    lasting_shifts: tuple[LastingShift, ...]
    recurrence: Recurrence | None
    open_question: OpenQuestion | None
    signal_histories: tuple[SignalHistory, ...]
    detectable_drop: DetectableDrop | None
    late_replies: LateReplies | None = None
    channel_changes: tuple[ChannelChange, ...] = ()
    explanations: Explanations | None = None
    relationship: Relationship | None = None
    owner_notes: tuple[OwnerNote, ...] = ()
    owner_context: OwnerContext | None = None
    return_patterns: tuple[ReturnPattern, ...] = ()
    balance: tuple[BalanceRow, ...] = ()
    usual_habits: UsualHabits | None = None
    app_changes: tuple[AppChange, ...] = ()
    language_change: LanguageChange | None = None

    @property
    def has_moved(self) -> bool:
        """Whether the history ends in a changed conversation, a new app or language: nothing calm is said of now."""
        has_new_app, language = any(change.recent for change in self.app_changes), self.language_change
        return has_new_app or bool(language and language.recent) or any(one.ongoing for one in self.channel_changes)

    @property
    def ongoing_spells(self) -> tuple[Spell, ...]:
        """Spells in which the history ends, oldest first."""
        return tuple(spell for spell in self.spells if spell.ongoing)

    @property
    def past_spells(self) -> tuple[Spell, ...]:
        """Spells that are over, oldest first."""
        return tuple(spell for spell in self.spells if not spell.ongoing)

    @property
    def is_unusual_now(self) -> bool:
        """Whether the last messages are unlike this person, or a spell goes on."""
        return bool(self.current_state and self.current_state.unlike) or bool(self.ongoing_spells)

    @property
    def is_quiet(self) -> bool:
        """Whether there is history enough, nothing unlike this person in it, and no difference since an app change."""
        is_clear = not any(change.changed_signals for change in self.app_changes)
        return self.enough and is_clear and not (self.is_unusual_now or self.spells or self.lasting_shifts)

    @property
    def changes_now(self) -> tuple[SignalChange, ...]:
        """Signals that are changed now: in the last messages, then in the spells that go on."""
        current = self.current_state.changed_signals if self.current_state and self.current_state.unlike else ()
        return (*current, *(change for spell in self.ongoing_spells for change in spell.changed_signals))


@dataclass(frozen=True, slots=True)
class UnreadRecords:
    """Records of an export that were not read and may be people's messages.

    Attributes:
        skipped: records left over; of a run of lines, the lines.
        doubtful: lines inside messages that look like messages of their own.
        ambiguous: places that were read in the likelier of two ways.
        total: records in all, these among them.
        too_many: so many that nothing is said about anybody, or that it would not be without the owner's word.
        settled: the owner knows what was not read and wants an answer.
        breaks_off: the export ends in the middle of something, so that nothing is said about now.
    """

    skipped: int = 0
    doubtful: int = 0
    ambiguous: int = 0
    total: int = 0
    too_many: bool = False
    breaks_off: bool = False
    settled: bool = False

    @property
    def number(self) -> int:
        """Number of skipped, doubtful and ambiguous records."""
        return self.skipped + self.doubtful + self.ambiguous

    @property
    def withholds(self) -> bool:
        """Whether nothing is said about anybody."""
        return self.too_many and not self.settled


@dataclass(frozen=True, slots=True)
class MissingHistory:
    """How much more history would be enough: days with messages, and messages, there and wanted.

    Attributes:
        active_days, messages: what there is; of a conversation in several apps, in those that were used long enough.
        wanted_days, wanted_messages: what would be enough.
        lacks_app: there would be enough, but in no app for long enough to know what is usual there.
    """

    active_days: int
    wanted_days: int
    messages: int
    wanted_messages: int
    lacks_app: bool = False

    @property
    def lacks_days(self) -> bool:
        """Whether they wrote on too few days."""
        return self.active_days < self.wanted_days

    @property
    def lacks_messages(self) -> bool:
        """Whether they wrote too few messages."""
        return self.messages < self.wanted_messages


@dataclass(frozen=True, slots=True)
class RepeatVisits:
    """The same conversation was looked at before, in this export or another, within a week.

    Attributes:
        times: how often, this time among them.
        since: the day of the first of these looks.
        nothing_new: nobody but the owner wrote since then.
    """

    times: int
    since: date
    nothing_new: bool = True


@dataclass(frozen=True, slots=True)
class ConversationFindings:
    """One conversation: what was read, and its people other than the owner.

    Attributes:
        messages: of people; `system` counts the app's own lines.
        calls: which are no messages.
        skipped: (ref, why) of every leftover.
        notes: sentences about the reading, from the reader.
        people: those with the most messages first.
        repeat_visits: where it was looked at again and again.
        writers: everybody who writes there but the owner, looked at or not.
        unread: what of the export was not read.
        medium_limits: what the source cannot tell, with local moments.
    """

    key: str
    title: ConversationTitle
    app: str
    group: bool
    first: datetime | None
    last: datetime | None
    messages: int
    system: int
    skipped: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    people: tuple[PersonFindings, ...]
    repeat_visits: RepeatVisits | None = None
    writers: int = 0
    unread: UnreadRecords = field(default_factory=UnreadRecords)
    calls: int = 0
    medium_limits: tuple[MediumLimit, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """The answer: everything a face needs.

    Attributes:
        owner: whose chats these are.
        zone: the owner's zone, an IANA name.
        conversations: as they were given.
        false_spells_a_year: how many spells a year without any are shown by chance (0.1, or 1 with --possible).
    """

    owner: PersonName
    zone: str
    conversations: tuple[ConversationFindings, ...]
    false_spells_a_year: float


@dataclass(frozen=True, slots=True)
class Quote:
    """A message as it stands in the chat, resolved only when asked for; `marked` if the finding rests on it."""

    ref: str
    sent_at: datetime
    sender: PersonName | None
    text: TypedText | None
    kind: str
    marked: bool
