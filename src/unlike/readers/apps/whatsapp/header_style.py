"""The export's own styles of header, learned from the headers in it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from unlike.readers.apps.whatsapp.header_look import looking, may_look
from unlike.readers.apps.whatsapp.header_parser import Header, HeaderStyle, header
from unlike.readers.apps.whatsapp.header_patterns import Bytes, HeaderPattern, pattern_of

Places = NDArray[np.int64]
Numbers = NDArray[np.int16]
MAX_HEADER_BYTES: Final = 120
"""Bytes in which every header ends."""

NO_HEADER, UNREADABLE = -1, -2
"""In place of a pattern's number: the line starts no message; it looks like one, but no header is known like it."""

_SAMPLE_LINES: Final = 80
"""Lines from which the first styles are learned."""

_MAX_STYLES: Final = 20
_MAX_PATTERNS: Final = 512
"""Beyond these, headers of yet another look are unreadable."""

_COMMON_PATTERNS: Final = 32
"""Patterns that are compared with all lines; the others only with what these leave."""

_GROWTH: Final = 4
"""So many times more lines are looked at each time, where lines are left that no pattern fits."""


def header_at(data: Bytes, start: int) -> Header | None:
    """The header of the line that starts at a place."""
    line = data[start : start + MAX_HEADER_BYTES].tobytes().partition(b"\n")[0]
    return header(line.decode(errors="replace"))


def _headers(data: Bytes, starts: Places, lines: Places) -> list[Header]:
    """The headers of some lines."""
    looks = looking(data, starts, may_look(data, starts, lines))[0]
    return [parsed for parsed in (header_at(data, int(starts[line])) for line in looks) if parsed]


def first_headers(data: Bytes, starts: Places) -> list[Header]:
    """Headers from lines all over a block, those of the most frequent style first."""
    lines = np.arange(len(starts))
    half = _SAMPLE_LINES // 2
    sample = np.union1d(lines[:half], lines[:: max(1, len(lines) // half)])
    headers = _headers(data, starts, sample) or _headers(data, starts, lines)
    frequency = Counter(parsed.style for parsed in headers)
    return sorted(headers, key=lambda parsed: -frequency[parsed.style])


@dataclass(slots=True)
class HeaderPatterns:
    """Patterns of the headers of all styles of an export; new ones are learned while matching.

    Attributes:
        patterns: one a way to write a header of a style, those learned first before the others.
        style_of: number of the style of each pattern.
        styles: all styles; the first is the one that was most frequent where they were learned.
        examples: a date as written in each style.
        complete: all of the export was seen before, so that nothing is left to learn.
    """

    patterns: list[HeaderPattern] = field(default_factory=list)
    style_of: list[int] = field(default_factory=list)
    styles: list[HeaderStyle] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)
    complete: bool = False

    def learn(self, headers: list[Header]) -> None:
        """Take over the patterns of some headers, frequent ones of each style first."""
        by_digits = {re.sub(r"\d", "0", parsed.text): parsed for parsed in headers}
        frequency = Counter(re.sub(r"\d", "0", parsed.text) for parsed in headers)
        for parsed in headers:
            self._style_number(parsed)
        for text, _ in frequency.most_common():
            self._add(by_digits[text])

    def match(self, data: Bytes, starts: Places) -> tuple[Numbers, Bytes]:
        """The number of each line's pattern, `NO_HEADER` or `UNREADABLE`, and the lines' first bytes."""
        columns = self._columns(data, starts)
        number = np.full(len(starts), NO_HEADER, np.int16)
        for place, pattern in enumerate(self.patterns[:_COMMON_PATTERNS]):
            number[pattern.matches(columns) & (number < 0)] = place
        rest = np.flatnonzero(number < 0) if len(self.patterns) > _COMMON_PATTERNS else np.zeros(0, np.int64)
        heads = np.ascontiguousarray(columns[:, rest])
        for place, pattern in enumerate(self.patterns[_COMMON_PATTERNS:], _COMMON_PATTERNS):
            number[rest[pattern.matches(heads) & (number[rest] < 0)]] = place
        if self.complete:
            return number, columns
        before = len(self.patterns)
        self._learn_patterns(data, starts, number)
        return number, columns if len(self.patterns) == before else self._columns(data, starts)

    def _columns(self, data: Bytes, starts: Places) -> Bytes:
        width = max(pattern.length for pattern in self.patterns)
        return np.ascontiguousarray(sliding_window_view(data, width)[starts].T)

    def _learn_patterns(self, data: Bytes, starts: Places, number: Numbers) -> None:
        """Look at the lines that no pattern fits, a few at first: a new pattern is matched against all the others."""
        left, size = np.flatnonzero(number == NO_HEADER), _SAMPLE_LINES * _GROWTH
        while len(left):
            before = len(self.patterns)
            self._learn_from(data, starts, number, may_look(data, starts, left[:size]))
            left, size = left[size:], size * _GROWTH
            for place in range(before, len(self.patterns)):
                fits = self.patterns[place].matches(self._heads(data, starts[left], self.patterns[place].length))
                number[left[fits]] = place
                left = left[~fits]

    def _learn_from(self, data: Bytes, starts: Places, number: Numbers, lines: Places) -> None:
        """Parse some lines; a new pattern is matched against all of them at once."""
        lines, sender = looking(data, starts, lines)
        for line, named in zip(lines.tolist(), sender.tolist(), strict=True):
            if number[line] < 0:
                parsed = header_at(data, int(starts[line]))
                if parsed and self._add(parsed):
                    fits = self.patterns[-1].matches(self._heads(data, starts[lines], self.patterns[-1].length))
                    number[lines[fits & (number[lines] < 0)]] = len(self.patterns) - 1
                elif parsed or named:
                    number[line] = UNREADABLE

    @staticmethod
    def _heads(data: Bytes, starts: Places, width: int) -> Bytes:
        heads: Bytes = sliding_window_view(data, width)[starts].T
        return heads

    def _add(self, parsed: Header) -> bool:
        """Add a header's pattern, unless there are too many; say whether it was added."""
        style = self._style_number(parsed)
        if style is None or len(self.patterns) >= _MAX_PATTERNS:
            return False
        self.patterns.append(pattern_of(parsed))
        self.style_of.append(style)
        return True

    def _style_number(self, parsed: Header) -> int | None:
        if parsed.style in self.styles:
            return self.styles.index(parsed.style)
        if len(self.styles) >= _MAX_STYLES:
            return None
        self.styles.append(parsed.style)
        self.examples.append(parsed.date)
        return len(self.styles) - 1
