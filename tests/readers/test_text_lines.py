from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.errors import BrokenExportError
from unlike.readers.formats import text_lines as module
from unlike.readers.formats.text_lines import text_lines
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
