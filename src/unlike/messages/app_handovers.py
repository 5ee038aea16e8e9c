"""Hand-overs of one conversation from app to app: when two went over to another, and on which days they used a third.

Each day on which anybody writes is given to one app, so that the days mainly written in another one and the changes
between apps cost least (Viterbi 1967, IEEE Trans. Inf. Theory 13:260): a change costs as much as a week of days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from unlike.core.series import Floats
from unlike.core.spans import DateSpan
from unlike.messages.queries import day_in

_DATABASE: Final = "_database"
"""What stands behind an app's name where its database was read: that is the same app."""
_CHANGE_COST: Final = 7.0
"""Days mainly in another app that one change of app costs."""
MIN_STRETCH_DAYS: Final = 60
"""Days of an app from which on what is usual there can be told."""
_MIN_ACTIVE_DAYS: Final = 20
"""Days with messages that such a stretch has at least."""
_MIN_RUN: Final = 3
"""Days with messages in a row that are mainly in another app, from which on they are left out."""
_MIN_MOVED_SHARE: Final = 0.4
"""Of the messages that go over with a change; with less, both apps are used side by side."""
_MAX_SIDE_SHARE: Final = 0.2
"""Days mainly in another app among those of a stretch, up to which these are visits; beyond, both are used at once."""


@dataclass(frozen=True, slots=True)
class AppStretch:
    """Days in which one app is the one that is mainly used.

    Attributes:
        app: as in the table's `source`.
        days: the first day mainly in it, and the last.
        visits: days of it in which another app was used instead.
        is_long: it is long enough to tell what is usual in it.
    """

    app: str
    days: DateSpan
    visits: tuple[DateSpan, ...]
    is_long: bool


@dataclass(frozen=True, slots=True)
class AppHandover:
    """Going over from one app to another.

    Attributes:
        before, after: the two, as in the table's `source`.
        day: the first day mainly in the new one.
        first_after: first day with a message in the new one since the change before.
        last_before: last day with a message in the old one before the change after.
        overlap_days: days between these two on which both were used.
    """

    before: str
    after: str
    day: date
    first_after: date
    last_before: date
    overlap_days: int


def app_stretches(messages: pl.DataFrame, zone: ZoneInfo) -> tuple[AppStretch, ...]:
    """Stretches of a conversation, each mainly in one app, in order; one where all is in one app.

    Args:
        messages: rows of one conversation in the message table's schema.
        zone: of the owner, for days.
    """
    counts = _by_day(messages, zone)
    if counts.is_empty():
        return ()
    apps = [name for name in counts.columns if name != "day"]
    days: list[date] = counts["day"].to_list()
    shares = counts.select(apps).to_numpy().astype(np.float64)
    shares /= shares.sum(axis=1, keepdims=True)
    edges = _clear_edges(shares, _cheapest_path(shares))
    edges = _with_last_days(shares, edges)
    stretches = []
    for first, end in pairwise(edges):
        app = int(np.argmax(shares[first:end].sum(axis=0)))
        stretches.append(_stretch(apps[app], days[first:end], shares[first:end, app]))
    return tuple(stretches)


def app_handovers(messages: pl.DataFrame, zone: ZoneInfo) -> tuple[AppHandover, ...]:
    """Changes of app in a conversation, the oldest first.

    Args:
        messages: rows of one conversation in the message table's schema.
        zone: of the owner, for days.
    """
    stretches = app_stretches(messages, zone)
    if len(stretches) < 2:
        return ()
    counts = _by_day(messages, zone)
    edges = [date.min, *(stretch.days.first for stretch in stretches[1:]), date.max]
    return tuple(
        _handover(counts, (before, after), (edges[number], edges[number + 2]))
        for number, (before, after) in enumerate(pairwise(stretches))
        if before.app != after.app
    )


