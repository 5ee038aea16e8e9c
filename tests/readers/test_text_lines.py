from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.errors import BrokenExportError
from unlike.readers.formats import text_lines as module
from unlike.readers.formats.text_lines import TextBlocks, text_lines
from unlike.readers.testkit import memory_export


def lines(content: bytes) -> list[tuple[int, str]]:
    file = memory_export({"a.txt": content}).only
    return [(line.number, line.text) for line in text_lines(file, lambda _done, _all: None)]


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\r\n\x00", exclude_categories=["Cs"])), min_size=1
    ),
    st.sampled_from([3, 64, 1 << 20]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_every_line_with_its_number(texts: list[str], block: int, ending: str) -> None:
    content = ("x" + ending.join(["abcdefgh", *texts, "end"])).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "BLOCK_BYTES", block)
        assert lines(content) == list(enumerate(["xabcdefgh", *texts, "end"], 1))
        assert lines(content + ending.encode()) == list(enumerate(["xabcdefgh", *texts, "end"], 1))


@pytest.mark.parametrize("block", [1, 2, 3, 1 << 20])
def test_carriage_returns_end_lines_too(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BLOCK_BYTES", block)
    assert lines(b"a\rb\r\nc\nd\r\r\ne\r") == [(1, "a"), (2, "b"), (3, "c"), (4, "d"), (5, "e")]
    assert lines(b"a\r\rb") == [(1, "a"), (2, ""), (3, "b")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
def test_a_file_cut_within_a_character_says_so(encoding: str) -> None:
    blocks = TextBlocks(memory_export({"a.txt": "nothing but words".encode(encoding)[:-1]}).only, lambda *_: None)
    assert b"".join(block for block, _ in blocks.blocks()).decode() == "nothing but word\ufffd"
    assert any("breaks off in the middle of a character" in note for note in blocks.notes)


def read(content: bytes, size: int, monkeypatch: pytest.MonkeyPatch) -> tuple[str, TextBlocks]:
    monkeypatch.setattr(module, "BLOCK_BYTES", size)
    blocks = TextBlocks(memory_export({"a.txt": content}).only, lambda *_: None)
    return b"".join(block for block, _ in blocks.blocks()).decode(errors="replace"), blocks


SIZES = pytest.mark.parametrize("size", [1, 2, 3, 7, 1 << 20])


@SIZES
@pytest.mark.parametrize("last", ["ö", "“", "🙂"])
def test_utf8_that_ends_within_a_character_breaks_off(last: str, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for words in ("nothing but words ", "schön "):
        text, blocks = read((words + last).encode()[:-1], size, monkeypatch)
        assert (text, blocks.is_cut) == (words + "\ufffd", True)
        assert not read((words + last).encode(), size, monkeypatch)[1].is_cut


@SIZES
def test_marks_of_byte_order_where_files_were_joined_are_left_out(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = "\ufeff"
    joined = f"{mark}{mark}one\r\n{mark}two\r{mark}{mark}three\n\nfo{mark}ur\n".encode()
    assert read(joined, size, monkeypatch)[0] == f"one\ntwo\nthree\n\nfo{mark}ur\n"


@SIZES
def test_a_text_of_western_windows_is_read_and_counted(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    words = "schöne Größe\nplain\n“ça” – 5 €\nes wird spät, Café"
    text, blocks = read(words.encode("cp1252"), size, monkeypatch)
    assert (text, blocks.is_cut) == (words, False)
    assert any("were read as CP1252" in note for note in blocks.notes)


@pytest.mark.parametrize(
    "content", ["größe\n".encode() + b"schl\xf6n\n", "王：你好吗\n".encode("gb18030"), b"a\xf0\x9f\x98 b\n"]
)
def test_damaged_utf8_and_other_encodings_are_no_western_text(content: bytes) -> None:
    file = memory_export({"a.txt": content}).only
    assert "\ufffd" in "".join([line.text for line in text_lines(file, lambda _done, _all: None)])
    assert [note for note in file.remarks.notes if "replaced" in note]


@SIZES
def test_the_last_line_is_known_to_have_no_end(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BLOCK_BYTES", size)
    for content, has_end in ((b"a\nbc", False), (b"a\nbc\r", True), (b"", True)):
        file = memory_export({"a.txt": content}).only
        states = [file.remarks.ends_in_line for _ in text_lines(file, lambda _done, _all: None)]
        assert (file.remarks.ends_in_line, any(states[:-1])) == (not has_end, False)


def test_what_cannot_be_decoded_is_counted() -> None:
    content = "one".encode("utf-16") + b"\x00\xd8" + "two".encode("utf-16-le")
    blocks = TextBlocks(memory_export({"a.txt": content}).only, lambda *_: None)
    assert b"".join(block for block, _ in blocks.blocks()).decode() == "one\ufffdtwo"
    assert any(note.startswith("1 character could not be read") for note in blocks.notes)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_other_encodings(encoding: str) -> None:
    assert lines("größe\n🙂".encode(encoding)) == [(1, "größe"), (2, "🙂")]


def test_nothing_and_damage() -> None:
    assert lines(b"") == []
    assert lines(b"a\xff\n") == [(1, "a\ufffd")]


def test_a_line_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MAX_LINE_CHARS", 100)
    monkeypatch.setattr(module, "BLOCK_BYTES", 50)
    with pytest.raises(BrokenExportError, match="line 2: it is longer than 100 characters"):
        lines(b"a\n" + b"x" * 300)


def test_a_long_run_of_blank_lines_costs_little_and_keeps_the_numbers() -> None:
    """Twenty million of them took a hundred seconds in some readers."""
    content = b"first\n" + b"\n" * 300_000 + b"second\n\nthird\n"
    lines = list(text_lines(memory_export({"a.txt": content}).only, lambda _done, _all: None))
    worded = [(line.number, line.text) for line in lines if line.text]
    assert worded == [(1, "first"), (300_002, "second"), (300_004, "third")]
    assert len(lines) < 2_000
