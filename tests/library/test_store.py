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
from unlike.library import DataFile, FileNoteStore, Note, NoteStore
from unlike.library.store import Settings, StoredData, Visit

EXAMS = Note("chat", "Rosa", date(2025, 8, 14), date(2025, 8, 16), "exam week, told at the lake", date(2025, 9, 1))


@pytest.fixture
def file(tmp_path: Path) -> DataFile:
    return DataFile(tmp_path / "share" / "unlike" / "kept.json")


@pytest.fixture
def notes(file: DataFile) -> NoteStore:
    return FileNoteStore(file)


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
    ("content", "reason"),
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
def test_a_bad_file_is_one_sentence_and_stays_as_it_is(file: DataFile, content: bytes, reason: str) -> None:
    file.path.parent.mkdir(parents=True)
    file.path.write_bytes(content)
    for attempt in (FileNoteStore(file).all, lambda: FileNoteStore(file).add(EXAMS)):
        with pytest.raises(LibraryError, match=reason) as caught:
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
VISITS = st.builds(Visit, st.text("0123456789abcdef", min_size=64, max_size=64), st.lists(MOMENTS).map(tuple))


@given(
    st.builds(StoredData, st.just(1), st.lists(NOTES, max_size=4).map(tuple), st.lists(VISITS, max_size=3).map(tuple))
)
def test_any_data_is_read_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, data: StoredData) -> None:
    file = DataFile(tmp_path_factory.mktemp("kept") / "kept.json")
    file.write(data)
    assert file.read() == data
    assert json.loads(file.path.read_bytes())["version"] == 1


STORED = """{
 "version": 1,
 "notes": [
  {
   "conversation": "chat",
   "person": "Rosa",
   "first": "2025-08-14",
   "last": "2025-08-16",
   "text": "exam week, told at the lake",
   "written": "2025-09-01",
   "something": null
  }
 ],
 "looks": [
  {
   "content": "00",
   "at": [
    "2025-11-12T09:00:00Z"
   ],
   "chat": [
    "01"
   ]
  }
 ],
 "settings": {
  "zone": "Europe/Lisbon",
  "look": "dark",
  "names": true,
  "quotes": false
 },
 "salt": "02"
}"""


def test_the_keys_of_the_file_stay_as_people_have_them(file: DataFile) -> None:
    visit = Visit("00", (datetime(2025, 11, 12, 9, tzinfo=UTC),), ("01",))
    file.write(StoredData(1, (EXAMS,), (visit,), Settings("Europe/Lisbon", "dark", names=True), "02"))
    assert file.path.read_text("utf-8") == STORED
    assert file.read().settings.theme == "dark"
    before = STORED.replace(',\n   "something": null', "")
    assert before != STORED
    file.path.write_text(before, "utf-8")
    assert file.read().notes == (EXAMS,)
