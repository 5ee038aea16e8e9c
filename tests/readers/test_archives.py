from __future__ import annotations

import contextlib
import os
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from unlike.errors import (
    BrokenExportError,
    ContainerError,
    EmptyExportError,
    InputError,
    NotFoundError,
    UnreadableError,
)
from unlike.readers import Export, readers
from unlike.readers.archives import exports_at
from unlike.readers.file_names import KnownNames
from unlike.readers.limits import LIMITS, ArchiveLimits

NAMES = KnownNames(reader.file_names for reader in readers())


def export_files(path: Path, limits: ArchiveLimits = LIMITS) -> tuple[Export, ...]:
    return exports_at(path, NAMES, limits)


def packed(path: Path, files: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in files.items():
            container.writestr(name, content)
    return path


def laid(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def seen(path: Path) -> list[tuple[str, str]]:
    return [(one.only.name, one.title) for one in export_files(path)]


def test_a_file_is_its_own_document(tmp_path: Path) -> None:
    path = tmp_path / "WhatsApp Chat with Mira.txt"
    path.write_bytes(b"hello")
    (found,) = export_files(path)
    assert (found.path, found.only.name, found.title, found.size) == (path, path.name, path.stem, 5)
    assert found.only.head(2) == b"he"
    with found.only.open() as stream:
        assert stream.read() == b"hello"


def test_a_zip_is_streamed_and_never_unpacked(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"_chat.txt": "x" * 100, "photo.jpg": b"\xff\xd8", "sent.txt": "y"}
    path = packed(tmp_path / "WhatsApp Chat - Mira.zip", files)
    before = sorted(tmp_path.iterdir())
    (found,) = export_files(path)
    assert (found.only.name, found.title, found.size, found.path) == ("_chat.txt", "WhatsApp Chat - Mira", 100, path)
    for _ in range(2):
        with found.only.open() as stream:
            assert stream.read(60) + stream.read() == b"x" * 100
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("files", "chosen"),
    [
        (["_chat.txt", "WhatsApp Chat with Ada.txt", "long.txt"], ["_chat.txt"]),
        (["WhatsApp Chat mit Ada.txt", "a much longer file.txt"], ["WhatsApp Chat mit Ada.txt"]),
        (["Chat de WhatsApp con Ada.txt", "IMG.jpg"], ["Chat de WhatsApp con Ada.txt"]),
        (["Переписка.txt", "a"], ["Переписка.txt"]),
        (["short.txt", "the largest of them.txt"], ["the largest of them.txt"]),
        (["result.json", "files/notes.txt", "files/other.json"], ["result.json"]),
        (["__MACOSX/_chat.txt", "WhatsApp Chat.txt"], ["WhatsApp Chat.txt"]),
        (["photo.jpg"], []),
    ],
)
def test_the_right_file_of_a_zip_is_chosen(files: list[str], chosen: list[str], tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {name: name for name in files})
    assert [one.only.name for one in export_files(path)] == chosen


@pytest.mark.parametrize("name", ["WhatsApp Chat with Ada", "WhatsApp_Chat_with_Ada", "WhatsApp Chat with Ada (1)"])
@pytest.mark.parametrize("sent", ["Chat notes.txt", "our WhatsApp story.txt", "WhatsApp Chat with Zed.txt"])
def test_the_chat_of_a_zip_is_the_one_of_its_name(name: str, sent: str, tmp_path: Path) -> None:
    path = packed(tmp_path / f"{name}.zip", {"WhatsApp Chat with Ada.txt": "x", sent: "a chat " * 99})
    assert [one.only.name for one in export_files(path)] == ["WhatsApp Chat with Ada.txt"]


def test_a_zip_of_another_name_may_hold_several_chats(tmp_path: Path) -> None:
    chats = ["WhatsApp Chat with Ada.txt", "WhatsApp Chat with Zed.txt"]
    path = packed(tmp_path / "mine.zip", {name: name for name in (*chats, "chat notes.txt")})
    assert [one.only.name for one in export_files(path)] == chats


def test_an_unpacked_chat_is_the_one_of_its_folder_s_name(tmp_path: Path) -> None:
    name = "WhatsApp Chat with Ada"
    folder = laid(tmp_path / name, {f"{name}.txt": "a", "chat notes.txt": "b", "WhatsApp Chat with Zed.txt": "c"})
    assert [title for _, title in seen(folder)] == [name, "WhatsApp Chat with Zed"]


def test_an_entry_without_a_name_and_an_unknown_way_of_packing_are_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"_chat.txt": "hello"})
    content = path.read_bytes()
    method = bytearray(content)
    for place in (content.index(b"PK\x03\x04") + 8, content.index(b"PK\x01\x02") + 10):
        method[place] = 9
    path.write_bytes(bytes(method))
    with pytest.raises(ContainerError, match="number 9"):
        export_files(path)
    path = tmp_path / "b.zip"
    with zipfile.ZipFile(path, "w") as container:
        entry = zipfile.ZipInfo("x")
        entry.filename = ""
        with container.open(entry, "w") as stream:
            stream.write(b"hello")
    with pytest.raises(ContainerError, match="has no name"):
        export_files(path)


