"""The index files that are released are those of their sources."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

import index_files

ROOT = Path(__file__).parents[2]


def test_every_index_file_is_what_its_sources_say() -> None:
    assert index_files.outdated() == [], f"make them anew: make indexes (or {index_files.COMMAND})"


def test_no_index_file_is_left_over() -> None:
    known = {path for path, _ in index_files.index_files()}
    assert set((ROOT / "src/unlike").rglob(f"*{index_files.SUFFIX}")) == known


def test_what_is_outdated_is_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.index.json"
    monkeypatch.setattr(index_files, "index_files", lambda: iter([(path, b"{}\n")]))
    monkeypatch.setattr(sys, "argv", ["index_files.py", "--check"])
    assert index_files.main() == 1
    assert index_files.COMMAND in capsys.readouterr().out
    monkeypatch.setattr(sys, "argv", ["index_files.py"])
    assert index_files.main() == 0
    assert path.read_bytes() == b"{}\n"
    assert index_files.outdated() == []
