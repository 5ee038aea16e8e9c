"""Findings: frozen, self-contained values that a face can show without ever seeing the chat.

Every finding carries the refs of the messages it rests on; its words are made in `reports/wording.py` alone.
Dates and times are in the owner's zone; a chance lies between 0 and 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from unlike.core.types import Direction
from unlike.results.explanations import LookBack
from unlike.results.interaction import MessageAct
from unlike.results.text_origin import PersonName, TypedText


@dataclass(frozen=True, slots=True)
class SignalChange:
    """One signal in a finding; its figures are those that anybody counts in the chat, see `signals.plain_figures`.

    Attributes:
        name: the signal's name, as in `--json`.
        label: a plain noun phrase, e.g. "length of messages".
        phrase: the change in two or three words, e.g. "shorter messages"; empty where nothing changed.
        unit: of both figures, e.g. "words"; "share" is 0 to 1, durations are in "seconds".
        baseline: the person's usual figure, before or around.
        observed: the figure of the finding's days or messages.
        chance: how often this habit alone strays as far where nothing happened.
        share_of: what a share is a part of: "messages" or "days".
    """

    name: str
    label: str
    phrase: str
    unit: str
    baseline: float
    observed: float
    chance: float
    share_of: str = "messages"

    @property
    def direction(self) -> str:
        """Whether it went "up" or "down"."""
        return "up" if self.observed >= self.baseline else "down"


@dataclass(frozen=True, slots=True)
class CurrentState:
    """The last messages against this person's earlier ones of the same kind.

    Attributes:
        unlike: whether they are outside what is usual here.
        chance: how often as unlike where nothing happened; never below 1 / (windows + 1).
        windows: how many earlier runs of messages they were compared with.
        since: when the first of the messages was sent.
        day: they are the whole last day, over six hours or more, rather than its last few messages.
        messages: refs, in order.
        changed_signals: the habits that make the difference, strongest first; empty where `unlike` is false.
        unchanged_signals: the habits that stay within the usual.
        withheld: unusual by itself, but not called so, because so many people were compared (false discovery rate).
    """

    unlike: bool
    chance: float
    windows: int
    since: datetime
    day: bool
    messages: tuple[str, ...]
    changed_signals: tuple[SignalChange, ...]
    unchanged_signals: tuple[SignalChange, ...]
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class SpellEnding:
    """What happened when a spell was over: never a cause, only what came.

    Attributes:
        first_sender: wrote first on the first usual day.
        days: until the habits were within the usual again, from the spell's last day.
        messages: refs of the first usual exchange.
        act: what sort of message began it; None where it was not looked at.
    """

    first_sender: PersonName
    days: int
    messages: tuple[str, ...]
    act: MessageAct | None = None


@dataclass(frozen=True, slots=True)
class ReturnPattern:
    """Something that was done around several returns to the usual; never a cause, only what came before or with it.

    Attributes:
        sender: did it: the owner in the two days before, or the person on the first usual day.
        act: what was done.
        spells: how many returns had it.
        of: how many spells ended.
        base_rate: the share of all runs of as many days that have it.
    """

    sender: PersonName
    act: MessageAct
    spells: int
    of: int
    base_rate: float


@dataclass(frozen=True, slots=True)
class Spell:
    """Days that were unlike this person's other days, and passed (or are still going on).

    Attributes:
        first, last: its days, both included.
        ongoing: the history ends in it.
        direction: of the habits that take part.
        chance: how often a year in which nothing happened shows one as strong.
        possible: shown only when asked: up to one such false spell a year.
        changed_signals, unchanged_signals: habits, strongest first.
        messages: refs of that person's messages in it.
        ending: what came after; None while it goes on.
    """

    first: date
    last: date
    ongoing: bool
    direction: Direction
    chance: float
    possible: bool
    changed_signals: tuple[SignalChange, ...]
    unchanged_signals: tuple[SignalChange, ...]
    messages: tuple[str, ...]
    ending: SpellEnding | None


@dataclass(frozen=True, slots=True)
class LastingShift:
    """A change that stayed.

    Attributes:
        day: the first day of the new usual.
        between: an interval that holds the true day nine times in ten.
        chance: how often a history of this length without one shows a step as strong.
        messages: refs of that person's messages on the first days of it.
    """

    day: date
    between: tuple[date, date]
    direction: Direction
    chance: float
    changed_signals: tuple[SignalChange, ...]
    unchanged_signals: tuple[SignalChange, ...]
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Spells that come back more regularly than chance.

    Attributes:
        period_days: from one spell's first day to the next one's.
        between: 90 % interval of it, days.
        typical_days: the median length of a spell.
        spells: how many it rests on, never fewer than four.
        upcoming: 90 % prediction interval of the next one's first day; for the JSON document alone, no face shows it.
        latest: the last day of the latest of them.
        chance: how often as many spells, placed at random, look as regular.
    """

    period_days: float
    between: tuple[float, float]
    typical_days: int
    spells: int
    upcoming: tuple[date, date]
    latest: date
    chance: float


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question of the owner's that waits.

    Attributes:
        since: when it was asked.
        waited: from then to the end of what was read.
        similar_waits: earlier questions that waited at least as long.
        warm_after: those of them that were followed by ordinary warmth within two days.
        chance: the share of earlier questions that waited at least as long.
        quote: its words; None where quotes are withheld.
        messages: its ref.
    """

    since: datetime
    waited: timedelta
    similar_waits: int
    warm_after: int
    chance: float
    quote: TypedText | None
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LateReplies:
    """What followed this person's late answers: stands beside every habit that says "later".

    Attributes:
        answers: how many of their answers to the owner took longer than nine in ten of them.
        warm_after: those of them that were followed by ordinary warmth within two days.
    """

    answers: int
    warm_after: int


@dataclass(frozen=True, slots=True)
class ChannelChange:
    """Days in which the conversation changed and not the person: about them nothing is claimed there.

    Attributes:
        first, last: its days, both included.
        begins: the history begins in it.
        ongoing: the history ends in it.
        is_group: whether it is a group, in which nearly everybody writes less.
        missing_sender: whose messages are missing while others write; None where all write far less at once.
        messages_per_day: messages a day there, of all; for somebody who is gone those of the others.
        baseline_per_day: the same around it, or before.
        messages: refs of the last messages before its edge and of the first ones after.
    """

    first: date
    last: date
    begins: bool
    ongoing: bool
    is_group: bool
    missing_sender: PersonName | None
    messages_per_day: float
    baseline_per_day: float
    messages: tuple[str, ...]


Finding = CurrentState | OpenQuestion | Spell | LastingShift | ChannelChange | LookBack
