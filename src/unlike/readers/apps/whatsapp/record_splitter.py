"""Splits a block of an export into its messages, by its bytes.

Newlines are moved so that every message takes exactly three lines: header, sender, text. What was a newline inside
a text becomes a control character that the block does not hold, until the texts are strings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from unlike.i18n import mark
from unlike.readers.apps.whatsapp.header_choice import FirstChoice, HeaderChoice
from unlike.readers.apps.whatsapp.header_log import NO_DATE, STYLE_STEP, HeaderLines, HeaderLog
from unlike.readers.apps.whatsapp.header_look import LOOK_BYTES, ends_lines_otherwise, with_newlines
from unlike.readers.apps.whatsapp.header_patterns import Bytes, Ints, Mask
from unlike.readers.apps.whatsapp.header_style import MAX_HEADER_BYTES, NO_HEADER, Numbers, Places
from unlike.readers.apps.whatsapp.line_filter import phrase_filter
from unlike.readers.apps.whatsapp.record_parts import (
    NEWLINE,
    RecordHeaders,
    TextPositions,
    ends_in_app_line,
    free_control_byte,
    runs_of,
)
from unlike.readers.base import SkippedRecord

_PADDING: Final = bytes(MAX_HEADER_BYTES)
"""Behind every block, so that a few bytes may be looked at beyond its end."""

_MIN_HEADER_START_BYTES: Final = 6
"""Bytes from which on a line can be known as the beginning of a header."""


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
        dates: key of the date, see `header_log`, of each run of messages of one day.
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

    def where(self, chosen: Mask) -> RecordTable:
        """The chosen messages; slower than what is done to whole blocks."""
        lines = self.data.split(b"\n")
        data = b"".join(
            b"%s\n%s\n%s\n" % tuple(lines[3 * place : 3 * place + 3]) for place in np.flatnonzero(chosen).tolist()
        )
        dates, lengths = runs_of(np.repeat(self.dates, self.lengths)[chosen])
        return RecordTable(
            data,
            self.glue,
            self.line[chosen],
            self.several[chosen],
            self.own[chosen],
            self.seconds[chosen],
            dates,
            lengths,
        )


class RecordSplitter:
    """Splits block after block; holds back each block's last message, which may go on in the next one.

    Attributes:
        choice: which lines that look like headers are some.
        log: all of these lines.
        lines: lines that were split so far.
        skipped_records: what belongs to no message.
        skipped_lines: how many lines that is.
        records: messages and skipped records so far.
        rest: bytes that are held back for the next block.
        misled: what was held back as the beginning of a message turned out to be none, too late to put right.
    """

    def __init__(self, choice: HeaderChoice | None = None) -> None:
        self.choice: HeaderChoice = choice or FirstChoice()
        self.log = HeaderLog()
        self.lines = 0
        self.skipped_records: list[SkippedRecord] = []
        self.skipped_lines = 0
        self.records = 0
        self.misled = False
        self.breaks_off = False
        self.rest = b""
        self._is_open = False

    def split(self, block: bytes, *, last: bool) -> RecordTable | None:
        """The messages that are whole with this block, or None where there are none yet.

        Args:
            block: the next bytes.
            last: nothing follows.
        """
        was_open, skipped_before = self._is_open, self.skipped_lines
        block = self._with_newlines(block)
        tail = self.rest + block if last else b""
        torn = self._broken_header(tail)
        whole = bool(torn) or tail[-1:] in {b"", b"\n"}
        start = (tail.removesuffix(torn),) if last else (self.rest, block)
        records = self._records(bytearray().join((*start, b"" if whole else b"\n", _PADDING)), last=last, whole=whole)
        self.misled |= was_open and self.skipped_lines > skipped_before
        if torn:
            self.breaks_off = True
            self._skip(1, mark("the file breaks off in the middle of a message's beginning"))
        return records

    def _with_newlines(self, block: bytes) -> bytes:
        """The next bytes, whose lines all end with newlines; what was held back may end within a header."""
        edge = self.rest[-LOOK_BYTES:]
        if not ends_lines_otherwise(edge):
            return with_newlines(block)
        self.rest = self.rest[: len(self.rest) - len(edge)]
        return with_newlines(edge + block)

    def _records(self, text: bytearray, *, last: bool, whole: bool) -> RecordTable | None:
        data = np.frombuffer(text, np.uint8)
        breaks = np.flatnonzero(data[:-MAX_HEADER_BYTES] == NEWLINE)
        starts = np.concatenate([np.zeros(1, np.int64), breaks + 1])
        starts, after = starts[:-1], int(starts[-1])
        looks = self._looks(data, starts) if len(breaks) else None
        chosen = np.zeros(0, bool) if looks is None else self._chosen(looks, last=last)
        if looks is None or not chosen.any():
            self._note(looks, chosen, len(starts))
            self._skip(len(breaks), mark("it stands before the first message"))
            self._hold_back(text, after, going_on=False)
            return None
        headers = looks.where(chosen)
        self._note(looks, chosen, len(starts) if last else int(headers.lines[-1]))
        self._skip(int(headers.lines[0]), mark("it stands before the first message"))
        if not last:
            last_header = int(headers.lines[-1])
            self._hold_back(text, int(starts[last_header]), going_on=True)
            headers, breaks = headers.where(slice(None, -1)), breaks[:last_header]
        return self._written(text, breaks, headers, whole=whole) if len(headers.lines) else None

    def _hold_back(self, text: bytearray, start: int, *, going_on: bool) -> None:
        """Keep the bytes from a place on for the next block."""
        self.rest, self._is_open = bytes(memoryview(text)[start:-MAX_HEADER_BYTES]), going_on

    def _broken_header(self, text: bytes) -> bytes:
        """The last line, where it breaks off within a header."""
        line = text[text.rfind(b"\n") + 1 :]
        patterns = self.choice.patterns.patterns
        return (
            line if len(line) >= _MIN_HEADER_START_BYTES and any(pattern.begins(line) for pattern in patterns) else b""
        )

    def _skip(self, count: int, why: str) -> None:
        """Count the next lines as part of no message."""
        if count:
            first, last = self.lines + 1, self.lines + count
            place = f"L{first}" if count == 1 else f"L{first}-L{last}"
            self.skipped_records.append(SkippedRecord(place, why, count))
            self.lines, self.skipped_lines, self.records = last, self.skipped_lines + count, self.records + 1

    def _looks(self, data: Bytes, starts: Places) -> RecordHeaders | None:
        """The lines of a block that look like headers, or None where none was seen yet."""
        patterns = self.choice.patterns
        if not patterns.patterns and not self.choice.learn(data, starts):
            return None
        number, columns = patterns.match(data, starts)
        keys, seconds = self._times(number, columns)
        lines = np.flatnonzero(number != NO_HEADER)
        kinds = number[lines]
        lengths = np.array([*(pattern.length for pattern in patterns.patterns), 0], np.int64)
        dash = np.array([*(pattern.dash for pattern in patterns.patterns), 0], np.int64)
        return RecordHeaders(lines, starts[lines] + lengths[kinds], dash[kinds], keys[lines], seconds[lines])

    def _times(self, number: Numbers, columns: Bytes) -> tuple[Ints, Ints]:
        """Keys of dates and seconds since midnight of all lines that have a header."""
        keys, seconds = np.full(len(number), NO_DATE, np.int32), np.full(len(number), -1, np.int32)
        patterns = self.choice.patterns
        for place, (pattern, style) in enumerate(zip(patterns.patterns, patterns.style_of, strict=True)):
            mine = np.flatnonzero(number == place)
            if 2 * len(mine) > len(number):  # all lines at once are quicker than picking most of them
                dates, times = pattern.dates(columns)[mine], pattern.seconds(columns)[mine]
            elif len(mine):
                own = columns[:, mine]
                dates, times = pattern.dates(own), pattern.seconds(own)
            else:
                continue
            keys[mine], seconds[mine] = dates + style * STYLE_STEP, times
        return keys, seconds

    def _chosen(self, looks: RecordHeaders, *, last: bool) -> Mask:
        """Which lines that look like headers are some; unless it is the last block, the last comes again."""
        return self.choice.chosen(looks.lines + (self.lines + 1), looks.dates, looks.seconds, last=last)

    def _note(self, looks: RecordHeaders | None, taken: Mask, end: int) -> None:
        """Log the lines before a place that look like headers; those behind come again with the next block."""
        if looks is not None:
            before = slice(int(np.searchsorted(looks.lines, end)))
            lines = looks.lines[before] + (self.lines + 1)
            self.log.parts.append(HeaderLines(lines, looks.dates[before], looks.seconds[before], taken[before]))

    def _written(self, buffer: bytearray, breaks: Places, headers: RecordHeaders, *, whole: bool) -> RecordTable | None:
        """The messages, three lines each."""
        first = int(headers.lines[0])
        following = np.append(headers.lines[1:], len(breaks))
        data = np.frombuffer(buffer, np.uint8)
        text = TextPositions.of(data, breaks, headers, following)
        if not whole and not text.sender[-1] and not ends_in_app_line(data, text):
            headers, following, text = headers.where(slice(None, -1)), following[:-1], text.where(slice(None, -1))
        size = int(following[-1]) if len(following) else first
        records = self._moved(buffer, breaks[:size], headers, text) if len(headers.lines) else None
        self.lines += size - first
        self.breaks_off |= len(breaks) > size
        self._skip(len(breaks) - size, mark("the file breaks off in the middle of a line"))
        return records

    def _moved(self, buffer: bytearray, breaks: Places, headers: RecordHeaders, text: TextPositions) -> RecordTable:
        data = np.frombuffer(buffer, np.uint8)
        begin = int(breaks[headers.lines[0] - 1]) + 1 if headers.lines[0] else 0
        own = phrase_filter().passes(data, text.start, text.first_end, text.end) & text.sender
        glue = free_control_byte(buffer)
        inner = np.ones(len(breaks), bool)
        inner[headers.lines[1:] - 1] = inner[-1] = False
        # Only now that everything was looked at, the bytes themselves are changed.
        data[breaks[inner]] = glue
        text.separate(data, headers)
        dates, lengths = runs_of(headers.dates)
        line = headers.lines + (self.lines - int(headers.lines[0]) + 1)
        self.records += len(line)
        moved = bytes(memoryview(buffer)[begin : int(breaks[-1]) + 1])
        return RecordTable(moved, chr(glue), line, text.first_end != text.end, own, headers.seconds, dates, lengths)
