"""The days before a shift beside as many usual ones: how much each of the two wrote."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from unlike.core.series import Floats
from unlike.explain.look_back import DAYS
from unlike.explain.topic_table import with_day
from unlike.results.explanations import ActivityBefore, WritingVolume

_FEWEST: Final = 30  # other stretches that a usual needs


Bools = np.ndarray[tuple[int], np.dtype[np.bool_]]


def beforehand(
    messages: pl.DataFrame, both: tuple[str, str], shift: tuple[date, date], zone: ZoneInfo
) -> ActivityBefore | None:
    """The three days before a shift, counted; None where too few others are there to hold them against.

    Args:
        messages: one conversation of the message table.
        both: the person, and the owner.
        shift: its first and last day.
        zone: the owner's.
    """
    written = with_day(messages, zone).select("sender", "day", words=pl.col("text").str.count_matches(r"\S+"))
    begin, end = written["day"].min(), written["day"].max()
    if not (isinstance(begin, date) and isinstance(end, date)):
        return None
    at, size = (shift[0] - begin).days - DAYS, (end - begin).days + 1
    other = _others(written, (begin, size), at, (shift[1] - begin).days)
    if at < 0 or other.sum() < _FEWEST:
        return None
    told = tuple(_wrote(written.filter(pl.col("sender") == who), who, (begin, size), (at, other)) for who in both)
    return ActivityBefore(shift[0] - timedelta(DAYS), shift[0] - timedelta(1), int(other.sum()), told)


def _others(written: pl.DataFrame, span: tuple[date, int], at: int, last: int) -> Bools:
    """Which stretches count as usual: somebody wrote in them, and they touch nothing that is asked about."""
    somebody = _stretches(_by_day(written, span, "messages")) > 0
    start = np.arange(somebody.size)
    result: Bools = somebody & ((start + DAYS <= at) | (start > last))
    return result


def _wrote(theirs: pl.DataFrame, who: str, span: tuple[date, int], asked: tuple[int, Bools]) -> WritingVolume:
    """One of the two."""
    at, other = asked
    messages, words = (_stretches(_by_day(theirs, span, name)) for name in ("messages", "words"))
    spoken = other & (messages > 0)
    lengths = words[spoken] / messages[spoken]
    there = float(words[at] / messages[at]) if messages[at] else None
    return WritingVolume(who, int(messages[at]), _usual(messages[other]), there, _usual(lengths))


def _by_day(rows: pl.DataFrame, span: tuple[date, int], name: str) -> Floats:
    """A count for every day of the history, shape (d,)."""
    begin, size = span
    days = rows.group_by("day").agg(messages=pl.len(), words=pl.col("words").sum())
    counts = np.zeros(size)
    counts[(days["day"] - begin).dt.total_days().to_numpy()] = days[name].to_numpy()
    return counts


def _stretches(days: Floats) -> Floats:
    """The sum of each run of days, shape (d - DAYS + 1,)."""
    total = np.concatenate([[0.0], np.cumsum(days)])
    result: Floats = total[DAYS:] - total[:-DAYS]
    return result


def _usual(values: Floats) -> tuple[float, float]:
    """Where nine in ten lie."""
    if not values.size:
        return 0.0, 0.0
    low, high = np.quantile(values, (0.05, 0.95))
    return float(low), float(high)
