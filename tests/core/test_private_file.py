from __future__ import annotations

import os
from pathlib import Path
from stat import S_IMODE

import pytest

from unlike.core.private_file import replace_private_file


def test_a_file_that_everybody_could_read_is_for_its_owner_afterwards(tmp_path: Path) -> None:
    file = tmp_path / "plot.svg"
    file.write_text("old")
    file.chmod(0o644)
    replace_private_file(file, b"new")
    assert (file.read_bytes(), S_IMODE(file.stat().st_mode)) == (b"new", 0o600)


def test_what_was_there_stays_where_the_new_one_cannot_be_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "plot.svg"
    file.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        replace_private_file(file, b"new")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("plot.svg", "old")]
