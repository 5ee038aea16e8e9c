from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from unlike.cli import main
from unlike.cli.sample import TELEGRAM_EXPORT, WHATSAPP_EXPORT

EXPORTS = {WHATSAPP_EXPORT: b"rosa", TELEGRAM_EXPORT: b"jule"}


@pytest.fixture
def two_exports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["unlike.cli.sample"], "_sample_exports", lambda: EXPORTS)


def contents(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_exports_are_those_of_the_demo(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sample", str(tmp_path / "new" / "folder")]) == 0
    written = contents(tmp_path / "new" / "folder")
    assert set(written) == {WHATSAPP_EXPORT, TELEGRAM_EXPORT}
    assert written[WHATSAPP_EXPORT].startswith(b"04/09/2023, ")
    assert b'"name": "Jule"' in written[TELEGRAM_EXPORT][:50]
    lines = capsys.readouterr().out.splitlines()
    assert [shlex.split(line)[:2] for line in lines[1:]] == [["unlike", "check"]] * 2
    assert all(Path(shlex.split(line)[2]).is_file() for line in lines[1:])


@pytest.mark.usefixtures("two_exports")
def test_twice_is_as_good_as_once(tmp_path: Path) -> None:
    assert [main(["sample", str(tmp_path)]) for _ in range(2)] == [0, 0]
    assert contents(tmp_path) == EXPORTS


@pytest.mark.usefixtures("two_exports")
def test_nobodys_chat_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / WHATSAPP_EXPORT).write_bytes(b"my own")
    assert main(["sample", str(tmp_path)]) == 2
    assert contents(tmp_path) == {WHATSAPP_EXPORT: b"my own"}
    assert "is there already and is not written over" in capsys.readouterr().err


@pytest.mark.usefixtures("two_exports")
def test_a_folder_that_cannot_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert main(["sample", str(tmp_path / "file" / "below")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
