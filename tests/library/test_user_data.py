"""Settings beside notes and visits, deleting them all, and files of older versions."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from unlike.core.spans import DateSpan
from unlike.errors import LibraryError
from unlike.library import ChatFingerprint, DataFile, InMemoryStore, Note, Settings, UserData, VisitLog

EXAMS = Note("Rosa", "Rosa", date(2025, 5, 22), date(2025, 5, 24), "exams", date(2025, 6, 1))
DARK = Settings("Europe/Lisbon", "dark", names=True)


@pytest.fixture(params=["file", "memory"])
def data(request: pytest.FixtureRequest, tmp_path: Path) -> UserData:
    file = DataFile(tmp_path / "unlike" / "kept.json")
    return UserData(file, str(file.path)) if request.param == "file" else UserData(InMemoryStore())


def test_settings_and_notes_do_not_touch_each_other(data: UserData) -> None:
    assert data.settings() == Settings()
    data.notes.add(EXAMS)
    data.save_settings(DARK)
    assert data.settings() == DARK
    assert data.notes.all() == (EXAMS,)
    data.notes.remove("Rosa", "Rosa", DateSpan(EXAMS.first, EXAMS.last))
    assert data.settings() == DARK


def test_everything_is_deleted_and_deleting_again_is_no_mistake(data: UserData) -> None:
    data.notes.add(EXAMS)
    data.save_settings(DARK)
    for _ in range(2):
        data.forget()
        assert (data.notes.all(), data.settings(), data.visited_conversations()) == ((), Settings(), 0)


def test_visits_are_counted_and_stay_beside_settings(tmp_path: Path) -> None:
    file = DataFile(tmp_path / "kept.json")
    data = UserData(file)
    data.save_settings(DARK)
    VisitLog(file).record({name: ChatFingerprint((), name) for name in "ab"}, datetime(2025, 11, 12, tzinfo=UTC))
    assert (data.visited_conversations(), data.settings()) == (2, DARK)


def test_a_file_from_before_there_were_settings_is_read(tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    path.write_text('{"version": 1, "notes": [], "looks": []}')
    assert UserData(DataFile(path)).settings() == Settings()


@pytest.mark.parametrize("look", ["pink", "", 1])
def test_settings_that_nobody_could_choose_are_a_broken_file(tmp_path: Path, look: object) -> None:
    path = tmp_path / "kept.json"
    path.write_text(f'{{"version": 1, "settings": {{"look": {look!r}}}}}'.replace("'", '"'))
    with pytest.raises(LibraryError, match="not what was written here"):
        UserData(DataFile(path)).settings()


def test_a_broken_file_can_be_deleted(tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    path.write_text("{")
    UserData(DataFile(path)).forget()
    assert not path.exists()


def test_a_file_that_cannot_be_deleted_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "kept.json").mkdir()
    with pytest.raises(LibraryError):
        UserData(DataFile(tmp_path / "kept.json")).forget()
