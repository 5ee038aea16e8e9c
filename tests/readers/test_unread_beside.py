"""What cannot be unpacked from an archive is named, and the rest is read."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile
from zoneinfo import ZoneInfo

import pytest

from unlike.errors import ContainerError, UnknownExportError
from unlike.i18n import translate_lazy
from unlike.readers import Import, ReadOptions, read

OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
ROSA, BO = "WhatsApp Chat - Rosa.txt", "WhatsApp Chat - Bo.txt"
TEXT = "".join(
    f"[13.05.24, 08:{minute:02d}:00] {'Rosa' if minute % 2 else 'Imke'}: hi {minute}\n" for minute in range(9)
)
THREAD = "messages/inbox/rosa_1/message_{}.json"
WAYS = ((9, 0), (12_345, 0), (93, 0), (98, 0), (99, 1), (None, 1), (None, 0x40))
"""A method that Python lacks or none, and flags of a lock: deflate64 and others, AES, and the old lock."""


def thread(number: int) -> str:
    at = 1_714_550_400_000 - number * 10**9
    sent = [{"sender_name": name, "timestamp_ms": at, "content": f"{name} {number}"} for name in ("Rosa", "Imke")]
    people = [{"name": "Rosa"}, {"name": "Imke"}]
    return json.dumps({"participants": people, "title": "Rosa", "thread_path": "inbox/rosa_1", "messages": sent})


def packed(path: Path, files: Mapping[str, str], closed: str, way: tuple[int | None, int]) -> Path:
    """A zip of which one file is locked or packed in an unusual way."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    content, (method, lock) = bytearray(path.read_bytes()), way
    for sign, name_place, method_place, flag_place in ((b"PK\x03\x04", 30, 8, 6), (b"PK\x01\x02", 46, 10, 8)):
        start = next(
            place - name_place
            for place in range(len(content))
            if content.startswith(closed.encode(), place) and content[place - name_place :].startswith(sign)
        )
        if method is not None:
            content[start + method_place : start + method_place + 2] = struct.pack("<H", method)
        content[start + flag_place] |= lock
    path.write_bytes(content)
    return path


def said(result: Import) -> str:
    return "\n".join(translate_lazy(note) for one in result.conversations for note in one.notes)


@pytest.mark.parametrize("way", WAYS)
def test_another_chat_that_cannot_be_unpacked_is_named(tmp_path: Path, way: tuple[int | None, int]) -> None:
    result = read([packed(tmp_path / "all.zip", {ROSA: TEXT, BO: TEXT}, BO, way)], OPTIONS)
    assert [one.title for one in result.conversations] == ["Rosa"]
    assert f"cannot be unpacked, because it is locked or packed in an unusual way: “{BO}”" in said(result)
    assert not result.conversations[0].breaks_off


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("number", [1, 2])
def test_a_part_that_cannot_be_unpacked_makes_it_break_off(
    tmp_path: Path, way: tuple[int | None, int], number: int
) -> None:
    files = {THREAD.format(one): thread(one) for one in (1, 2)}
    result = read([packed(tmp_path / "facebook.zip", files, THREAD.format(number), way)], OPTIONS)
    assert len(result.messages) == 2
    assert THREAD.format(number) in said(result)
    assert result.conversations[0].breaks_off


@pytest.mark.parametrize("way", WAYS)
def test_one_zip_of_a_folder_that_cannot_be_unpacked_is_named(tmp_path: Path, way: tuple[int | None, int]) -> None:
    (tmp_path / ROSA).write_text(TEXT)
    packed(tmp_path / "WhatsApp Chat - Bo.zip", {"_chat.txt": TEXT}, "_chat.txt", way)
    result = read([tmp_path], OPTIONS)
    assert [one.title for one in result.conversations] == ["Rosa"]
    assert "“WhatsApp Chat - Bo.zip/_chat.txt”" in said(result)


@pytest.mark.parametrize("way", WAYS)
def test_a_picture_that_cannot_be_unpacked_is_no_matter(tmp_path: Path, way: tuple[int | None, int]) -> None:
    path = packed(tmp_path / "WhatsApp Chat - Rosa.zip", {"_chat.txt": TEXT, "a.jpg": "x"}, "a.jpg", way)
    assert "unpacked" not in said(read([path], OPTIONS))


@pytest.mark.parametrize("way", WAYS)
def test_where_nothing_else_is_there_it_is_the_reason(tmp_path: Path, way: tuple[int | None, int]) -> None:
    path = packed(tmp_path / "WhatsApp Chat - Rosa.zip", {"_chat.txt": TEXT, "a.jpg": "x"}, "_chat.txt", way)
    with pytest.raises(ContainerError, match=r"“_chat\.txt” in it is"):
        read([path], OPTIONS)


@pytest.mark.parametrize(
    "name", ["Rosa.z01", "Rosa.z17", "Rosa.zip.001", "Rosa.7z.002", "Rosa.part1.rar", "Rosa.tar.003"]
)
def test_pieces_of_an_archive_are_named(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x00\x01\x02 a piece")
    with pytest.raises(UnknownExportError, match=r"pieces? of an archive") as error:
        read([tmp_path], OPTIONS)
    assert name in str(error.value)
    (tmp_path / BO).write_text(TEXT)
    assert f"not read: “{name}”" in said(read([tmp_path], OPTIONS))


def test_a_piece_that_is_given_itself_is_named(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "whole.zip", "w") as archive:
        archive.writestr("_chat.txt", TEXT)
    path = tmp_path / "Rosa.z01"
    path.write_bytes((tmp_path / "whole.zip").read_bytes()[:200])
    with pytest.raises(UnknownExportError, match="piece of an archive"):
        read([path], OPTIONS)
