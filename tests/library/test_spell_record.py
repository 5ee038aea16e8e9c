"""The record of spells: each counted once, by the owner's last word."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from unlike.library import Note
from unlike.library.spell_record import SpellRecord, spell_record

DAY = date(2025, 1, 1)


def note(first: int, *, something: bool | None, last: int | None = None, **values: object) -> Note:
    days = [DAY + timedelta(number) for number in (first, first if last is None else last)]
    fields = {"conversation": "Rosa", "person": "Rosa", "written": DAY, "text": "x"} | values
    return Note(first=days[0], last=days[1], something=something, **fields)  # type: ignore[arg-type]


def test_only_judged_spells_count() -> None:
    notes = [note(0, something=True), note(10, something=False), note(20, something=None)]
    assert spell_record(notes) == SpellRecord(2, 1)
    assert spell_record([]) == SpellRecord(0, 0)


def test_the_last_word_about_a_spell_counts() -> None:
    later = DAY + timedelta(40)
    notes = [note(4, last=6, something=False, written=later), note(5, last=9, something=True)]
    assert spell_record(notes) == SpellRecord(1, 0)
    assert spell_record([*notes, note(5, something=True, person="Bo")]) == SpellRecord(2, 1)


@given(st.lists(st.tuples(st.integers(0, 60), st.booleans()), max_size=20))
def test_a_record_never_counts_more_than_there_are(drawn: list[tuple[int, bool]]) -> None:
    record = spell_record(note(first, something=something) for first, something in drawn)
    assert 0 <= record.something <= record.spells == len({first for first, _ in drawn})
