"""Day or month first? What the dates of one style of header say, all of them together, never a line at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.i18n import lazy_plural, mark
from unlike.readers.apps.whatsapp.header_parser import BUDDHIST
from unlike.readers.apps.whatsapp.header_patterns import Ints, Mask

ORDER_NOTES: Final = {
    "dmy": mark("Dates are read day first: {why}."),
    "mdy": mark("Dates are read month first: {why}."),
    "ymd": mark("Dates are read year first: {why}."),
}
ONLY_FORWARD: Final = mark("only so does time run forward")
_MIN_CHANGES: Final = 3
"""So many changes of one part, and so many times those of the other, tell day from month."""

CLEAR_RATIO: Final = 4
"""So many times more steps back in time rule an order out."""

_MIN_YEAR_FIRST_SHARE: Final = 0.05
"""Of all lines, so many must rule out that a year of two digits stands last before it is taken to stand first."""

Days = NDArray[np.int64]
NO_DAY: Final = -(10**9)
"""In place of the number of a day, where there is none; before all days."""

_SHORT_YEAR_BASE: Final = 2000
FIRST_YEAR: Final = 2009
"""There was no WhatsApp before."""

_DAYS_OF_ZERO: Final = (-1, 0, 1)
"""Days of 1970-01-01 and, in other zones, beside it: what a clock shows that was never set."""

_CENTURY_DAYS: Final = 36_525
"""From 1970-01-01 to 2070-01-01, as which it is read where years have two digits."""

_LAST_YEAR: Final = 2100
"""Later years are no evidence, whatever the clock says."""

_MAX_GREGORIAN_YEAR: Final = 2400
"""Years beyond are counted in the Buddhist era even where no letters say so."""

_BUDDHIST_SHORT_YEARS: Final = 43
"""Years from a short year of this century to the same two digits of the Buddhist era."""

_MIN_BUDDHIST_SHORT_YEAR: Final = 52
"""The year 2009 by the last two digits of the Buddhist era."""

_MIN_BUDDHIST_SHARE: Final = 0.9
"""Share of a style's lines that must have such years."""


def full_years(years: Ints, *, buddhist: bool = False) -> Ints:
    """Years of our calendar that years as written mean; those before 100 are of this century.

    Args:
        years: as written.
        buddhist: two digits are of the Buddhist era.
    """
    short = years + (_SHORT_YEAR_BASE - _BUDDHIST_SHORT_YEARS * buddhist)
    full: Ints = np.where(years < 100, short, years - BUDDHIST * (years > _MAX_GREGORIAN_YEAR))
    return full