def test_names_without_the_utf8_mark_are_utf8_all_the_same(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"WhatsApp Chat mit Zoe\u0308.txt": "x"})
    content = path.read_bytes()
    local, central = content.index(b"PK\x03\x04") + 6, content.index(b"PK\x01\x02") + 8
    for place in (local, central):
        content = content[:place] + b"\x00\x00" + content[place + 2 :]
    path.write_bytes(content)
    assert seen(path) == [("WhatsApp Chat mit Zoe\u0308.txt", "WhatsApp Chat mit Zoe\u0308")]


def test_a_folder_may_hold_several_exports(tmp_path: Path) -> None:
    laid(
        tmp_path, {"a.txt": "a", "sub/result.json": "{}", "sub/files/sent.txt": "s", "photo.jpg": "p", ".hid.txt": "h"}
    )
    packed(tmp_path / "Chat - B.zip", {"_chat.txt": "b"})
    assert seen(tmp_path) == [("_chat.txt", "Chat - B"), ("a.txt", "a"), ("result.json", "sub")]


def test_an_unpacked_export_bears_its_folders_name(tmp_path: Path) -> None:
    folder = laid(tmp_path / "WhatsApp Chat - Mira", {"_chat.txt": "a", "sent.txt": "b"})
    assert seen(folder) == [("_chat.txt", "WhatsApp Chat - Mira")]
    assert seen(folder / "_chat.txt") == [("_chat.txt", "WhatsApp Chat - Mira")]


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    laid(tmp_path, {"a.txt": "a", "sub/b.txt": "b"})
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    assert [one.only.name for one in export_files(tmp_path)] == ["a.txt", "b.txt"]


def test_no_such_path(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no such file"):
        export_files(tmp_path / "nothing.txt")


def test_a_pipe_is_no_export(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableError, match="no ordinary file"):
        export_files(tmp_path / "pipe")


def test_what_the_system_forbids_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a", encoding="utf-8")

    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(UnreadableError, match="Permission denied"):
        export_files(path)


def test_an_empty_folder_and_an_empty_zip(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "folder", packed(tmp_path / "a.zip", {})):
        with pytest.raises(EmptyExportError):
            export_files(path)


def test_a_bomb_is_refused_by_its_ratio(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"_chat.txt": b"0" * 3_000_000})
    with pytest.raises(ContainerError, match="more than 200 times as large when it is unpacked"):
        export_files(path)


def test_a_bomb_among_the_media_harms_nobody(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"_chat.txt": "hello", "bomb.bin": b"0" * 3_000_000})
    assert [one.only.name for one in export_files(path)] == ["_chat.txt"]


def test_a_file_beyond_the_size_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"_chat.txt": os.urandom(2_000)})
    with pytest.raises(ContainerError, match="larger than"):
        export_files(path, ArchiveLimits(size=1_999))


def test_a_size_that_lies_yields_no_more_than_it_says(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"_chat.txt": os.urandom(500_000).hex()})
    content = path.read_bytes()
    place = content.index(b"PK\x01\x02") + 24
    path.write_bytes(content[:place] + (1_000).to_bytes(4, "little") + content[place + 4 :])
    (found,) = export_files(path)
    with found.only.open() as stream, pytest.raises(zipfile.BadZipFile):
        assert len(stream.read()) <= 1_000


@pytest.mark.parametrize(
    "name", ["../../etc/_chat.txt", "/etc/_chat.txt", "a/../../_chat.txt", "..\\_chat.txt", "C:/a.txt"]
)
def test_paths_that_lead_outside_are_refused(name: str, tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"_chat.txt": "x", name: "y"})
    with pytest.raises(ContainerError, match="leads outside"):
        export_files(path)


def test_a_zip_in_a_zip_is_refused(tmp_path: Path) -> None:
    inner = packed(tmp_path / "inner.zip", {"_chat.txt": "x"})
    path = packed(tmp_path / "a.zip", {"inner.zip": inner.read_bytes()})
    with pytest.raises(ContainerError, match=r"another zip, “inner\.zip”"):
        export_files(path)


def test_a_locked_zip_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"_chat.txt": "x"})
    content = bytearray(path.read_bytes())
    for place in (content.index(b"PK\x03\x04") + 6, content.index(b"PK\x01\x02") + 8):
        content[place] |= 1
    path.write_bytes(bytes(content))
    with pytest.raises(ContainerError, match="locked with a password"):
        export_files(path)


def test_ten_thousand_entries_are_fine_and_the_limit_holds(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"IMG-{number}.jpg": b"" for number in range(10_000)}
    path = packed(tmp_path / "a.zip", {**files, "_chat.txt": "hello"})
    assert [one.only.name for one in export_files(path)] == ["_chat.txt"]
    with pytest.raises(ContainerError, match="10,001 files, more than 10,000"):
        export_files(path, ArchiveLimits(entries=10_000))


