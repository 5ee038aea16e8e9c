"""Worlds: who writes with whom, for how long, and which changes are planted. A chat follows from these values alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from unlike.synthetic.writing_style import WritingStyle

ChangeKind = Literal["spell", "lasting", "silence", "bad_day", "channel", "ordinary"]
PlantedDirection = Literal["cooler", "warmer"]


@dataclass(frozen=True, slots=True)
class ChangeStrength:
    """Factors on one person's habits; 1 leaves a habit as it is.

    Attributes:
        volume: factor on the number of messages; below 1 the share of messages that are still written.
        words: factor on the words of a message.
        markers: factor on the rates of smileys, questions, pet names, own sayings, greetings, stretched words and "!".
        reply_time: factor on the time until an answer.
    """

    volume: float = 1.0
    words: float = 1.0
    markers: float = 1.0
    reply_time: float = 1.0

    @property
    def direction(self) -> PlantedDirection:
        """Cooler where there is less of everything, or answers take longer."""
        return "cooler" if self.volume * self.words * self.markers / self.reply_time < 1 else "warmer"


STRONG: Final = ChangeStrength(0.3, 0.4, 0.4, 3.0)
MODERATE: Final = ChangeStrength(0.5, 0.6, 0.6, 1.8)
MILD: Final = ChangeStrength(0.7, 0.8, 0.8, 1.3)
WARMER: Final = ChangeStrength(1.5, 1.4, 1.5, 0.6)
WARMER_MILD: Final = ChangeStrength(1.2, 1.15, 1.25, 0.8)
SILENT: Final = ChangeStrength(0.02, 0.7, 1.0, 2.0)


@dataclass(frozen=True, slots=True)
class PlantedChange:
    """One planted change.

    Attributes:
        kind: "spell", "lasting" or "bad_day" of a person; "silence" for a holiday together, of both; "channel" for a
            change of the conversation and of no person; "ordinary" for what no detector should report.
        first: first day.
        last: last day; None for a change that lasts.
        person: name of the person who changes; empty for both.
        strength: factors on the habits.
        reason: intent of the grammar that gives the reason, `lead_days` earlier; None where no reason is given.
        lead_days: days between the message with the reason and the first day.
        hours: first and last hour of working days (Monday to Friday) the change is limited to; None for all day.
        later_hours: hours by which the days' conversations move, for both; negative is earlier.
        halving_days: days in which the number of messages halves, again and again; None for no decline.
        reason_sender: name of the person who gives the reason; empty for the person who changes.
    """

    kind: ChangeKind
    first: date
    last: date | None
    person: str
    strength: ChangeStrength
    reason: str | None = None
    lead_days: int = 2
    hours: tuple[int, int] | None = None
    later_hours: float = 0.0
    halving_days: float | None = None
    reason_sender: str = ""

    @property
    def affects_both(self) -> bool:
        """Whether the change holds for both people."""
        return not self.person or self.kind == "silence"


@dataclass(frozen=True, slots=True)
class World:
    """History of a pair before it is written.

    Attributes:
        seed: seed of everything random.
        language: "en" or "de", the language of the grammar.
        owner: writing style of the person who exports the chat.
        other: writing style of the other person.
        start: first day.
        days: number of days.
        messages_per_day: messages of both together on an average day.
        changes: planted changes.
        period_days: days between recurring spells; None where they do not recur.
        variability: spread of ordinary days; 1 for most people, 0 for people like clockwork.
        last_day_script: name of the grammar's script that replaces the last day; None for an ordinary last day.
        captions: whether some photos have a caption.
    """

    seed: int
    language: str
    owner: WritingStyle
    other: WritingStyle
    start: date
    days: int
    messages_per_day: float
    changes: tuple[PlantedChange, ...] = ()
    period_days: float | None = None
    variability: float = 1.0
    last_day_script: str | None = None
    captions: bool = False

    @property
    def end(self) -> date:
        """Last day."""
        return self.start + timedelta(days=self.days - 1)
