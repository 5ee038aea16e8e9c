"""The export's own style of header, learned from the headers in it."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from unlike.readers.apps.whatsapp.header_parser import Header, HeaderStyle, header
from unlike.readers.apps.whatsapp.header_patterns import Bytes, HeaderPattern, pattern_of

Places = NDArray[np.int64]
MAX_HEADER_BYTES: Final = 120
"""Bytes in which every header ends."""

_SAMPLE_LINES: Final = 100
"""Lines from which the style is learned."""

_IS_FIRST_BYTE: Final = np.zeros(256, bool)
_IS_FIRST_BYTE[[*range(0x30, 0x3A), ord("["), *range(0xD9, 0xDC), *range(0xE0, 0xE4), 0xEF]] = True
"""First bytes of headers: digits of many scripts, brackets, marks, and words before the time."""
_IS_FIRST_BYTE.setflags(write=False)


def candidates(data: Bytes, starts: Places) -> Places:
    """Which lines could start with a header, as indices."""
    return np.flatnonzero(_IS_FIRST_BYTE[data[starts]])


def header_at(data: Bytes, start: int) -> Header | None:
    """The header of the line that starts at a place."""
    line = data[start : start + MAX_HEADER_BYTES].tobytes().partition(b"\n")[0]
    return header(line.decode(errors="replace"))


def first_headers(data: Bytes, starts: Places) -> list[Header]:
    """Headers of the export's style from lines all over it; the style that most of them have."""
    lines = candidates(data, starts)
    chosen = lines[:: max(1, len(lines) // _SAMPLE_LINES)]
    headers = [parsed for parsed in (header_at(data, int(starts[line])) for line in chosen) if parsed]
    if not headers:
        return []
    style = Counter(parsed.style for parsed in headers).most_common(1)[0][0]
    return [parsed for parsed in headers if parsed.style == style]


class HeaderPatterns:
    """Patterns of the headers of one style; new ones are learned while matching."""

    def __init__(self, headers: list[Header]) -> None:
        self.style: HeaderStyle = headers[0].style
        by_digits = {re.sub(r"\d", "0", parsed.text): parsed for parsed in headers}
        frequency = Counter(re.sub(r"\d", "0", parsed.text) for parsed in headers)
        self.patterns: list[HeaderPattern] = [pattern_of(by_digits[text]) for text, _ in frequency.most_common()]

    def match(self, data: Bytes, starts: Places) -> tuple[NDArray[np.int16], Bytes]:
        """The number of each line's pattern, -1 where a line starts no message, and the lines' first bytes."""
        columns = self._columns(data, starts)
        number = np.full(len(starts), -1, np.int16)
        for place, pattern in enumerate(self.patterns):
            number[pattern.matches(columns) & (number < 0)] = place
        before = len(self.patterns)
        self._learn_patterns(data, starts, number)
        return number, columns if len(self.patterns) == before else self._columns(data, starts)

    def _columns(self, data: Bytes, starts: Places) -> Bytes:
        width = max(pattern.length for pattern in self.patterns)
        return np.ascontiguousarray(sliding_window_view(data, width)[starts].T)

    def _learn_patterns(self, data: Bytes, starts: Places, number: NDArray[np.int16]) -> None:
        """Parse the lines that no pattern fits; a new pattern is matched against all of them at once."""
        unmatched = candidates(data, starts)
        unmatched = unmatched[number[unmatched] < 0]
        for line in unmatched:
            pattern = self._pattern_at(data, int(starts[line])) if number[line] < 0 else None
            if pattern:
                fits = pattern.matches(sliding_window_view(data, pattern.length)[starts[unmatched]].T)
                number[unmatched[fits & (number[unmatched] < 0)]] = len(self.patterns)
                self.patterns.append(pattern)

    def _pattern_at(self, data: Bytes, start: int) -> HeaderPattern | None:
        """The pattern of a line's header, where it has one of this style."""
        mark = self.style.separators[0].encode()
        if mark not in data[start : start + MAX_HEADER_BYTES].tobytes():
            return None
        parsed = header_at(data, start)
        return pattern_of(parsed) if parsed and parsed.style == self.style else None
