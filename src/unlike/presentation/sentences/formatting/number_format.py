"""Numbers as the current language writes them (CLDR, by Babel)."""

from __future__ import annotations

import math
from datetime import timedelta
from decimal import Decimal
from typing import Final

from babel.core import Locale
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit

from unlike.core.content_caches import content_cache
from unlike.i18n import (
    current_language,
    format_integer,
    mark,
    mark_plural,
    mark_plural_in,
    translate,
    translate_plural,
    translate_plural_in,
)

_WORDS: Final = (
    "", mark("one"), mark("two"), mark("three"), mark("four"), mark("five"), mark("six"), mark("seven"),
    mark("eight"), mark("nine"), mark("ten"), mark("eleven"), mark("twelve"),
)  # fmt: skip
_SPANS: Final = ((60.0, "second"), (3_600.0, "minute"), (86_400.0, "hour"))
_NOUNS: Final = {
    "message": mark_plural("{number} message", "{number} messages"),
    "word": mark_plural("{number} word", "{number} words"),
    "conversation": mark_plural("{number} conversation", "{number} conversations"),
    "day": mark_plural("{number} day", "{number} days"),
    "hour": mark_plural("{number} hour", "{number} hours"),
    "week": mark_plural("{number} week", "{number} weeks"),
    "month": mark_plural("{number} month", "{number} months"),
    "spell": mark_plural("{number} spell", "{number} spells"),
    "change": mark_plural("{number} change", "{number} changes"),
    "question": mark_plural("{number} question", "{number} questions"),
    "call": mark_plural("{number} call", "{number} calls"),
    "system line": mark_plural("{number} system line", "{number} system lines"),
    "piece": mark_plural("{number} piece", "{number} pieces"),
    "person": mark_plural("{number} person", "{number} people"),
}
"""What is counted by itself, e.g. "3 days"."""
_NOUNS_IN_SENTENCE: Final = {
    "day": mark_plural_in("after a word such as on or after", "{number} day", "{number} days"),
    "week": mark_plural_in("after a word such as in or for", "{number} week", "{number} weeks"),
    "month": mark_plural_in("after a word such as in or for", "{number} month", "{number} months"),
    "earlier time": mark_plural_in(
        "after a word such as of or than", "{number} earlier time", "{number} earlier times"
    ),
    "earlier day": mark_plural_in("after a word such as of or than", "{number} earlier day", "{number} earlier days"),
    "earlier spell": mark_plural_in(
        "after a word such as of or than", "{number} earlier spell", "{number} earlier spells"
    ),
    "other chat": mark_plural_in("after a word such as of or than", "{number} other chat", "{number} other chats"),
}
"""What is counted within a sentence, where some languages have another form."""
_CACHED_NUMBERS: Final = 4_096
"""Numbers of which each form is kept."""
_UNITS: Final = {"words": "word", "messages": "message", "conversations": "conversation", "hours": "hour"}

__all__ = [
    "count_in_sentence",
    "decimal_count",
    "format_count",
    "format_integer",
    "format_odds",
    "format_share",
    "format_value",
    "in_words",
    "number_range",
    "once_in_years",
    "short_number",
    "time_span",
    "value_range",
    "waiting_time",
]


def format_count(number: int, noun: str) -> str:
    """E.g. "1 message", "41,208 messages"."""
    return translate_plural(*_NOUNS[noun], number)


def count_in_sentence(number: int, noun: str) -> str:
    """E.g. "3 days" within a sentence, behind "of", "on", "after" and the like."""
    return translate_plural_in(*_NOUNS_IN_SENTENCE[noun], number)


def decimal_count(number: float, noun: str) -> str:
    """A count that may have a decimal: "2.3 words"."""
    return translate_plural(*_NOUNS[noun], _plural_number(number), number=short_number(number))


def in_words(number: int) -> str:
    """A number up to twelve as a word, where the language does it so; else digits."""
    return translate(_WORDS[number], number=number) if 0 < number < len(_WORDS) else format_integer(number)


def format_odds(chance: float) -> str:
    """A chance as "1 in 300" or "4 in 10"; never as a bare fraction."""
    if not chance >= 1e-6:
        return translate("less than 1 in {number}", number=1_000_000)
    if chance >= 0.095:
        tenths = min(9, round(chance * 10))
        return translate("{number} in 10", number=tenths) if chance < 0.95 else translate("more than 9 in 10")
    every = 1 / chance
    step = 10 ** max(0, math.floor(math.log10(every)) - 1)
    return translate("1 in {number}", number=round(every / step) * step)


