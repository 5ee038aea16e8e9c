"""Plain figures of one person's signals: what a reader counts in the messages of a finding, and in those beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.analysis.comparison_days import ComparedDays, Mask
from unlike.core.series import Floats
from unlike.core.spans import DateSpan
from unlike.messages.queries import by_sender
from unlike.signals import DailyAggregation, MeasuredConversation, Signal, binned_figures, plain_figure

_DAY_NUMBER: Final = "datetime64[D]"


@dataclass(frozen=True, slots=True)
class FigurePair:
    """Figure of one signal in the usual days and in those of a finding, in the signal's unit.

    Attributes:
        usual: in the days that the finding is compared with.
        observed: in the finding.
    """

    usual: float
    observed: float


class SignalFigures:
    """Plain figures of one person over chosen days; each signal's messages are laid out once.

    Attributes:
        signals: by name.
        history: first and last day of the conversation.
    """

    def __init__(self, measured: MeasuredConversation, person: str) -> None:
        """Take one person's messages.

        Args:
            measured: the conversation.
            person: a sender in it.
        """
        self.signals: Mapping[str, Signal] = {signal.name: signal for signal in measured.signals}
        self._rows = by_sender(measured.messages, person)
        self.history = history_days(measured)
        self._laid_out: dict[str, tuple[Floats, NDArray[np.int64]]] = {}

    def pair(self, name: str, days: ComparedDays) -> FigurePair:
        """Figures of a signal in a finding and beside it."""
        usual = self.figure(name, days.usual)
        if np.isnan(usual):
            usual = self.figure(name, days.nearby)
        return FigurePair(usual, self.figure(name, days.inside))

    def pairs(self, names: tuple[str, ...], days: ComparedDays) -> Mapping[str, FigurePair]:
        """Figures of some signals, by name."""
        return {name: self.pair(name, days) for name in names}

    def figure(self, name: str, days: Mask) -> float:
        """Figure of a signal over some days of the history, shape (d,); NaN where there is nothing to count."""
        signal = self.signals[name]
        if signal.day is not DailyAggregation.MEAN:
            days = days & self._whole_days
        values, day = self._messages(signal)
        chosen = days[day]
        return plain_figure(signal, values[chosen], day[chosen], int(np.count_nonzero(days)))

    def binned(self, name: str, most: int) -> Floats:
        """Figures of a signal in equal bins of days, shape (b,); NaN where there is nothing to count.

        Args:
            name: of the signal.
            most: bins, where there are as many days; bin i begins on day i * days // bins.
        """
        signal, size = self.signals[name], self.history.days
        bins = min(most, size)
        place = ((np.arange(size) + 1) * bins - 1) // size
        counted = np.ones(size, dtype=np.bool_) if signal.day is DailyAggregation.MEAN else self._whole_days
        values, day = self._messages(signal)
        chosen = counted[day]
        days = np.bincount(place[counted], minlength=bins).astype(np.float64)
        return binned_figures(signal, values[chosen], day[chosen], place[day[chosen]], days)

    @cached_property
    def _whole_days(self) -> Mask:
        """All but the first and the last day of the conversation, which are seldom whole, shape (d,)."""
        whole = np.ones(self.history.days, dtype=np.bool_)
        whole[[0, -1]] = False
        return whole

    def _messages(self, signal: Signal) -> tuple[Floats, NDArray[np.int64]]:
        """What each message says of a signal, and its day's position in the history."""
        if signal.name not in self._laid_out:
            self._laid_out[signal.name] = _values_and_days(self._rows, signal, self.history)
        return self._laid_out[signal.name]


def plain_figures(rows: pl.DataFrame, signal: Signal) -> float:
    """Figure of one signal over some messages of one person; NaN where none of them says anything.

    Counts and habits of days are those of the days on which the messages were sent.

    Args:
        rows: of `MeasuredConversation.messages`.
        signal: one that the conversation was measured for.
    """
    if rows.is_empty():
        return float("nan")
    days = rows["day"].to_numpy().astype(_DAY_NUMBER)
    values, day = _values_and_days(rows, signal, DateSpan(days.min().item(), days.max().item()))
    return plain_figure(signal, values, day, int(np.unique(days).size))


def history_days(measured: MeasuredConversation) -> DateSpan:
    """First and last day on which anybody wrote."""
    first, last = measured.messages["day"].min(), measured.messages["day"].max()
    return DateSpan(first, last)  # type: ignore[arg-type]


def _values_and_days(rows: pl.DataFrame, signal: Signal, history: DateSpan) -> tuple[Floats, NDArray[np.int64]]:
    """What each message says, on its scale, and its day's position; messages that say nothing are left out."""
    values = rows[f"value:{signal.name}"].cast(pl.Float64).fill_null(float("nan")).to_numpy()
    day = (rows["day"].to_numpy().astype(_DAY_NUMBER) - np.datetime64(history.first, "D")).astype(np.int64)
    says = np.isfinite(values)
    return values[says], day[says]
