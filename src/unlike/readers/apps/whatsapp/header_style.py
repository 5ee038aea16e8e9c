"""The export's own style of header, learned from the headers in it."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from unlike.readers.apps.whatsapp.header_parser import Header, HeaderStyle, header
from unlike.readers.apps.whatsapp.header_patterns import Bytes, HeaderPattern, shape

Places = NDArray[np.int64]
LONGEST: Final = 120
"""Bytes in which every header ends."""

SAMPLE: Final = 100
"""Lines from which the style is learned."""

_FIRST: Final = np.zeros(256, bool)
_FIRST[[*range(0x30, 0x3A), ord("["), *range(0xD9, 0xDC), *range(0xE0, 0xE4), 0xEF]] = True
"""First bytes of headers: digits of many scripts, brackets, marks, and words before the time."""
_FIRST.setflags(write=False)


def candidates(data: Bytes, starts: Places) -> Places:
    """Which lines could start with a header, as indices."""
    return np.flatnonzero(_FIRST[data[starts]])


def header_at(data: Bytes, start: int) -> Header | None:
    """The header of the line that starts at a place."""
    line = data[start : start + LONGEST].tobytes().partition(b"\n")[0]
    return header(line.decode(errors="replace"))


def first_headers(data: Bytes, starts: Places) -> list[Header]:
    """Headers of the export's style from lines all over it; the style that most of them have."""
    lines = candidates(data, starts)
    chosen = lines[:: max(1, len(lines) // SAMPLE)]
    found = [known for known in (header_at(data, int(starts[line])) for line in chosen) if known]
    if not found:
        return []
    style = Counter(known.style for known in found).most_common(1)[0][0]
    return [known for known in found if known.style == style]


class HeaderPatterns:
    """All the shapes that the headers of one style have been seen in; it learns new ones on the way."""

    def __init__(self, headers: list[Header]) -> None:
        self.style: HeaderStyle = headers[0].style
        alike = {re.sub(r"\d", "0", known.text): known for known in headers}
        counted = Counter(re.sub(r"\d", "0", known.text) for known in headers)
        self.known: list[HeaderPattern] = [shape(alike[text]) for text, _ in counted.most_common()]

    def match(self, data: Bytes, starts: Places) -> tuple[NDArray[np.int16], Bytes]:
        """The number of each line's shape, -1 where a line starts no message, and the lines' first bytes."""
        columns = self._columns(data, starts)
        number = np.full(len(starts), -1, np.int16)
        for place, known in enumerate(self.known):
            number[known.matches(columns) & (number < 0)] = place
        before = len(self.known)
        self._learn(data, starts, number)
        return number, columns if len(self.known) == before else self._columns(data, starts)

    def _columns(self, data: Bytes, starts: Places) -> Bytes:
        width = max(one.length for one in self.known)
        return np.ascontiguousarray(sliding_window_view(data, width)[starts].T)

    def _learn(self, data: Bytes, starts: Places, number: NDArray[np.int16]) -> None:
        """Look at the lines that no shape fits, the thorough way; a new shape is sought in all of them at once."""
        left = candidates(data, starts)
        left = left[number[left] < 0]
        for line in left:
            new = self._header(data, int(starts[line])) if number[line] < 0 else None
            if new:
                fits = new.matches(sliding_window_view(data, new.length)[starts[left]].T)
                number[left[fits & (number[left] < 0)]] = len(self.known)
                self.known.append(new)

    def _header(self, data: Bytes, start: int) -> HeaderPattern | None:
        """The shape of a line's header, where it has one of this style."""
        mark = self.style.separators[0].encode()
        if mark not in data[start : start + LONGEST].tobytes():
            return None
        found = header_at(data, start)
        return shape(found) if found and found.style == self.style else None
