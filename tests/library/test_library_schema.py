"""Versions of the library: an older one is brought to this one, a newer one is left alone."""

from __future__ import annotations

import shutil
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from library_exports import CHEAP, PASSPHRASE, library_in, new_export, parsed
from unlike.errors import ChatLibraryError
from unlike.library import library_schema
from unlike.library.encrypted_database import create_private_file, open_encrypted
from unlike.library.library_schema import APPLICATION_ID, VERSION, prepare_schema


def test_a_new_library_bears_its_version_and_its_mark(tmp_path: Path) -> None:
    with library_in(tmp_path) as library:
        assert library.database.rows("PRAGMA user_version") == [(VERSION,)]
        assert library.database.rows("PRAGMA application_id") == [(APPLICATION_ID,)]


def test_a_newer_version_is_a_sentence_and_is_left_alone(tmp_path: Path) -> None:
    with library_in(tmp_path) as library:
        library.database.change(f"PRAGMA user_version = {VERSION + 1}")
    before = (tmp_path / "data/library.db").read_bytes()
    with pytest.raises(ChatLibraryError, match="newer version"), library_in(tmp_path):
        pass
    assert (tmp_path / "data/library.db").read_bytes() == before


def test_another_database_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "data/library.db"
    create_private_file(path)
    with open_encrypted(path, PASSPHRASE, CHEAP) as database:
        database.change("CREATE TABLE recipes (name TEXT)")
        with pytest.raises(ChatLibraryError, match="no library of unlike"):
            prepare_schema(database)


@pytest.mark.parametrize(
    "planted",
    [
        "CREATE TRIGGER copied AFTER DELETE ON messages BEGIN INSERT INTO state VALUES (old.text, 1); END",
        "CREATE VIEW everything AS SELECT * FROM messages",
    ],
)
def test_what_runs_or_computes_in_a_library_is_nothing_of_ours(tmp_path: Path, planted: str) -> None:
    """A backup from elsewhere could keep what is forgotten."""
    with library_in(tmp_path) as library:
        library.database.change(planted)
    with pytest.raises(ChatLibraryError, match="no library of unlike"), library_in(tmp_path):
        pass


def test_an_older_version_is_brought_to_this_one_or_stays_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with library_in(tmp_path):
        pass
    monkeypatch.setattr(library_schema, "VERSION", VERSION + 1)
    monkeypatch.setattr(library_schema, "_MIGRATIONS", {VERSION: "CREATE TABLE added (x); SELECT no_such;"})
    with pytest.raises(Exception, match="no such column"), library_in(tmp_path):
        pass
    monkeypatch.setattr(library_schema, "_MIGRATIONS", {VERSION: "CREATE TABLE added (x)"})
    with library_in(tmp_path) as library:
        assert library.database.rows("SELECT * FROM added") == []
        assert library.database.rows("PRAGMA user_version") == [(VERSION + 1,)]


def test_a_stored_library_of_version_1_is_read_by_this_version(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    shutil.copyfile(Path(__file__).parent / "data/library-version-1.db", tmp_path / "data/library.db")
    with library_in(tmp_path) as library:
        assert library.database.rows("PRAGMA user_version") == [(VERSION,)]
        choir, rosa = sorted(library.histories(), key=lambda stored: stored.chat.title)
        assert rosa.history.messages["text"].to_list() == [f"message {number}" for number in range(40)]
        assert choir.history.messages["text"].to_list() == [f"note {number}" for number in range(15)]
        assert (rosa.chat.exports, rosa.chat.lacking, choir.chat.group) == (2, 1, True)
        (again,) = library.add(
            [new_export("third", parsed([(3 * n, "Rosa", f"message {n}") for n in range(0, 60, 2)]))]
        )
        assert again is not None
        library.check()


def test_a_stored_library_of_version_2_knows_who_is_who(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    shutil.copyfile(Path(__file__).parent / "data/library-version-2.db", tmp_path / "data/library.db")
    with library_in(tmp_path) as library:
        assert library.database.rows("PRAGMA user_version") == [(VERSION,)]
        said = {
            person.name: sorted(each.name for each in person.chats) for person in library.people() if person.person_id
        }
        assert said == {"Imke Ruiz": ["Imke", "Imke", "Me"], "Rosa": ["Rosa", "Rosa", "Rosi"]}
        assert sorted(part.messages.height for part in library.read(ZoneInfo("Europe/Berlin")).parts) == [300, 400]
        library.check()
