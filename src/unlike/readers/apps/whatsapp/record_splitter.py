"""A block of an export cut into its messages, by its bytes.

Newlines are moved so that every message takes exactly three lines: header, sender, text. What was a newline inside
a text becomes a control character that the block does not hold, until the texts are strings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, cast

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from unlike.i18n import mark
from unlike.readers.apps.whatsapp.app_phrases import phrases
from unlike.readers.apps.whatsapp.date_order import DateOrder
from unlike.readers.apps.whatsapp.header_patterns import Bytes, Ints, Mask
from unlike.readers.apps.whatsapp.header_style import LONGEST, HeaderPatterns, Places, first_headers
from unlike.readers.apps.whatsapp.invisible_characters import MARK, plain
from unlike.readers.apps.whatsapp.line_filter import sieve
from unlike.readers.base import SkippedRecord

NEWLINE, SPACE, COLON = 10, 32, 58
GLUES: Final[tuple[int, ...]] = (0x1E, 0x1F, 0x1D, 0x1C, *range(1, 9), *range(14, 28))
"""Control characters that nobody types; one that a block does not hold stands for its inner newlines."""

NEAR: Final = 32
"""Bytes in which most senders' names end."""

PADDING: Final = bytes(LONGEST)
"""Behind every block, so that a few bytes may be looked at beyond its end."""

TORN: Final = 6
"""Bytes from which on a line can be told to be the beginning of a header."""


@dataclass(frozen=True, slots=True)
class RecordTable:
    """The messages of one block; all arrays have one entry a message, but for those of runs.

    Attributes:
        data: three lines a message; a message of the app itself has an empty sender, any other's ends with ":".
        glue: the character that stands for newlines inside a text.
        line: where the header stands, from 1.
        several: whether the text has more than one line.
        own: whether the text may be one of the app's phrases.
        seconds: since midnight.
        dates: packed date of each run of messages of one day.
        lengths: messages in each run.
    """

    data: bytes
    glue: str
    line: Places
    several: Mask
    own: Mask
    seconds: Ints
    dates: Ints
    lengths: Places


@dataclass(frozen=True, slots=True)
class _Headers:
    """The messages in a block: index of the header's line, its end in bytes, bytes of its last sign, and its time."""

    lines: Places
    ends: Places
    dash: Places
    dates: Ints
    seconds: Ints

    def where(self, chosen: Mask | slice) -> _Headers:
        """Some of them."""
        return _Headers(
            self.lines[chosen], self.ends[chosen], self.dash[chosen], self.dates[chosen], self.seconds[chosen]
        )


