"""Day or month first? Settled from the whole file, never a line at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.i18n import lazy_plural, mark
from unlike.readers.apps.whatsapp.header_patterns import Ints, Mask

ORDER_NOTES: Final = {
    "dmy": mark("Dates are read day first: {why}."),
    "mdy": mark("Dates are read month first: {why}."),
    "ymd": mark("Dates are read year first: {why}."),
}
_MIN_CHANGES: Final = 3
"""So many changes of one part, and so many times those of the other, tell day from month."""

_MIN_YEAR_FIRST_SHARE: Final = 0.05
"""Of all lines, so many must rule out that a year of two digits stands last before it is taken to stand first."""

_SHORT_YEAR_BASE: Final = 2000
_FIRST_SHORT_YEAR: Final = 9
"""There was no WhatsApp before 2009, so a short year is no smaller; four digits may say what they like."""

_MAX_GREGORIAN_YEAR: Final = 2400
"""Years beyond are counted in the Buddhist era even where no letters say so."""


def civil(packed: int, order: str, *, short: bool) -> date | None:
    """A packed date read in one order, or None where there is no such day.

    Args:
        packed: as `HeaderPattern.dates` gives it: the year (or, of three short parts, the last) and the two others.
        order: "dmy", "mdy" or "ymd".
        short: no part has four digits.
    """
    outer, first, second = packed // 10_000, packed // 100 % 100, packed % 100
    if order == "ymd":
        year, month, day = (first, second, outer) if short else (outer, first, second)
    else:
        day, month = (first, second) if order == "dmy" else (second, first)
        year = outer
    if year < 100:
        year = _SHORT_YEAR_BASE + year if year >= _FIRST_SHORT_YEAR else 0
    elif year > _MAX_GREGORIAN_YEAR:
        year -= 543
    try:
        return date(year, month, day) if year >= 1900 else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class OrderChoice:
    """An order of day, month and year, and why.

    Attributes:
        order: "dmy", "mdy" or "ymd".
        reason: half a sentence.
    """

    order: str
    reason: str


@dataclass
class DateOrder:
    """Evidence on the order of day and month from the dates read so far.

    Attributes:
        year: where it stands, see `HeaderStyle.year`.
        dots: the parts are parted by full stops.
        used: the order by which lines are sifted, None until the dates decide.
        lines: number of lines with a date.
        against: lines that each order cannot explain.
        runs: packed dates of the headers in the file's order, each once for as long as it lasts.
    """

    year: str
    dots: bool
    against: dict[str, int] = field(init=False)
    used: str | None = None
    lines: int = 0
    runs: list[Ints] = field(default_factory=list)
    _days: dict[str, dict[int, date | None]] = field(init=False)

    def __post_init__(self) -> None:
        orders = {"first": ("ymd",), "last": ("dmy", "mdy"), "short": ("dmy", "mdy", "ymd")}[self.year]
        self.against = dict.fromkeys(orders, 0)
        self._days = {order: {} for order in orders}

    def day(self, packed: int, order: str) -> date | None:
        """A packed date in one order."""
        days = self._days[order]
        if packed not in days:
            days[packed] = civil(packed, order, short=self.year == "short")
        return days[packed]

    def sift(self, values: Ints, lengths: NDArray[np.int64]) -> Mask:
        """Which runs of dates are real ones; the others stand in what somebody wrote.

        Args:
            values: packed dates.
            lengths: how many lines count for each.
        """
        distinct, place = np.unique(values, return_inverse=True)
        real = {
            order: np.array([self.day(int(value), order) is not None for value in distinct], bool)[place]
            for order in self.against
        }
        possible = np.logical_or.reduce(list(real.values()))
        for order, fits in real.items():
            self.against[order] += int(lengths[possible & ~fits].sum())
        self.lines += int(lengths.sum())
        self.used = self.used or self.decided()
        return real[self.used] if self.used else possible

    def decided(self) -> str | None:
        """The one order that explains most, by the calendar alone."""
        best = self.open()
        return best[0] if len(best) == 1 else None

    def open(self) -> list[str]:
        """The orders that the calendar leaves."""
        against = dict(self.against)
        if self.year == "short" and min(against["dmy"], against["mdy"]) < max(
            _MIN_CHANGES, _MIN_YEAR_FIRST_SHARE * self.lines
        ):
            # Of three short parts the year hardly ever stands first: it takes more than a few odd lines.
            del against["ymd"]
        fewest = min(against.values())
        return [order for order, count in against.items() if count == fewest]

    def choose(self, wish: str | None) -> OrderChoice | None:
        """Choose by the calendar, else by the owner's wish, else by the file's own signs; None where nothing decides.

        Args:
            wish: "dmy", "mdy" or "ymd", as the owner said, or None.
        """
        if wish is not None and self.decided() is None and wish in self.open():
            return OrderChoice(wish, mark("so it was asked for"))
        return self.settled()

    def settled(self) -> OrderChoice | None:
        """The order by the file alone, or None where it leaves it open."""
        decided = self.decided()
        if decided == "ymd" and self.year == "first":
            return OrderChoice(decided, mark("the year has four digits and stands first"))
        if decided:
            count = max(self.against[order] for order in self.against if order != decided)
            reason = lazy_plural(
                "{number} line can be read in no other way", "{number} lines can be read in no other way", count
            )
            return OrderChoice(decided, reason)
        return self._by_running() or self._by_changes() or self._by_sign()

    def _sequence(self) -> list[int]:
        whole = np.concatenate(self.runs) if self.runs else np.zeros(0, np.int32)
        return [int(value) for value in whole]

    def _by_running(self) -> OrderChoice | None:
        """The order in which time runs forward most."""
        sequence, orders = self._sequence(), self.open()
        read = {order: [self.day(value, order) for value in sequence] for order in orders}
        if all(days == read[orders[0]] for days in read.values()):
            return OrderChoice(orders[0], mark("every order gives the same days"))
        back = {order: _steps_back(days) for order, days in read.items()}
        best, other = sorted(orders, key=lambda order: back[order])[:2]
        if back[best] * 4 < back[other]:
            return OrderChoice(best, mark("only so does time run forward"))
        return None

    def _by_changes(self) -> OrderChoice | None:
        """The order in which the month changes less often than the day."""
        if sorted(self.open()) != ["dmy", "mdy"]:
            return None
        pairs = list(pairwise(self._sequence()))
        first = sum(before // 100 % 100 != after // 100 % 100 for before, after in pairs)
        second = sum(before % 100 != after % 100 for before, after in pairs)
        if max(first, second) < _MIN_CHANGES or max(first, second) < _MIN_CHANGES * min(first, second):
            return None
        order = "dmy" if first > second else "mdy"
        return OrderChoice(order, mark("the other part changes too seldom to be the day"))

    def _by_sign(self) -> OrderChoice | None:
        """Day first, where dates are written with full stops."""
        return OrderChoice("dmy", mark("dates with full stops begin with the day")) if self.dots else None


def _steps_back(days: list[date | None]) -> int:
    return sum(after < before for before, after in pairwise(day for day in days if day is not None))
