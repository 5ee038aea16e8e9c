from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

import pytest

from unlike.errors import ContainerError, EmptyExportError, UnknownExportError
from unlike.i18n import translate_lazy
from unlike.readers import ReadOptions, read
from unlike.readers.folder_tree import folder_tree
from unlike.readers.limits import LIMITS, ArchiveLimits

OPTIONS = ReadOptions(ZoneInfo("UTC"))
CHAT = "".join(f"01.02.24, 10:0{n} - {name}: words {n}\n" for n, name in enumerate(["Imke", "Rosa"] * 4))


def laid(folder: Path, name: str = "WhatsApp Chat mit Rosa.txt") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(CHAT, encoding="utf-8")
    return folder


@pytest.mark.parametrize("depth", [0, 1, 7, 8, 9, 12, 33, 99, 100])
def test_an_export_is_read_at_every_depth(tmp_path: Path, depth: int) -> None:
    laid(tmp_path.joinpath(*["d"] * depth))
    assert read([tmp_path], OPTIONS).messages.height == 8


def test_exports_at_all_depths_are_read_together(tmp_path: Path) -> None:
    for depth in range(14):
        laid(tmp_path.joinpath(*["d"] * depth), f"WhatsApp Chat mit P{depth}.txt").joinpath(
            f"WhatsApp Chat mit P{depth}.txt"
        ).write_text(CHAT.replace("Rosa", f"P{depth}"), encoding="utf-8")
    assert read([tmp_path], OPTIONS).messages.height == 14 * 8


@pytest.mark.parametrize("has_other", [False, True])
def test_folders_beyond_the_limit_are_refused_by_name(tmp_path: Path, has_other: bool) -> None:
    laid(tmp_path.joinpath("old", *["d"] * LIMITS.depth))
    if has_other:
        laid(tmp_path)
    with pytest.raises(ContainerError, match=r"more than 100 deep, below “old”"):
        read([tmp_path], OPTIONS)


def test_links_in_a_loop_end(tmp_path: Path) -> None:
    laid(tmp_path / "a" / "b")
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "a")
    tree = folder_tree(tmp_path, ArchiveLimits())
    assert [place for place, _ in tree.files] == [PurePosixPath("a/b/WhatsApp Chat mit Rosa.txt")]
    assert tree.links == []


@pytest.mark.parametrize("target", ["other", "nothing", "elsewhere"])
def test_a_link_that_is_not_followed_is_named(tmp_path: Path, target: str) -> None:
    laid(tmp_path / "other")
    folder = tmp_path / "given"
    folder.mkdir()
    (folder / "elsewhere").symlink_to(tmp_path / target if target != "elsewhere" else folder / "elsewhere")
    with pytest.raises(UnknownExportError, match="link in the folder was not followed: “elsewhere”"):
        read([folder], OPTIONS)
    laid(folder)
    (chat,) = read([folder], OPTIONS).conversations
    assert [note for note in map(translate_lazy, chat.notes) if "“elsewhere”" in note]


def test_a_link_to_a_file_is_read(tmp_path: Path) -> None:
    laid(tmp_path / "other")
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "WhatsApp Chat mit Rosa.txt").symlink_to(tmp_path / "other" / "WhatsApp Chat mit Rosa.txt")
    assert read([tmp_path / "given"], OPTIONS).messages.height == 8


@pytest.mark.parametrize("hidden", [".old/WhatsApp Chat mit Rosa.txt", ".WhatsApp Chat mit Rosa.txt"])
@pytest.mark.parametrize("beside", [None, "photo.jpg"])
def test_what_is_hidden_is_named_where_nothing_else_is_there(tmp_path: Path, hidden: str, beside: str | None) -> None:
    laid((tmp_path / hidden).parent, Path(hidden).name)
    if beside:
        (tmp_path / beside).write_bytes(b"\xff\xd8")
    with pytest.raises(UnknownExportError, match=r"hidden in the folder was not looked at: “\.") as error:
        read([tmp_path], OPTIONS)
    assert hidden.split("/", maxsplit=1)[0] in str(error.value)


@pytest.mark.parametrize("name", [".DS_Store", "._a.txt", "pipe"])
def test_what_can_be_no_export_is_none(tmp_path: Path, name: str) -> None:
    if name == "pipe":
        os.mkfifo(tmp_path / name)
    else:
        (tmp_path / name).write_bytes(b"x")
    with pytest.raises(EmptyExportError):
        read([tmp_path], OPTIONS)
