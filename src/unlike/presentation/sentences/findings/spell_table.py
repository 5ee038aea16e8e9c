"""Spells as rows of a table: when, how long, what changed, what the days before tell, how it ended, what was noted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from unlike.i18n import mark, translate, translate_plural
from unlike.presentation.model import Subject
from unlike.presentation.sanitise import quoted_text
from unlike.presentation.sentences.findings.explanation_text import look_back_before, topic_names
from unlike.presentation.sentences.findings.note_text import notes_of
from unlike.presentation.sentences.findings.signal_change_text import change_phrases, first_few
from unlike.presentation.sentences.findings.spell_text import may_be_over
from unlike.presentation.sentences.formatting.date_format import day_count, format_days
from unlike.presentation.sentences.formatting.number_format import format_integer
from unlike.results import Spell

SPELL_HEADS: Final = (
    mark("When"), mark("Days"), mark("What changed"), mark("The days before"), mark("As usual again"), mark("My note"),
)  # fmt: skip
"""Heads of the columns."""
_MAX_CHANGES: Final = 3
_MAX_NOTE_CHARS: Final = 160


@dataclass(frozen=True, slots=True)
class SpellRow:
    """A spell as a row; `number` opens its messages.

    Attributes:
        when: its days.
        length: how many.
        changed: habits that changed, in a few words each.
        before: topics that stood out around its beginning, that none did, or that it cannot be told.
        ended: when the person wrote as usual again, that they did not, or that it cannot be told.
        notes: of the owner's, about these days.
    """

    number: int
    when: str
    length: str
    changed: str
    before: str
    ended: str
    notes: tuple[str, ...]


def spell_rows(subject: Subject) -> tuple[SpellRow, ...]:
    """All spells, the latest first."""
    latest = sorted(subject.person.spells, key=lambda spell: spell.first, reverse=True)
    return tuple(_spell_row(spell, subject) for spell in latest)


def _spell_row(spell: Spell, subject: Subject) -> SpellRow:
    return SpellRow(
        number=subject.finding_number(spell),
        when=format_days(spell.first, spell.last),
        length=format_integer(day_count(spell.first, spell.last)),
        changed=", ".join(first_few(change_phrases(spell.changed_signals), _MAX_CHANGES)),
        before=_topics_before(spell, subject),
        ended=_ending_text(spell, subject),
        notes=tuple(quoted_text(note.text, _MAX_NOTE_CHARS) for note in notes_of(subject, spell)),
    )


def _topics_before(spell: Spell, subject: Subject) -> str:
    """Topics that stood out around the beginning of a spell; that nothing did; or that it cannot be told."""
    back = look_back_before(spell, subject)
    if back is None or not (back.messages_read or back.unanswered):
        return translate("cannot be told")
    return topic_names(back) or translate("nothing more than usual")


def _ending_text(spell: Spell, subject: Subject) -> str:
    """E.g. "the next day", "two days later", "not by the end of the chat"."""
    if may_be_over(spell, subject):
        return translate("cannot be told yet")
    if spell.ending is None:
        return translate("not by the end of the chat") if spell.ongoing else translate("not known")
    later = max(1, spell.ending.days)
    return (
        translate("the next day")
        if later == 1
        else translate_plural("{number} day later", "{number} days later", later)
    )
