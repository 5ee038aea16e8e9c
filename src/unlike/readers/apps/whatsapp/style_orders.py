"""Day or month first in each style of an export: by the calendar, by running time across the styles, by a wish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.i18n import mark
from unlike.readers.apps.whatsapp.date_order import (
    CLEAR_RATIO,
    NO_DAY,
    ONLY_FORWARD,
    DateOrder,
    Days,
    OrderChoice,
    full_years,
    is_buddhist,
    steps_back,
    way_through,
)
from unlike.readers.apps.whatsapp.header_choice import order_of
from unlike.readers.apps.whatsapp.header_log import HeaderLines, dates_of, styles_of
from unlike.readers.apps.whatsapp.header_patterns import Ints
from unlike.readers.apps.whatsapp.header_style import HeaderPatterns
from unlike.readers.apps.whatsapp.plausible_years import first_plausible_year, last_plausible_year
from unlike.readers.apps.whatsapp.record_parts import runs_of

NEAREST: Final = mark("so they lie nearest to the other dates of the file")

_MIN_STEPS_BACK: Final = 2
_MIN_LEAP_DAYS: Final = 20
"""So many more steps back in time, or days of leaps to and fro, rule an order out."""

_MAX_COMBINATIONS: Final = 64
"""Combinations of orders that are compared; beyond, no style is settled by another."""


def style_evidence(lines: HeaderLines, patterns: HeaderPatterns, this_year: int) -> dict[int, DateOrder]:
    """What the dates of each style say about day and month, by the style's number; frequent styles first.

    Args:
        lines: readable ones.
        patterns: how their headers look.
        this_year: by the clock of this machine.
    """
    keys, lengths = runs_of(lines.keys)
    styles, dates = styles_of(keys), dates_of(keys)
    frequency = np.bincount(styles, weights=lengths, minlength=len(patterns.styles))
    lines_by_year = _lines_by_year(dates, lengths)
    is_long = dates >= 100 * 10_000  # which part of a short date is the year, is not known yet
    first_year = first_plausible_year(_lines_by_year(dates[is_long], lengths[is_long]))
    last_year = last_plausible_year(lines_by_year, this_year)
    evidence: dict[int, DateOrder] = {}
    for style in np.argsort(-frequency, kind="stable").tolist():
        mine = styles == style
        if mine.any():
            order = evidence[style] = order_of(patterns, style)
            order.first_year, order.last_year = first_year, last_year
            order.buddhist = order.year == "short" and is_buddhist(dates[mine], lengths[mine], this_year + 1)
            order.sift(dates[mine], lengths[mine])
    return evidence


def settled_alone(order: DateOrder, wish: str | None) -> OrderChoice | None:
    """The order of the only style of an export; None where nothing decides.

    Args:
        order: what its dates say.
        wish: the order the owner asked for.
    """
    return order.by_calendar() or order.by_wish(wish) or order.by_running() or order.by_changes() or order.by_sign()


def settled_together(lines: HeaderLines, orders: Mapping[int, DateOrder], wish: str | None) -> dict[int, OrderChoice]:
    """The orders of several styles, as far as they are settled.

    Args:
        lines: readable ones, of all styles.
        orders: what the dates of those styles say that are to be settled.
        wish: the order the owner asked for.
    """
    calendar = {style: order.by_calendar() for style, order in orders.items()}
    running, near = _by_running(lines, orders) if None in calendar.values() else ({}, {})
    choices = {
        style: calendar[style]
        or running.get(style)
        or order.by_wish(wish)
        or order.by_running()
        or order.by_changes()
        or near.get(style)
        or order.by_sign()
        for style, order in orders.items()
    }
    return {style: choice for style, choice in choices.items() if choice}


def _lines_by_year(dates: Ints, lengths: NDArray[np.int64]) -> dict[int, int]:
    years, place = np.unique(full_years(dates // 10_000), return_inverse=True)
    counts = np.bincount(place, weights=lengths)
    return {int(year): int(count) for year, count in zip(years, counts, strict=True)}


def _by_running(
    lines: HeaderLines, orders: Mapping[int, DateOrder]
) -> tuple[dict[int, OrderChoice], dict[int, OrderChoice]]:
    """The orders without which time would run backwards clearly more often, and those without which it would leap.

    A single step back says little: it also stands where somebody joined two exports that cover the same days.
    """
    options = {style: [order.decided() or ""] if order.decided() else order.open() for style, order in orders.items()}
    if np.prod([len(choices) for choices in options.values()]) > _MAX_COMBINATIONS:
        return {}, {}
    fewest: dict[tuple[int, str], int] = {}
    shortest: dict[tuple[int, str], int] = {}
    for combination, days in _readings(lines, orders, options):
        back, way = steps_back(days), way_through(days)
        for style, choice in combination.items():
            fewest[style, choice] = min(fewest.get((style, choice), back), back)
            shortest[style, choice] = min(shortest.get((style, choice), way), way)
    forward = _clear(options, fewest, _MIN_STEPS_BACK, ONLY_FORWARD)
    return forward, _clear(options, shortest, _MIN_LEAP_DAYS, NEAREST)


def _clear(
    options: Mapping[int, Sequence[str]], costs: Mapping[tuple[int, str], int], least: int, reason: str
) -> dict[int, OrderChoice]:
    """The order of each style that costs clearly less than every other.

    Args:
        options: the orders of each style.
        costs: what each of them costs at least.
        least: by how much the cost of another must be more.
        reason: half a sentence.
    """
    settled = {}
    for style, choices in options.items():
        best, *others = sorted((costs[style, choice], choice) for choice in choices)
        if others and best[0] * CLEAR_RATIO < others[0][0] and others[0][0] - best[0] >= least:
            settled[style] = OrderChoice(best[1], reason)
    return settled


def _readings(
    lines: HeaderLines, orders: Mapping[int, DateOrder], options: Mapping[int, Sequence[str]]
) -> Iterator[tuple[dict[int, str], Days]]:
    """Every combination of orders, and the days that it makes of the dates."""
    chosen = np.isin(styles_of(lines.keys), list(orders))
    keys = runs_of(lines.keys[chosen])[0]
    styles, dates = styles_of(keys), dates_of(keys)
    read = {
        (style, choice): orders[style].days(dates, choice) for style, choices in options.items() for choice in choices
    }
    for combination in product(*options.values()):
        by_style = dict(zip(options, combination, strict=True))
        days = np.full(len(keys), NO_DAY, np.int64)
        for style, choice in by_style.items():
            days[styles == style] = read[style, choice][styles == style]
        days[~next(iter(orders.values())).plausible(days)] = NO_DAY
        yield by_style, days
