"""Findings between two people: routines, messages worth remembering, questions answered warmly, plans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from unlike.results.text_origin import PersonName, TypedText


class MessageAct(StrEnum):
    """Sort of a message; the first that fits."""

    APOLOGY = "apology"
    CHECK_IN = "check_in"
    PLAN = "plan"
    GREETING = "greeting"
    VOICE = "voice"
    PICTURE = "picture"
    CALL = "call"
    QUESTION = "question"
    TALK = "talk"


@dataclass(frozen=True, slots=True)
class Routine:
    """Something that happens on nearly all days that could have it, for a while.

    Attributes:
        kind: "good morning", "good night", "first in the morning", "call" or "word".
        sender: whose habit; None where it belongs to both.
        word: what is said on that weekday, for "word".
        weekday: 0 for Monday; None for every day.
        first, last: the days between which it held.
        minute: when it usually happens, minutes after midnight; None where no clock is in it.
        observed_days, eligible: days on which it happened, of the days on which anybody wrote (so that it could).
        silent: days between on which nobody wrote; they count for nothing.
        broken_on: the eligible days without it.
        ongoing: it has not been over for long at the end of the history.
    """

    kind: str
    sender: PersonName | None
    word: TypedText | None
    weekday: int | None
    first: date
    last: date
    minute: int | None
    observed_days: int
    eligible: int
    silent: int
    broken_on: tuple[date, ...]
    ongoing: bool


@dataclass(frozen=True, slots=True)
class WarmMoment:
    """One message worth remembering.

    Attributes:
        ref: of the message.
        day: in the owner's zone, from four in the morning.
        sender: who wrote it.
        text: as it was typed.
        answer: ref of the other's warm answer.
    """

    ref: str
    day: date
    sender: PersonName
    text: TypedText
    answer: str


@dataclass(frozen=True, slots=True)
class Opener:
    """A question of the owner's that was answered, and warmly.

    Attributes:
        ref, text: the question as it stands in the chat.
        asked_at, warmed_at: when it was asked, and when the first warm message came; in the owner's zone.
        answer: ref of the first message of the other after it.
        warm: ref of the first warm one.
    """

    ref: str
    text: TypedText
    asked_at: datetime
    warmed_at: datetime
    answer: str
    warm: str

    @property
    def day(self) -> date:
        """The day of the question."""
        return self.asked_at.date()


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan or promise of one of the two.

    Attributes:
        ref: of the message.
        sender: who made it.
        text: as it was typed.
        made_on: the day it was made.
        first, last: the days it is for.
    """

    ref: str
    sender: PersonName
    text: TypedText
    made_on: date
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Plans:
    """The plans of two people.

    Attributes:
        open: the latest ones of which nothing has come yet, the latest first.
        earlier: how many were made whose day has passed.
        reported: those of them on whose day, or the day after, somebody wrote how it went.
        off: those that were called off.
    """

    open: tuple[Plan, ...]
    earlier: int
    reported: int
    off: int


@dataclass(frozen=True, slots=True)
class CalendarMatch:
    """Something the owner knows of the days of a shift.

    Attributes:
        label: in their words.
        first, last: its own days.
        chance: the share of runs of as many days of the history on which something of theirs as rare is.
    """

    label: TypedText
    first: date
    last: date
    chance: float


@dataclass(frozen=True, slots=True)
class LabelAssociation:
    """A label that spells go with more than chance would.

    Attributes:
        label: in the owner's words.
        after: days from an entry's first day to a spell's, negative before it; None where they share days.
        spells: how many share days with it, or begin within two days of `after`.
        of: how many spells there are.
        expected_spells: how many would by chance.
        chance: how often as many spells placed at random go with any of the owner's labels as much.
    """

    label: TypedText
    after: int | None
    spells: int
    of: int
    expected_spells: float
    chance: float
