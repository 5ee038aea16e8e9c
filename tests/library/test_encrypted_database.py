"""What the library's file promises: nothing readable in it, for one person, one sentence for each mishap."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import groupby
from pathlib import Path
from stat import S_IMODE

import apsw
import pytest

from library_exports import CHEAP, PASSPHRASE
from unlike.errors import ChatLibraryError, PassphraseError
from unlike.library import encrypted_database
from unlike.library.encrypted_database import EncryptedDatabase, KeyCost, create_private_file, open_encrypted

PAGE = Path(__file__).parents[2] / "docs/reference/library.md"
NEEDLE = "a needle in the hay"


@contextmanager
def opened(path: Path, passphrase: str = PASSPHRASE) -> Iterator[EncryptedDatabase]:
    create_private_file(path)
    with open_encrypted(path, passphrase, CHEAP) as database:
        yield database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "library.db"


@pytest.fixture
def filled(path: Path) -> Path:
    with opened(path) as database, database.writing():
        database.change("CREATE TABLE hay (straw TEXT)")
        database.change_many("INSERT INTO hay VALUES (?)", [(f"{NEEDLE} {number}",) for number in range(5_000)])
    return path


def straws(path: Path) -> int:
    with opened(path) as database:
        ((number,),) = database.rows("SELECT count(*) FROM hay WHERE length(straw) > 9")
        return int(number)


def more_straw(database: EncryptedDatabase) -> None:
    with database.writing():
        database.change("DELETE FROM hay WHERE rowid < 10")
        database.change_many("INSERT INTO hay VALUES (?)", [("x" * 3_000,)] * 50)


def test_the_file_holds_nothing_readable_and_is_for_one_person(filled: Path) -> None:
    content = filled.read_bytes()
    assert NEEDLE.encode() not in content
    assert b"CREATE TABLE" not in content
    assert b"SQLite" not in content
    assert S_IMODE(filled.stat().st_mode) == 0o600
    assert S_IMODE(filled.parent.stat().st_mode) == 0o700
    assert list(filled.parent.iterdir()) == [filled]


def test_the_journal_of_an_open_change_holds_nothing_readable_and_is_for_one_person(filled: Path) -> None:
    with opened(filled) as database:
        database.change("BEGIN IMMEDIATE")
        database.change("UPDATE hay SET straw = 'other'")
        database.connection.cache_flush()
        journal = filled.with_name("library.db-journal")
        content = journal.read_bytes()
        assert len(content) > 100_000
        assert NEEDLE.encode() not in content
        assert S_IMODE(journal.stat().st_mode) == 0o600
    assert straws(filled) == 5_000


class WatchedFile(apsw.VFSFile):
    """A file whose writes and flushes are noted."""

    def __init__(self, name: str | apsw.URIFilename | None, flags: list[int], calls: list[str]) -> None:
        self._calls = calls
        self._kind = "pages" if flags[0] & apsw.SQLITE_OPEN_MAIN_DB else "journal"
        super().__init__("unix", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - SQLite's name
        self._calls.append(f"write {self._kind}")
        super().xWrite(data, offset)

    def xSync(self, flags: int) -> None:  # noqa: N802
        self._calls.append(f"flush {self._kind}")
        super().xSync(flags)


class WatchedSystem(apsw.VFS):
    """The system's files, with a list of what is done to them."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        super().__init__("watched", "unix")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> WatchedFile:  # noqa: N802
        return WatchedFile(name, flags, self.calls)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        self.calls.append("delete journal and flush the folder" if syncdir else "delete journal")
        super().xDelete(filename, syncdir)


