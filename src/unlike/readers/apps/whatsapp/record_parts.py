"""Where headers, senders and texts stand in a block of an export, in bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from unlike.readers.apps.whatsapp.app_phrases import phrases
from unlike.readers.apps.whatsapp.header_patterns import Bytes, Ints, Mask
from unlike.readers.apps.whatsapp.header_style import Places
from unlike.readers.apps.whatsapp.invisible_characters import plain

NEWLINE, SPACE, COLON = 10, 32, 58
_GLUE_BYTES: Final[tuple[int, ...]] = (0x1E, 0x1F, 0x1D, 0x1C, *range(1, 9), *range(14, 28))
"""Control characters that nobody types; one that a block does not hold stands for its inner newlines."""

_MAX_NAME_BYTES: Final = 120
"""Bytes of the longest name that may hold a line break."""

_MAX_NAME_BREAKS: Final = 2
"""Line breaks that a name may hold."""

_NEAR_BYTES: Final = 32
"""Bytes in which most senders' names end."""


@dataclass(frozen=True, slots=True)
class RecordHeaders:
    """The headers of the messages in a block.

    Attributes:
        lines: index of the line of each.
        ends: byte behind each.
        dash: bytes of the sign at the end of each.
        dates: packed, see `date_order.civil`.
        seconds: since midnight.
    """

    lines: Places
    ends: Places
    dash: Places
    dates: Ints
    seconds: Ints

    def where(self, chosen: Mask | slice) -> RecordHeaders:
        """The chosen headers."""
        return RecordHeaders(
            self.lines[chosen], self.ends[chosen], self.dash[chosen], self.dates[chosen], self.seconds[chosen]
        )


@dataclass(frozen=True, slots=True)
class TextPositions:
    """Places of the texts of a block, in bytes.

    Attributes:
        sender: whether there is one.
        colon: behind the sender's name; means nothing where there is none.
        start: of the text.
        first_end: of its first line.
        end: of its last line.
        broken: places of the line breaks within senders' names.
    """

    sender: Mask
    colon: Places
    start: Places
    first_end: Places
    end: Places
    broken: Places

    @classmethod
    def of(cls, data: Bytes, breaks: Places, headers: RecordHeaders, following: Places) -> TextPositions:
        """Find the texts; a sender ends at the first ": ", or at a colon at the line's end, whose space was trimmed."""
        colon = _first_colons(data, headers.ends, int(breaks[-1]))
        first_end = breaks[headers.lines]
        broken = _broken_names(data, breaks, headers, following, colon)
        lines = np.searchsorted(breaks, colon[broken])
        within = [np.arange(first, end) for first, end in zip(headers.lines[broken], lines, strict=True)]
        first_end[broken] = breaks[lines]
        sender = colon < first_end
        start = np.where(sender, np.minimum(colon + 2, first_end), headers.ends)
        inner = breaks[np.concatenate([np.zeros(0, np.int64), *within])]
        return cls(sender, colon, start, first_end, breaks[following - 1], inner)

    def where(self, chosen: slice) -> TextPositions:
        """The chosen texts."""
        return TextPositions(
            self.sender[chosen],
            self.colon[chosen],
            self.start[chosen],
            self.first_end[chosen],
            self.end[chosen],
            self.broken,
        )

    def separate(self, moved: Bytes, headers: RecordHeaders) -> None:
        """Put the newlines between header, sender and text."""
        moved[self.broken] = SPACE
        moved[headers.ends - 1] = NEWLINE
        trimmed = self.colon + 1 == self.first_end
        moved[(self.colon + ~trimmed)[self.sender]] = NEWLINE
        nameless = headers.ends[
            self.sender & trimmed & (self.colon == headers.ends)
        ]  # an empty name is no line of the app
        moved[nameless - 2], moved[nameless - 1] = NEWLINE, COLON
        nobody = headers.ends[~self.sender]
        dash = headers.dash[~self.sender]
        for step in range(2, int(dash.max(initial=1)) + 2):
            moved[nobody[dash + 1 >= step] - step] = SPACE
        moved[nobody - 2] = NEWLINE


def _first_colons(data: Bytes, begin: Places, end: int) -> Places:
    """The first ": " from each place on, or a place behind everything."""
    first_colons: Places = begin + (sliding_window_view(data, _NEAR_BYTES)[begin] == COLON).argmax(1)
    if ((data[first_colons] == COLON) & (data[first_colons + 1] == SPACE)).all():
        return first_colons
    colons = np.flatnonzero(data[:end] == COLON)
    after = data[colons + 1]
    colons = np.append(colons[(after == SPACE) | (after == NEWLINE)], len(data))
    after_begin: Places = colons[np.searchsorted(colons, begin)]
    return after_begin


def _broken_names(data: Bytes, breaks: Places, headers: RecordHeaders, following: Places, colon: Places) -> Places:
    """Messages whose sender's name holds a line break, as indices; a line of the app that goes on is none of them."""
    first_end = breaks[headers.lines]
    near = (colon >= first_end) & (colon < breaks[following - 1]) & (colon < headers.ends + _MAX_NAME_BYTES)
    broken = [
        place
        for place in np.flatnonzero(near).tolist()
        if int(np.searchsorted(breaks, colon[place])) <= int(headers.lines[place]) + _MAX_NAME_BREAKS
        and not _is_app_line(data, int(headers.ends[place]), int(first_end[place]))
    ]
    return np.array(broken, np.int64)


def _is_app_line(data: Bytes, start: int, end: int) -> bool:
    return phrases().system.find(plain(data[start:end].tobytes().decode(errors="replace"))) is not None


def ends_in_app_line(data: Bytes, text: TextPositions) -> bool:
    """Whether the last line is one of the app's own."""
    return _is_app_line(data, int(text.start[-1]), int(text.end[-1]))


def runs_of(values: Ints) -> tuple[Ints, Places]:
    """Values of runs of equal neighbours, and the lengths of the runs."""
    changes = np.flatnonzero(values[1:] != values[:-1]) + 1
    edges = np.concatenate([np.zeros(min(len(values), 1), np.int64), changes, [len(values)]])
    return values[edges[:-1]], np.diff(edges)


def free_control_byte(text: bytearray) -> int:
    """A control character that does not occur."""
    for glue in _GLUE_BYTES:
        if bytes((glue,)) not in text:
            return glue
    return _GLUE_BYTES[0]
