"""Files that are no export: one clear sentence and exit 2, never a traceback."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Check


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notes.txt", b"just some notes\nof mine\n"),
        ("chat.txt", b"\x00\xff\xfe\x80" * 500),
        ("photo.jpg", b"\xff\xd8\xff\xe0" + b"\x10" * 500),
        ("result.json", b"{"),
        ("result.json", b"[]"),
        ("result.json", b"null"),
        ("result.json", b'{"messages": 7}'),
        ("result.json", b'{"name": "x", "type": "personal_chat", "id": 1, "messages": [1, 2, 3]}'),
        ("chat.zip", b"PK\x03\x04broken"),
        ("chat.zip", b"no zip at all"),
        ("empty.txt", b""),
        ("blank.txt", b"\n\n  \n"),
        ("result.json", b""),
        ("nameless", b"hello"),
    ],
)
def test_what_is_no_export_is_one_sentence(check: Check, tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert name in check(path).sentence()
    check(path, "--json", "--me", "Imke").sentence()


def test_nothing_there(check: Check, tmp_path: Path) -> None:
    assert "no such file" in check(tmp_path / "nowhere.txt").sentence()


def test_a_folder_without_exports(check: Check, tmp_path: Path) -> None:
    check(tmp_path).sentence()
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    check(tmp_path).sentence()
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "notes.txt").write_text("nothing of the kind")
    check(tmp_path).sentence()


def test_an_empty_zip(check: Check, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "chat.zip", "w"):
        pass
    check(tmp_path / "chat.zip").sentence()


def test_a_file_that_may_not_be_read(check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "chat.txt"
    path.write_text("13/02/2024, 09:00 - Rosa: hello\n")

    def refuse(*_arguments: object, **_named: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "Permission denied" in check(path).sentence()
