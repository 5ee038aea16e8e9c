"""Texts in which some lines end with what other programs write, such as U+2028, beside those with line breaks.

People write such signs in messages, too. One ends a line where a message begins behind it as messages of that file do:
with date and time, written alike; or the heading of a day.
"""

from __future__ import annotations

import re
from typing import Final

OTHER_ENDS: Final = re.compile("[\x0b\x0c\x85\u2028\u2029]")
"""Ends of lines that other programs write."""

_END_BYTES: Final = (b"\x0b", b"\x0c", b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xa9")
_PLACES: Final = re.compile(b"|".join(_END_BYTES))
_HEADER: Final = re.compile(r"[^\n\x0b\x0c\x85\u2028\u2029]{0,60}?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\D?")
_DAY: Final = re.compile(
    r"(?=[^\n]{0,40}(?:19|20)\d{2})(?=\D{0,40}\d{1,4}\D{1,9}\d{1,4})[^\n\x0b\x0c\x85\u2028\u2029]{6,60}"
)
"""A line that may be the heading of a day; what has more words than the others in a text is none."""

_WHOLE: Final = re.compile(
    r"[^\n]{0,30}?(?:19|20)\d{2}[^\n\d]{1,4}\d{1,2}:\d{2}:\d{2}(?: ?[AaPp][Mm])?(?: \([^()\n]{0,80}\))?"
)
_BARE: Final = "bare"
"""Lines that are a date and a time alone, with who wrote below, and the mark of a text that has them."""

_HEADER_BYTES: Final = 280
"""Bytes that the beginning of a message takes at most, up to the sign behind its time."""

_DIGIT: Final = re.compile(rb"\d")
_NUMBERS: Final = re.compile(r"\d+")
_WORDS: Final = re.compile(r"(?:[^\W\d_]| )+")
_MOST_LINES: Final = 2_000


def header_shapes(text: str) -> frozenset[str]:
    """How lines of a text begin that have a time, and lines with a day: "0" for numbers in them, and no words.

    Args:
        text: a file's first characters, in lines that end with newlines.
    """
    lines = text.split("\n", _MOST_LINES)[:_MOST_LINES]
    shapes = map(_shape, lines)
    bare = {_BARE} if any(map(is_bare_header, lines)) else set()
    return frozenset({shape for shape in shapes if shape} | bare)


def has_other_ends(block: bytes) -> bool:
    """Whether there is a sign in bytes that may end a line."""
    return any(end[-1:] in block and end in block for end in _END_BYTES)  # single bytes are found ten times as fast


def with_line_ends(block: bytes, shapes: frozenset[str], *, is_last: bool = False) -> bytes:
    """Bytes in which a newline stands for every sign that ends a line before a message, or at the end of a file.

    Args:
        block: in UTF-8.
        shapes: how messages begin.
        is_last: the file ends behind it.
    """

    def end(match: re.Match[bytes]) -> bytes:
        has_digit = _DIGIT.search(block, match.end(), match.end() + _HEADER_BYTES)
        if not (has_digit or is_last or _BARE in shapes):
            return match[0]
        behind = block[match.end() : match.end() + _HEADER_BYTES].decode(errors="replace").lstrip("\ufeff")
        is_header = _shape(behind.lstrip("\n")) in shapes or (is_last and not behind.strip())
        before = block[_line_start(block, match.start()) : match.start()] if _BARE in shapes else b""
        is_end = is_header or is_bare_header(before.decode(errors="replace"))
        return b"\n" if is_end else match[0]

    return _PLACES.sub(end, block) if shapes else block


def unsettled_end(block: bytes) -> bytes:
    """The last bytes of a block, from the line of a sign on that may end it, where what is behind is not whole."""
    places = (block.find(end, max(len(block) - _HEADER_BYTES, 0)) for end in _END_BYTES)
    place = min((place for place in places if place >= 0), default=-1)
    return block[_line_start(block, place) :] if place >= 0 else b""


def _line_start(block: bytes, place: int) -> int:
    """Where the line of a place begins, if not far before."""
    first = max(place - _HEADER_BYTES, 0)
    start = block.rfind(b"\n", first, place) + 1
    return start or (first if not first else place)


def is_bare_header(line: str) -> bool:
    """Whether a line is a date and a time, and nothing else but a remark."""
    return _WHOLE.fullmatch(line) is not None


def _shape(line: str) -> str:
    header = _HEADER.match(line) or _DAY.match(line)
    return _WORDS.sub("", _NUMBERS.sub("0", header[0])) if header else ""
