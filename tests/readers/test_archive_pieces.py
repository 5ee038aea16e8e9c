"""A zip that was packed in several pieces is never called damaged: the missing pieces are named."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile
from zoneinfo import ZoneInfo

import pytest

from unlike.errors import InputError, UnknownExportError
from unlike.i18n import translate_lazy
from unlike.readers import ReadOptions, read
from unlike.readers.archive_pieces import other_pieces

OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
CHAT = "WhatsApp Chat - Rosa"
TEXT = "".join(f"[13.05.24, 08:{minute:02d}:00] {'Rosa' if minute % 2 else 'Imke'}: hi\n" for minute in range(9))
END = b"PK\x05\x06"


def pieces(number: int, *, large: bool = False) -> dict[str, bytes]:
    """The files that a program makes of one zip, the last of which ends in ".zip"."""
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_STORED) as archive:
        archive.writestr(f"{CHAT}.txt", TEXT * 20)
    content = b"PK\x07\x08" + whole.getvalue()
    start = content.rindex(END)
    end = bytearray(content[start:])
    struct.pack_into("<H", end, 4, 0xFFFF if large else number - 1)
    last = (struct.pack("<4sLQL", b"PK\x06\x07", number - 1, 0, number) if large else b"") + bytes(end)
    size = start // number + 1
    parts = [content[place : min(place + size, start)] for place in range(0, start, size)]
    names = [*(f"{CHAT}.z{place:02}" for place in range(1, number)), f"{CHAT}.zip"]
    return dict(zip(names, [*parts[:-1], parts[-1] + last], strict=True))


def lay_down(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def refusal(path: Path) -> str:
    with pytest.raises(UnknownExportError) as error:
        read([path], OPTIONS)
    return str(error.value)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("as_folder", [False, True])
def test_the_last_piece_alone_names_those_that_are_missing(tmp_path: Path, *, as_folder: bool, large: bool) -> None:
    last = {name: content for name, content in pieces(3, large=large).items() if name.endswith(".zip")}
    folder = lay_down(tmp_path / "in", last)
    said = refusal(folder if as_folder else folder / f"{CHAT}.zip")
    assert f"2 pieces of an archive are missing: “{CHAT}.z01”, “{CHAT}.z02”" in said
    assert "damaged" not in said


@pytest.mark.parametrize("name", [f"{CHAT}.z01", f"{CHAT}.z02", f"{CHAT}.Z02"])
def test_another_piece_alone_names_the_last_one(tmp_path: Path, name: str) -> None:
    folder = lay_down(tmp_path / "in", {name: b"PK\x07\x08" + bytes(90)})
    assert f"{CHAT}.{'ZIP' if 'Z' in name else 'zip'}”" in refusal(folder)
    missing = refusal(folder / name).partition("missing: ")[2].partition("What is there")[0]
    assert (f"{CHAT}.z01" in missing) is name.endswith("z02")


@pytest.mark.parametrize(
    ("there", "missing"),
    [("chat.zip.003", ("chat.zip.001", "chat.zip.002")), ("chat.part02.rar", ("chat.part01.rar",))],
)
def test_numbered_pieces_name_the_earlier_ones(tmp_path: Path, there: str, missing: tuple[str, ...]) -> None:
    said = refusal(lay_down(tmp_path / "in", {there: bytes(90)}))
    assert all(f"“{name}”" in said.partition("was not read")[0] for name in missing)


def test_all_pieces_are_named_where_none_is_missing(tmp_path: Path) -> None:
    said = refusal(lay_down(tmp_path / "in", pieces(3)))
    assert "3 files are pieces of an archive" in said
    assert "missing" not in said


def test_a_chat_beside_a_piece_is_read_and_the_piece_is_named(tmp_path: Path) -> None:
    last = {f"{CHAT}.zip": pieces(2)[f"{CHAT}.zip"], "WhatsApp Chat - Bo.txt": TEXT.encode()}
    result = read([lay_down(tmp_path / "in", last)], OPTIONS)
    assert result.messages.height == 9
    (conversation,) = result.conversations
    assert any(f"is missing: “{CHAT}.z01”" in translate_lazy(note) for note in conversation.notes)


@pytest.mark.parametrize("comment", [b"", b"my chat", b"PK\x05\x06"])
def test_a_whole_zip_is_read_as_one(tmp_path: Path, comment: bytes) -> None:
    path = tmp_path / f"{CHAT}.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr(f"{CHAT}.txt", TEXT)
        archive.comment = comment
    assert other_pieces(path) == ()
    assert END in comment or read([path], OPTIONS).messages.height == 9


def test_a_zip_that_is_cut_is_still_called_damaged(tmp_path: Path) -> None:
    path = tmp_path / f"{CHAT}.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr(f"{CHAT}.txt", TEXT)
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(InputError, match="damaged"):
        read([path], OPTIONS)
