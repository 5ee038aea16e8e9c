"""The choice among all lines of an export that look like headers, and the order of day and month of each style."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from unlike.i18n import mark
from unlike.readers.apps.whatsapp.date_order import NO_DAY, ONLY_FORWARD, DateOrder, Days, OrderChoice
from unlike.readers.apps.whatsapp.header_log import HeaderLines, dates_of, styles_of
from unlike.readers.apps.whatsapp.header_patterns import Ints, Mask
from unlike.readers.apps.whatsapp.header_style import HeaderPatterns, Places
from unlike.readers.apps.whatsapp.record_parts import runs_of
from unlike.readers.apps.whatsapp.running_time import TimedLines, midnight_ends_day, running
from unlike.readers.apps.whatsapp.style_orders import settled_alone, settled_together, style_evidence

DAY_SECONDS: Final = 86_400
_DAY_MINUTES: Final = 1440
_MIN_OWN_SHARE: Final = 0.05
"""Share of all lines from which on the style of the first header, which nobody can have pasted, is the export's own."""


@dataclass(frozen=True, slots=True)
class HeaderPlan:
    """What the lines that look like headers are.

    Attributes:
        is_header: which of them are headers.
        orders: what the dates of each style say.
        choices: the order of day and month of each style that is settled.
        styles_read: styles that have headers, the most frequent first.
        examples: a date as written in each style.
        late_midnights: styles in which 24:15 belongs to the day after.
        open_style: a style that only the owner can settle, or None.
        doubtful: numbers of the lines within messages that look like headers and are none.
    """

    is_header: Mask = field(repr=False)
    orders: Mapping[int, DateOrder] = field(repr=False)
    choices: Mapping[int, OrderChoice]
    styles_read: Sequence[int]
    examples: Sequence[str]
    late_midnights: frozenset[int]
    open_style: int | None
    doubtful: Places = field(repr=False)

    def days(self, keys: Ints) -> tuple[Days, Mask]:
        """Days since 1970 of the dates of headers, and which of them are odd.

        Args:
            keys: see `header_log`.
        """
        days = np.zeros(len(keys), np.int64)
        styles, dates = styles_of(keys), dates_of(keys)
        for style in self.styles_read:
            mine = styles == style
            days[mine] = self.orders[style].days(dates[mine], self.choices[style].order)
        return days, ~next(iter(self.orders.values())).plausible(days)


def header_plan(log: HeaderLines, patterns: HeaderPatterns, wish: str | None, this_year: int) -> HeaderPlan:
    """Choose among all lines that look like headers.

    Args:
        log: these lines.
        patterns: how their headers look.
        wish: the order of day and month that the owner asked for.
        this_year: by the clock of this machine.
    """
    is_readable = log.readable
    readable = np.flatnonzero(is_readable)
    lines = log if len(readable) == len(is_readable) else log.where(readable)
    orders = style_evidence(lines, patterns, this_year)
    planner = _Planner(lines, patterns, orders, _choices(lines, orders, wish), wish)
    planner.plan()
    is_header = np.zeros(len(log.lines), bool)
    is_header[readable[planner.accepted.places]] = True
    others = log.lines[np.flatnonzero(~is_header)]
    first = log.lines[is_header.argmax()] if is_header.any() else np.inf
    return HeaderPlan(
        is_header=is_header,
        orders=orders,
        choices=planner.choices,
        styles_read=[style for style in orders if style in set(styles_of(planner.accepted_keys()).tolist())],
        examples=patterns.examples,
        late_midnights=frozenset(planner.late_midnights),
        open_style=planner.open_style,
        doubtful=others[others > first],
    )


def _choices(lines: HeaderLines, orders: Mapping[int, DateOrder], wish: str | None) -> dict[int, OrderChoice]:
    """Orders of the export's own styles and of all that the calendar settles."""
    if len(orders) == 1:
        alone = {style: settled_alone(order, wish) for style, order in orders.items()}
        return {style: choice for style, choice in alone.items() if choice}
    heavy = {style: order for style, order in orders.items() if order.lines >= _MIN_OWN_SHARE * len(lines.lines)}
    choices = {style: order.by_calendar() for style, order in orders.items()}
    return {style: choice for style, choice in choices.items() if choice} | settled_together(lines, heavy, wish)