class RecordSplitter:
    """Cuts block after block; keeps back each block's last message, which may go on in the next one.

    Attributes:
        shapes: how headers look, once the first was seen.
        order: what the dates say about day and month.
        example: the first date as written.
        marked: the app marks its own words in this export.
        lines: lines that were told apart so far.
        leftovers: what belongs to no message.
        left: how many lines that is.
        records: messages and leftovers so far, as they were told apart.
        misled: what was kept back as the beginning of a message turned out to be none, too late to put right.
    """

    def __init__(self, order: str | None = None) -> None:
        self.shapes: HeaderPatterns | None = None
        self.order: DateOrder | None = None
        self.example = ""
        self.marked = False
        self.lines = 0
        self.leftovers: list[SkippedRecord] = []
        self.left = 0
        self.records = 0
        self.misled = False
        self._forced = order
        self._rest = b""
        self._going_on = False

    def cut(self, block: bytes, *, last: bool) -> RecordTable | None:
        """The messages that are whole with this block, or None where there are none yet.

        Args:
            block: the next bytes.
            last: nothing follows.
        """
        going_on, left = self._going_on, self.left
        tail = self._rest + block if last else b""
        torn = self._torn(tail)
        whole = bool(torn) or tail[-1:] in {b"", b"\n"}
        start = (tail.removesuffix(torn),) if last else (self._rest, block)
        made = self._made(bytearray().join((*start, b"" if whole else b"\n", PADDING)), last=last, whole=whole)
        self.misled |= going_on and self.left > left
        if torn:
            self._leave(1, mark("the file breaks off in the middle of a message's beginning"))
        return made

    def _made(self, text: bytearray, *, last: bool, whole: bool) -> RecordTable | None:
        data = np.frombuffer(text, np.uint8)
        breaks = np.flatnonzero(data[:-LONGEST] == NEWLINE)
        starts = np.concatenate([np.zeros(1, np.int64), breaks + 1])
        starts, after = starts[:-1], int(starts[-1])
        found = self._found(data, starts, last=last) if len(breaks) else None
        if found is None or not len(found.lines):
            self._leave(len(breaks), mark("it stands before the first message"))
            self._keep(text, after, going_on=False)
            return None
        self._leave(int(found.lines[0]), mark("it stands before the first message"))
        if not last:
            held = int(found.lines[-1])
            self._keep(text, int(starts[held]), going_on=True)
            found, breaks = found.where(slice(None, -1)), breaks[:held]
        return self._written(text, breaks, found, whole=whole) if len(found.lines) else None

    def _keep(self, text: bytearray, start: int, *, going_on: bool) -> None:
        """Keep the bytes from a place on for the next block."""
        self._rest, self._going_on = bytes(memoryview(text)[start:-LONGEST]), going_on

    def _torn(self, text: bytes) -> bytes:
        """The last line, where it breaks off within a header."""
        line = text[text.rfind(b"\n") + 1 :]
        shapes = self.shapes.known if self.shapes else []
        return line if len(line) >= TORN and any(known.begins(line) for known in shapes) else b""

    def _leave(self, count: int, why: str) -> None:
        """The next lines belong to no message."""
        if count:
            first, last = self.lines + 1, self.lines + count
            self.leftovers.append(SkippedRecord(f"L{first}" if count == 1 else f"L{first}-L{last}", why))
            self.lines, self.left, self.records = last, self.left + count, self.records + 1

    def _found(self, data: Bytes, starts: Places, *, last: bool) -> _Headers | None:
        """Every line that starts a message; unless this is the last block, its last one will be seen again."""
        if self.shapes is None and not self._learn(data, starts):
            return None
        shapes, order = cast("HeaderPatterns", self.shapes), cast("DateOrder", self.order)
        number, columns = shapes.match(data, starts)
        dates, seconds = np.zeros(len(starts), np.int32), np.full(len(starts), -1, np.int32)
        for place, shape in enumerate(shapes.known):
            mine = np.flatnonzero(number == place)
            if 2 * len(mine) > len(starts):  # all lines at once are quicker than picking most of them
                dates[mine], seconds[mine] = shape.dates(columns)[mine], shape.seconds(columns)[mine]
            elif len(mine):
                own = columns[:, mine]
                dates[mine], seconds[mine] = shape.dates(own), shape.seconds(own)
        lengths = np.array([shape.length for shape in shapes.known], np.int64)
        dash = np.array([shape.dash for shape in shapes.known], np.int64)
        lines = np.flatnonzero(seconds >= 0)
        kinds = number[lines]
        found = _Headers(lines, starts[lines] + lengths[kinds], dash[kinds], dates[lines], seconds[lines])
        values, runs = _runs(found.dates)
        counted = runs.copy()
        counted[-1:] -= not last
        return found.where(np.repeat(order.sift(values, counted), runs))

    def _learn(self, data: Bytes, starts: Places) -> bool:
        headers = first_headers(data, starts)
        if not headers:
            return False
        self.shapes = HeaderPatterns(headers)
        style = self.shapes.style
        self.order = DateOrder(style.year, style.separators[0].startswith("."), self._forced)
        self.example = headers[0].date
        self.marked = style.bracket and MARK.encode() in data.tobytes()
        return True

    def _written(self, buffer: bytearray, breaks: Places, found: _Headers, *, whole: bool) -> RecordTable | None:
        """The messages, three lines each."""
        first = int(found.lines[0])
        following = np.append(found.lines[1:], len(breaks))
        data = np.frombuffer(buffer, np.uint8)
        text = _Text.of(data, breaks, found, following)
        if not whole and not text.sender[-1] and not _is_system(data, text):
            found, following, text = found.where(slice(None, -1)), following[:-1], text.where(slice(None, -1))
        size = int(following[-1]) if len(following) else first
        made = self._cut(buffer, breaks[:size], found, text) if len(found.lines) else None
        self.lines += size - first
        self._leave(len(breaks) - size, mark("the file breaks off in the middle of a line"))
        return made

    def _cut(self, buffer: bytearray, breaks: Places, found: _Headers, text: _Text) -> RecordTable:
        data = np.frombuffer(buffer, np.uint8)
        begin = int(breaks[found.lines[0] - 1]) + 1 if found.lines[0] else 0
        own = sieve().passes(data, text.start, text.first_end, text.end) & text.sender
        glue = _glue(buffer)
        inner = np.ones(len(breaks), bool)
        inner[found.lines[1:] - 1] = inner[-1] = False
        # Only now that everything was looked at, the bytes themselves are changed.
        data[breaks[inner]] = glue
        text.part(data, found)
        dates, lengths = _runs(found.dates)
        cast("DateOrder", self.order).runs.append(dates)
        line = found.lines + (self.lines - int(found.lines[0]) + 1)
        self.records += len(line)
        moved = bytes(memoryview(buffer)[begin : int(breaks[-1]) + 1])
        return RecordTable(moved, chr(glue), line, text.first_end != text.end, own, found.seconds, dates, lengths)


