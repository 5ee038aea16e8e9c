"""The page of one finding: everything that stands beside it, as sentences and table rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from unlike.i18n import translate, translate_lazy
from unlike.presentation.sanitise import quoted_text, sanitise
from unlike.presentation.sentences import Section, Subject, finding_section
from unlike.presentation.sentences.findings.balance_text import balance_section
from unlike.presentation.sentences.findings.cross_chat_text import cross_chat_section
from unlike.presentation.sentences.findings.explanation_text import look_back_before
from unlike.presentation.sentences.findings.note_text import finding_days, notes_of
from unlike.presentation.sentences.findings.order import asks_for_room
from unlike.presentation.sentences.findings.signal_change_text import figure_value
from unlike.presentation.sentences.formatting.date_format import format_day, format_days
from unlike.presentation.sentences.formatting.number_format import number_range
from unlike.presentation.sentences.interface import finding_page
from unlike.presentation.sentences.interface.import_summary import ask_section
from unlike.results import (
    ActivityBefore,
    CurrentState,
    SignalChange,
    Spell,
    WritingVolume,
    shares_change,
)

_MAX_QUOTE_CHARS = 160


@dataclass(frozen=True, slots=True)
class DetailRow:
    """One row of a table: what is measured, its value in the finding's days, its usual value."""

    label: str
    observed: str
    baseline: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class EarlierSpell:
    """A spell before the finding: its days, the number that opens it, how it ended, what was noted."""

    days: str
    number: int
    ending: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenerRow:
    """A question of the owner's that was answered warmly, its day and its ref."""

    question: str
    day: str
    ref: str


@dataclass(frozen=True, slots=True)
class FindingDetail:
    """Contents of the page of a spell, or of the current state.

    Attributes:
        days_before: the days before it; empty where they cannot be counted.
        volume_rows: how much was written in these days.
        volume_base: what the usual of these rows rests on.
        signal_rows: signal by signal, those that changed first.
        signal_base: which days the usual of these rows is counted in; empty for what is now.
        look_back: what was mentioned before it; None where nobody looked.
        mentioned: refs of the messages that mention it.
        cross_chat: the same days elsewhere, and of the owner; None where nothing can be said.
        has_other_chats: whether another chat with them is open.
        earlier_spells: spells of the same kind, the latest first.
        earlier_passed: how many of these passed; empty where there are none.
        advice: the only advice there is; None where the person asks for room.
        openers: how the owner has asked before.
        balance: what speaks for an ordinary spell; None where the finding is over.
    """

    days_before: str
    volume_rows: tuple[DetailRow, ...]
    volume_base: str
    signal_rows: tuple[DetailRow, ...]
    signal_base: str
    look_back: Section | None
    mentioned: tuple[str, ...]
    cross_chat: Section | None
    has_other_chats: bool
    earlier_spells: tuple[EarlierSpell, ...]
    earlier_passed: str
    advice: Section | None
    openers: tuple[OpenerRow, ...]
    balance: Section | None


def detail_of(finding: Spell | CurrentState, subject: Subject, before: ActivityBefore | None) -> FindingDetail:
    """Collects everything that stands beside a finding; `before` is how much was written in the days before it."""
    back = look_back_before(finding, subject)
    earlier = _similar_spells(finding, subject)
    is_now = finding.unlike if isinstance(finding, CurrentState) else finding.ongoing
    return FindingDetail(
        days_before=format_days(before.first, before.last) if before else "",
        volume_rows=tuple(_volume_rows(before, subject)) if before else (),
        volume_base=finding_page.usual_base(before.baseline_spans) if before else "",
        signal_rows=tuple(_signal_rows(finding)),
        signal_base=_signal_base(finding),
        look_back=finding_section(back, subject) if back else None,
        mentioned=back.messages if back else (),
        cross_chat=cross_chat_section(_first_day(finding), subject),
        has_other_chats=_has_other_chats(finding, subject),
        earlier_spells=tuple(_earlier_spell(spell, subject) for spell in earlier),
        earlier_passed=_earlier_passed(earlier),
        advice=None if asks_for_room(subject) else ask_section(subject),
        openers=_opener_rows(subject),
        balance=balance_section(subject) if is_now else None,
    )


