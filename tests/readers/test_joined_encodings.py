from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.readers.formats import text_lines
from unlike.readers.formats.joined_encodings import start_of_utf_8
from unlike.readers.testkit import memory_export

FIRST = "".join(f"{number} hallo, größe 你好 \U0001f44d\n" for number in range(40))
SECOND = "".join(f"{number} and more: größe 你好 \U0001f44d\n" for number in range(40))


def lines(content: bytes) -> tuple[list[str], list[str]]:
    """Lines and remarks of a file."""
    file = memory_export({"a.txt": content}).only
    read = [line.text for line in text_lines.text_lines(file, lambda _done, _all: None)]
    return read, [str(note) for note in file.remarks.notes]


@pytest.mark.parametrize(
    ("mark", "name"), [(codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"), (b"", "utf-16-le")]
)
@pytest.mark.parametrize("second_mark", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize("block", [4_096, 1 << 20])
def test_a_file_in_utf_8_behind_one_in_utf_16_is_read(
    mark: bytes, name: str, second_mark: bytes, block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_lines, "BLOCK_BYTES", block)
    found, notes = lines(mark + FIRST.encode(name) + second_mark + SECOND.encode())
    assert found == (FIRST + SECOND).splitlines()
    assert any("UTF-8" in note for note in notes)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=400), st.booleans())
def test_chinese_text_is_no_ascii_read_wrongly(text: str, is_little: bool) -> None:
    assert start_of_utf_8(text, "utf-16-le" if is_little else "utf-16-be") is None
