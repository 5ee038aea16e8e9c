"""Spells: days that were unlike a person and passed, or that go on."""

from __future__ import annotations

from unlike.findings import Spell
from unlike.reports.wording.context import known_lines
from unlike.reports.wording.dates import days, length
from unlike.reports.wording.endings import ended_line
from unlike.reports.wording.habits import changed_words, late_lines, unchanged_words
from unlike.reports.wording.notes import noted_lines
from unlike.reports.wording.numbers import count, odds
from unlike.reports.wording.passage import Mark, Passage, Voice


def spell_passage(spell: Spell, voice: Voice) -> Passage:
    """One spell by itself: its days, its base, what changed and what did not, and how it passed."""
    return Passage(
        mark=Mark.NOW if spell.ongoing else Mark.BEFORE,
        headline=_headline(spell, voice),
        lines=(
            *((ended_line(spell.ended, voice),) if spell.ended else ()),
            *known_lines(voice, spell),
            *noted_lines(voice, spell),
            _base(spell),
            *late_lines(spell.changed, voice.person.late),
        ),
        changed=changed_words(spell.changed),
        unchanged=unchanged_words(spell.unchanged),
        hint=voice.hint(spell),
    )


def _headline(spell: Spell, voice: Voice) -> str:
    """E.g. "The last 3 days are unlike Rosa." or "14–16 Aug 2025 were unlike Rosa, and it passed."."""
    number = length(spell.first, spell.last)
    unlike = f"{'possibly ' if spell.possible else ''}unlike {voice.name}"
    if spell.ongoing:
        return f"{'The last day is' if number == 1 else f'The last {number} days are'} {unlike}."
    passed = ", and it passed" if spell.ended else ""
    return f"{days(spell.first, spell.last)} {'was' if number == 1 else 'were'} {unlike}{passed}."


def _base(spell: Spell) -> str:
    """How much it rests on, and how often chance shows as much."""
    size = count(len(spell.messages), "message")
    if spell.ongoing:
        size = f"{days(spell.first, spell.last)}, {size}"
    else:
        size = f"{count(length(spell.first, spell.last), 'day')}, {size}"
    return f"{size}. A year in which nothing happens shows one as strong with a chance of {odds(spell.chance)}."
