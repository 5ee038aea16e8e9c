"""Answers of the tools: plain values, each number with what it rests on and how often chance shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FindingKind = Literal["now", "spell", "lasting", "open", "channel", "app_change", "look_back"]


@dataclass(frozen=True, slots=True)
class Base:
    """What a number rests on: so many messages, held against so many `of` what is named."""

    messages: int | None
    compared: int | None
    of: str


@dataclass(frozen=True, slots=True)
class Rate:
    """How often chance alone shows as much: between 0 and 1, and the share or chance of what."""

    chance: float | None
    of: str


@dataclass(frozen=True, slots=True)
class SignalFigure:
    """One habit in a finding, with the usual figure beside that of the finding; the base is the finding's."""

    label: str
    unit: str
    usual: float | None
    then: float | None
    chance: float | None


@dataclass(frozen=True, slots=True)
class FindingAnswer:
    """One finding: the sentences that may be said, its days, its figures, their base and their rate."""

    id: int
    uri: str
    kind: FindingKind
    said: tuple[str, ...]
    first: str
    last: str
    ongoing: bool
    direction: str | None
    base: Base
    rate: Rate | None
    signals: tuple[SignalFigure, ...]
    unchanged: tuple[str, ...]
    undecided: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonAnswer:
    """What is said about one person, and the findings behind it; where `help` is true, show that and nothing else."""

    id: str
    name: str
    chat: str
    help: bool
    said: tuple[str, ...]
    findings: tuple[FindingAnswer, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What the token budget left out; ask for one person, or read a finding by its uri."""

    people: int = 0
    findings: int = 0


@dataclass(frozen=True, slots=True)
class FindingsAnswer:
    """People with their findings, the most important first, and how often chance shows a spell."""

    people: tuple[PersonAnswer, ...]
    rate: tuple[str, ...]
    left_out: LeftOut = LeftOut()


@dataclass(frozen=True, slots=True)
class RecurrenceFigures:
    """How regularly spells came back: days from one to the next with nine-in-ten bounds, over how many spells."""

    period_days: float | None
    between: tuple[float | None, float | None]
    typical_days: int
    spells: int
    rate: Rate


@dataclass(frozen=True, slots=True)
class PersonBefore:
    """Earlier spells of one person in sentences, how regularly they came, and what stood around their ends."""

    id: str
    name: str
    help: bool
    said: tuple[str, ...]
    recurrence: RecurrenceFigures | None


@dataclass(frozen=True, slots=True)
class BeforeAnswer:
    """Whether it has been so before, person by person."""

    people: tuple[PersonBefore, ...]
    rate: tuple[str, ...]
    left_out: LeftOut = LeftOut()


@dataclass(frozen=True, slots=True)
class UsualFigure:
    """One habit over the whole history: the middle half of a person's own values."""

    label: str
    unit: str
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class PersonUsual:
    """The usual of one person, over so many messages on so many days; routines and what would have shown, as said."""

    id: str
    name: str
    help: bool
    messages: int
    active_days: int
    figures: tuple[UsualFigure, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UsualAnswer:
    """What is usual, person by person."""

    people: tuple[PersonUsual, ...]
    left_out: LeftOut = LeftOut()


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A person: take the id for the other tools; `needs` says what is missing where there is too little to say."""

    id: str
    name: str
    messages: int
    active_days: int
    enough: bool
    needs: str | None
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListedChat:
    """A chat, what was read of it and what was not."""

    title: str
    app: str
    group: bool
    first: str | None
    last: str | None
    messages: int
    said: tuple[str, ...]
    people: tuple[ListedPerson, ...]


@dataclass(frozen=True, slots=True)
class PeopleAnswer:
    """All chats and their people, and how often chance shows a spell."""

    chats: tuple[ListedChat, ...]
    owner: str
    rate: tuple[str, ...]
    left_out: LeftOut = LeftOut()


@dataclass(frozen=True, slots=True)
class FoundMessage:
    """A message: when, by whom, and its words, or how many words it has."""

    chat: str
    sent_at: str
    sender: str | None
    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """Messages that hold the words, the latest first; `found` counts all of them, `left_out` those not shown."""

    found: int
    messages: tuple[FoundMessage, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class FindingPage:
    """A finding with its messages in their place in the chat; those it rests on are marked."""

    person: PersonAnswer
    before: tuple[str, ...]
    messages: tuple[FoundMessage, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class DraftPassage:
    """A sentence that may not be said: the reason, the words that show it, why, and a better turn."""

    reason: Literal["motive", "feeling", "diagnosis", "verdict", "interest", "advice", "number"]
    sentence: str
    words: str
    why: str
    better: str


@dataclass(frozen=True, slots=True)
class DraftAnswer:
    """Passages of a draft that may not be said; an empty list is no promise, as the note says."""

    passages: tuple[DraftPassage, ...]
    note: str
    left_out: int = 0
