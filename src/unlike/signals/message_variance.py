"""Sampling variance of a day's value, which rests on few messages."""

from __future__ import annotations

from typing import Final

import numpy as np

from unlike.core.series import Floats

_PRIOR_MESSAGES: Final = 10.0  # messages' worth of pull of the variance within days towards that of all messages
_PRIOR_PAIR: Final = 1.0  # messages with a habit and without it that are added, so that neither share is nought
_MIN_VARIANCE: Final = 1e-6


def message_variance(messages: Floats, sums: Floats, squares: float, *, is_share: bool) -> float:
    """Variance of a single message around its day's mean.

    The pooled variance within days, pulled towards that of all messages: where hardly a day has two messages, those
    few pairs say next to nothing (all alike they would say that chance is nothing).

    Args:
        messages: number of messages of each day, shape (d,).
        sums: of their values, shape (d,).
        squares: sum of the squares of all values.
        is_share: whether each value is 0 or 1.
    """
    total, has_messages = float(messages.sum()), messages > 0
    if total == 0:
        return _MIN_VARIANCE
    within_days = squares - float(np.sum(sums[has_messages] ** 2 / messages[has_messages]))
    degrees_of_freedom = total - np.count_nonzero(has_messages)
    if is_share:
        share = (float(sums.sum()) + _PRIOR_PAIR) / (total + 2 * _PRIOR_PAIR)
        overall = share * (1 - share)
    else:
        overall = (squares - float(sums.sum()) ** 2 / total) / max(total - 1, 1.0)
    return max((within_days + _PRIOR_MESSAGES * overall) / (degrees_of_freedom + _PRIOR_MESSAGES), _MIN_VARIANCE)
