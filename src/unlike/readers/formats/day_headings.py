"""Which of the lines that are a date head a day: somebody may have typed one, or copied it, within a message."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from unlike.readers.formats.written_dates import WrittenDate, date_order

_FIRST: Final = 1_000
_SURE: Final = 10
_LIKELY: Final = 5
_PLAIN: Final = 2
_LEAST: Final = 1
"""Weights by which one of two lines that cannot both head a day is kept."""

_ENOUGH_RIGHT: Final = 2
"""Headings with the right day of the week from which on one with a wrong one is none."""

_RESTART: Final = 25
"""Weight that days must have to begin anew before others, as where two exports were put into one file."""


@dataclass(frozen=True, slots=True)
class DayPlace:
    """A line that is a date, and where it stands.

    Attributes:
        index: of the line.
        date: that it is.
        is_first: no message stands above it in the chat.
        is_apart: it is set apart as the app does it, such as by an empty line.
        is_followed: a message begins right below it, or nothing stands there.
        is_back: the clock of the message below is behind that of the message above, so that midnight lies between.
        needs_apart: the app sets such lines apart.
    """

    index: int
    date: WrittenDate
    is_first: bool
    is_apart: bool
    is_followed: bool
    is_back: bool
    needs_apart: bool = True


@dataclass(slots=True)
class DayHeadings:
    """The lines that head a day.

    Attributes:
        dates: by the index of the line.
        ambiguous: indices of lines of which it cannot be told for sure.
    """

    dates: dict[int, WrittenDate] = field(default_factory=dict)
    ambiguous: set[int] = field(default_factory=set)

    def add_chat(self, places: Sequence[DayPlace], today: int | None = None) -> None:
        """Add the headings among the dates of a chat, in the order of the file.

        Args:
            places: of the dates.
            today: days since 1970, from which on the day after tomorrow heads nothing; None where any day may.
        """
        to_come = {place.index for place in places if today is not None and _is_future(place.date, today)}
        self.ambiguous |= to_come
        past = [place for place in places if place.index not in to_come]
        weighed = list(self._weighed(past))
        heading_lines = _forward(weighed)
        self._doubt_last([place for place in past if place.index in heading_lines])
        for candidate in weighed:
            if candidate.line in heading_lines:
                self.dates[candidate.line] = candidate.date
            else:
                self.ambiguous.add(candidate.line)

    def _doubt_last(self, headings: Sequence[DayPlace]) -> None:
        """Doubt a last heading that may be a day to come, typed at the end of a message: no later one tells."""
        if len(headings) < 2:
            return
        before, last = headings[-2:]
        is_set_apart = last.is_first or last.is_apart or last.is_back or last.needs_apart
        if not is_set_apart and not any(_follows(before.date, last.date, order) for order in ("dmy", "mdy")):
            self.ambiguous.add(last.index)

    def _weighed(self, places: Sequence[DayPlace]) -> list[_Candidate]:
        """The dates that may head a day, by where they stand."""
        later = [place for place in places if place.is_followed and not place.is_first]
        sets_apart = any(place.is_apart for place in later)
        runs_on = any(place.is_back and not place.is_apart for place in later) and not sets_apart
        right = sum(place.is_apart and not place.date.has_wrong_weekday() for place in later)
        candidates = []
        for place in places:
            # An app never errs in the day of the week, but texts that people made by hand do.
            is_wrong = (
                place.date.has_wrong_weekday() and right >= _ENOUGH_RIGHT and not (place.is_first or place.is_back)
            )
            weight = 0 if is_wrong else _weight(place, sets_apart=sets_apart, runs_on=runs_on)
            if weight:
                candidates.append(_Candidate(place.index, place.date, weight))
            if place.is_followed and not place.is_first and (not weight or place.date.has_wrong_weekday()):
                self.ambiguous.add(place.index)
        return candidates


def _is_future(date: WrittenDate, today: int) -> bool:
    """Whether a date is after tomorrow, however day and month are to be read."""
    days = [day for order in ("dmy", "mdy") if (day := date.days(order)) is not None]
    return bool(days) and min(days) > today + 1


def _follows(before: WrittenDate, date: WrittenDate, order: str) -> bool:
    """Whether a date is the day after another one, or the same."""
    first, second = before.days(order), date.days(order)
    return first is not None and second is not None and 0 <= second - first <= 1


class _Candidate(NamedTuple):
    line: int
    date: WrittenDate
    weight: int


def _weight(place: DayPlace, *, sets_apart: bool, runs_on: bool) -> int:
    """How much speaks for a heading; 0 where too little does.

    Args:
        place: of a date.
        sets_apart: other headings of the chat are set apart.
        runs_on: none is, though midnight lies at some.
    """
    if place.is_first:
        return _FIRST if place.is_followed else _LEAST
    if not place.is_followed or (place.date.has_wrong_weekday() and not place.is_apart):
        return 0
    if place.is_apart:
        return _SURE if place.is_back else _LIKELY
    if place.is_back:
        return _PLAIN if sets_apart else _SURE
    if sets_apart or (place.needs_apart and not runs_on):
        return 0
    return _LEAST if place.needs_apart else _PLAIN


def _forward(candidates: Sequence[_Candidate]) -> set[int]:
    """Those that run forward day by day and weigh most; of two of one day that weigh the same, the later one."""
    order = date_order([candidate.date for candidate in candidates], None)
    runs = [_run(candidates, which) for which in ((order,) if order else ("dmy", "mdy"))]
    return max(runs, key=len)


def _run(candidates: Sequence[_Candidate], order: str) -> set[int]:
    timed = [(days, one) for one in candidates if (days := one.date.days(order)) is not None]
    ranks = sorted({days for days, _ in timed})
    best: list[tuple[int, int]] = []  # the weight of the best run that ends in each, and the place of the one before
    tree = [(0, -1)] * (len(ranks) + 1)  # the best run that ends on a day before another, as a binary indexed tree
    top = (0, -1)
    for place, (days, candidate) in enumerate(timed):
        rank = bisect_left(ranks, days)
        before = max(_best_before(tree, rank), (top[0] - _RESTART, top[1]))
        best.append((before[0] + candidate.weight, before[1]))
        entry = (best[-1][0], place)
        top = max(top, entry)
        _put(tree, rank + 1, entry)
    heading_lines, place = set(), top[1]
    while place >= 0:
        heading_lines.add(timed[place][1].line)
        place = best[place][1]
    return heading_lines


def _best_before(tree: Sequence[tuple[int, int]], rank: int) -> tuple[int, int]:
    best = (0, -1)
    while rank:
        best = max(best, tree[rank])
        rank -= rank & -rank
    return best


def _put(tree: list[tuple[int, int]], rank: int, entry: tuple[int, int]) -> None:
    while rank < len(tree):
        tree[rank] = max(tree[rank], entry)
        rank += rank & -rank