@dataclass(frozen=True, slots=True)
class _Text:
    """Where the texts stand: after the sender, if there is one; the first line's end; the last line's end."""

    sender: Mask
    colon: Places
    start: Places
    first_end: Places
    end: Places

    @classmethod
    def of(cls, data: Bytes, breaks: Places, found: _Headers, following: Places) -> _Text:
        """A sender ends at the first ": " of the line; a colon at its very end is one whose space was trimmed."""
        colon = _colons(data, found.ends, int(breaks[-1]))
        first_end = breaks[found.lines]
        sender = colon < first_end
        start = np.where(sender, np.minimum(colon + 2, first_end), found.ends)
        return cls(sender, colon, start, first_end, breaks[following - 1])

    def where(self, chosen: slice) -> _Text:
        """Some of them."""
        return _Text(
            self.sender[chosen], self.colon[chosen], self.start[chosen], self.first_end[chosen], self.end[chosen]
        )

    def part(self, moved: Bytes, found: _Headers) -> None:
        """Put the newlines between header, sender and text."""
        moved[found.ends - 1] = NEWLINE
        trimmed = self.colon + 1 == self.first_end
        moved[(self.colon + ~trimmed)[self.sender]] = NEWLINE
        nobody = found.ends[~self.sender]
        dash = found.dash[~self.sender]
        for step in range(2, int(dash.max(initial=1)) + 2):
            moved[nobody[dash + 1 >= step] - step] = SPACE
        moved[nobody - 2] = NEWLINE


def _colons(data: Bytes, begin: Places, end: int) -> Places:
    """The first ": " from each place on, or a place behind everything."""
    near: Places = begin + (sliding_window_view(data, NEAR)[begin] == COLON).argmax(1)
    if ((data[near] == COLON) & (data[near + 1] == SPACE)).all():
        return near
    colons = np.flatnonzero(data[:end] == COLON)
    after = data[colons + 1]
    colons = np.append(colons[(after == SPACE) | (after == NEWLINE)], len(data))
    found: Places = colons[np.searchsorted(colons, begin)]
    return found


def _is_system(data: Bytes, text: _Text) -> bool:
    """Whether the last line is one of the app's own."""
    line = data[int(text.start[-1]) : int(text.end[-1])].tobytes().decode(errors="replace")
    return phrases().system.find(plain(line)) is not None


def _runs(values: Ints) -> tuple[Ints, Places]:
    """Each value once for as long as it lasts, and how long that is."""
    changes = np.flatnonzero(values[1:] != values[:-1]) + 1
    edges = np.concatenate([np.zeros(min(len(values), 1), np.int64), changes, [len(values)]])
    return values[edges[:-1]], np.diff(edges)


def _glue(text: bytearray) -> int:
    """A control character that does not occur."""
    for glue in GLUES:
        if bytes((glue,)) not in text:
            return glue
    return GLUES[0]
