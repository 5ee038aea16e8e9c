"""One signal of one person day by day, for a plot."""

from __future__ import annotations

from typing import Final

import numpy as np

from unlike.analysis.analysis import Analysis
from unlike.core.day_rule import day_of
from unlike.core.spans import DateSpan
from unlike.results.findings import SignalHistory
from unlike.signals import SIGNALS, measure, series
from unlike.signals.resolution import BAND

HABITS: Final = tuple(signal.name for signal in SIGNALS)
"""Names of all signals, in the order in which they are told."""


def daily_history(analysis: Analysis, conversation: str, person: str, habit: str) -> SignalHistory | None:
    """Values of a signal on each day of a conversation's history; None where there is none.

    Args:
        analysis: of the conversation.
        conversation: its key.
        person: whose signal.
        habit: name of the signal, one of `HABITS`.
    """
    (part,) = (part for part in analysis.parts.conversations if part.key == conversation)
    (signal,) = (signal for signal in SIGNALS if signal.name == habit)
    if part.span is None:
        return None
    axis = DateSpan(*(day_of(end) for end in part.span))
    measured = measure(part.rows, SIGNALS, analysis.zone, part.conversation.clock)
    daily = next((one for one in series(measured, person) if one.name == habit), None)
    if daily is None or np.isnan(daily.values).all():
        return None
    values: list[float | None] = [None] * axis.days
    for day, value in zip(daily.days.tolist(), daily.values.tolist(), strict=True):
        if not np.isnan(value) and axis.first <= day <= axis.last:
            values[(day - axis.first).days] = value
    low, high = np.nanquantile(daily.values, BAND)
    return SignalHistory(habit, signal.label, signal.unit, tuple(values), (float(low), float(high)))
