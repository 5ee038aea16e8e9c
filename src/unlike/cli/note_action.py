"""The answer to `unlike note`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from unlike.cli.check_action import chosen_finding
from unlike.cli.check_input import input_analysis
from unlike.cli.local_data import data_file, note_store
from unlike.cli.options import CheckOptions
from unlike.cli.output import write_output
from unlike.cli.timezones import today_in
from unlike.core.spans import DateSpan
from unlike.errors import OptionError
from unlike.i18n import lazy, mark
from unlike.library import Note
from unlike.library.spell_record import spell_record
from unlike.presentation.numbering import NumberedFinding
from unlike.presentation.sanitise import sanitise
from unlike.presentation.sentences.findings.note_text import (
    MAX_NOTE_CHARS,
    finding_days,
    note_kept_sentence,
    notes_forgotten_sentence,
    record_sentence,
)
from unlike.results import CurrentState, OwnerNote, Spell


def keep_note(options: CheckOptions, text: str, *, is_something: bool | None = None) -> None:
    """Keep a note with the finding that `--show` means.

    Raises:
        UnlikeError: the exports, the options or the note cannot be used.
    """
    words = " ".join(text.split())
    if not sanitise(words) or len(words) > MAX_NOTE_CHARS:
        raise OptionError("TEXT", words[:40], lazy("a few words, at most {most} letters", most=MAX_NOTE_CHARS))
    noted = _noted_finding(options)
    numbered, today = noted.behind, noted.today
    first, last = finding_days(noted.finding, numbered.subject.last)
    note = Note(numbered.conversation.key, numbered.subject.person.name, first, last, words, today, is_something)
    note_store().add(note)
    kept_sentence = note_kept_sentence(
        OwnerNote(first, last, words, today), note.person, sanitise(str(data_file().path))
    )
    record = spell_record(note_store().all())
    write_output("\n".join(filter(None, (kept_sentence, record_sentence(record.something, record.spells)))) + "\n")


def forget_notes(options: CheckOptions) -> None:
    """Take away the notes about the finding that `--show` means.

    Raises:
        UnlikeError: the exports or the options cannot be used.
    """
    noted = _noted_finding(options)
    days = finding_days(noted.finding, noted.behind.subject.last)
    number = sum(note_store().remove(key, name, DateSpan(*days)) for key, name in sorted(noted.addresses))
    write_output(notes_forgotten_sentence(number, days) + "\n")


@dataclass(frozen=True, slots=True)
class NotedFinding:
    """Finding that a note goes with.

    Attributes:
        behind: the finding with whom it is about.
        finding: the same, which has days.
        today: which day it is.
        addresses: keys of conversations and names under which notes about the person are kept.
    """

    behind: NumberedFinding
    finding: Spell | CurrentState
    today: date
    addresses: frozenset[tuple[str, str]]


def _noted_finding(options: CheckOptions) -> NotedFinding:
    """The spell, or what is unlike now, that `--show` means.

    Raises:
        OptionError: it means something else.
    """
    analysis, zone = input_analysis(options)
    number, today = options.show or 0, today_in(zone)
    numbered = chosen_finding(analysis, number, today)
    if not isinstance(numbered.finding, Spell | CurrentState):
        expected = mark("the number of a spell, or of what is unlike now: notes go with days")
        raise OptionError("--show", str(number), expected)
    addresses = analysis.note_addresses(numbered.conversation.key, numbered.subject.person.name)
    return NotedFinding(numbered, numbered.finding, today, addresses)
