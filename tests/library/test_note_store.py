from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from unlike.core.spans import DateSpan
from unlike.library import DataFile, FileNoteStore, Note, NoteStore

EXAMS = Note("chat", "Rosa", date(2025, 8, 14), date(2025, 8, 16), "exam week, told at the lake", date(2025, 9, 1))


@pytest.fixture
def file(tmp_path: Path) -> DataFile:
    return DataFile(tmp_path / "share" / "unlike" / "kept.json")


@pytest.fixture
def notes(file: DataFile) -> NoteStore:
    return FileNoteStore(file)


def test_nothing_is_stored_before_the_first_note(notes: NoteStore, file: DataFile) -> None:
    assert notes.all() == ()
    assert not file.path.parent.exists()


def test_a_note_comes_back_as_it_was_written(notes: NoteStore) -> None:
    odd = replace(EXAMS, text="“quoted” \u202e<b>נועה</b> 😘 \\ \x00", person="\x1b[31mRosa")
    notes.add(EXAMS)
    notes.add(odd)
    assert notes.all() == (EXAMS, odd)


def test_the_same_note_is_stored_once(notes: NoteStore) -> None:
    notes.add(EXAMS)
    notes.add(replace(EXAMS, written=date(2025, 9, 9)))
    assert notes.all() == (EXAMS,)


@pytest.mark.parametrize(
    ("days", "shared"),
    [
        ((date(2025, 8, 14), date(2025, 8, 16)), True),
        ((date(2025, 8, 16), date(2025, 8, 20)), True),
        ((date(2025, 8, 1), date(2025, 8, 30)), True),
        ((date(2025, 8, 17), date(2025, 8, 20)), False),
        ((date(2025, 8, 1), date(2025, 8, 13)), False),
    ],
)
def test_a_note_belongs_to_every_spell_that_shares_a_day(
    notes: NoteStore, days: tuple[date, date], *, shared: bool
) -> None:
    notes.add(EXAMS)
    assert notes.remove("chat", "Ben", DateSpan(*days)) == 0
    assert notes.remove("another chat", "Rosa", DateSpan(*days)) == 0
    assert notes.remove("chat", "Rosa", DateSpan(*days)) == shared


def test_notes_stand_in_the_order_of_their_days(notes: NoteStore) -> None:
    early = replace(EXAMS, first=date(2024, 1, 1), last=date(2024, 1, 3), written=date(2026, 1, 1))
    notes.add(EXAMS)
    notes.add(early)
    assert notes.all() == (early, EXAMS)


def test_a_note_can_be_removed(notes: NoteStore) -> None:
    other = replace(EXAMS, person="Ben")
    notes.add(EXAMS)
    notes.add(other)
    assert notes.remove("chat", "Rosa", DateSpan(date(2025, 8, 16), date(2025, 8, 16))) == 1
    assert notes.all() == (other,)
    assert notes.remove("chat", "Rosa", DateSpan(date(2025, 8, 16), date(2025, 8, 16))) == 0


def test_a_note_is_replaced_in_its_place_and_no_other_is_touched(notes: NoteStore, file: DataFile) -> None:
    other = replace(EXAMS, text="a visit")
    notes.add(EXAMS)
    notes.add(other)
    assert notes.replace(EXAMS, replace(EXAMS, text="her exams"))
    assert {note.text for note in notes.all()} == {"a visit", "her exams"}
    written = file.path.read_bytes()
    assert not notes.replace(EXAMS, replace(EXAMS, text="lost"))
    assert not notes.replace(EXAMS, None)
    assert file.path.read_bytes() == written
    assert notes.replace(other, None)
    assert [note.text for note in notes.all()] == ["her exams"]


def test_a_note_that_becomes_like_another_is_stored_once(notes: NoteStore) -> None:
    other = replace(EXAMS, text="a visit")
    notes.add(EXAMS)
    notes.add(other)
    assert notes.replace(other, EXAMS)
    assert notes.all() == (EXAMS,)
