"""Habits with a clock or a weekday, found in the history, and the days on which one broke."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log
from typing import Final

import numpy as np
import polars as pl

from unlike.core.day_minutes import minutes_of_day
from unlike.core.day_rule import DAY_START_HOUR
from unlike.core.series import Floats
from unlike.explain.ritual_phrases import says
from unlike.results.interaction import Routine

_SHARE: Final = 0.8
_DAILY, _WEEKLY = (0.6, 0.9), (0.5, 0.9)
"""Shares of the days on which a thing happens where it is no routine, and where it is one."""
_CHANCE: Final = 0.001
_PATIENCE: Final = 14  # days, or weeks a third of it, without it at the end, up to which it is not over
_NOON: Final = 12
_WEEKS: Final = 12
_SLICE: Final = 200_000  # messages whose words are looked up together
_DAYS: Final = 1 << 20  # more than from 1970 to any day of a chat
_RARER: Final = 0.5  # how much rarer a weekday's thing is on each other day


@dataclass(frozen=True, slots=True)
class _Thing:
    """Something that may be a routine: the days that could have it, and those that have it with their minute."""

    kind: str
    who: str | None
    could: tuple[date, ...]
    has: dict[date, int]
    weekday: int | None = None
    word: str | None = None
    tests: int = 1


def routines(messages: pl.DataFrame, language: str | None) -> tuple[Routine, ...]:
    """The routines of a conversation, those that go on first.

    A routine is a run of days in which the thing happens on four of five or more, found as the segment of largest
    log-likelihood ratio (Karlin and Altschul, 1990) against a rate of six (a week: five) days in ten, and kept where
    chance shows none as strong in 999 of 1,000 histories, however many things were looked at.

    Args:
        messages: by time: `sender`, `at` (local), `day`, `text`, `kind`.
        language: one of `languages()`; None looks in all of them.
    """
    if messages.is_empty():
        return ()
    days = tuple(messages["day"].unique().sort().to_list())
    things = [*_greetings(messages, language, days), *_mornings(messages), *_calls(messages, days)]
    things += _words(messages, days)
    kept_routines = [routine for thing in things if (routine := _routine(thing, len(things))) is not None]
    return tuple(sorted(kept_routines, key=lambda routine: (not routine.ongoing, -routine.observed_days)))


def _routine(thing: _Thing, things: int) -> Routine | None:
    """A thing as a routine; None where it is not one beyond doubt."""
    has = np.array([day in thing.has for day in thing.could])
    chance_rate, routine_rate = _WEEKLY if thing.weekday is not None else _DAILY
    begin, end, score = _best(
        np.where(has, log(routine_rate / chance_rate), log((1 - routine_rate) / (1 - chance_rate)))
    )
    if score < log(max(1, has.size) * max(things, thing.tests) / _CHANCE) or has[begin:end].mean() < _SHARE:
        return None
    patience = _PATIENCE if thing.weekday is None else _PATIENCE // 3
    ongoing = has.size - end <= patience
    routine_days = thing.could[begin : None if ongoing else end]
    minutes = [thing.has[day] for day in routine_days if day in thing.has]
    step = 1 if thing.weekday is None else 7
    return Routine(
        kind=thing.kind,
        sender=thing.who,
        word=thing.word,
        weekday=thing.weekday,
        first=routine_days[0],
        last=routine_days[-1],
        minute=None if thing.kind in {"word", "first in the morning"} else int(np.median(minutes)) % 1440,
        observed_days=len(minutes),
        eligible=len(routine_days),
        silent=(routine_days[-1] - routine_days[0]).days // step + 1 - len(routine_days),
        broken_on=tuple(day for day in routine_days if day not in thing.has),
        ongoing=ongoing,
    )


def _best(scores: Floats) -> tuple[int, int, float]:
    """The segment of the largest sum: begin, end (not included), sum."""
    sums = np.concatenate([[0.0], np.cumsum(scores)])
    lowest = np.minimum.accumulate(sums)
    end = int(np.argmax(sums - lowest))
    begin = int(np.argmin(sums[: end + 1]))
    return begin, end, float(sums[end] - sums[begin])


def _minutes(rows: pl.DataFrame) -> dict[date, int]:
    """The first time of each day, in minutes; after midnight it is still the same day, past 24 hours."""
    minutes = minutes_of_day(rows["at"].to_numpy())
    days, place = np.unique(rows["day"].to_numpy().astype("datetime64[D]"), return_inverse=True)
    first = np.full(days.size, minutes.max(initial=0))
    np.minimum.at(first, place, minutes)
    return dict(zip(days.tolist(), first.tolist(), strict=True))


def _greetings(messages: pl.DataFrame, language: str | None, days: Sequence[date]) -> list[_Thing]:
    """Good mornings and good nights of each person; the night of the last day may still come."""
    things = []
    for kind, ritual, could in (("good morning", "good_morning", days), ("good night", "good_night", days[:-1])):
        greetings = messages.filter(says(messages["text"], ritual, language))
        for who, rows in greetings.group_by("sender", maintain_order=True):
            things.append(_Thing(kind, str(who[0]), tuple(could), _minutes(rows)))
    return things


def _mornings(messages: pl.DataFrame) -> list[_Thing]:
    """Who writes first, on days on which somebody writes before noon."""
    early = messages.select("sender", "at", "day").filter(pl.col("at").dt.hour().is_between(DAY_START_HOUR, _NOON - 1))
    firsts = early.group_by("day", maintain_order=True).first()
    days = tuple(firsts["day"].to_list())
    return [
        _Thing("first in the morning", str(who[0]), days, _minutes(rows))
        for who, rows in firsts.group_by("sender", maintain_order=True)
    ]


def _calls(messages: pl.DataFrame, days: Sequence[date]) -> list[_Thing]:
    """Calls on every day, or on one day of the week."""
    called = _minutes(messages.filter(pl.col("kind").cast(pl.String) == "call"))
    if not called:
        return []
    weekly = [
        _Thing("call", None, could, called, weekday)
        for weekday, could in _by_weekday(days).items()
        if _is_weekday_bound(called, weekday, days)
    ]
    return [_Thing("call", None, tuple(days), called), *weekly]


def _words(messages: pl.DataFrame, days: Sequence[date]) -> list[_Thing]:
    """Words that belong to one day of the week: Thursday's game."""
    words, names = _daily_words(messages)
    weekday = pl.col("day").dt.weekday() - 1
    weekdays = words.group_by("word", weekday=weekday).len().sort("len", "weekday", descending=[True, False])
    by_word = weekdays.group_by("word", maintain_order=True)
    counts = by_word.agg(top=pl.col("weekday").first(), on=pl.col("len").first(), len=pl.col("len").sum())
    often = counts.filter(pl.col("len") >= _WEEKS)
    likely = often.filter(pl.col("on") >= _WEEKS, pl.col("on") * 2 >= pl.col("len"))
    days_of = words.join(likely, on="word").group_by("word", "top").agg("day")
    by_weekday, tests = _by_weekday(days), 7 * max(1, often.height)
    breaks = []
    for word, top, has in days_of.with_columns(names.gather(days_of["word"]).alias("word")).sort("word").iter_rows():
        if _is_weekday_bound(dict.fromkeys(has, 0), top, days):
            breaks.append(_Thing("word", None, by_weekday[top], dict.fromkeys(has, 0), int(top), str(word), tests))
    return _strongest(breaks)


