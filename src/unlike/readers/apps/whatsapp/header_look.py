"""Lines that look like the start of a message, whether or not their header can be read."""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import polars as pl
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from unlike.readers.apps.whatsapp.header_patterns import Bytes, Mask
from unlike.readers.apps.whatsapp.invisible_characters import HEADER_SPACES, MARKS

Places = NDArray[np.int64]
LOOK_BYTES: Final = 96
"""Bytes in which a header's end is looked for."""

_MIN_LINE_BYTES: Final = 12
"""Bytes of the shortest header with a sender."""

_MIN_DIGITS: Final = 7
"""Digits of the shortest date and time."""

_DATE_BYTES: Final = 40
_MIN_DATE_DIGITS: Final = 3
"""In so many bytes, so many digits have been written."""

_LINE_ENDS: Final = (b"\x0b", b"\x0c", b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xa9")
"""Vertical tab, form feed, next line, and the separators of lines and paragraphs."""

_LINE_END_AND_LOOK: Final = re.compile(
    rb"(?:" + b"|".join(_LINE_ENDS) + rb")"
    rb"(?=[^\n0-9]{0,20}[0-9]{1,4}[^\n0-9]{1,9}[0-9]{1,2}[^\n0-9]{1,9}[0-9]{1,4}[^\n0-9]{1,30}[0-9]{1,2})"
)

_NEWLINE: Final = ord("\n")
_DIGITS: Final = np.zeros(256, bool)
_DIGITS[[*range(0x30, 0x3A), *range(0xD9, 0xDC), *range(0xE0, 0xE2), 0xEF]] = True
"""Digits, and first bytes of characters in scripts that have digits of their own."""
_DIGITS.setflags(write=False)

# Digits of all scripts are written as 0 before a line is compared.
_NO_DIGIT: Final = r"[^0\n]"
_WORD: Final = r"[^0\s]{3,16}"
_DATE: Final = (
    rf"(?:0{{1,4}}{_NO_DIGIT}{{1,6}}0{{1,2}}{_NO_DIGIT}{{1,6}}0{{1,4}}"
    rf"|0{{1,4}}{_NO_DIGIT}{{1,4}}{_WORD}{_NO_DIGIT}{{1,5}}0{{1,4}}"
    rf"|{_WORD} 0{{1,2}}{_NO_DIGIT}{{1,3}}0{{4}})"
)
_SPACE: Final = f"[ {HEADER_SPACES}]?"
_TIME: Final = (
    rf"0{{1,2}}{_SPACE}[:.٫h\uff1a\uff0e]{_SPACE}00(?:(?:[:.٫\uff1a\uff0e]|{_SPACE}min){_SPACE}00(?:{_SPACE}s)?)?"
)
_LOOK: Final = (
    rf"^{_NO_DIGIT}{{0,20}}(?:{_DATE}{_NO_DIGIT}{{1,24}}{_TIME}|{_TIME}{_NO_DIGIT}{{1,24}}{_DATE})"
    rf"[^0\n\]\uff3d]{{0,24}}"
    rf"(?:(?:[\]\uff3d]|[-\u2010-\u2015\uff0d|:][ {HEADER_SPACES}])[ {HEADER_SPACES}]*\S| \S[^\n]{{0,60}}: )"
)
"""A date with a year beside a time, and a sign after both; wider than anything that is read as a header."""

_SENDER: Final = (
    rf"(?:[-\u2010-\u2015\uff0d|\]\uff3d:][ {HEADER_SPACES}].*|[\]\uff3d][^\s:].*):[ {HEADER_SPACES}]"
    rf"|\d(?:{_SPACE}[AaPp]\.?[Mm]\.?)?[ {HEADER_SPACES}]{{1,4}}[^\s\d:\[(][^\n:]{{0,40}}:[ {HEADER_SPACES}]"
)
"""What parts a message's header from its sender, and the sender from the text; blanks alone where a sign was lost."""


def ends_lines_otherwise(block: bytes) -> bool:
    """Whether characters stand in a block that could end its lines, beside newlines."""
    if 0x0B in block or 0x0C in block:
        return True
    # Looking for their last bytes alone is many times quicker than looking for all of them.
    if not (0xA8 in block or 0xA9 in block or 0x85 in block):
        return False
    data = np.frombuffer(block, np.uint8)
    separators, next_lines = np.flatnonzero((data[2:] | 1) == 0xA9), np.flatnonzero(data[1:] == 0x85)
    is_separator = (data[separators + 1] == 0x80) & (data[separators] == 0xE2)
    return bool(is_separator.any() or (data[next_lines] == 0xC2).any())


def with_newlines(block: bytes) -> bytes:
    """A block in which newlines stand for the other characters that end lines, where a header may follow.

    Elsewhere these characters are part of what somebody typed.
    """
    return _LINE_END_AND_LOOK.sub(b"\n", block) if ends_lines_otherwise(block) else block


def may_look(data: Bytes, starts: Places, lines: Places) -> Places:
    """Which of some lines have as many digits near their start as a header.

    Args:
        data: the bytes, with `LOOK_BYTES` more after the last line.
        starts: of all lines.
        lines: indices of the lines to look at.
    """
    ends = np.append(starts[1:], len(data))[lines]
    long = lines[ends - starts[lines] >= _MIN_LINE_BYTES]
    if not len(long):
        return long
    near = _DIGITS[sliding_window_view(data, _DATE_BYTES)[starts[long]]].sum(1) >= _MIN_DATE_DIGITS
    maybe = long[near]
    heads = sliding_window_view(data, LOOK_BYTES)[starts[maybe]]
    inside = np.logical_and.accumulate(heads != _NEWLINE, axis=1)
    chosen: Places = maybe[(_DIGITS[heads] & inside).sum(1) >= _MIN_DIGITS]
    return chosen


def looking(data: Bytes, starts: Places, lines: Places) -> tuple[Places, Mask]:
    """Which of some lines look like the start of a message, and which of these name a sender.

    Args:
        data: the bytes, with `LOOK_BYTES` more after the last line.
        starts: of all lines.
        lines: indices of the lines to look at, from `may_look`.
    """
    if not len(lines):
        return lines, np.zeros(0, bool)
    heads = (data[start : start + LOOK_BYTES].tobytes().partition(b"\n")[0] for start in starts[lines].tolist())
    texts = pl.Series("head", [head.decode(errors="ignore") for head in heads], dtype=pl.String).to_frame()
    text = pl.col("head").str.replace_all(f"[{MARKS}]", "")
    is_look = text.str.replace_all(r"\d", "0").str.contains(_LOOK)
    found = texts.select(looks=is_look, sender=(text + " ").str.contains(_SENDER))
    looks: Mask = found["looks"].to_numpy()
    return lines[looks], found["sender"].to_numpy()[looks]
