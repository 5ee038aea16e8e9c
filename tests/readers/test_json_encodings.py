from __future__ import annotations

import codecs
import io
import json
import os
from pathlib import Path

import pytest

from unlike.readers.export import ExportFile
from unlike.readers.formats.json_encodings import json_encoding, json_in_utf_8

TEXT = json.dumps({"name": "Åsa 👍", "text": "x" * 5_000}, ensure_ascii=False)


def file(content: bytes, name: str = "a.json") -> ExportFile:
    return ExportFile(Path(name), name, len(content), lambda: io.BytesIO(content))


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
@pytest.mark.parametrize("size", [1, 3, 7, 4_096, -1])
def test_the_bytes_are_those_of_utf_8(coding: str, size: int) -> None:
    whole = json_in_utf_8(file(TEXT.encode(coding)))
    with whole.open() as stream:
        read = b"".join(iter(lambda: stream.read(size), b""))
    assert read.removeprefix(codecs.BOM_UTF8) == TEXT.encode()
    assert whole.head(10).removeprefix(codecs.BOM_UTF8) == TEXT.encode()[: 7 if coding == "utf-8-sig" else 10]
    assert bool(whole.remarks.notes) == ("16" in coding or "32" in coding)


def test_places_are_found_again() -> None:
    expected = TEXT.encode()
    with json_in_utf_8(file(TEXT.encode("utf-16"))).open() as stream:
        for place in (100, 5, 4_000, 0, 11):
            assert stream.seek(place) == place
            assert stream.read(9) == expected[place : place + 9]
            assert stream.tell() == place + 9
        assert stream.seek(-4, os.SEEK_END) == len(expected) - 4
        assert stream.read() == expected[-4:]
        assert stream.seek(len(expected) + 10) == len(expected)


def test_half_a_character_at_the_end_is_no_end_of_json() -> None:
    with json_in_utf_8(file(TEXT.encode("utf-16-le")[:-1])).open() as stream:
        assert stream.read() == TEXT.encode()[:-1] + "\ufffd".encode()


@pytest.mark.parametrize("content", [b"", b"{", b"\xef\xbb\xbf{}", b"[1]", b"SQLite format 3\x00"])
def test_what_is_utf_8_or_no_json_stays(content: bytes) -> None:
    assert json_encoding(content) == "utf-8"
    with json_in_utf_8(file(content)).open() as stream:
        assert stream.read() == content


def test_other_files_stay() -> None:
    text = file(TEXT.encode("utf-16"), "a.txt")
    assert json_in_utf_8(text) is text
