"""A finding looked back at: everything that stands beside it on its page, as sentences and rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from unlike.i18n import translate, translate_lazy
from unlike.presentation.sanitise import quoted_text, sanitise
from unlike.presentation.sentences import Section, Subject, finding_section
from unlike.presentation.sentences.findings.balance_text import weighing_passage
from unlike.presentation.sentences.findings.cross_chat_text import beside_passage
from unlike.presentation.sentences.findings.note_text import LONGEST, days_of, notes_of
from unlike.presentation.sentences.formatting.date_format import day, days
from unlike.presentation.sentences.formatting.number_format import between, value
from unlike.presentation.sentences.interface import finding_page as words
from unlike.presentation.sentences.interface.import_summary import ask
from unlike.results import (
    ActivityBefore,
    CurrentState,
    LookBack,
    SignalChange,
    Spell,
    WritingVolume,
    shares_change,
)

_LONGEST = 160


@dataclass(frozen=True, slots=True)
class DetailRow:
    """One line of a table: what, in these days, usually."""

    what: str
    then: str
    usual: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class EarlierSpell:
    """An earlier spell: its days, the number that opens it, how it ended, what was noted."""

    when: str
    number: int
    said: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenerRow:
    """A question of the owner's that was answered, and its ref."""

    said: str
    when: str
    ref: str


@dataclass(frozen=True, slots=True)
class DetailNote:
    """What the owner noted."""

    text: str
    when: str


@dataclass(frozen=True, slots=True)
class FindingDetail:
    """What stands on the page of a spell, or of what is now.

    Attributes:
        before: the heading of the days before; empty where they cannot be counted.
        numbers: how much was written in them, with what it rests on.
        habits: habit by habit, those that changed first.
        told: what was mentioned; its refs stand in `mentioned`.
        beside: the same days elsewhere, and of the owner; None where nothing can be said.
        elsewhere: whether another chat with them is open.
        earlier: spells of the same kind, the latest first, and how many passed.
        ask: the only advice there is, with earlier questions.
        weighing: None where nothing of it is now.
        notes: of these days.
    """

    before: str
    numbers: tuple[DetailRow, ...]
    base: str
    habits: tuple[DetailRow, ...]
    told: Section | None
    mentioned: tuple[str, ...]
    beside: Section | None
    elsewhere: bool
    earlier: tuple[EarlierSpell, ...]
    passed: str
    ask: Section
    asked: tuple[OpenerRow, ...]
    weighing: Section | None
    notes: tuple[DetailNote, ...]


def backward(found: Spell | CurrentState, subject: Subject, counted: ActivityBefore | None) -> FindingDetail:
    """Everything beside a finding."""
    back = _back(found, subject)
    earlier = _earlier(found, subject)
    now = found.unlike if isinstance(found, CurrentState) else found.ongoing
    kept = subject.person.relationship
    return FindingDetail(
        before=days(counted.first, counted.last) if counted else "",
        numbers=tuple(_numbers(counted, subject)) if counted else (),
        base=words.usual_base(counted.baseline_spans) if counted else "",
        habits=tuple(_habits(found)),
        told=finding_section(back, subject) if back else None,
        mentioned=back.messages if back else (),
        beside=beside_passage(_shift(found), subject),
        elsewhere=any(one.shift == _shift(found) for one in subject.person.explanations.cross_chat)
        if subject.person.explanations
        else False,
        earlier=tuple(_told(spell, subject) for spell in earlier),
        passed=words.all_passed(sum(one.ending is not None for one in earlier), len(earlier)) if earlier else "",
        ask=ask(subject),
        asked=tuple(
            OpenerRow(quoted_text(one.text, _LONGEST), day(one.day), one.ref) for one in (kept.openers if kept else ())
        ),
        weighing=weighing_passage(subject) if now else None,
        notes=tuple(
            DetailNote(quoted_text(note.text, LONGEST), words.note_written(note.written))
            for note in notes_of(subject, found)
        ),
    )


def shift_of(found: Spell | CurrentState, subject: Subject) -> tuple[date, date]:
    """First and last day of a finding."""
    return days_of(found, subject.last)


def _shift(found: Spell | CurrentState) -> date:
    return days_of(found, None)[0]


def _back(found: Spell | CurrentState, subject: Subject) -> LookBack | None:
    """What was looked for before it."""
    backs = subject.person.explanations.look_backs if subject.person.explanations else ()
    return next((back for back in backs if back.shift == _shift(found)), None)


def _earlier(found: Spell | CurrentState, subject: Subject) -> list[Spell]:
    """Spells before it with some of the same changes, the latest first."""
    first = _shift(found)
    there = (one for one in subject.person.spells if one.last < first and shares_change(one, found.changed_signals))
    return sorted(there, key=lambda one: one.first, reverse=True)


def _told(spell: Spell, subject: Subject) -> EarlierSpell:
    notes = tuple(quoted_text(note.text, _LONGEST) for note in notes_of(subject, spell))
    said = words.earlier_ended(spell, spell.ending, subject)
    return EarlierSpell(days(spell.first, spell.last), subject.finding_number(spell), said, notes)


def _habits(found: Spell | CurrentState) -> Iterator[DetailRow]:
    """Habit by habit: in it, and usually."""
    for changed, habits in ((True, found.changed_signals), (False, found.unchanged_signals)):
        yield from (_habit(one, changed=changed) for one in habits)


def _habit(one: SignalChange, *, changed: bool) -> DetailRow:
    return DetailRow(
        sanitise(translate_lazy(one.label)), value(one.observed, one.unit), value(one.baseline, one.unit), changed
    )


def _numbers(counted: ActivityBefore, subject: Subject) -> Iterator[DetailRow]:
    """How much each of the two wrote in the days before."""
    names = (words.messages_of(subject.name), words.words_of(subject.name)), tuple(map(translate, words.YOURS))
    for (messages, length), one in zip(names, counted.people, strict=True):
        yield from _of(messages, length, one)


def _of(messages: str, length: str, one: WritingVolume) -> Iterator[DetailRow]:
    for what, number, usual in ((messages, one.messages, one.usual_messages), (length, one.words, one.usual_words)):
        yield DetailRow(what, words.there(number), between(*usual), number is not None and _strays(number, usual))


def _strays(number: float, usual: tuple[float, float]) -> bool:
    """Whether it is outside, as far as the rounded numbers show."""
    low, high = usual
    return not round(low, 1) <= round(number, 1) <= round(high, 1)
