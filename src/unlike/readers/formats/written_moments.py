"""Dates with the time that are written out in some language, such as "Tuesday, January 2, 2024 at 5:13:43 PM UTC"."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Final

_CLOCKS: Final = (
    re.compile(r"(?<!\d)(\d{1,2})[:.](\d{2})[:.](\d{2})(?!\d)"),
    re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?![\d:.])"),
    re.compile(r"(?<!\d)(\d{1,2})\s?[^\d\s:.,]{1,12}\s(\d{1,2})\s?[^\d\s:.,]{1,12}\s(\d{1,2})(?!\d)"),
)
"""A time by digits, or with words between them, as in Korean."""

_OFFSET: Final = re.compile(r"(?:utc|gmt)\s?([+\-−])(\d{1,2})(?::?(\d{2}))?(?!\d)")
_NUMBERED: Final = (
    re.compile(r"(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]"),
    re.compile(r"(?P<day>\d{1,2}) tháng (?P<month>\d{1,2}),? (?:năm )?(?P<year>\d{4})"),
)
"""Dates whose months are numbers."""

_NUMBER: Final = re.compile(r"\d+")
_YEAR: Final = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_DAY: Final = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
_WORD: Final = re.compile(r"[^\W\d_]+")
_INVISIBLE: Final = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_PERIODS: Final = {"am": "am", "a.m.": "am", "a. m.": "am", "pm": "pm", "p.m.": "pm", "p. m.": "pm"}
"""Words for the halves of the day that stand in dates of any language."""

_NOON: Final = 12
_DAWN: Final = 6
_FIRST_BUDDHIST_YEAR: Final = 2400
_BUDDHIST_YEARS: Final = 543
_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - dates are counted from it, without a zone
_MOST_CHARS: Final = 120
_MOST_WORDINGS: Final = 1_000
"""Wordings that are remembered; beyond them no further one is read."""


@dataclass(frozen=True, slots=True)
class _Wording:
    """How to read all dates that differ in digits alone.

    Attributes:
        year, day, clock: which of its numbers those are; `clock` is the hour, followed by minute and second.
        month: its number, or which of the date's numbers it is, where that is negative, from -1.
        clock_numbers: how many those are.
        half: "am", "pm", "night" or nothing.
        weekday: from Monday as 0; None where none is named.
        unknown_words: words that are no part of a date in its language.
    """

    year: int
    month: int
    day: int
    clock: int
    clock_numbers: int
    half: str
    weekday: int | None
    unknown_words: int

    def moment(self, numbers: list[int]) -> datetime | None:
        """The date and time by the clock that stands there."""
        hour, minute, second = [*numbers[self.clock : self.clock + self.clock_numbers], 0][:3]
        year = numbers[self.year]
        year -= _BUDDHIST_YEARS if year >= _FIRST_BUDDHIST_YEAR else 0
        month = self.month if self.month > 0 else numbers[-self.month - 1]
        try:
            return datetime(year, month, numbers[self.day], self._hour(hour), minute, second)  # noqa: DTZ001
        except (ValueError, OverflowError):
            return None

    def _hour(self, hour: int) -> int:
        """The hour of the day, by the word for its half; none is out of range but 0 before or after noon."""
        if not self.half or hour > _NOON:
            return hour
        if not hour:
            return -1
        is_late = self.half == "pm" or (self.half == "night" and _DAWN <= hour < _NOON)
        return hour % _NOON + (_NOON if is_late else 0)

    def fits(self, numbers: list[int]) -> bool:
        """Whether it is a date, and the day of the week is the one that is named."""
        at = self.moment(numbers)
        return at is not None and at.weekday() == self.weekday


class WrittenDates:
    """A reader of dates that tells their language by its names of months and days."""

    def __init__(self) -> None:
        self._wordings: dict[str, _Wording | None] = {}

    def microseconds(self, text: object) -> int | None:
        """Microseconds since 1970 of a date, in UTC unless it names another offset; None where it cannot be read."""
        if not isinstance(text, str) or not 0 < len(text) <= _MOST_CHARS:
            return None
        plain = _plain(text)
        key = _NUMBER.sub("0", plain)
        if key not in self._wordings:
            if len(self._wordings) >= _MOST_WORDINGS:
                return None
            self._wordings[key] = _wording(plain)
        wording = self._wordings[key]
        at = wording.moment([int(number) for number in _NUMBER.findall(plain)]) if wording else None
        return None if at is None else (at - _EPOCH - _offset(plain)) // timedelta(microseconds=1)


def _plain(text: str) -> str:
    """Lower case, digits of ASCII, single spaces, no invisible characters."""
    folded = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold()
    if not folded.isascii():
        folded = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in folded)
    return " ".join(folded.split())


def _offset(plain: str) -> timedelta:
    """How far the clock is ahead of UTC."""
    offset = _OFFSET.search(plain) if "+" in plain or "-" in plain or "−" in plain else None
    if offset is None:
        return timedelta()
    minutes = int(offset[2]) * 60 + int(offset[3] or 0)
    return timedelta(minutes=minutes if offset[1] == "+" else -minutes)


def _wording(plain: str) -> _Wording | None:
    """How to read a date: in the language that explains most of its words, if those that do agree.

    A language in which the day of the week is right comes before those in which it is not.
    """
    clock = next(filter(None, (pattern.search(plain) for pattern in _CLOCKS)), None)
    if clock is None:
        return None
    numbers = [int(number) for number in _NUMBER.findall(plain)]
    bare = _blanked(_OFFSET.sub(lambda match: " " * len(match[0]), plain), *clock.span())
    readings = [
        wording for language in _languages().values() if (wording := _in_language(plain, bare, clock, language))
    ]
    possible = [wording for wording in readings if wording.moment(numbers)]
    fitting = [wording for wording in possible if wording.fits(numbers)] or possible
    fewest = min((wording.unknown_words for wording in fitting), default=0)
    best = [wording for wording in fitting if wording.unknown_words == fewest]
    return best[0] if best and len({wording.moment(numbers) for wording in best}) == 1 else None


def _in_language(plain: str, bare: str, clock: re.Match[str], language: _Language) -> _Wording | None:
    """What is which in a date; None where it lacks a month of that language.

    Args:
        plain: the date with its time.
        bare: the same without its clock and its offset, which are the same in every language.
        clock: the time in it.
        language: its language, perhaps.
    """
    weekday = max((name for name in language.weekdays if name in plain), key=len, default="")
    rest = bare.replace(weekday, " " * len(weekday)) if weekday else bare
    date = _date(rest, language)
    if date is None:
        return None
    rest, year, month, day = date
    place = {match.start(): number for number, match in enumerate(_NUMBER.finditer(plain))}
    half, rest = _half(rest, language)
    unknown = len(_WORD.findall(rest))
    number = month if month > 0 else -place[-month] - 1
    start, size = place[clock.start()], len(clock.groups())
    day_of_week = language.weekdays.get(weekday)
    return _Wording(place[year], number, place[day], start, size, half, day_of_week, unknown)


def _date(text: str, language: _Language) -> tuple[str, int, int, int] | None:
    """The text without its date, and where year and day stand; the month, or where it stands, as a negative number."""
    numbered = next(filter(None, (pattern.search(text) for pattern in _NUMBERED)), None)
    if numbered:
        places = [numbered.start(name) for name in ("year", "month", "day")]
        return _blanked(text, *numbered.span()), places[0], -places[1], places[2]
    names = language.months
    found = list(language.month.finditer(text))
    if len({names[match[1]] for match in found}) != 1:
        return None
    for match in found:
        text = _blanked(text, *match.span())
    year = _YEAR.search(text)
    text = _blanked(text, *year.span()) if year else text
    day = _DAY.search(text)
    return (text, year.start(), names[found[0][1]], day.start()) if year and day else None


def _half(text: str, language: _Language) -> tuple[str, str]:
    """The half of the day that a text names, or nothing, and the text without it."""
    periods = language.periods
    found = [(len(word), word) for word in periods if re.search(rf"(?<![^\W\d_]){re.escape(word)}(?![^\W\d_])", text)]
    if not found:
        return "", text
    word = max(found)[1]
    return periods[word], text.replace(word, " ")


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


@dataclass(frozen=True, slots=True)
class _Language:
    """Words of dates in a language.

    Attributes:
        months: numbers of the months by their names.
        month: the names as whole words; in Hebrew a preposition stands before them without a space.
        weekdays: days of the week by their names, from Monday as 0.
        periods: words for the halves of the day, and for its end, which lies on both sides of midnight.
    """

    months: Mapping[str, int]
    month: re.Pattern[str]
    weekdays: Mapping[str, int]
    periods: Mapping[str, str]


@cache
def _languages() -> Mapping[str, _Language]:
    text = files("unlike.readers.formats").joinpath("date_words.toml").read_text(encoding="utf-8")
    return {name: _language(words) for name, words in tomllib.loads(text).items()}


def _language(words: Mapping[str, list[str]]) -> _Language:
    months = _numbered(words["months"], 1)
    names = "|".join(re.escape(name) for name in sorted(months, key=len, reverse=True))
    periods = {word: half for half in ("am", "pm", "night") for word in words.get(half, ())}
    pattern = re.compile(rf"(?<![^\W\d_])\u05d1?({names})(?![^\W_])")
    return _Language(months, pattern, _numbered(words["weekdays"], 0), {**_PERIODS, **periods})


def _numbered(names: list[str], first: int) -> dict[str, int]:
    return {form: number for number, forms in enumerate(names, first) for form in forms.split("|")}