def _daily_words(messages: pl.DataFrame) -> tuple[pl.DataFrame, pl.Series]:
    """`day` and `word` (a number), every word of each day once, and the words themselves by their numbers."""
    categories = pl.Categories.random("words", pl.UInt32)
    numbers = pl.Series(dtype=pl.Categorical(categories))  # the words are forgotten with the last series of theirs
    keys = [
        part.lazy()
        .select("day", word=pl.col("text").str.to_lowercase().str.extract_all(r"\p{L}{4,}"))
        .explode("word", empty_as_null=True)
        .drop_nulls()
        .select(pl.col("word").cast(numbers.dtype).to_physical().cast(pl.Int64) * _DAYS + pl.col("day").to_physical())
        .unique()
        .collect()
        for part in messages.select("day", "text").iter_slices(_SLICE)
    ]
    key = pl.col("word")
    words = pl.concat(keys).unique().select(day=(key % _DAYS).cast(pl.Int32).cast(pl.Date), word=key // _DAYS)
    return words.cast({"word": pl.UInt32}), categories.to_series()


def _strongest(things: Sequence[_Thing]) -> list[_Thing]:
    """One word a weekday: the one said on most of its days."""
    best: dict[int | None, _Thing] = {}
    for thing in things:
        have = sum(day in thing.has for day in thing.could)
        rival = best.get(thing.weekday)
        if rival is None or have > sum(day in rival.has for day in rival.could):
            best[thing.weekday] = thing
    return list(best.values())


def _is_weekday_bound(has: dict[date, int], weekday: int, days: Sequence[date]) -> bool:
    """Whether a thing is far rarer on the other days, while it is there at all."""
    first, last = min(has), max(has)
    same_weekday = [day in has for day in days if first <= day <= last and day.weekday() == weekday]
    other_days = [day in has for day in days if first <= day <= last and day.weekday() != weekday]
    return bool(same_weekday) and (not other_days or np.mean(other_days) <= _RARER * np.mean(same_weekday))


def _by_weekday(days: Sequence[date]) -> dict[int, tuple[date, ...]]:
    """The days with messages of each weekday, but for the last day, which may not be over."""
    whole = [day for day in days if day < days[-1]]
    return {weekday: tuple(day for day in whole if day.weekday() == weekday) for weekday in range(7)}