def once_in_years(chance: float) -> str:
    """A chance in a year as a count of years, e.g. "about once in 250 years of such chats"."""
    if not chance >= 1e-6:
        return translate("less than once in a million years of such chats")
    every = 1 / chance
    step = 10 ** max(0, math.floor(math.log10(every)) - 1)
    return translate_plural(
        "about once a year in such chats",
        "about once in {number} years of such chats",
        max(1, round(every / step) * step),
    )


def time_span(seconds: float) -> str:
    """A stretch of time in its natural unit: "40 seconds", "1 minute", "1.5 hours", "3 days"."""
    below, size, noun = 90.0, 1.0, "second"
    for length, name in _SPANS:
        size, noun, below = length / (60.0 if length < 86_400 else 24.0), name, length * 1.5
        if seconds < below and (noun == "hour" or round(seconds / size) * size != length):
            return _few_units(seconds / size, noun)
    return _few_units(seconds / 86_400, "day")


def waiting_time(time: timedelta) -> str:
    """A waiting time: hours and minutes below a day, "2 hr, 38 min", else in its natural unit."""
    minutes = max(0, round(time.total_seconds() / 60))
    if not 60 < minutes < 24 * 60 or minutes % 60 == 0:
        return time_span(max(0.0, time.total_seconds()))
    parts = (
        format_unit(number, f"duration-{unit}", "short", locale=current_language().locale)
        for number, unit in zip(divmod(minutes, 60), ("hour", "minute"), strict=True)
    )
    return " ".join(map(str, parts))


def format_share(share: float) -> str:
    """E.g. "40%"."""
    return _percent(f"{share * 100:.0f}", current_language().locale)


def format_value(number: float, unit: str) -> str:
    """The value of a signal with its unit: "9 words", "40%", "4 minutes"."""
    if unit == "share":
        return format_share(number)
    if unit == "seconds":
        return time_span(number)
    return decimal_count(number, _UNITS[unit]) if unit in _UNITS else f"{short_number(number)} {unit}".rstrip()


def value_range(low: float, high: float, unit: str) -> str:
    """Two values with one unit: "6–9 words"."""
    noun = _UNITS.get(unit)
    if noun is None:
        return f"{number_range(low, high)} {unit}"
    return translate_plural(*_NOUNS[noun], max(2, _plural_number(high)), number=number_range(low, high))


def short_number(number: float) -> str:
    """A number with one decimal below ten where it is not zero, none above."""
    digits = f"{number:.1f}" if abs(number) < 9.95 else f"{number:.0f}"
    return _decimal(digits, current_language().locale)


def number_range(low: float, high: float) -> str:
    """E.g. "83–93", or one number where both ends look alike."""
    first, last = short_number(low), short_number(high)
    return first if first == last else f"{first}–{last}"


def _plural_number(number: float) -> int:
    """Whole number with the plural form of a decimal: 1.5 is singular in French and plural in English."""
    rounded = round(number, 1)
    if rounded == int(rounded):
        return int(rounded)
    return 1 if _plural_form(rounded, current_language().locale) == "one" else 2


def _few_units(number: float, noun: str) -> str:
    """E.g. "1 hour", "1.5 hours", "4 minutes"."""
    rounded = round(number, 1) if noun in {"hour", "day"} and number < 3 else round(number)
    return _unit(str(rounded), noun, current_language().locale)


# Babel reads a pattern anew for each number, and a picture of years has thousands


@content_cache(_CACHED_NUMBERS)
def _decimal(digits: str, locale: Locale) -> str:
    return str(format_decimal(Decimal(digits) + 0, format="#,##0.#", locale=locale))


@content_cache(_CACHED_NUMBERS)
def _percent(digits: str, locale: Locale) -> str:
    return str(format_percent(Decimal(digits) / 100, locale=locale))


@content_cache(_CACHED_NUMBERS)
def _unit(digits: str, noun: str, locale: Locale) -> str:
    number = float(digits) if "." in digits else int(digits)  # 1.0 may have another plural form than 1
    return str(format_unit(number, f"duration-{noun}", "long", locale=locale))


@content_cache(_CACHED_NUMBERS)
def _plural_form(number: float, locale: Locale) -> str:
    return str(locale.plural_form(number))
