"""`unlike backup` and `restore`: a backup is tried before it counts, and nothing is lost by a bad one."""

from __future__ import annotations

from pathlib import Path
from stat import S_IMODE
from typing import TYPE_CHECKING

import pytest
from test_add_action import CHAT

from unlike.cli.library_access import library_path

if TYPE_CHECKING:
    from library_fixtures import Run


@pytest.fixture
def backed_up(run: Run, tmp_path: Path) -> Path:
    path, backup = tmp_path / "WhatsApp Chat with Rosa.txt", tmp_path / "backup.db"
    path.write_text(CHAT)
    assert run("add", path, "--me", "Imke")[0] == 0
    code, out, _ = run("backup", backup)
    assert (code, out) == (0, f"Backed up and tried: {backup}, 1 chat. It opens with the same passphrase.\n")
    return backup


def test_a_backup_is_private_encrypted_and_comes_back(run: Run, backed_up: Path) -> None:
    assert S_IMODE(backed_up.stat().st_mode) == 0o600
    assert b"good morning" not in backed_up.read_bytes()
    before = run("check", "--json")[1]
    run("forget", "--chat", "Rosa", "--yes")
    code, _, err = run("restore", backed_up)
    assert code == 2
    assert "--replace" in err
    library_path().with_name("library.db-journal").write_bytes(b"left by a kill")
    assert run("restore", backed_up, "--replace")[:2] == (0, f"Your library is that of {backed_up} again, 1 chat.\n")
    assert run("check", "--json")[1] == before
    assert sorted(path.name for path in library_path().parent.iterdir() if "library" in path.name) == ["library.db"]


def test_a_damaged_backup_is_a_sentence_and_the_library_stays(run: Run, backed_up: Path) -> None:
    content = bytearray(backed_up.read_bytes())
    content[len(content) // 2] ^= 1
    backed_up.write_bytes(content)
    before = library_path().read_bytes()
    code, out, err = run("restore", backed_up, "--replace")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert str(backed_up) in err
    assert "damaged" in err
    assert library_path().read_bytes() == before
    assert backed_up.read_bytes() == content


def test_a_damaged_library_is_not_backed_up_and_can_be_replaced(run: Run, backed_up: Path, tmp_path: Path) -> None:
    content = bytearray(library_path().read_bytes())
    content[len(content) // 2] ^= 1
    library_path().write_bytes(content)
    assert "damaged" in run("backup", tmp_path / "second.db")[2]
    assert not (tmp_path / "second.db").exists()
    assert run("restore", backed_up, "--replace")[0] == 0
    assert run("backup", tmp_path / "second.db")[0] == 0


def test_another_passphrase_restores_nothing(run: Run, backed_up: Path) -> None:
    library_path().unlink()
    assert "passphrase does not open" in run("restore", backed_up, passphrase="four grey herons")[2]
    assert not library_path().exists()
    assert "no such file" in run("restore", backed_up.with_name("nowhere.db"))[2]


def test_a_backup_writes_over_nothing(run: Run, backed_up: Path) -> None:
    before = backed_up.read_bytes()
    assert "already" in run("backup", backed_up)[2]
    assert backed_up.read_bytes() == before