@dataclass(slots=True)
class _Planner:
    """Goes through the styles, the export's own first.

    Attributes:
        lines: readable ones.
        patterns: how their headers look.
        orders: what the dates of each style say; frequent styles first.
        choices: the orders that are settled.
        wish: the order the owner asked for.
        accepted: messages so far.
        late_midnights: styles in which 24:15 belongs to the day after.
        open_style: the first style that nothing settles.
    """

    lines: HeaderLines
    patterns: HeaderPatterns
    orders: Mapping[int, DateOrder]
    choices: dict[int, OrderChoice]
    wish: str | None
    accepted: TimedLines = field(default_factory=lambda: TimedLines(np.zeros(0, np.int64), np.zeros(0, np.int64)))
    late_midnights: set[int] = field(default_factory=set)
    open_style: int | None = None

    def plan(self) -> None:
        """Accept line after line, style after style."""
        for style in self._styles():
            self._accept(style)
        self._review_first()

    def accepted_keys(self) -> Ints:
        """Keys of the dates of the messages, each once for as long as it lasts."""
        return runs_of(self.lines.keys[self.accepted.places])[0]

    def _styles(self) -> list[int]:
        """The styles' numbers, that of the first header first."""
        styles = list(self.orders)
        first = int(styles_of(self.lines.keys[:1])[0]) if len(styles) > 1 else styles[0] if styles else 0
        if len(styles) > 1 and self._share(first) >= _MIN_OWN_SHARE:
            styles.sort(key=lambda style: style != first)
        return styles

    def _share(self, style: int) -> float:
        return float((styles_of(self.lines.keys) == style).mean())

    def _accept(self, style: int) -> None:
        """Accept the lines of a style with which time runs forward, in the order that lets most of them do so."""
        choice = self.choices.get(style)
        options = [choice.order] if choice else self.orders[style].open()
        fitting = {option: self._fitting(style, option) for option in options}
        best, *others = sorted(options, key=lambda option: -len(fitting[option].places))
        if choice is None and len(fitting[best].places):
            if len(fitting[best].places) > len(fitting[others[0]].places):
                choice = OrderChoice(best, ONLY_FORWARD)
            else:
                order = self.orders[style]
                choice = order.by_wish(self.wish) or order.by_sign() or self._as_others(style)
            if choice:
                self.choices[style] = choice
            elif self.open_style is None:
                self.open_style = style
        self.accepted = self.accepted.joined(fitting[choice.order if choice else best])

    def _as_others(self, style: int) -> OrderChoice | None:
        """The order of another style whose dates look the same, for a few lines."""
        looks = [(look.separators[:2], look.year) for look in self.patterns.styles]
        alike = [other for other in self.choices if looks[other] == looks[style]]
        if not alike or self._share(style) >= _MIN_OWN_SHARE:
            return None
        return OrderChoice(self.choices[alike[0]].order, mark("so are the other dates of the file"))

    def _fitting(self, style: int, option: str) -> TimedLines:
        lines = self._timed(style, option)
        if not len(self.accepted.places):
            return lines
        return lines.where(running(lines, self._plausible(), len(self.lines.lines)))

    def _plausible(self) -> TimedLines:
        """The messages so far without those whose date is odd."""
        days = self.accepted.minutes // _DAY_MINUTES
        return self.accepted.where(next(iter(self.orders.values())).plausible(days))

    def _timed(self, style: int, option: str) -> TimedLines:
        """The lines of a style that have a day in an order."""
        places = np.flatnonzero(styles_of(self.lines.keys) == style)
        keys, lengths = runs_of(self.lines.keys[places])
        days = np.repeat(self.orders[style].days(dates_of(keys), option), lengths)
        is_day = days != NO_DAY
        if not is_day.all():
            places, days = places[is_day], days[is_day]
        seconds = self.lines.seconds[places]
        minutes = days * _DAY_MINUTES + seconds // 60
        if len(seconds) and seconds.max() >= DAY_SECONDS:
            is_midnight = seconds >= DAY_SECONDS
            if midnight_ends_day(minutes, is_midnight):
                self.late_midnights.add(style)
            else:
                minutes -= is_midnight * _DAY_MINUTES
        return TimedLines(places, minutes)

    def _review_first(self) -> None:
        """Look again at the style that was accepted unseen, now that its neighbours are known."""
        if len(self.orders) < 2:
            return
        style = self._styles()[0]
        mine = styles_of(self.lines.keys[self.accepted.places]) == style
        own, others, total = self.accepted.where(mine), self.accepted.where(~mine), len(self.lines.lines)
        plausible = self._plausible().places
        keep = ~np.isin(own.places, plausible) | running(own, others.where(np.isin(others.places, plausible)), total)
        if 2 * keep.sum() > len(keep):
            self.accepted = own.where(keep).joined(others)
