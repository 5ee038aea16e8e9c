"""The most telling signals over the whole history, for a picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from unlike.core.series import Floats, Series
from unlike.results.finding_types import SignalChange
from unlike.results.findings import SignalHistory
from unlike.signals import Signal

_BINS: Final = 120
_MOST: Final = 4


def signal_histories(
    series: Sequence[Series], signals: Mapping[str, Signal], changed: Sequence[SignalChange]
) -> tuple[SignalHistory, ...]:
    """The signals that changed most often, then those that are always there."""
    often = Counter(habit.name for habit in changed)
    ordered = sorted(series, key=lambda one: (-often[one.name], -float(np.count_nonzero(one.weights))))
    return tuple(_trace(one, signals[one.name]) for one in ordered[:_MOST] if one.days.size)


def _trace(one: Series, signal: Signal) -> SignalHistory:
    """One signal in equal bins."""
    bins = min(_BINS, one.days.size)
    place = np.arange(one.days.size) * bins // one.days.size
    there = (one.weights > 0) & np.isfinite(one.values)
    weight = np.bincount(place[there], weights=one.weights[there], minlength=bins)
    total = np.bincount(place[there], weights=(one.values * one.weights)[there], minlength=bins)
    means = np.divide(total, weight, out=np.full(bins, np.nan), where=weight > 0)
    return SignalHistory(
        name=signal.name,
        label=signal.label,
        unit=signal.unit,
        values=tuple(None if np.isnan(mean) else float(mean) for mean in means),
        usual=_middle_half(means),
    )


def _middle_half(means: Floats) -> tuple[float, float]:
    """First and third quartile; zeros where there is nothing."""
    if np.isnan(means).all():
        return 0.0, 0.0
    low, high = np.nanquantile(means, [0.25, 0.75])
    return float(low), float(high)
