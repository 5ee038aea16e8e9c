"""The words of a message as Apple's archiver wrote them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.reading.apple_database import streamtyped
from unlike.readers.apps.imessage.attributed_body import attributed_text, typed_words


@given(st.text() | st.integers(0, 70_000).map("x".__mul__))
def test_a_text_of_any_length_is_read_back(text: str) -> None:
    assert attributed_text(streamtyped(text)) == text


@given(st.text(min_size=1), st.integers(1, 60))
def test_one_that_is_cut_short_is_none(text: str, missing: int) -> None:
    whole = streamtyped(text)
    end = whole.index(text.encode()) + len(text.encode()) if text else len(whole)
    assert attributed_text(whole[: max(0, end - missing)]) is None or missing == 0


@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_none(blob: bytes) -> None:
    assert isinstance(attributed_text(b"\x04\x0bstreamtyped NSString\x84\x01+" + blob), str | None)


@pytest.mark.parametrize("blob", [b"", b"bplist00", b"NSString", b"NSString\x84\x01+", b"NSString\x84\x01+\x81\x05"])
def test_what_is_no_such_string_is_none(blob: bytes) -> None:
    assert attributed_text(blob) is None


def test_attachments_leave_no_mark_in_the_words() -> None:
    assert typed_words("\ufffcthe umbrella") == "the umbrella"
    assert typed_words("one\ufffctwo") == "one\ntwo"
    assert typed_words(" kept as it is ") == " kept as it is "
    assert [typed_words(text) for text in ("", "\ufffc", "\ufffc\ufffc ", "\ufffd")] == [None, None, None, None]