@pytest.mark.parametrize("content", [b"PK\x03\x04 and then nothing", b"\x00\x01 no zip at all"])
def test_a_damaged_zip_is_one_sentence(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    with pytest.raises(BrokenExportError, match="damaged or was cut short"):
        export_files(path)


def altered(tmp_path: Path, local: dict[int, bytes], central: dict[int, bytes]) -> Path:
    """A zip of one chat with bytes of its two headers replaced, by their places in each."""
    path = packed(tmp_path / "a.zip", {"_chat.txt": "hello"})
    content = bytearray(path.read_bytes())
    for start, changes in ((b"PK\x03\x04", local), (b"PK\x01\x02", central)):
        for place, value in changes.items():
            first = content.index(start) + place
            content[first : first + len(value)] = value
    path.write_bytes(bytes(content))
    return path


@pytest.mark.parametrize("method", [1, 6, 9, 93, 95, 98])
def test_a_method_that_python_lacks_is_one_sentence(method: int, tmp_path: Path) -> None:
    number = method.to_bytes(2, "little")
    with pytest.raises(ContainerError, match=rf"“_chat\.txt” in it is packed by a method \(number {method}\)"):
        export_files(altered(tmp_path, {8: number}, {10: number}))


@pytest.mark.parametrize(
    ("local", "central"),
    [
        ({8: b"\x63\x00"}, {10: b"\x63\x00"}),
        ({6: b"\x40"}, {8: b"\x40"}),
        ({7: b"\x20"}, {9: b"\x20"}),
    ],
)
def test_every_kind_of_lock_is_named(local: dict[int, bytes], central: dict[int, bytes], tmp_path: Path) -> None:
    with pytest.raises(ContainerError, match="locked with a password"):
        export_files(altered(tmp_path, local, central))


@pytest.mark.parametrize("name", ["", ".", "\0"])
def test_a_file_without_a_name_is_one_sentence(name: str, tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"_chat.txt": "hello"})
    record = zipfile.ZipInfo("x" * len(name))
    with zipfile.ZipFile(path, "a") as container:
        container.writestr(record, "hi")
    content = path.read_bytes().replace(b"x" * len(name), name.encode()) if name else _without_name(path)
    path.write_bytes(content)
    with pytest.raises((ContainerError, BrokenExportError), match=r"has no name|damaged"):
        export_files(path)


def _without_name(path: Path) -> bytes:
    """The zip with the name of its only file cut out, and the places behind it moved."""
    packed(path, {"n": "hello"})
    content = path.read_bytes()
    local, central = content.index(b"PK\x03\x04"), content.index(b"PK\x01\x02")
    end = content.index(b"PK\x05\x06")
    first = content[local : local + 26] + b"\0\0" + content[local + 28 : local + 30] + content[local + 31 : central]
    second = (
        content[central : central + 28] + b"\0\0" + content[central + 30 : central + 46] + content[central + 47 : end]
    )
    sizes = len(second).to_bytes(4, "little") + len(first).to_bytes(4, "little")
    return first + second + content[end : end + 12] + sizes + content[end + 20 :]


def test_two_files_of_one_name_are_both_there(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"_chat.txt": "first"})
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "a") as container:
        container.writestr("_chat.txt", "second")
    contents = []
    for export in export_files(path):
        with export.only.open() as stream:
            contents.append(stream.read())
    assert contents == [b"first", b"second"]


def test_a_damaged_byte_anywhere_in_a_zip_is_one_sentence_or_harmless(tmp_path: Path) -> None:
    whole = packed(tmp_path / "whole.zip", {"_chat.txt": "hello " * 9, "a/b.txt": "x"}).read_bytes()
    path = tmp_path / "a.zip"
    for place in range(len(whole)):
        for value in (0x00, 0xFF, whole[place] ^ 0x01, whole[place] ^ 0x80):
            path.write_bytes(whole[:place] + bytes([value]) + whole[place + 1 :])
            with contextlib.suppress(InputError, zipfile.BadZipFile, zlib.error, EOFError):
                for export in export_files(path):
                    with export.only.open() as stream:
                        stream.read()


@pytest.mark.parametrize("lost", [1, 10, 22, 40, 80, 120])
def test_a_zip_that_was_cut_short_is_one_sentence(lost: int, tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"_chat.txt": "hello"})
    path.write_bytes(path.read_bytes()[:-lost])
    with pytest.raises(InputError):
        export_files(path)


@pytest.mark.parametrize("name", ["{}.txt", "WhatsApp Chat with {}.txt"])
def test_a_folder_of_thousands_of_texts_takes_a_moment(tmp_path: Path, name: str) -> None:
    """Each text was compared with all others: a zip of 100,000 kept the program busy for days."""
    path = packed(tmp_path / "many.zip", {name.format(number): "" for number in range(2_000)})
    start = time.process_time()
    assert export_files(path)
    assert time.process_time() - start < 10
