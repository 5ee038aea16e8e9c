"""The index files that are released are those of their sources."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

import index_files

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def contents() -> dict[Path, bytes]:
    """What each index file should hold, made once for both tests."""
    return dict(index_files.index_files())


def test_every_index_file_is_what_its_sources_say(contents: dict[Path, bytes]) -> None:
    outdated = [path for path, content in contents.items() if not path.is_file() or path.read_bytes() != content]
    assert outdated == [], f"make them anew: make indexes (or {index_files.COMMAND})"


def test_no_index_file_is_left_over(contents: dict[Path, bytes]) -> None:
    assert set((ROOT / "src/unlike").rglob(f"*{index_files.SUFFIX}")) == contents.keys()


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
