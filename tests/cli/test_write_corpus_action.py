"""`unlike corpus` from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus_folders import ZONE, small_chat
from unlike.cli import main
from unlike.synthetic import write_whatsapp


def test_it_says_what_was_made_and_what_was_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    chat = small_chat(71)
    write_whatsapp(chat, tmp_path / "in" / "chat.txt")
    (tmp_path / "in" / "list.txt").write_text("milk\n", "utf-8")
    arguments = ["corpus", str(tmp_path / "in"), str(tmp_path / "out"), "--timezone", ZONE, "--workers", "1"]
    assert main(arguments) == 3
    out, err = capsys.readouterr()
    assert err == ""
    assert "2 sources: 1 conversations" in out
    assert "1 thing could not be read" in out
    assert str(tmp_path / "out" / "private" / "failed.csv") in out
    assert (tmp_path / "out" / "methods.md").exists()
    (tmp_path / "in" / "list.txt").unlink()
    assert main([*arguments[:2], str(tmp_path / "other"), *arguments[3:]]) == 0


@pytest.mark.parametrize(
    ("options", "part"),
    [(["--address", "auto"], "--executor ray"), (["--timezone", "Mars"], "--timezone"), ([], "no such file or folder")],
)
def test_what_cannot_be_used_is_one_sentence(
    options: list[str], part: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["corpus", str(tmp_path / "none"), str(tmp_path / "out"), *options]) == 2
    assert part in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
