"""Headers that somebody copied into a message with the words below them, told from the app's own.

What was copied was written before the message that it stands in, in the style of whatever it was copied from. An app
writes all headers of a file in one style, and time runs forward in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple, TypeAlias

from unlike.readers.formats.written_dates import WrittenDate, date_order

_MOST: Final = 10
"""Messages in a row beyond which they were not copied: the file was put together from several."""

_NUMBER: Final = re.compile(r"\d+")
_WORDS: Final = re.compile(r"(?:[^\d\s.,/:()-][^\d\s,/:()-]*+\s*+)+")
_YEAR_DIGITS: Final = 4
_DAY: Final = 86_400
_Belongs: TypeAlias = Callable[[int], bool]


class HeaderStamp(NamedTuple):
    """What tells whether a header was copied.

    Attributes:
        time: seconds on any scale; None where it has no time.
        style: how it is written, whatever it says.
        words: who wrote, and what stands behind.
    """

    time: int | None
    style: str
    words: str


class CopiedRecords(NamedTuple):
    """Places of records that were copied, and how many others may have been: they stand behind a later one."""

    places: frozenset[int]
    ambiguous: int


def header_style(header: str) -> str:
    """How a date and a time are written: signs as they are, "y" for a year, "1" for other numbers, "a" for words."""
    signs = _WORDS.sub("a", header)
    return _NUMBER.sub(lambda match: "y" if len(match[0]) == _YEAR_DIGITS else "1", signs)


def copied_records(stamps: Sequence[HeaderStamp], slack: int, usual: int = 0) -> CopiedRecords:
    """Which records were copied into the one above.

    They are runs out of the order of time to which those below return, by more than the slack, or in another style
    than the first header's; and runs that repeat what stands above.

    Args:
        stamps: of all records, in the order of the file.
        slack: seconds by which the app's own times may run backward.
        usual: seconds by which they often do, so that it makes no doubt.
    """
    if _runs_backward(stamps):
        return CopiedRecords(frozenset(), 0)
    search = _Search(stamps, slack, usual)
    places: set[int] = set()
    place = ambiguous = 0
    while place < len(stamps):
        run = search.run(place) if place else 0
        if run:
            places.update(range(place, place + run))
        else:
            ambiguous += search.keep(place)
        place += run or 1
    return CopiedRecords(frozenset(places), ambiguous)


def copied_dated(headers: Sequence[tuple[WrittenDate, int, str, str]], slack: int) -> CopiedRecords:
    """The same for headers with a date, seconds since midnight, style and words.

    Where nothing tells day from month, those that were copied however the dates are read.
    """
    order = date_order([date for date, *_ in headers], None)
    by_order = [
        copied_records([_stamp(*header, which) for header in headers], slack)
        for which in ([order] if order else ["dmy", "mdy"])
    ]
    places = frozenset.intersection(*(each.places for each in by_order))
    return CopiedRecords(places, min(each.ambiguous for each in by_order))


def _stamp(date: WrittenDate, seconds: int, style: str, words: str, order: str) -> HeaderStamp:
    days = date.days(order)
    return HeaderStamp(None if days is None else days * _DAY + seconds, style, words)


class _Search:
    """Goes through the stamps.

    Attributes:
        last: time of the latest record that was not copied.
        earlier_words: times and words of those that were not copied.
    """

    def __init__(self, stamps: Sequence[HeaderStamp], slack: int, usual: int) -> None:
        self.stamps = stamps
        self.slack = slack
        self.usual = usual
        self.last: int | None = None
        self.earlier_words: set[tuple[int | None, str]] = set()

    def keep(self, place: int) -> bool:
        """Take a record for the app's; whether it may be none: it stands behind a later one, or has another style."""
        time, style, words = self.stamps[place]
        is_back = time is not None and self.last is not None and time < self.last - self.usual
        self.earlier_words.add((time, words))
        self.last = self.last if time is None else time
        return is_back or style != self.stamps[0].style

    def run(self, start: int) -> int:
        """How many records from one on were copied; 0 where none was."""
        last = self.last
        if last is None:
            return 0
        for belongs in (self._is_foreign, self._is_repeated):
            length = self._length(start, belongs)
            if length and self._is_later(start + length, last, at_end=True):
                return length
        return self._out_of_order(start, last)

    def _length(self, start: int, belongs: _Belongs) -> int:
        """Length of a run; 0 for one too long to have been copied."""
        end = start
        while end < len(self.stamps) and end - start <= _MOST and belongs(end):
            end += 1
        return end - start if end - start <= _MOST else 0

    def _is_foreign(self, place: int) -> bool:
        return self.stamps[place].style != self.stamps[0].style and self._is_back(place)

    def _is_repeated(self, place: int) -> bool:
        time, _, words = self.stamps[place]
        return (time, words) in self.earlier_words and self._is_back(place)

    def _is_back(self, place: int) -> bool:
        time = self.stamps[place].time
        return time is not None and self.last is not None and time < self.last

    def _is_later(self, place: int, last: int, *, at_end: bool) -> bool:
        """Whether the record at a place is not before a time.

        Args:
            place: of it.
            last: the time.
            at_end: the answer where the file ends before it.
        """
        if place >= len(self.stamps):
            return at_end
        time = self.stamps[place].time
        return time is not None and time >= last

    def _out_of_order(self, start: int, last: int) -> int:
        first = self.stamps[start].time
        below = [stamp.time for stamp in self.stamps[start + 1 : start + _MOST + 1] if stamp.time is not None]
        if first is None or not below or (first >= last - self.slack and min(below) >= first - self.slack):
            return 0
        for run in range(1, _MOST + 1):
            if not self._is_later(start + run, last, at_end=False):
                continue
            inside = [stamp.time for stamp in self.stamps[start : start + run] if stamp.time is not None]
            is_back = all(time < last - self.slack for time in inside)
            if is_back or self._is_ahead(start + run, min(inside) - self.slack, run):
                return run
        return 0

    def _is_ahead(self, end: int, time: int, run: int) -> bool:
        """Whether more records than a run has follow it that are before a time: fewer are out of order in it."""
        behind = self.stamps[end : end + run + 1]
        return len(behind) > run and all(stamp.time is not None and stamp.time < time for stamp in behind)


def _runs_backward(stamps: Sequence[HeaderStamp]) -> bool:
    """Whether the newest stand first."""
    times = [stamp.time for stamp in stamps if stamp.time is not None]
    return sum((later > earlier) - (later < earlier) for earlier, later in pairwise(times)) < 0
