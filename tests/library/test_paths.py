from __future__ import annotations

from pathlib import Path

from unlike.library import data_file_path


def test_the_path_is_in_the_folder_of_each_system() -> None:
    home = Path("/home/imke")
    assert data_file_path("linux", {}, home) == home / ".local/share/unlike/kept.json"
    assert data_file_path("linux", {"XDG_DATA_HOME": "/data"}, home) == Path("/data/unlike/kept.json")
    assert data_file_path("linux", {"XDG_DATA_HOME": "data"}, home) == home / ".local/share/unlike/kept.json"
    assert (
        data_file_path("darwin", {"XDG_DATA_HOME": "/data"}, home)
        == home / "Library/Application Support/unlike/kept.json"
    )
    assert data_file_path("win32", {}, home) == home / "AppData/Local/unlike/kept.json"
    assert data_file_path("win32", {"LOCALAPPDATA": "/local"}, home) == Path("/local/unlike/kept.json")
