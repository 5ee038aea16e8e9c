"""Results as frozen values: see `finding_types` and `findings`; `ranking` puts the most important first."""

from unlike.core.medium_limits import MediumLimit, MediumLimitKind
from unlike.core.types import Direction
from unlike.results.balance import BalanceRow, Supports, shares_change
from unlike.results.channel_change import ChannelChange
from unlike.results.explanations import (
    ActivityBefore,
    Concern,
    CrossChatComparison,
    CrossChatOutcome,
    Explanations,
    LookBack,
    TopicMention,
    WritingVolume,
)
from unlike.results.failed_calculation import FailedCalculation
from unlike.results.finding_types import (
    AppChange,
    CurrentState,
    Finding,
    LastingShift,
    LateReplies,
    OpenQuestion,
    Recurrence,
    ReturnPattern,
    SignalChange,
    Spell,
    SpellEnding,
)
from unlike.results.findings import (
    ConversationFindings,
    DetectableDrop,
    Findings,
    MissingHistory,
    MonthlyReach,
    PersonFindings,
    Quote,
    RepeatVisits,
    SignalHistory,
    UnreadRecords,
)
from unlike.results.grade import Grade
from unlike.results.import_figures import ChatSummary
from unlike.results.interaction import CalendarMatch, LabelAssociation, MessageAct
from unlike.results.owner_context import OwnerContext
from unlike.results.owner_note import OwnerNote
from unlike.results.ranking import ordered_findings
from unlike.results.relationship import Relationship
from unlike.results.usual_habits import UsualHabits, WritingHabits

__all__ = [
    "ActivityBefore",
    "AppChange",
    "BalanceRow",
    "CalendarMatch",
    "ChannelChange",
    "ChatSummary",
    "Concern",
    "ConversationFindings",
    "CrossChatComparison",
    "CrossChatOutcome",
    "CurrentState",
    "DetectableDrop",
    "Direction",
    "Explanations",
    "FailedCalculation",
    "Finding",
    "Findings",
    "Grade",
    "LabelAssociation",
    "LastingShift",
    "LateReplies",
    "LookBack",
    "MediumLimit",
    "MediumLimitKind",
    "MessageAct",
    "MissingHistory",
    "MonthlyReach",
    "OpenQuestion",
    "OwnerContext",
    "OwnerNote",
    "PersonFindings",
    "Quote",
    "Recurrence",
    "Relationship",
    "RepeatVisits",
    "ReturnPattern",
    "SignalChange",
    "SignalHistory",
    "Spell",
    "SpellEnding",
    "Supports",
    "TopicMention",
    "UnreadRecords",
    "UsualHabits",
    "WritingHabits",
    "WritingVolume",
    "ordered_findings",
    "shares_change",
]
