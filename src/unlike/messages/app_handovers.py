"""Hand-overs of one conversation from app to app: the days of each change, and of visits to a third app.

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
"""Suffix of an app's name where its database was read; it is the same app."""
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
    """A change from one app to another.

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
    counts = _day_counts(messages, zone)
    if counts.is_empty():
        return ()
    apps = [name for name in counts.columns if name != "day"]
    days: list[date] = counts["day"].to_list()
    shares = counts.select(apps).to_numpy().astype(np.float64)
    shares /= shares.sum(axis=1, keepdims=True)
    edges = _distinct_edges(shares, _cheapest_path(shares))
    edges = _with_last_days(shares, edges)
    stretches = []
    for first, end in pairwise(edges):
        app = int(np.argmax(shares[first:end].sum(axis=0)))
        stretches.append(_app_stretch(apps[app], days[first:end], shares[first:end, app]))
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
    counts = _day_counts(messages, zone)
    edges = [date.min, *(stretch.days.first for stretch in stretches[1:]), date.max]
    return tuple(
        _app_handover(counts, (before, after), (edges[number], edges[number + 2]))
        for number, (before, after) in enumerate(pairwise(stretches))
        if before.app != after.app
    )


def _day_counts(messages: pl.DataFrame, zone: ZoneInfo) -> pl.DataFrame:
    """Counts of messages by people: one row a day with any, a column `day` and a column for each app."""
    people_messages = messages.filter(pl.col("sender").is_not_null(), pl.col("kind") != "system")
    app = pl.col("source").cast(pl.String).str.strip_suffix(_DATABASE)
    day_counts = people_messages.group_by(day_in(zone).alias("day"), app=app).len()
    if day_counts.is_empty():
        return day_counts.select("day")
    return day_counts.pivot("app", index="day", values="len", sort_columns=True).fill_null(0).sort("day")


def _cheapest_path(shares: Floats) -> list[int]:
    """Column of the app of each day, along the path of least cost; shares of shape (days, apps)."""
    costs = 1.0 - shares
    path_costs, predecessors = costs[0], np.zeros(shares.shape, np.int64)
    for day in range(1, len(costs)):
        cheapest = int(np.argmin(path_costs))
        changes = path_costs[cheapest] + _CHANGE_COST < path_costs
        predecessors[day] = np.where(changes, cheapest, np.arange(shares.shape[1]))
        path_costs = np.where(changes, path_costs[cheapest] + _CHANGE_COST, path_costs) + costs[day]
    path = [int(np.argmin(path_costs))]
    for day in range(len(costs) - 1, 0, -1):
        path.append(int(predecessors[day, path[-1]]))
    return path[::-1]


def _distinct_edges(shares: Floats, path: Sequence[int]) -> list[int]:
    """Positions at which another app begins, with 0 and the end; without those at which the shares hardly change."""
    edges = [0, *(position for position in range(1, len(path)) if path[position] != path[position - 1]), len(path)]
    while len(edges) > 2:
        mean_shares = [shares[first:end].mean(axis=0) for first, end in pairwise(edges)]
        changes = [float(np.abs(after - before).max()) for before, after in pairwise(mean_shares)]
        weakest = int(np.argmin(changes))
        if changes[weakest] >= _MIN_MOVED_SHARE:
            break
        del edges[weakest + 1]
    return edges


def _with_last_days(shares: Floats, edges: Sequence[int]) -> list[int]:
    """The edges, with one more before the last days where these are in another app than the stretch that they end.

    Nothing can be said of now from days in an app that is not the usual one there.
    """
    last = shares[edges[-2] :]
    in_other_app = last[:, int(np.argmax(last.sum(axis=0)))] < 0.5
    run_length = int(np.argmin(in_other_app[::-1])) if not in_other_app.all() else 0
    is_usual = in_other_app[: len(in_other_app) - run_length].mean() <= _MAX_SIDE_SHARE
    return [*edges[:-1], edges[-1] - run_length, edges[-1]] if run_length and is_usual else list(edges)


def _app_stretch(app: str, days: Sequence[date], shares: Floats) -> AppStretch:
    span = DateSpan(days[0], days[-1])
    in_other_app = shares < 0.5
    visits: list[DateSpan] = []
    if in_other_app.mean() <= _MAX_SIDE_SHARE:
        position = 0
        for is_other, run in groupby(in_other_app):
            run_days = len(list(run))
            if is_other and run_days >= _MIN_RUN:
                visits.append(DateSpan(days[position], days[position + run_days - 1]))
            position += run_days
    is_long = span.days >= MIN_STRETCH_DAYS and len(days) >= _MIN_ACTIVE_DAYS
    return AppStretch(app, span, tuple(visits), is_long)


def _app_handover(
    counts: pl.DataFrame, stretches: tuple[AppStretch, AppStretch], edges: tuple[date, date]
) -> AppHandover:
    """The change between two stretches, within the changes around it."""
    before, after = stretches
    nearby_counts = counts.filter(pl.col("day") >= edges[0], pl.col("day") < edges[1])
    used_before, used_after = (nearby_counts.filter(pl.col(stretch.app) > 0)["day"] for stretch in stretches)
    first_after, last_before = used_after.to_list()[0], used_before.to_list()[-1]
    common_days = nearby_counts.filter(pl.col("day").is_between(first_after, last_before))
    overlap_days = common_days.filter(pl.col(before.app) > 0, pl.col(after.app) > 0).height
    return AppHandover(before.app, after.app, after.days.first, first_after, last_before, overlap_days)
