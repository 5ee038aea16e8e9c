from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.readers.formats.whole_texts import WholeText, whole_text
from unlike.readers.testkit import memory_export


def text_of(content: bytes, fallback: str = "") -> WholeText:
    return whole_text(memory_export({"a.txt": content}).only, lambda _done, _all: None, fallback)


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=1), st.sampled_from(["\n", "\r\n", "\r"])
)
def test_lines_are_read_back(lines: list[str], end: str) -> None:
    lines = [line.removeprefix("\ufeff") for line in lines]
    assert text_of(end.join([*lines, "end"]).encode()).lines == [*lines, "end"]
    assert text_of(("\ufeff" + end.join([*lines, "end"])).encode("utf-8")).lines == [*lines, "end"]


def test_lines_of_another_encoding_are_read_line_by_line() -> None:
    content = "grüß\n".encode() + "grüß\n".encode("cp1252")
    assert text_of(content, "cp1252").lines == ["grüß", "grüß"]
    assert any("1 line is not in UTF-8" in str(note) for note in text_of(content, "cp1252").notes)
    replaced = text_of(content)
    assert replaced.lines == ["grüß", "gr\ufffd\ufffd"]
    assert any(str(replaced.lines[1].count("\ufffd")) in str(note) for note in replaced.notes)


@pytest.mark.parametrize("coding", ["utf-16", "utf-32"])
def test_a_text_that_was_saved_anew_says_so(coding: str) -> None:
    text = text_of("one\ntwo\n".encode(coding))
    assert text.lines == ["one", "two"]
    assert any("UTF" in str(note) for note in text.notes)
