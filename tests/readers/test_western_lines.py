from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from unlike.readers.formats.western_lines import WesternLines


@given(st.lists(st.sampled_from((b"a", b" ", b"\xe9", b"\xf5", b"\x8d", b"\x9d", b"\xff")), max_size=9).map(b"".join))
def test_a_line_of_western_windows_has_no_byte_that_it_does_not_know(line: bytes) -> None:
    turned = WesternLines().in_utf8(line)
    assert turned in {line, line.decode("cp1252", "ignore").encode()}
