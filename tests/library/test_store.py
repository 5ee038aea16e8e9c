from __future__ import annotations

import json
import stat
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.errors import LibraryError
from unlike.library import DataFile, FileNoteStore, Note, NoteStore, kept_path
from unlike.library.store import StoredData, Visit

EXAMS = Note("chat", "Rosa", date(2025, 8, 14), date(2025, 8, 16), "exam week, told at the lake", date(2025, 9, 1))


@pytest.fixture
def file(tmp_path: Path) -> DataFile:
    return DataFile(tmp_path / "share" / "unlike" / "kept.json")


@pytest.fixture
def notes(file: DataFile) -> NoteStore:
    return FileNoteStore(file)


def test_nothing_is_kept_before_the_first_note(notes: NoteStore, file: DataFile) -> None:
    assert notes.all() == ()
    assert not file.path.parent.exists()


def test_a_note_comes_back_as_it_was_written(notes: NoteStore) -> None:
    odd = replace(EXAMS, text="“quoted” \u202e<b>נועה</b> 😘 \\ \x00", person="\x1b[31mRosa")
    notes.add(EXAMS)
    notes.add(odd)
    assert notes.all() == (EXAMS, odd)


def test_the_same_note_is_kept_once(notes: NoteStore) -> None:
    notes.add(EXAMS)
    notes.add(replace(EXAMS, written=date(2025, 9, 9)))
    assert notes.all() == (EXAMS,)


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ((date(2025, 8, 14), date(2025, 8, 16)), True),
        ((date(2025, 8, 16), date(2025, 8, 20)), True),
        ((date(2025, 8, 1), date(2025, 8, 30)), True),
        ((date(2025, 8, 17), date(2025, 8, 20)), False),
        ((date(2025, 8, 1), date(2025, 8, 13)), False),
    ],
)
def test_a_note_belongs_to_every_spell_that_shares_a_day(
    notes: NoteStore, days: tuple[date, date], *, found: bool
) -> None:
    notes.add(EXAMS)
    assert notes.get("chat", "Rosa", days) == ((EXAMS,) if found else ())
    assert notes.get("chat", "Ben", days) == ()
    assert notes.get("another chat", "Rosa", days) == ()


def test_notes_stand_in_the_order_of_their_days(notes: NoteStore) -> None:
    early = replace(EXAMS, first=date(2024, 1, 1), last=date(2024, 1, 3), written=date(2026, 1, 1))
    notes.add(EXAMS)
    notes.add(early)
    assert notes.all() == (early, EXAMS)


def test_a_note_can_be_taken_away(notes: NoteStore) -> None:
    other = replace(EXAMS, person="Ben")
    notes.add(EXAMS)
    notes.add(other)
    assert notes.forget("chat", "Rosa", (date(2025, 8, 16), date(2025, 8, 16))) == 1
    assert notes.all() == (other,)
    assert notes.forget("chat", "Rosa", (date(2025, 8, 16), date(2025, 8, 16))) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_the_owner_can_read_it(notes: NoteStore, file: DataFile) -> None:
    notes.add(EXAMS)
    notes.add(replace(EXAMS, text="and another"))
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.path.parent.stat().st_mode) == 0o700


def test_a_write_that_fails_leaves_what_was_there(
    notes: NoteStore, file: DataFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes.add(EXAMS)
    before = file.path.read_bytes()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(LibraryError, match="No space left on device"):
        notes.add(replace(EXAMS, text="another"))
    assert file.path.read_bytes() == before
    assert list(file.path.parent.iterdir()) == [file.path]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "not what was written here"),
        (b"{", "not what was written here"),
        (b"\xff\xfe\x00", "not what was written here"),
        (b"[]", "not what was written here"),
        (b'{"version": "one"}', "not what was written here"),
        (b'{"notes": [{"text": "x"}]}', "not what was written here"),
        (b'{"notes": [{"conversation": "a", "person": "b", "first": "soon"}]}', "not what was written here"),
        (b'{"looks": [{"content": "00", "at": ["2025-11-12T09:00:00"]}]}', "not what was written here"),
        (b"[" * 100_000, "not what was written here"),
        (b'{"version": 2, "notes": []}', "another version"),
        (b" " * (16 * 1024 * 1024 + 1), "far larger"),
    ],
)
def test_a_bad_file_is_one_sentence_and_stays_as_it_is(file: DataFile, content: bytes, why: str) -> None:
    file.path.parent.mkdir(parents=True)
    file.path.write_bytes(content)
    for attempt in (FileNoteStore(file).all, lambda: FileNoteStore(file).add(EXAMS)):
        with pytest.raises(LibraryError, match=why) as caught:
            attempt()
        assert str(file.path) in str(caught.value)
        assert "\n" not in str(caught.value)
    assert file.path.read_bytes() == content


def test_a_folder_in_its_place_is_one_sentence(file: DataFile) -> None:
    file.path.mkdir(parents=True)
    with pytest.raises(LibraryError):
        FileNoteStore(file).all()


def test_a_file_where_its_folder_should_be_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "unlike").write_text("x")
    with pytest.raises(LibraryError):
        FileNoteStore(DataFile(tmp_path / "unlike" / "kept.json")).add(EXAMS)


DATES = st.dates(date(2000, 1, 1), date(2100, 1, 1))
NOTES = st.builds(Note, st.text(max_size=20), st.text(max_size=20), DATES, DATES, st.text(max_size=60), DATES)
EARLY, LATE = datetime(2000, 1, 1), datetime(2100, 1, 1)  # noqa: DTZ001 - hypothesis wants them bare
MOMENTS = st.datetimes(EARLY, LATE, timezones=st.just(UTC))
LOOKS = st.builds(Visit, st.text("0123456789abcdef", min_size=64, max_size=64), st.lists(MOMENTS).map(tuple))


@given(
    st.builds(StoredData, st.just(1), st.lists(NOTES, max_size=4).map(tuple), st.lists(LOOKS, max_size=3).map(tuple))
)
def test_whatever_is_kept_is_read_again(tmp_path_factory: pytest.TempPathFactory, kept: StoredData) -> None:
    file = DataFile(tmp_path_factory.mktemp("kept") / "kept.json")
    file.write(kept)
    assert file.read() == kept
    assert json.loads(file.path.read_bytes())["version"] == 1


def test_it_stands_where_each_system_keeps_such_things() -> None:
    home = Path("/home/imke")
    assert kept_path("linux", {}, home) == home / ".local/share/unlike/kept.json"
    assert kept_path("linux", {"XDG_DATA_HOME": "/data"}, home) == Path("/data/unlike/kept.json")
    assert kept_path("linux", {"XDG_DATA_HOME": "data"}, home) == home / ".local/share/unlike/kept.json"
    assert (
        kept_path("darwin", {"XDG_DATA_HOME": "/data"}, home) == home / "Library/Application Support/unlike/kept.json"
    )
    assert kept_path("win32", {}, home) == home / "AppData/Local/unlike/kept.json"
    assert kept_path("win32", {"LOCALAPPDATA": "/local"}, home) == Path("/local/unlike/kept.json")