def finding_span(finding: Spell | CurrentState, subject: Subject) -> tuple[date, date]:
    """First and last day of a finding."""
    return finding_days(finding, subject.last)


def _first_day(finding: Spell | CurrentState) -> date:
    """The first day of a finding."""
    return finding_days(finding, None)[0]


def _similar_spells(finding: Spell | CurrentState, subject: Subject) -> list[Spell]:
    """Earlier spells that share a change with a finding, the latest first."""
    first = _first_day(finding)
    similar = (
        spell for spell in subject.person.spells if spell.last < first and shares_change(spell, finding.changed_signals)
    )
    return sorted(similar, key=lambda spell: spell.first, reverse=True)


def _has_other_chats(finding: Spell | CurrentState, subject: Subject) -> bool:
    """Whether the days of a finding were compared with another chat."""
    comparisons = subject.person.explanations.cross_chat if subject.person.explanations else ()
    return any(comparison.shift == _first_day(finding) for comparison in comparisons)


def _earlier_passed(earlier: list[Spell]) -> str:
    """How many of the earlier spells passed; empty where there are no such spells."""
    passed = [spell for spell in earlier if spell.ending is not None]
    return finding_page.all_passed(len(passed), len(earlier)) if earlier else ""


def _opener_rows(subject: Subject) -> tuple[OpenerRow, ...]:
    """Questions of the owner's that were answered warmly."""
    openers = subject.person.relationship.openers if subject.person.relationship else ()
    return tuple(
        OpenerRow(quoted_text(opener.text, _MAX_QUOTE_CHARS), format_day(opener.day), opener.ref) for opener in openers
    )


def _earlier_spell(spell: Spell, subject: Subject) -> EarlierSpell:
    """An earlier spell as a row of the page."""
    notes = tuple(quoted_text(note.text, _MAX_QUOTE_CHARS) for note in notes_of(subject, spell))
    ending = finding_page.earlier_ended(spell, spell.ending, subject)
    return EarlierSpell(format_days(spell.first, spell.last), subject.finding_number(spell), ending, notes)


def _signal_rows(finding: Spell | CurrentState) -> Iterator[DetailRow]:
    """A row for each signal: its value in the finding, and its baseline; those that changed first."""
    for changed, signals in ((True, finding.changed_signals), (False, finding.unchanged_signals)):
        yield from (_signal_row(signal, changed=changed) for signal in signals)


def _signal_base(finding: Spell | CurrentState) -> str:
    """Sentence on the days in which the usual figures of a spell are counted; empty for the current state."""
    if isinstance(finding, CurrentState):
        return ""
    return translate(finding_page.USUAL_BEFORE if finding.ongoing else finding_page.USUAL_AROUND)


def _signal_row(signal: SignalChange, *, changed: bool) -> DetailRow:
    """One signal's row."""
    return DetailRow(
        sanitise(translate_lazy(signal.label)),
        figure_value(signal.observed, signal.unit),
        figure_value(signal.baseline, signal.unit),
        changed,
    )


def _volume_rows(before: ActivityBefore, subject: Subject) -> Iterator[DetailRow]:
    """How much the person and the owner wrote in the days before the finding."""
    person, owner = before.people
    yield from _rows_of_sender((finding_page.messages_of(subject.name), finding_page.words_of(subject.name)), person)
    yield from _rows_of_sender(tuple(map(translate, finding_page.YOURS)), owner)


def _rows_of_sender(labels: tuple[str, ...], volume: WritingVolume) -> Iterator[DetailRow]:
    """Two rows of one sender: messages, and words in a message."""
    numbers, ranges = (volume.messages, volume.words), (volume.usual_messages, volume.usual_words)
    for label, number, baseline_range in zip(labels, numbers, ranges, strict=True):
        is_outside = number is not None and _is_outside(number, baseline_range)
        yield DetailRow(label, finding_page.volume_text(number), number_range(*baseline_range), is_outside)


def _is_outside(number: float, baseline_range: tuple[float, float]) -> bool:
    """Whether a number lies outside the usual range, as far as the rounded numbers show."""
    low, high = baseline_range
    return not round(low, 1) <= round(number, 1) <= round(high, 1)
