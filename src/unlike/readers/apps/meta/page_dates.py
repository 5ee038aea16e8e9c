"""Dates on Meta's pages, which stand there in the language of the account and without a time zone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Final

from babel.dates import get_month_names

_LANGUAGES: Final = (
    *("en", "de", "es", "fr", "pt", "it", "nl", "pl", "tr", "ru", "uk", "id", "ms", "vi", "fil", "ro", "cs", "sk"),
    *("hu", "sv", "da", "nb", "fi", "el", "bg", "hr", "sl", "lt", "lv", "et", "ca", "af", "sw", "az", "sq", "bs"),
)
"""Languages whose months are known; of Serbian and others in two scripts, and those without month names, none."""

_CLOCK: Final = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2}))?(?!\d)")
_YEAR_FIRST: Final = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_YEAR: Final = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_DAY: Final = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_AFTERNOON: Final = re.compile(r"\bp\.?\s?m\b|下午|오후|午後", re.IGNORECASE)
_MORNING: Final = re.compile(r"\ba\.?\s?m\b|上午|오전|午前", re.IGNORECASE)
_NOON: Final = 12


def month_numbers(dates: Iterable[str], language: str = "") -> Mapping[str, int]:
    """Which word of some dates is which month; empty where no language has them all, or several disagree.

    Args:
        dates: as they stand on the pages of one account.
        language: of the page, where it tells; it is asked first.
    """
    words = {word for date in dates for word in _month_words(date)}
    fitting = [months for months in map(_months, _LANGUAGES) if words <= months.keys()]
    own = _months(language) if language in _LANGUAGES else {}
    readings = [own] if words <= own.keys() else fitting
    different = {tuple(sorted((word, months[word]) for word in words)) for months in readings}
    return dict(different.pop()) if len(different) == 1 else {}


def wall_clock(text: str, months: Mapping[str, int]) -> datetime | None:
    """A date as a naive time; None where it cannot be read.

    Args:
        text: e.g. "Oct 19, 2019, 2:37 PM" or "19 oct 2019 14:37".
        months: as in `month_numbers`.
    """
    clock = _CLOCK.search(text)
    day = _date(_CLOCK.sub(" ", text), months)
    if clock is None or day is None:
        return None
    hour = int(clock[1])
    if _AFTERNOON.search(text) or _MORNING.search(text):
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if _AFTERNOON.search(text) else 0)
    try:
        return datetime(*day, hour, int(clock[2]), int(clock[3] or 0))  # noqa: DTZ001 - the zone is the owner's
    except ValueError:
        return None


def _date(text: str, months: Mapping[str, int]) -> tuple[int, int, int] | None:
    """Year, month and day."""
    year_first = _YEAR_FIRST.search(text)
    if year_first:
        return int(year_first[1]), int(year_first[2]), int(year_first[3])
    named = [months[word] for word in _words(text) if word in months]
    year, day = _YEAR.search(text), _DAY.search(_YEAR.sub(" ", text))
    if len(named) != 1 or year is None or day is None:
        return None
    return int(year[1]), named[0], int(day[1])


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _month_words(text: str) -> set[str]:
    """Words of a date that are a month in some language."""
    return {word for word in _words(text) if any(word in _months(language) for language in _LANGUAGES)}


@cache
def _months(language: str) -> Mapping[str, int]:
    """Numbers of the months by their names, short and long, as they stand in dates and alone."""
    return {
        name.casefold().rstrip("."): number
        for context in ("format", "stand-alone")
        for width in ("abbreviated", "wide")
        for number, name in get_month_names(width, context, language).items()
    }
