"""Lines of a text in the encoding of Western Windows, told from UTF-8 that is damaged.

A text that was saved by an old editor or a spreadsheet has no character of UTF-8 beyond ASCII anywhere, and its other
bytes stand alone between letters.
"""

from __future__ import annotations

import re
from typing import Final

WESTERN: Final = "cp1252"

_UTF8_CHARACTER: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_WESTERN_RUNS: Final = re.compile(
    rb"(?:[\x00-\x7f]++"
    rb"|[\x80\x82\x84\x85\x91-\x97\xa0\xa1\xa3\xa7\xaa\xab\xb0\xb4\xb7\xba\xbb\xbf-\xd6\xd8-\xf6\xf8-\xfc]{1,2}+"
    rb"(?![\x80-\xff]))+"
)
"""Letters beyond ASCII, quotes and the like: one or two in a row, since texts in two bytes a character have more.

The outer repetition is not possessive: up to Python 3.11.4 one over what may match in two ways matches too much.
"""

_LEAST_WESTERN_SHARE: Final = 0.7

_MOST_BYTES: Final = 4
"""Bytes of one character of UTF-8."""


class WesternLines:
    """Turns lines that are no UTF-8 into it, as long as nothing says that the text is UTF-8.

    Attributes:
        is_open: the text may be in a Western encoding.
        lines: that were turned.
    """

    def __init__(self, *, is_open: bool = True) -> None:
        self.is_open = is_open
        self.lines = 0

    def in_utf8(self, block: bytes) -> bytes:
        """A block of lines in UTF-8; the block itself where it is that, or damaged."""
        if not self.is_open:
            return block
        if _UTF8_CHARACTER.search(block):
            self.is_open = False
            return block
        return b"\n".join(map(self._line, block.split(b"\n")))

    def _line(self, line: bytes) -> bytes:
        if line.isascii() or not _WESTERN_RUNS.fullmatch(line):
            return line
        self.lines += 1
        return line.decode(WESTERN).encode()


def is_western(sample: bytes) -> bool:
    """Whether lines may be in a Western encoding: most of those that are not in ASCII can be."""
    lines = [line for line in sample.split(b"\n") if not line.isascii()]
    return sum(map(bool, map(_WESTERN_RUNS.fullmatch, lines))) >= _LEAST_WESTERN_SHARE * len(lines)


def unfinished_character(block: bytes) -> bytes:
    """The first bytes of a character of UTF-8 at the end of a block that lacks the others; empty where it is whole."""
    for length in range(1, min(_MOST_BYTES, len(block) + 1)):
        first = block[-length]
        if first >= 0xC2:
            wanted = 2 + (first >= 0xE0) + (first >= 0xF0)
            return block[-length:] if length < wanted and first <= 0xF4 else b""
        if first < 0x80:
            return b""
    return b""
