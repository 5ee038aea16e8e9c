"""Figures of a signal as anybody would count them in the chat, for faces to show; detection compares other scales.

A count is the number a day, over calendar days, silent ones included. An amount is the mean of the messages that have
one (words of a message with words). A duration is the median. A share is that of the messages that could have the
habit, or of the days with words for a habit of days.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from unlike.core.series import LOGARITHMIC, Floats, SignalKind
from unlike.signals.base import DailyAggregation, Signal

Places = NDArray[np.int64]


def plain_figure(signal: Signal, values: Floats, day: Places, days: int) -> float:
    """Figure of one signal over some messages; NaN where none of them says anything.

    Args:
        signal: the signal.
        values: what each message says, on the scale of `MeasuredConversation.messages`; finite, shape (n,).
        day: day number of each message, shape (n,).
        days: calendar days that the messages are of, for counts.
    """
    bins = np.zeros(values.size, dtype=np.int64)
    return float(binned_figures(signal, values, day, bins, np.array([days], dtype=np.float64))[0])


def binned_figures(signal: Signal, values: Floats, day: Places, bins: Places, days: Floats) -> Floats:
    """Figure of one signal in each of b bins, shape (b,); NaN where a bin has nothing to count.

    Args:
        signal: the signal.
        values: what each message says, on the scale of `MeasuredConversation.messages`; finite, shape (n,).
        day: day number of each message, shape (n,).
        bins: bin of each message, shape (n,).
        days: calendar days in each bin, for counts, shape (b,).
    """
    if signal.day is DailyAggregation.TOTAL:
        return _ratios(_bin_sums(values, bins, days.size), days)
    if signal.day is DailyAggregation.ANY:
        values, bins = _daily_habits(values, day, bins)
    if signal.kind is SignalKind.DURATION:
        return _bin_medians(np.exp(values), bins, days.size)
    amounts = np.exp(values) if signal.kind in LOGARITHMIC else values
    return _ratios(_bin_sums(amounts, bins, days.size), np.bincount(bins, minlength=days.size).astype(np.float64))


def _bin_sums(values: Floats, bins: Places, size: int) -> Floats:
    """Sum of each bin, shape (size,)."""
    return np.bincount(bins, weights=values, minlength=size).astype(np.float64)


def _ratios(total: Floats, count: Floats) -> Floats:
    """Total divided by count in each bin, shape (b,); NaN where the count is 0."""
    ratio: Floats = np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0)
    return ratio


def _daily_habits(values: Floats, day: Places, bins: Places) -> tuple[Floats, Places]:
    """Whether any message of a day has a habit, a value for each day of each bin, and the bins of these days."""
    if not values.size:
        return values, bins
    size = int(day.max()) - int(day.min()) + 1
    unique, inverse = np.unique(bins * size + day - day.min(), return_inverse=True)
    has_habit = _bin_sums(values, inverse, unique.size) > 0
    return has_habit.astype(np.float64), unique // size


def _bin_medians(values: Floats, bins: Places, size: int) -> Floats:
    """Median of each bin, shape (size,); NaN where it is empty."""
    ordered = values[np.lexsort((values, bins))]
    count = np.bincount(bins, minlength=size)
    first = np.cumsum(count) - count
    filled = count > 0
    low, high = (first + (count - 1) // 2)[filled], (first + count // 2)[filled]
    medians = np.full(size, np.nan)
    medians[filled] = (ordered[low] + ordered[high]) / 2
    return medians
