"""What came of the plans two people made: which left a word of it, and which are open where the history ends."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

import polars as pl

from unlike.explain.plans import plans_in_plain
from unlike.results.interaction import Plan, Plans
from unlike.text.normalise import plain
from unlike.text.phrase_lists import apostrophe_of, lead_of, phrases, table

_MOST: Final = 3
_RECENT: Final = 14
"""Days before the end from which a plan may still be open."""
_MOSTLY: Final = 0.5
"""Part of the earlier plans that left a word of how they went, from which on silence about one is worth telling."""
_FEWEST: Final = 10
_LOOKED_AT: Final = 40_000
"""Messages in which plans are looked for: the latest."""


def plans_between(messages: pl.DataFrame, language: str | None, most: int = _MOST) -> Plans | None:
    """What came of the plans in a conversation of two; None where there are none, or the language is not known.

    A plan is open where its day is the last one of the history or lies beyond it. One whose day has passed without a
    word is open only where most plans of the two leave one.

    Args:
        messages: by time: `sender` (String), `day`, `text`, `ref`.
        language: one of `languages()`.
        most: how many open ones at most.
    """
    if language is None or messages.is_empty():
        return None
    messages = messages.tail(_LOOKED_AT)
    bare = plain(messages["text"], apostrophe_of(language))
    messages = messages.select("sender", "day", "text", "ref", plain=bare)
    plan_rows = messages.filter(plans_in_plain(bare, language))
    if plan_rows.is_empty():
        return None
    end: date = messages["day"][-1]
    marks = _marks(messages, language)
    dated_plans = [(row, _due(row, language)) for row in plan_rows.iter_rows(named=True)]
    past = [_outcome(row, due, marks) for row, due in dated_plans if due[1] < end]
    reported, called_off = past.count("seen"), past.count("off")
    leaves_word = len(past) >= _FEWEST and reported + called_off >= _MOSTLY * len(past)
    open_plans = [
        _plan(row, due) for row, due in dated_plans if _is_open(row, due, (end, marks), leaves_word=leaves_word)
    ]
    return Plans(tuple(reversed(open_plans))[:most], len(past), reported, called_off)


def _is_open(
    row: dict[str, Any], due: tuple[date, date], state: tuple[date, Mapping[str, list[date]]], *, leaves_word: bool
) -> bool:
    """Whether nothing has come of a plan yet, as far as that can be told."""
    end, marks = state
    if row["day"] < end - timedelta(_RECENT) or _outcome(row, due, marks):
        return False
    return due[1] >= end or leaves_word


def _outcome(row: dict[str, Any], due: tuple[date, date], marks: Mapping[str, list[date]]) -> str:
    """Either "off", where it was called off before it was over, or "seen", where somebody wrote of it; else nothing."""
    first, last = due
    for name, begin, until in (("off", row["day"], last), ("seen", first, last + timedelta(1))):
        if any(begin <= day <= until for day in marks[name]):
            return name
    return ""


def _marks(messages: pl.DataFrame, language: str) -> dict[str, list[date]]:
    """The days on which somebody wrote how a plan went, or called one off."""
    written, lead = table(language, "plans"), lead_of(language)
    return {
        name: messages.filter(pl.col("plain").str.contains(phrases(written[name], lead=lead).anywhere))["day"]
        .unique()
        .sort()
        .to_list()
        for name in ("seen", "off")
    }


def _due(row: dict[str, Any], language: str) -> tuple[date, date]:
    """First and last day that a plan is for; its own day where it names no other."""
    text: str = row["plain"]
    day: date = row["day"]
    for first, length, expression in _days(language):
        if expression.search(text):
            begin = day + timedelta(first if first >= 0 else _until(day, -first - 1))
            return begin, begin + timedelta(length - 1)
    return day, day


@cache
def _days(language: str) -> tuple[tuple[int, int, Any], ...]:
    """Expressions of other days: days from now (a weekday as -1 to -7), how many, and the expression."""
    written, lead = table(language, "plans"), lead_of(language)
    weekdays = [(-at - 1, 1, name) for at, name in enumerate(written["weekdays"])]
    other = [(1, 1, written["tomorrow"]), (1, 7, written["next_week"]), (-6, 2, written["weekend"])]
    return tuple((first, length, phrases(words, lead=lead).compiled()) for first, length, words in (*weekdays, *other))


def _until(day: date, weekday: int) -> int:
    """Days until the next such weekday; a week where it is today."""
    return (weekday - day.weekday() - 1) % 7 + 1


def _plan(row: dict[str, Any], due: tuple[date, date]) -> Plan:
    return Plan(row["ref"], row["sender"], row["text"], row["day"], *due)
