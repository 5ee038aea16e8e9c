"""Exports for the library: one a path, with their hash, and the owner's name where they write."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from unlike.api import Import, read
from unlike.errors import DateOrderError, UnreadableError
from unlike.library.exports_to_add import exports_to_add

NOW = datetime(2025, 11, 12, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


def chat(folder: Path, name: str, other: str = "Rosa", day: str = "13/10/2025") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"{day}, 10:00 - {other}: good morning\n{day}, 10:01 - Imke: hello {other}\n")
    return path


def imported(*paths: Path) -> Import:
    return read(list(paths), zone=BERLIN)


def test_several_paths_are_an_export_each(tmp_path: Path) -> None:
    paths = [chat(tmp_path, f"WhatsApp Chat with {name}.txt", name) for name in ("Rosa", "Bo")]
    together = exports_to_add(paths, imported(*paths), "Imke", NOW)
    alone = [export for path in paths for export in exports_to_add([path], imported(path), "Imke", NOW)]
    assert [export.sha256 for export in together] == [export.sha256 for export in alone]
    assert [[part.conversation.title for part in export.parts] for export in together] == [["Rosa"], ["Bo"]]
    assert {export.zone for export in together} == {"Europe/Berlin"}
    assert {export.owner for export in together} == {"Imke"}


def test_two_of_one_name_are_one_export_and_none_is_lost(tmp_path: Path) -> None:
    paths = [chat(tmp_path / where, "chat.txt", day=day) for where, day in (("a", "13/10/2025"), ("b", "20/11/2025"))]
    (export,) = exports_to_add(paths, imported(*paths), "Imke", NOW)
    assert len(export.parts) == 2


def test_what_a_folder_gives_together_with_a_file_is_not_lost(tmp_path: Path) -> None:
    chat(tmp_path / "folder", "WhatsApp Chat with Bo.txt", "Bo")
    paths = [tmp_path / "folder", chat(tmp_path, "WhatsApp Chat with Rosa.txt")]
    exports = exports_to_add(paths, imported(*paths), "Imke", NOW)
    assert sorted(part.conversation.title for export in exports for part in export.parts) == ["Bo", "Rosa"]


def test_a_chat_in_which_the_owner_does_not_write_has_none(tmp_path: Path) -> None:
    path = chat(tmp_path, "WhatsApp Chat with Rosa.txt")
    (export,) = exports_to_add([path], imported(path), "Malte", NOW)
    assert export.parts[0].conversation.owner is None


def test_what_cannot_be_added_is_an_error(tmp_path: Path) -> None:
    open_question = chat(tmp_path, "a.txt", day="05/06/2025")
    with pytest.raises(DateOrderError):
        exports_to_add([open_question], imported(open_question), "Imke", NOW)
    gone = chat(tmp_path, "b.txt")
    found = imported(gone)
    gone.unlink()
    with pytest.raises(UnreadableError, match=r"b\.txt"):
        exports_to_add([gone], found, "Imke", NOW)