def test_a_change_is_on_the_disk_before_the_next_step_depends_on_it(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = WatchedSystem()
    monkeypatch.setattr(apsw, "Connection", partial(apsw.Connection, vfs="multipleciphers-watched"))
    with opened(filled) as database:
        system.calls.clear()
        more_straw(database)
        calls = [call for call, _ in groupby(system.calls)]
    assert calls.index("flush journal") < calls.index("write pages") < calls.index("flush pages")
    assert calls[-2:] == ["flush pages", "delete journal and flush the folder"]
    assert "write journal" in calls[: calls.index("flush journal")]


def test_what_the_key_costs_is_what_is_promised(path: Path) -> None:
    create_private_file(path)
    with open_encrypted(path, PASSPHRASE, KeyCost()) as database:
        costs = database.rows("SELECT sqlite3mc_config('aegis', 'mcost'), sqlite3mc_config('aegis', 'tcost')")
        settings = [database.rows(f"PRAGMA {name}") for name in ("secure_delete", "temp_store", "journal_mode")]
        database.change("CREATE TABLE hay (straw)")
    assert costs == [(64 * 1024, 3)]
    assert settings == [[(1,)], [(2,)], [("delete",)]]
    with pytest.raises(ChatLibraryError), open_encrypted(path, PASSPHRASE, CHEAP):
        pass


def test_the_reference_library_md_opens_it_elsewhere(path: Path) -> None:
    create_private_file(path)
    with open_encrypted(path, PASSPHRASE, KeyCost()) as database:
        database.change("CREATE TABLE hay (straw)")
    (pragmas,) = re.findall(r"^```sql\n(.*?)^```", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    elsewhere = apsw.Connection(str(path))
    elsewhere.execute(pragmas.replace("…", PASSPHRASE.encode().hex())).fetchall()
    assert elsewhere.execute("SELECT name FROM sqlite_schema").fetchall() == [("hay",)]
    elsewhere.close()


@pytest.mark.parametrize("wrong", ["seven grey heron", "Seven grey herons", "x" * 500, "'; --", "\0"])
def test_another_passphrase_is_a_sentence(filled: Path, wrong: str) -> None:
    before = filled.read_bytes()
    with pytest.raises(ChatLibraryError, match="passphrase does not open"), opened(filled, wrong):
        pass
    assert filled.read_bytes() == before


def test_an_empty_passphrase_makes_no_library(path: Path) -> None:
    with pytest.raises(PassphraseError, match="empty"), opened(path, ""):
        pass
    assert path.stat().st_size == 0


def test_a_passphrase_is_the_same_on_every_keyboard(path: Path) -> None:
    with opened(path, "Grüße é") as database:
        database.change("CREATE TABLE hay (straw)")
    with opened(path, "Gru\u0308ße e\u0301") as database:
        assert database.rows("SELECT * FROM hay") == []


@pytest.mark.parametrize("place", [40, 4_096 * 3 + 7, 4_096 * 20])
def test_a_changed_byte_is_a_sentence(filled: Path, place: int) -> None:
    content = bytearray(filled.read_bytes())
    content[place] ^= 1
    filled.write_bytes(content)
    with pytest.raises(ChatLibraryError, match="damaged"):
        straws(filled)


@pytest.mark.parametrize("size", [50, 4_096, 100_000])
def test_a_file_that_was_cut_is_a_sentence(filled: Path, size: int) -> None:
    os.truncate(filled, size)
    with pytest.raises(ChatLibraryError, match="damaged"):
        straws(filled)


def test_a_full_disk_is_a_sentence_and_nothing_changed(filled: Path) -> None:
    with opened(filled) as database:
        database.change("PRAGMA max_page_count = 1")  # as many pages as there are
        with pytest.raises(ChatLibraryError, match="No space left"):
            more_straw(database)
    assert straws(filled) == 5_000


def test_a_folder_in_place_of_the_file_is_a_sentence(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(ChatLibraryError, match="cannot be opened"), opened(path):
        pass


def test_another_program_that_does_not_let_go_is_a_sentence(filled: Path) -> None:
    with opened(filled) as first, opened(filled) as second, first.writing():
        second.connection.set_busy_timeout(10)
        with pytest.raises(ChatLibraryError, match="another program"), second.writing():
            pass


def test_two_programs_wait_for_each_other_and_lose_nothing(filled: Path) -> None:
    def write() -> None:
        with opened(filled) as database:
            for _ in range(25):
                with database.writing():
                    database.change("INSERT INTO hay VALUES ('one straw more')")

    threads = [threading.Thread(target=write) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert straws(filled) == 5_050


def test_a_file_that_can_only_be_read_is_a_sentence(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encrypted_database, "_WRITE_FLAGS", apsw.SQLITE_OPEN_READONLY)  # modes do not hold root back
    assert straws(filled) == 5_000
    with opened(filled) as database, pytest.raises(ChatLibraryError, match="opened or written"), database.writing():
        database.change("DELETE FROM hay")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="modes do not hold root back")
@pytest.mark.parametrize("modes", [(0o700, 0o400), (0o500, 0o600)], ids=["file", "folder"])
def test_a_place_that_can_only_be_read_can_be_read(filled: Path, modes: tuple[int, int]) -> None:
    filled.chmod(modes[1])
    filled.parent.chmod(modes[0])
    assert straws(filled) == 5_000
    with opened(filled) as database, pytest.raises(ChatLibraryError, match="opened or written"), database.writing():
        database.change("DELETE FROM hay")
    filled.parent.chmod(0o700)


def test_a_mistake_of_ours_is_no_sentence(filled: Path) -> None:
    with opened(filled) as database, pytest.raises(apsw.SQLError):
        database.rows("SELECT * FROM nowhere")
