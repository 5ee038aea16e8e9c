"""Everybody in every chat as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from unlike.core.spreadsheet_cells import spreadsheet_cell
from unlike.presentation.sanitise import sanitise
from unlike.presentation.sentences import Subject, concern
from unlike.results import ConversationFindings

COLUMNS: Final = (
    *("person", "chat", "app", "messages", "first", "last", "enough", "now", "chance"),
    *("spells", "last_spell_first", "last_spell_last", "spell_goes_on", "last_lasting_shift", "help_first"),
)
_HABIT_COLUMNS: Final = len(COLUMNS) - 7
"""Columns between those about the chat and the last one."""


def chats_csv(chats: Iterable[tuple[ConversationFindings, Sequence[Subject]]]) -> str:
    """One row for each person who is looked at, and for each chat without any; dates are ISO 8601.

    A name that a spreadsheet would take for a formula stands behind an apostrophe. Of who writes words of harm nothing
    is said about habits: `help_first` is "yes", and the columns before it are empty.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for conversation, people in chats:
        for subject in people or (None,):
            writer.writerow(_csv_row(conversation, subject))
    return out.getvalue()


def _csv_row(conversation: ConversationFindings, subject: Subject | None) -> tuple[object, ...]:
    ends = (end.date().isoformat() if end else "" for end in (conversation.first, conversation.last))
    chat = (_csv_cell(conversation.title), conversation.app)
    if subject is None:
        return ("", *chat, conversation.messages, *ends, *[""] * _HABIT_COLUMNS, "")
    person = subject.person
    start = (_csv_cell(person.name), *chat, person.messages, *ends)
    if concern(subject):
        return (*start, *[""] * _HABIT_COLUMNS, "yes")
    now, spell = person.current_state, person.spells[-1] if person.spells else None
    return (
        *start,
        "yes" if person.enough else "no",
        now.grade.value if now else "",
        f"{now.chance:.5g}" if now else "",
        len(person.spells),
        spell.first.isoformat() if spell else "",
        spell.last.isoformat() if spell else "",
        "yes" if person.ongoing_spells else "no",
        person.lasting_shifts[-1].day.isoformat() if person.lasting_shifts else "",
        "no",
    )


def _csv_cell(text: str) -> str:
    return spreadsheet_cell(sanitise(text))
