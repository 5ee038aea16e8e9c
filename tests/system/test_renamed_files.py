"""Files under another ending than their own: read as what they are, or named for what they are."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from unlike.errors import InputError
from unlike.readers import ReadOptions, read

OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"), "dmy")
CHAT = "".join(f"{day:02}/06/2024, 10:00 - {name}: hallo\n" for day in range(1, 6) for name in ("Ines", "Tom"))


def zipped(content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("WhatsApp Chat with Ines.txt", content)
    return stream.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        "chat",
        "chat.TXT",
        "chat.log",
        "chat.md",
        "chat.json",
        "chat.html",
        "chat.csv",
        "chat.xml",
        "chat.zip",
        "chat.db",
    ],
)
@pytest.mark.parametrize("is_zip", [False, True])
def test_a_chat_is_read_whatever_its_file_is_called(name: str, is_zip: bool, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(zipped(CHAT.encode()) if is_zip else CHAT.encode())
    assert read([path], OPTIONS).messages.height == CHAT.count("\n")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (gzip.compress(CHAT.encode(), mtime=0), "gzip"),
        (bz2.compress(CHAT.encode()), "bzip2"),
        (lzma.compress(CHAT.encode()), "xz"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(200), "7z"),
        (b"Rar!\x1a\x07\x01\x00" + bytes(200), "RAR"),
        (b"\x28\xb5\x2f\xfd" + bytes(200), "zstd"),
        (b"%PDF-1.4\n", "PDF"),
        (b"", "empty"),
        (zipped(CHAT.encode())[:-30], "damaged or was cut short"),
    ],
)
def test_whatever_is_called_a_zip_is_named_for_what_it_is(content: bytes, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "WhatsApp Chat with Ines.zip"
    path.write_bytes(content)
    with pytest.raises(InputError, match=kind):
        read([path], OPTIONS)


def test_a_page_or_a_table_that_holds_such_lines_is_no_chat(tmp_path: Path) -> None:
    for name, begin in (("a.html", "<html><body>\n"), ("a.csv", "name,words\n"), ("a.json", '{"words": "\n')):
        path = tmp_path / name
        path.write_text(begin + CHAT, "utf-8")
        with pytest.raises(InputError):
            read([path], OPTIONS)