def _by_day(messages: pl.DataFrame, zone: ZoneInfo) -> pl.DataFrame:
    """Messages by people, one row a day with any, `day` and a column an app."""
    by_people = messages.filter(pl.col("sender").is_not_null(), pl.col("kind") != "system")
    app = pl.col("source").cast(pl.String).str.strip_suffix(_DATABASE)
    counted = by_people.group_by(day_in(zone).alias("day"), app=app).len()
    if counted.is_empty():
        return counted.select("day")
    return counted.pivot("app", index="day", values="len", sort_columns=True).fill_null(0).sort("day")


def _cheapest_path(shares: Floats) -> list[int]:
    """The app of each day that costs least in all; shares of shape (days, apps)."""
    costs = 1.0 - shares
    total, came_from = costs[0], np.zeros(shares.shape, np.int64)
    for day in range(1, len(costs)):
        best = int(np.argmin(total))
        changes = total[best] + _CHANGE_COST < total
        came_from[day] = np.where(changes, best, np.arange(shares.shape[1]))
        total = np.where(changes, total[best] + _CHANGE_COST, total) + costs[day]
    path = [int(np.argmin(total))]
    for day in range(len(costs) - 1, 0, -1):
        path.append(int(came_from[day, path[-1]]))
    return path[::-1]


def _clear_edges(shares: Floats, path: Sequence[int]) -> list[int]:
    """Places at which another app begins, with the first and the end; without those where the shares hardly change."""
    edges = [0, *(place for place in range(1, len(path)) if path[place] != path[place - 1]), len(path)]
    while len(edges) > 2:
        means = [shares[first:end].mean(axis=0) for first, end in pairwise(edges)]
        moved = [float(np.abs(after - before).max()) for before, after in pairwise(means)]
        weakest = int(np.argmin(moved))
        if moved[weakest] >= _MIN_MOVED_SHARE:
            break
        del edges[weakest + 1]
    return edges


def _with_last_days(shares: Floats, edges: Sequence[int]) -> list[int]:
    """The edges, with one before the last days where these are in another app than the stretch that they end.

    Nothing can be said of now from days in an app that is not the usual one there.
    """
    last = shares[edges[-2] :]
    elsewhere = last[:, int(np.argmax(last.sum(axis=0)))] < 0.5
    run = int(np.argmin(elsewhere[::-1])) if not elsewhere.all() else 0
    is_usual = elsewhere[: len(elsewhere) - run].mean() <= _MAX_SIDE_SHARE
    return [*edges[:-1], edges[-1] - run, edges[-1]] if run and is_usual else list(edges)


def _stretch(app: str, days: Sequence[date], shares: Floats) -> AppStretch:
    span = DateSpan(days[0], days[-1])
    elsewhere = shares < 0.5
    visits: list[DateSpan] = []
    if elsewhere.mean() <= _MAX_SIDE_SHARE:
        place = 0
        for is_elsewhere, run in groupby(elsewhere):
            size = len(list(run))
            if is_elsewhere and size >= _MIN_RUN:
                visits.append(DateSpan(days[place], days[place + size - 1]))
            place += size
    is_long = span.days >= MIN_STRETCH_DAYS and len(days) >= _MIN_ACTIVE_DAYS
    return AppStretch(app, span, tuple(visits), is_long)


def _handover(counts: pl.DataFrame, stretches: tuple[AppStretch, AppStretch], edges: tuple[date, date]) -> AppHandover:
    """The change between two stretches, within the changes around it."""
    before, after = stretches
    near = counts.filter(pl.col("day") >= edges[0], pl.col("day") < edges[1])
    used_before, used_after = (near.filter(pl.col(stretch.app) > 0)["day"] for stretch in stretches)
    first_after, last_before = used_after.to_list()[0], used_before.to_list()[-1]
    both = near.filter(pl.col("day").is_between(first_after, last_before))
    overlap = both.filter(pl.col(before.app) > 0, pl.col(after.app) > 0).height
    return AppHandover(before.app, after.app, after.days.first, first_after, last_before, overlap)
