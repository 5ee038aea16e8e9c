"""A finding looked back at: everything that stands beside it on its page, as sentences and rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from unlike.i18n import translate, translate_lazy
from unlike.presentation.sanitise import quoted_text, sanitise
from unlike.presentation.sentences import Section, Subject, finding_section
from unlike.presentation.sentences.findings.balance_text import balance_section
from unlike.presentation.sentences.findings.cross_chat_text import cross_chat_section
from unlike.presentation.sentences.findings.note_text import MAX_NOTE_CHARS, finding_days, notes_of
from unlike.presentation.sentences.formatting.date_format import day, days
from unlike.presentation.sentences.formatting.number_format import number_range, value
from unlike.presentation.sentences.interface import finding_page as words
from unlike.presentation.sentences.interface.import_summary import ask_section
from unlike.results import (
    ActivityBefore,
    CurrentState,
    LookBack,
    SignalChange,
    Spell,
    WritingVolume,
    shares_change,
)

_MAX_QUOTE_CHARS = 160


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


def detail_of(found: Spell | CurrentState, subject: Subject, counted: ActivityBefore | None) -> FindingDetail:
    """Everything beside a finding."""
    back = _look_back(found, subject)
    earlier = _similar_spells(found, subject)
    now = found.unlike if isinstance(found, CurrentState) else found.ongoing
    kept = subject.person.relationship
    return FindingDetail(
        before=days(counted.first, counted.last) if counted else "",
        numbers=tuple(_volume_rows(counted, subject)) if counted else (),
        base=words.usual_base(counted.baseline_spans) if counted else "",
        habits=tuple(_signal_rows(found)),
        told=finding_section(back, subject) if back else None,
        mentioned=back.messages if back else (),
        beside=cross_chat_section(_first_day(found), subject),
        elsewhere=any(one.shift == _first_day(found) for one in subject.person.explanations.cross_chat)
        if subject.person.explanations
        else False,
        earlier=tuple(_earlier_spell(spell, subject) for spell in earlier),
        passed=words.all_passed(sum(one.ending is not None for one in earlier), len(earlier)) if earlier else "",
        ask=ask_section(subject),
        asked=tuple(
            OpenerRow(quoted_text(one.text, _MAX_QUOTE_CHARS), day(one.day), one.ref)
            for one in (kept.openers if kept else ())
        ),
        weighing=balance_section(subject) if now else None,
        notes=tuple(
            DetailNote(quoted_text(note.text, MAX_NOTE_CHARS), words.note_written(note.written))
            for note in notes_of(subject, found)
        ),
    )


def finding_span(found: Spell | CurrentState, subject: Subject) -> tuple[date, date]:
    """First and last day of a finding."""
    return finding_days(found, subject.last)


def _first_day(found: Spell | CurrentState) -> date:
    return finding_days(found, None)[0]


def _look_back(found: Spell | CurrentState, subject: Subject) -> LookBack | None:
    """What was looked for before it."""
    backs = subject.person.explanations.look_backs if subject.person.explanations else ()
    return next((back for back in backs if back.shift == _first_day(found)), None)


def _similar_spells(found: Spell | CurrentState, subject: Subject) -> list[Spell]:
    """Spells before it with some of the same changes, the latest first."""
    first = _first_day(found)
    there = (one for one in subject.person.spells if one.last < first and shares_change(one, found.changed_signals))
    return sorted(there, key=lambda one: one.first, reverse=True)


def _earlier_spell(spell: Spell, subject: Subject) -> EarlierSpell:
    notes = tuple(quoted_text(note.text, _MAX_QUOTE_CHARS) for note in notes_of(subject, spell))
    said = words.earlier_ended(spell, spell.ending, subject)
    return EarlierSpell(days(spell.first, spell.last), subject.finding_number(spell), said, notes)


def _signal_rows(found: Spell | CurrentState) -> Iterator[DetailRow]:
    """Habit by habit: in it, and usually."""
    for changed, habits in ((True, found.changed_signals), (False, found.unchanged_signals)):
        yield from (_signal_row(one, changed=changed) for one in habits)


def _signal_row(one: SignalChange, *, changed: bool) -> DetailRow:
    return DetailRow(
        sanitise(translate_lazy(one.label)), value(one.observed, one.unit), value(one.baseline, one.unit), changed
    )


def _volume_rows(counted: ActivityBefore, subject: Subject) -> Iterator[DetailRow]:
    """How much each of the two wrote in the days before."""
    names = (words.messages_of(subject.name), words.words_of(subject.name)), tuple(map(translate, words.YOURS))
    for (messages, length), one in zip(names, counted.people, strict=True):
        yield from _rows_of_sender(messages, length, one)


def _rows_of_sender(messages: str, length: str, one: WritingVolume) -> Iterator[DetailRow]:
    for what, number, usual in ((messages, one.messages, one.usual_messages), (length, one.words, one.usual_words)):
        yield DetailRow(
            what, words.volume_text(number), number_range(*usual), number is not None and _is_outside(number, usual)
        )


def _is_outside(number: float, usual: tuple[float, float]) -> bool:
    """Whether it is outside, as far as the rounded numbers show."""
    low, high = usual
    return not round(low, 1) <= round(number, 1) <= round(high, 1)
