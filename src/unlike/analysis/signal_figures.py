"""Plain figures of one person's signals: what a reader counts in the messages of a finding, and in those beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.analysis.comparison_days import ComparedDays, Mask
from unlike.core.series import Floats
from unlike.core.spans import DateSpan
from unlike.signals import DailyAggregation, MeasuredConversation, Signal, binned_figures, plain_figure

Positions = NDArray[np.int64]


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
    """Plain figures of one person over chosen days.

    Attributes:
        person: whose they are.
        messages: `at`, `day`, `begins` and the values of theirs, as in `MeasuredConversation.messages`.
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
        self.history = history_days(measured)
        is_own = (measured.messages["sender"] == person).to_numpy()
        columns = ["at", "day", "begins", *(f"value:{name}" for name in self.signals)]
        self.person, self.messages = person, measured.messages[columns][np.flatnonzero(is_own)]
        self._day = _positions(self.messages["day"], self.history.first)  # ascending

    def pairs(self, names: tuple[str, ...], days: ComparedDays) -> Mapping[str, FigurePair]:
        """Figures of some signals in a finding and beside it, by name."""
        return {name: self.pair(name, days) for name in names}

    def pair(self, name: str, days: ComparedDays) -> FigurePair:
        """Figures of a signal in a finding and beside it."""
        baseline = self.figure(name, days.usual)
        if np.isnan(baseline):
            baseline = self.figure(name, days.nearby)
        return FigurePair(baseline, self.figure(name, days.inside))

    def figure(self, name: str, days: Mask) -> float:
        """Figure of a signal over some days of the history, shape (d,); NaN where there is nothing to count."""
        counted = days & self._counted_days(name)
        values, day = self._messages(name, counted)
        return plain_figure(self.signals[name], values, day, int(np.count_nonzero(counted)))

    def binned(self, name: str, most: int) -> Floats:
        """Figures of a signal in equal bins of days, shape (b,); NaN where there is nothing to count.

        Args:
            name: of the signal.
            most: bins, where there are as many days; bin i begins on day i * days // bins.
        """
        size = self.history.days
        bins = min(most, size)
        place = ((np.arange(size) + 1) * bins - 1) // size
        counted = self._counted_days(name)
        values, day = self._messages(name, counted)
        days = np.bincount(place[counted], minlength=bins).astype(np.float64)
        return binned_figures(self.signals[name], values, day, place[day], days)

    def _counted_days(self, name: str) -> Mask:
        """Days on which a signal is counted: for figures a day all but the first and the last, which are not whole."""
        counted = np.ones(self.history.days, dtype=np.bool_)
        if self.signals[name].day is not DailyAggregation.MEAN:
            counted[[0, -1]] = False
        return counted

    def _messages(self, name: str, days: Mask) -> tuple[Floats, Positions]:
        """What the messages of some days say of a signal, and the positions of their days in the history."""
        chosen = np.flatnonzero(days)
        first, end = np.searchsorted(self._day, [chosen[0], chosen[-1] + 1]) if chosen.size else (0, 0)
        day = self._day[first:end]
        values = _signal_values(self.messages[f"value:{name}"][first:end])
        here = np.isfinite(values) & days[day]
        return values[here].astype(np.float64), day[here]


def plain_figures(rows: pl.DataFrame, signal: Signal) -> float:
    """Figure of one signal over some messages of one person; NaN where none of them says anything.

    Counts and habits of days are those of the days on which the messages were sent.

    Args:
        rows: of `MeasuredConversation.messages`.
        signal: one that the conversation was measured for.
    """
    if rows.is_empty():
        return float("nan")
    first: date = rows["day"].min()  # type: ignore[assignment]
    values, day = _signal_values(rows[f"value:{signal.name}"]), _positions(rows["day"], first)
    says = np.isfinite(values)
    return plain_figure(signal, values[says].astype(np.float64), day[says], int(np.unique(day).size))


def history_days(measured: MeasuredConversation) -> DateSpan:
    """First and last day on which anybody wrote."""
    first, last = measured.messages["day"].min(), measured.messages["day"].max()
    return DateSpan(first, last)  # type: ignore[arg-type]


def _signal_values(values: pl.Series) -> NDArray[np.float32]:
    """What each message says, on its scale; NaN where it says nothing."""
    result: NDArray[np.float32] = values.cast(pl.Float32).to_numpy()
    return result


def _positions(days: pl.Series, first: date) -> Positions:
    """Positions of days in a history that begins on `first`."""
    return (days.to_numpy().astype("datetime64[D]") - np.datetime64(first, "D")).astype(np.int64)
