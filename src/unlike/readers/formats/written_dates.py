"""Dates on a line of their own or before a time, as apps write them for people, with names of months and days."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Final, NamedTuple

from unlike.core.content_caches import content_cache
from unlike.readers.formats.day_words import ALL_MONTHS, WEEKDAYS

_BUDDHIST_YEARS: Final = 543
_FIRST_BUDDHIST_YEAR: Final = 2500
_CENTURY: Final = 2000
_YEAR_DIGITS: Final = 4
_EPOCH_DAY: Final = date(1970, 1, 1).toordinal()

_WEEKDAY: Final = r"[^\W\d_](?:[^\W\d]|[.\-]){0,19}"
_BEHIND: Final = rf"(?:\s?[(（]\s?(?P<round>{_WEEKDAY})\s?[)）]|\s{{0,2}}(?P<day>{_WEEKDAY}))?"
_BEFORE: Final = rf"(?:(?P<day>{_WEEKDAY}),?\s+)?"
_FORMS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<a>\d{{4}})(?P<sign>[./-])\s?(?P<b>\d{{1,2}})(?P=sign)\s?(?P<c>\d{{1,2}})\.?{_BEHIND}",
        rf"(?P<a>\d{{4}})\s?[年년]\s?(?P<b>\d{{1,2}})\s?[月월]\s?(?P<c>\d{{1,2}})\s?[日일]{_BEHIND}",
        rf"{_BEFORE}(?P<a>\d{{1,2}})(?P<sign>[./-])(?P<b>\d{{1,2}})(?P=sign)(?P<c>\d{{4}})",
        rf"(?P<a>\d{{1,2}})(?P<sign>[./-])(?P<b>\d{{1,2}})(?P=sign)(?P<c>\d{{4}}){_BEHIND}",
        rf"{_BEFORE}(?P<month>[^\W\d_]{{3,12}})\.?\s(?P<b>\d{{1,2}}),?\s(?P<c>\d{{4}})",
        rf"{_BEFORE}(?P<b>\d{{1,2}})\.?\s(?:de\s)?(?P<month>[^\W\d_]{{3,12}})\.?,?\s(?:de\s)?(?P<c>\d{{4}})",
    )
)
_SHORTEST: Final = 8
_LONGEST: Final = 48


class WrittenDate(NamedTuple):
    """A date whose day and month may be in either order.

    Attributes:
        parts: year, month and day where the year stands first or the month has a name; else as written, the year last.
        is_settled: the parts are year, month and day.
        weekday: 0 for Monday; None where none stands there, or in a language that is not known.
    """

    parts: tuple[int, int, int]
    is_settled: bool
    weekday: int | None

    def days(self, order: str) -> int | None:
        """Days since 1970; None where there is no such day.

        Args:
            order: "dmy" or "mdy", for a date that is not settled.
        """
        first, second, third = self.parts
        if self.is_settled:
            return _days(first, second, third)
        return _days(third, first, second) if order == "mdy" else _days(third, second, first)

    def has_wrong_weekday(self) -> bool:
        """Whether the day of the week beside it is another one, however day and month are to be read."""
        return self.weekday is not None and not any(_agrees(self, order) for order in ("dmy", "mdy"))


@content_cache(1 << 14)
def _days(year: int, month: int, day: int) -> int | None:
    """Days since 1970; None where there is no such day."""
    try:
        return date(year, month, day).toordinal() - _EPOCH_DAY
    except ValueError:
        return None


@content_cache(1 << 14)
def written_date(text: str) -> WrittenDate | None:
    """The date that a text is, with its day of the week if one stands there; None for any other text."""
    if not _SHORTEST <= len(text) <= _LONGEST or not any(map(str.isdecimal, text)):
        return None
    for form in _FORMS:
        match = form.fullmatch(text)
        if match:
            found = _date(match.groupdict())
            if found:
                return found
    return None


def date_order(dates: Iterable[WrittenDate], wish: str | None) -> str | None:
    """The order of day and month in dates that follow each other: by the calendar, by days of the week, as time runs.

    Args:
        dates: in the order of the file.
        wish: the owner's answer, "dmy", "mdy" or "ymd".

    Returns:
        "dmy" or "mdy"; None where nothing tells.
    """
    unsettled = dict.fromkeys(written for written in dates if not written.is_settled)
    valid = {order: sum(written.days(order) is not None for written in unsettled) for order in ("dmy", "mdy")}
    best = [order for order in valid if valid[order] == max(valid.values())]
    if len(best) > 1:
        agree = Counter({order: sum(_agrees(written, order) for written in unsettled) for order in best})
        best = [order for order in best if agree[order] == max(agree.values())]
    if len(best) > 1:
        back = {order: _steps_back([written.days(order) for written in unsettled]) for order in best}
        best = [order for order in best if back[order] == min(back.values())]
    if len(best) == 1 or all(written.days("dmy") == written.days("mdy") for written in unsettled):
        return best[0]
    return wish if wish in best else None


def _date(found: dict[str, str | None]) -> WrittenDate | None:
    word = found.get("day") or found.get("round")
    weekday = WEEKDAYS.get(word.strip(".").casefold()) if word else None
    if found.get("month"):
        month = ALL_MONTHS.get((found["month"] or "").casefold())
        if month is None:
            return None
        return WrittenDate((_year(found["c"]), month, int(found["b"] or 0)), is_settled=True, weekday=weekday)
    first, second, third = (found[name] or "" for name in "abc")
    if len(first) == _YEAR_DIGITS:
        return WrittenDate((_year(first), int(second), int(third)), is_settled=True, weekday=weekday)
    return WrittenDate((int(first), int(second), _year(third)), is_settled=False, weekday=weekday)


def _year(digits: str | None) -> int:
    """A year of four digits, of our era or the Buddhist one."""
    year = int(digits or 0)
    return year - _BUDDHIST_YEARS if year >= _FIRST_BUDDHIST_YEAR else year


def _agrees(written: WrittenDate, order: str) -> bool:
    """Whether a date falls on the day of the week that stands beside it."""
    days = written.days(order)
    return days is not None and written.weekday is not None and (days + _EPOCH_DAY - 1) % 7 == written.weekday


def _steps_back(days: Sequence[int | None]) -> int:
    known = [day for day in days if day is not None]
    return sum(later < earlier for earlier, later in pairwise(known))
