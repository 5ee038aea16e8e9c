"""The most telling signals over the whole history, for a picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np

from unlike.analysis.signal_figures import SignalFigures
from unlike.core.series import Floats, Series
from unlike.results.finding_types import SignalChange
from unlike.results.findings import SignalHistory
from unlike.signals.resolution import BAND

_BINS: Final = 120
_MOST: Final = 4
_PLAIN: Final = ("length", "messages")
"""Signals that anybody reads at once: the first ones where nothing changed."""


def signal_histories(
    series: Sequence[Series],
    figures: SignalFigures,
    changed: Sequence[SignalChange],
    changed_now: Sequence[SignalChange] = (),
) -> tuple[SignalHistory, ...]:
    """The signals that are changed now, then those that changed most often, then plain ones, then those always there.

    Args:
        series: of the person.
        figures: of the same person.
        changed: in all findings about days.
        changed_now: in the last messages and in spells that go on, the strongest first.
    """
    often = Counter(change.name for change in changed)
    now = {change.name: at for at, change in reversed(list(enumerate(changed_now)))}
    plain = {name: at for at, name in enumerate(_PLAIN)}

    def rank(one: Series) -> tuple[int, int, int, float]:
        measured = float(np.count_nonzero(one.weights))
        return (now.get(one.name, len(now)), -often[one.name], plain.get(one.name, len(plain)), -measured)

    ordered = sorted((one for one in series if one.days.size), key=rank)
    return tuple(_history(one.name, figures) for one in ordered[:_MOST])


def _history(name: str, figures: SignalFigures) -> SignalHistory:
    """One signal in equal bins."""
    signal, binned = figures.signals[name], figures.binned(name, _BINS)
    return SignalHistory(
        name=signal.name,
        label=signal.label,
        unit=signal.unit,
        values=tuple(None if np.isnan(figure) else float(figure) for figure in binned),
        usual_range=_usual_range(binned),
    )


def _usual_range(figures: Floats) -> tuple[float, float]:
    """Where nine in ten of the figures lie; zeros where there is nothing."""
    if np.isnan(figures).all():
        return 0.0, 0.0
    low, high = np.nanquantile(figures, BAND)
    return float(low), float(high)
