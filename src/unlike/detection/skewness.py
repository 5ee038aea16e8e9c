"""Skewness of what is rare: a habit that few messages have stands out each time it comes, which is no news.

The mean of few messages is no normal number. Its standard score is brought to a normal one by its skewness (Wilson &
Hilferty 1931, PNAS 17:684, for a gamma law shifted to mean 0 and variance 1, which is Pearson's type III), on the side
of the long tail alone, and never away from 0. Where much is written the skewness is nearly 0, and nothing changes.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from unlike.core.log_counts import log_count_cumulants
from unlike.core.series import Floats, Series, SignalKind

_MIN_SKEWNESS: Final = 1e-3  # below which a score is taken as normal
_PRIOR_MESSAGES: Final = 1.0  # with a habit and without it that are added, so that neither share is nought


def third_cumulants(signal: Series, messages: Floats) -> Floats:
    """Third cumulant of each day's value around its level, shape (d,); 0 where missing.

    A share's is that of as many independent messages, a count's that of Poisson's law on the scale of `Series.scaled`;
    amounts and durations are logarithms, and are taken as normal.

    Args:
        signal: the signal.
        messages: number of messages behind each value, 0 where missing, shape (d,).
    """
    present = messages > 0
    if signal.kind is SignalKind.SHARE:
        with_habit = float(np.sum(signal.values[present] * messages[present])) + _PRIOR_MESSAGES
        share = with_habit / (float(messages.sum()) + 2 * _PRIOR_MESSAGES)
        message_cumulant = share * (1 - share) * (1 - 2 * share)
    elif signal.kind is SignalKind.COUNT and present.any():
        message_cumulant = log_count_cumulants(float(np.mean(signal.values[present])))[1]
    else:
        message_cumulant = 0.0
    return np.divide(message_cumulant, messages**2, out=np.zeros_like(messages), where=present)


def normal_scores(z: Floats, skewness: Floats) -> Floats:
    """Standard scores as those of a normal number, of any shape; only the long tail is drawn in.

    Args:
        z: standard scores.
        skewness: of each of them where nothing happened.
    """
    tail = (np.abs(skewness) > _MIN_SKEWNESS) & (z * skewness > 0)
    gamma, tail_scores = np.abs(skewness[tail]), np.abs(z[tail])
    normal = 6 / gamma * (np.cbrt(1 + gamma * tail_scores / 2) - 1) + gamma / 6
    scores = z.copy()
    scores[tail] = np.sign(z[tail]) * np.minimum(normal, tail_scores)
    return scores
