"""Numbers as people say them."""

from __future__ import annotations

import math
from datetime import timedelta

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SPANS = ((60.0, "second"), (3_600.0, "minute"), (86_400.0, "hour"))


def grouped(number: int) -> str:
    """41208 is "41,208"."""
    return f"{number:,}"


def count(number: int, noun: str) -> str:
    """E.g. "1 message", "41,208 messages"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {plural(noun)}"


def plural(noun: str) -> str:
    """The plural of the few nouns that are counted here."""
    return f"{noun.removesuffix('person')}people" if noun.endswith("person") else f"{noun}s"


def in_words(number: int) -> str:
    """Up to twelve as a word."""
    return _WORDS[number] if 0 < number < len(_WORDS) else f"{number:,}"


def odds(chance: float) -> str:
    """A chance as "1 in 300" or "4 in 10"; never as a bare fraction."""
    if not chance >= 1e-6:
        return "less than 1 in 1,000,000"
    if chance >= 0.095:
        return f"{min(9, round(chance * 10))} in 10" if chance < 0.95 else "more than 9 in 10"
    every = 1 / chance
    step = 10 ** max(0, math.floor(math.log10(every)) - 1)
    return f"1 in {round(every / step) * step:,}"


def span(seconds: float) -> str:
    """A stretch of time in its natural unit: "40 seconds", "4 minutes", "1.5 hours", "3 days"."""
    below, size, noun = 90.0, 1.0, "second"
    for length, name in _SPANS:
        size, noun, below = length / (60.0 if length < 86_400 else 24.0), name, length * 1.5
        if seconds < below:
            return _few(seconds / size, noun)
    return _few(seconds / 86_400, "day")


def waited(time: timedelta) -> str:
    """A waiting time, rounded."""
    return span(max(0.0, time.total_seconds()))


def value(number: float, unit: str) -> str:
    """A habit's value with its unit: "9 words", "40%", "4 minutes"."""
    if unit == "share":
        return f"{number * 100:.0f}%"
    if unit == "seconds":
        return span(number)
    return f"{brief(number)} {unit}".rstrip()


def brief(number: float) -> str:
    """One decimal below ten where it says something, none above."""
    shown = f"{number:.1f}".removesuffix(".0") if abs(number) < 9.95 else f"{number:,.0f}"
    return shown.removeprefix("-") if shown == "-0" else shown


def between(low: float, high: float) -> str:
    """E.g. "83–93", or one number where both ends look alike."""
    first, last = brief(low), brief(high)
    return first if first == last else f"{first}–{last}"


def _few(number: float, noun: str) -> str:
    """E.g. "1 hour", "1.5 hours", "4 minutes"."""
    shown = brief(number) if noun in {"hour", "day"} and number < 3 else f"{number:.0f}"
    return f"{shown} {noun}" if shown == "1" else f"{shown} {noun}s"