def civil_days(packed: Ints, order: str, *, short: bool, buddhist: bool = False) -> Days:
    """Days since 1970 of packed dates read in one order; `NO_DAY` where there is no such day.

    Args:
        packed: as `HeaderPattern.dates` gives it: the year (or, of three short parts, the last) and the two others.
        order: "dmy", "mdy" or "ymd".
        short: no part has four digits.
        buddhist: years of two digits are of the Buddhist era.
    """
    outer, first, second = packed // 10_000, packed // 100 % 100, packed % 100
    if order == "ymd":
        year, month, day = (first, second, outer) if short else (outer, first, second)
    else:
        year, (day, month) = outer, (first, second) if order == "dmy" else (second, first)
    full = full_years(year, buddhist=buddhist) if short else np.where(year < 100, year, full_years(year))
    months = ((full.astype(np.int64) - 1970) * 12 + month - 1).astype("datetime64[M]")
    days = months.astype("datetime64[D]").astype(np.int64) + day - 1
    last = (months + np.timedelta64(1, "M")).astype("datetime64[D]").astype(np.int64) - 1
    is_day = (month >= 1) & (month <= 12) & (day >= 1) & (days <= last) & (full > 0)
    numbers: Days = np.where(is_day, days, NO_DAY)
    return numbers


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
    """Evidence on the order of day and month from the dates of one style.

    Attributes:
        year: where it stands, see `HeaderStyle.year`.
        dots: the parts are parted by full stops.
        first_year: dates before it are odd and no evidence.
        last_year: dates beyond it are, too.
        buddhist: years of two digits are of the Buddhist era.
        used: the order by which lines are sifted, None until the dates decide.
        lines: number of lines with a date.
        against: lines that each order cannot explain.
        runs: packed dates that are not odd, in the file's order, each once for as long as it lasts.
    """

    year: str
    dots: bool
    first_year: int = FIRST_YEAR
    last_year: int = _LAST_YEAR
    buddhist: bool = False
    used: str | None = None
    lines: int = 0
    against: dict[str, int] = field(init=False)
    runs: list[Ints] = field(default_factory=list)

    def __post_init__(self) -> None:
        orders = {"first": ("ymd",), "last": ("dmy", "mdy"), "short": ("dmy", "mdy", "ymd")}[self.year]
        self.against = dict.fromkeys(orders, 0)

    def days(self, packed: Ints, order: str) -> Days:
        """Days since 1970 of packed dates in one order; `NO_DAY` where there is no such day."""
        return civil_days(packed, order, short=self.year == "short", buddhist=self.buddhist)

    def plausible(self, days: Days) -> Mask:
        """Which days lie in the years in which something could be written; the others, and that of 0, are odd."""
        first, last = self.plausible_days
        of_zero = np.isin(days - _CENTURY_DAYS if self.year == "short" else days, _DAYS_OF_ZERO)
        plausible: Mask = (days >= first) & (days <= last) & ~of_zero
        return plausible

    @property
    def plausible_days(self) -> tuple[int, int]:
        """The first and last day that is not odd, as days since 1970."""
        first, beyond = np.array([self.first_year - 1970, self.last_year - 1969], "datetime64[Y]").astype(
            "datetime64[D]"
        )
        return int(first.astype(np.int64)), int(beyond.astype(np.int64)) - 1

    def sift(self, values: Ints, lengths: NDArray[np.int64]) -> Mask:
        """Which runs of dates are days; the others stand in what somebody wrote.

        Args:
            values: packed dates.
            lengths: how many lines count for each.
        """
        days = {order: self.days(values, order) for order in self.against}
        real = {order: numbers != NO_DAY for order, numbers in days.items()}
        plausible = {order: self.plausible(numbers) for order, numbers in days.items()}
        possible = np.logical_or.reduce(list(plausible.values()))
        for order, fits in plausible.items():
            self.against[order] += int(lengths[possible & ~fits].sum())
        self.lines += int(lengths[possible].sum())
        self.runs.append(values[possible])
        self.used = self.used or self.decided()
        any_order: Mask = np.logical_or.reduce(list(real.values()))
        return real[self.used] if self.used else any_order

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

    def by_calendar(self) -> OrderChoice | None:
        """The order that the calendar leaves, or None where it leaves several."""
        decided = self.decided()
        if decided is None:
            return None
        if decided == "ymd" and self.year == "first":
            return OrderChoice(decided, mark("the year has four digits and stands first"))
        count = max(self.against[order] for order in self.against if order != decided)
        reason = lazy_plural(
            "{number} line can be read in no other way", "{number} lines can be read in no other way", count
        )
        return OrderChoice(decided, reason)

    def by_wish(self, wish: str | None) -> OrderChoice | None:
        """The order the owner asked for, where the calendar allows it.

        Args:
            wish: "dmy", "mdy" or "ymd", as the owner said, or None.
        """
        return OrderChoice(wish, mark("so it was asked for")) if wish is not None and wish in self.open() else None

    def by_running(self) -> OrderChoice | None:
        """The order in which time runs forward most."""
        orders = self.open()
        read = {order: self.days(self._sequence(), order) for order in orders}
        if all(np.array_equal(days, read[orders[0]]) for days in read.values()):
            return OrderChoice(orders[0], mark("every order gives the same days"))
        back = {order: steps_back(days) for order, days in read.items()}
        best, other = sorted(orders, key=lambda order: back[order])[:2]
        return OrderChoice(best, ONLY_FORWARD) if back[best] * CLEAR_RATIO < back[other] else None

    def by_changes(self) -> OrderChoice | None:
        """The order in which the month changes less often than the day."""
        if sorted(self.open()) != ["dmy", "mdy"]:
            return None
        sequence = self._sequence()
        first, second = (int((np.diff(part) != 0).sum()) for part in (sequence // 100 % 100, sequence % 100))
        if max(first, second) < _MIN_CHANGES or max(first, second) < _MIN_CHANGES * min(first, second):
            return None
        order = "dmy" if first > second else "mdy"
        return OrderChoice(order, mark("the other part changes too seldom to be the day"))

    def by_sign(self) -> OrderChoice | None:
        """Day first, where dates are written with full stops."""
        return OrderChoice("dmy", mark("dates with full stops begin with the day")) if self.dots else None

    def _sequence(self) -> Ints:
        return np.concatenate(self.runs) if self.runs else np.zeros(0, np.int32)


def is_buddhist(values: Ints, lengths: NDArray[np.int64], last_year: int) -> bool:
    """Whether nearly all years of two digits make sense in the Buddhist era, and in no other way.

    Args:
        values: packed dates with a short year at their end.
        lengths: how many lines count for each.
        last_year: later dates make no sense.
    """
    years = values // 10_000
    late = (years >= _MIN_BUDDHIST_SHORT_YEAR) & (years - _BUDDHIST_SHORT_YEARS <= last_year - _SHORT_YEAR_BASE)
    return bool(lengths[late].sum() > _MIN_BUDDHIST_SHARE * lengths.sum())


def steps_back(days: Days) -> int:
    """How often a day comes before the one above it; what is no day does not count."""
    return int((np.diff(days[days != NO_DAY]) < 0).sum())


def way_through(days: Days) -> int:
    """How many days lie between each day and the next, to and fro; what is no day does not count."""
    return int(np.abs(np.diff(days[days != NO_DAY])).sum())
