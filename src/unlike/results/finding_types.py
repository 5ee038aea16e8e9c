"""Findings: frozen, self-contained values that a face can show without ever seeing the chat.

Every finding carries the refs of the messages it rests on; its words are made in `presentation/sentences` alone.
Dates and times are in the owner's zone; a chance lies between 0 and 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from unlike.core.types import Direction
from unlike.results.channel_change import ChannelChange
from unlike.results.explanations import LookBack
from unlike.results.grade import Grade
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
    """The last messages against this person's earlier sittings after as many messages.

    A sitting is over after a pause of three hours; a day begins at 04:00.

    Attributes:
        grade: how unlike; `CANNOT_TELL` where too few sittings reached as many messages, or where even replies of one
            word could not have been seen among them.
        chance: share of sittings, this one among them, that are as far from the usual; at least 1 / (windows + 1).
        windows: earlier sittings (or days) that reached as many messages.
        as_far: those of them that are as far from the usual.
        since, until: when the first and the last of the messages were sent.
        day: they are those of the whole last day, not of its last sitting alone.
        messages: refs, in order.
        changed_signals: habits that make the difference, strongest first; empty where within the usual.
        unchanged_signals: habits that are within the usual, of which a change would have been seen.
        undecided_signals: habits of which so few messages cannot say anything.
        bare_chance: what the chance would be, had every one of the messages been a single bare word.
        wanted_windows: earlier sittings that would be enough to tell.
        looks_a_month: looks with something new that somebody has in 30 days who looks every day.
        daily_evidence: evidence of the last days for somebody who looks every day: so many looks lie, at least, between
            two false alarms of this size (e-detector; Shin, Ramdas & Rinaldo 2024, NEJSDS 2:229).
        withheld: unusual by itself, but not called so, because so many people were compared (false discovery rate).
        direction: cooler or warmer, whichever kind of change explains the messages better; other where it is not told.
    """

    grade: Grade
    chance: float
    windows: int
    as_far: int
    since: datetime
    until: datetime
    day: bool
    messages: tuple[str, ...]
    changed_signals: tuple[SignalChange, ...] = ()
    unchanged_signals: tuple[SignalChange, ...] = ()
    undecided_signals: tuple[SignalChange, ...] = ()
    bare_chance: float = 0.0
    wanted_windows: int = 0
    looks_a_month: float = 0.0
    daily_evidence: float = 0.0
    withheld: bool = False
    direction: Direction = Direction.OTHER

    @property
    def unlike(self) -> bool:
        """Whether they are outside what is usual here: one in 100 or rarer."""
        return self.grade in {Grade.UNLIKE, Grade.VERY_UNLIKE}

    @property
    def is_known(self) -> bool:
        """Whether it can be told at all."""
        return self.grade is not Grade.CANNOT_TELL


@dataclass(frozen=True, slots=True)
class SpellEnding:
    """End of a spell: the first exchange within the usual; never a cause.

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
    """A question or an invitation of the owner's that waits.

    Attributes:
        since: when it was asked.
        waited: from then to the end of what was read.
        similar_waits: earlier ones that waited at least as long.
        warm_after: those of them that were followed by ordinary warmth within two days.
        chance: the share of earlier ones, of about the same hour, that waited at least as long, this one counted too.
        is_invitation: it asks to do something together.
        is_of_hour: there are enough of about the same hour; else the chance is of those of any hour.
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
    is_invitation: bool = False
    is_of_hour: bool = True


@dataclass(frozen=True, slots=True)
class LateReplies:
    """Outcome of this person's late answers; it stands beside every signal that says "later".

    Attributes:
        answers: how many of their answers to the owner took longer than nine in ten of them.
        warm_after: those of them that were followed by ordinary warmth within two days.
    """

    answers: int
    warm_after: int


@dataclass(frozen=True, slots=True)
class AppChange:
    """Two who write went over from one app to another: what differs only since then tells of nobody.

    Messages are shorter in one app than in another, whoever writes, times are finer, and other things are sent.

    Attributes:
        before, after: what the two apps are called.
        day: the first day mainly in the new one.
        last_before: last day with a message in the old one.
        first_after: first day with a message in the new one.
        compared: there is enough in both to say what differs.
        recent: the history ends in too few days of the new one to say anything of now.
        changed_signals: what differs since then; the app or the person, which nobody can tell.
        unchanged_signals: what does not.
        messages: refs of the last messages before the day and of the first ones after.
    """

    before: str
    after: str
    day: date
    last_before: date
    first_after: date
    compared: bool
    recent: bool
    changed_signals: tuple[SignalChange, ...]
    unchanged_signals: tuple[SignalChange, ...]
    messages: tuple[str, ...]


Finding = CurrentState | OpenQuestion | Spell | LastingShift | ChannelChange | AppChange | LookBack
