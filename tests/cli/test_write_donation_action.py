"""`unlike donate`: what is shown is what is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus_folders import ZONE, small_chat
from unlike.cli import main
from unlike.synthetic import write_whatsapp


def test_every_row_is_shown_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chat = small_chat(61)
    export, file = tmp_path / "chat.txt", tmp_path / "rows.csv"
    write_whatsapp(chat, export)
    options = ["--me", chat.owner, "--timezone", ZONE]
    assert main(["donate", str(export), *options]) == 0
    shown = capsys.readouterr().out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["chat.txt"]
    assert main(["donate", str(export), *options, "--to", str(file)]) == 0
    again = capsys.readouterr().out
    assert file.read_text("ascii") == shown
    assert again.startswith(shown)
    assert again.removeprefix(shown).endswith("Nothing was sent.\n")
    assert file.stat().st_mode & 0o777 == 0o600
    assert main(["donate", str(export), *options, "--to", str(file)]) == 2
