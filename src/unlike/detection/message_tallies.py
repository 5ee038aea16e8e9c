"""Message tallies behind a person's habits: how many messages of each day say something, and how many have the habit.

What daily means do not keep: that none of twelve questions came is rarer than a mean of 0 says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from unlike.core.series import MAX_UNITS, Floats, Series, SignalKind


@dataclass(frozen=True, slots=True)
class MessageTallies:
    """Tallies of s shares and a amounts whose drop is cooler, over d days; 0 on days without an observation.

    Attributes:
        share_weight: relative weight of each share's log-likelihood ratio, shape (s,).
        with_habit: messages with the habit, shape (s, d); no whole numbers, since the hour of day is taken out.
        messages: messages that say something about it, shape (s, d).
        amount_weight: relative weight of each amount's log-likelihood ratio, shape (a,).
        histograms: messages of 1, 2, ... `MAX_UNITS` units, shape (a, d, MAX_UNITS).
    """

    share_weight: Floats
    with_habit: Floats
    messages: Floats
    amount_weight: Floats
    histograms: Floats


def message_tallies(signals: Sequence[Series], days: int) -> MessageTallies:
    """Tallies of those of some signals that have a weight in the likelihood.

    Args:
        signals: all over the same days.
        days: number of days.
    """
    weighted = [signal for signal in signals if signal.likelihood_weight > 0 and signal.polarity < 0]
    shares = [signal for signal in weighted if signal.kind is SignalKind.SHARE]
    amounts = [(signal, signal.histogram) for signal in weighted if signal.histogram is not None]
    messages = _stacked_arrays(
        [np.where(np.isfinite(signal.values), signal.weights, 0.0) for signal in shares], (days,)
    )
    values = _stacked_arrays([np.nan_to_num(signal.values) for signal in shares], (days,))
    return MessageTallies(
        share_weight=np.array([signal.likelihood_weight for signal in shares], dtype=np.float64),
        with_habit=values * messages,
        messages=messages,
        amount_weight=np.array([signal.likelihood_weight for signal, _ in amounts], dtype=np.float64),
        histograms=_stacked_arrays([histogram for _, histogram in amounts], (days, MAX_UNITS)),
    )


def _stacked_arrays(parts: Sequence[Floats], shape: tuple[int, ...]) -> Floats:
    """Arrays of one shape as one array, which may have no rows."""
    return np.array(parts, dtype=np.float64).reshape(len(parts), *shape)
