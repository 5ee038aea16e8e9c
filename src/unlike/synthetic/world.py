"""A world: who writes with whom, for how long, and what is planted in it. All of it follows from these values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from unlike.synthetic.writing_style import WritingStyle

ChangeKind = Literal["spell", "lasting", "silence", "bad_day", "medium", "ordinary"]
PlantedDirection = Literal["cooler", "warmer"]


@dataclass(frozen=True, slots=True)
class ChangeStrength:
    """Factors on one person's habits; 1 leaves a habit as it is.

    Attributes:
        kept: on the number of messages; below 1 the share of messages that are still written.
        words: on the words of a message.
        marks: on the rates of smileys, questions, pet names, own sayings, greetings, stretched words and "!".
        reply: on the time until an answer.
    """

    kept: float = 1.0
    words: float = 1.0
    marks: float = 1.0
    reply: float = 1.0

    @property
    def direction(self) -> PlantedDirection:
        """Cooler where there is less of everything, or it takes longer."""
        return "cooler" if self.kept * self.words * self.marks / self.reply < 1 else "warmer"


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
        kind: what it is; a "silence" is a holiday together and holds for both, a "medium" is a change of the
            conversation and not of a person, and what is "ordinary" is nobody's change.
        first: its first day.
        last: its last day; None for one that lasts.
        who: the person who changes; empty for both.
        strength: how much.
        reason: the grammar's intent that tells why, told `told` days before; None where nothing is told.
        told: days between the telling and the first day.
        hours: first and last hour of working days (Monday to Friday) it is limited to; None for all day.
        later: hours by which the days' conversations move, for both; negative is earlier.
        half: days in which the number of messages halves, again and again; None where it does not fade.
        teller: who tells the reason; empty for the person who changes.
    """

    kind: ChangeKind
    first: date
    last: date | None
    who: str
    strength: ChangeStrength
    reason: str | None = None
    told: int = 2
    hours: tuple[int, int] | None = None
    later: float = 0.0
    half: float | None = None
    teller: str = ""

    @property
    def of_both(self) -> bool:
        """Whether it holds for both."""
        return not self.who or self.kind == "silence"


@dataclass(frozen=True, slots=True)
class World:
    """A pair's whole history before it is written.

    Attributes:
        seed: everything random follows from it.
        language: "en" or "de"; the language's grammar.
        owner: the style of the one who exports the chat; its name is in it.
        other: the style of the other one.
        start: first day.
        days: number of days.
        messages: messages a day of both together, on average.
        changes: what is planted.
        period: days between recurring spells; None where they do not recur.
        unrest: spread of ordinary days (1 as usual, 0 for people like clockwork).
        last_day: the grammar's script for the last day, in place of what it would have been.
        captions: some photos have a caption.
    """

    seed: int
    language: str
    owner: WritingStyle
    other: WritingStyle
    start: date
    days: int
    messages: float
    changes: tuple[PlantedChange, ...] = ()
    period: float | None = None
    unrest: float = 1.0
    last_day: str | None = None
    captions: bool = False

    @property
    def end(self) -> date:
        """The last day."""
        return self.start + timedelta(days=self.days - 1)
