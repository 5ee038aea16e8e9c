"""Which of the lines that look like headers are some: a first guess while reading, and the final choice."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Protocol

import numpy as np

from unlike.readers.apps.whatsapp.date_order import DateOrder
from unlike.readers.apps.whatsapp.header_log import Places, dates_of, styles_of
from unlike.readers.apps.whatsapp.header_patterns import Bytes, Ints, Mask
from unlike.readers.apps.whatsapp.header_style import HeaderPatterns, first_headers
from unlike.readers.apps.whatsapp.record_parts import runs_of

_MIN_LEADING_LINES: Final = 1000
"""A style of so many lines in a block, and of more than any other there, is the export's own beyond doubt."""


class HeaderChoice(Protocol):
    """What a splitter asks about lines that look like headers.

    Attributes:
        patterns: how headers look.
    """

    patterns: HeaderPatterns

    def learn(self, data: Bytes, starts: Places) -> bool:
        """Learn the first patterns from a block; say whether there are any."""
        ...

    def chosen(self, lines: Places, keys: Ints, seconds: Ints, *, last: bool) -> Mask:
        """Which of some lines are headers.

        Args:
            lines: numbers of the lines, from 1.
            keys: see `HeaderLines`.
            seconds: see `HeaderLines`.
            last: nothing follows; else the last header comes again with the next block.
        """
        ...


@dataclass(slots=True)
class FirstChoice:
    """The first guess: lines in the style that is most frequent, whose date is a day.

    Attributes:
        patterns: how headers look.
        orders: what the dates of each of the export's own styles say about day and month.
    """

    patterns: HeaderPatterns = field(default_factory=HeaderPatterns)
    orders: dict[int, DateOrder] = field(default_factory=dict)

    def learn(self, data: Bytes, starts: Places) -> bool:
        """Learn the first patterns from a block; say whether there are any."""
        headers = first_headers(data, starts)
        self.patterns.learn(headers)
        if headers:
            self._own(0)
        return bool(headers)

    def chosen(self, lines: Places, keys: Ints, seconds: Ints, *, last: bool) -> Mask:
        """Which of some lines are headers; see `HeaderChoice`."""
        chosen = np.zeros(len(lines), bool)
        styles = styles_of(keys)
        frequency = np.bincount(styles[styles >= 0], minlength=1)
        if int(frequency.max()) >= _MIN_LEADING_LINES:
            self._own(int(frequency.argmax()))
        for style, order in self.orders.items():
            mine = np.flatnonzero((styles == style) & (seconds >= 0))
            if len(mine):
                values, runs = runs_of(dates_of(keys[mine]))
                counted = runs.copy()
                counted[-1:] -= not last
                chosen[mine] = np.repeat(order.sift(values, counted), runs)
        return chosen

    def _own(self, style: int) -> None:
        if style not in self.orders:
            self.orders[style] = order_of(self.patterns, style)


@dataclass(slots=True)
class FinalChoice:
    """The choice that was made once all lines were seen.

    Attributes:
        patterns: how headers look; complete.
        headers: numbers of the lines that are headers, ascending.
    """

    patterns: HeaderPatterns
    headers: Places

    def learn(self, data: Bytes, starts: Places) -> bool:
        """Learn nothing: all patterns are known."""
        del data, starts
        return bool(self.patterns.patterns)

    def chosen(self, lines: Places, keys: Ints, seconds: Ints, *, last: bool) -> Mask:
        """Which of some lines are headers; see `HeaderChoice`."""
        del keys, seconds, last
        first, end = np.searchsorted(self.headers, [lines[0], lines[-1] + 1]) if len(lines) else (0, 0)
        return np.isin(lines, self.headers[first:end], assume_unique=True)


def order_of(patterns: HeaderPatterns, style: int) -> DateOrder:
    """What is known of day and month in a style before its first date."""
    look = patterns.styles[style]
    return DateOrder(look.year, look.separators[0].strip().startswith("."))
