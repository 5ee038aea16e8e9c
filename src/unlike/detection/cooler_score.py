"""Score of windows towards cooler: the likelihood of their messages beside the standard scores of their days.

Two tests share the false spells. One adds up the log-likelihood ratios of the messages and of their number, and the
days' score: the logarithm of its null rate falls in a straight line. The other is the days' score alone, which sees how
much is written in people who write as much each day. Both are averaged as likelihood ratios are, so that either can
speak, and brought onto the scale of a standard normal number, on which one law serves all directions.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from unlike.core.series import Floats
from unlike.detection.calibration import MAX_SCORE, MIN_SCORE, null_rate_per_year

DAY_SCORE_WEIGHT: Final = 0.8
"""Weight of the combined standard score of the days, beside log-likelihood ratios of weight 1."""
SUM_WEIGHT: Final = 0.9
"""Weight of that sum, at which the logarithm of its null rate falls by 1 with each unit; measured as `LOG_RATE` is."""
LOG_RATE: Final = 4.2
"""Logarithm of the null rate a year at a sum of 0, from which it falls by 1 with each unit; measured in
`bench/detection/null_calibration.py`."""
MESSAGE_SHARE: Final = 0.8
"""Share of the false spells that is given to the first test."""
_SCORES: Final = np.linspace(MIN_SCORE, MAX_SCORE, 4000)
_SUMS: Final = LOG_RATE - np.array([np.log(null_rate_per_year(score)) for score in _SCORES])


def cooler_score(day_score: Floats, log_ratios: Floats) -> Floats:
    """Score of windows towards cooler on the scale of a standard normal number, any shape.

    Args:
        day_score: combined standard scores of the windows' days; -inf where there is no window.
        log_ratios: weighted sums of log-likelihood ratios.
    """
    present = np.isfinite(day_score)
    days = np.where(present, day_score, 0.0)
    by_messages = SUM_WEIGHT * (DAY_SCORE_WEIGHT * days + log_ratios) + np.log(MESSAGE_SHARE)
    by_days = ratio_of_score(days) + np.log(1 - MESSAGE_SHARE)
    return np.where(present, score_of_ratio(np.logaddexp(by_messages, by_days)), -np.inf)


def score_of_ratio(log_ratio: Floats) -> Floats:
    """Score that comes as often by chance as a log-likelihood ratio does, any shape.

    Below the ratio at which the rate is that of the least score it goes on in proportion.
    """
    low = MIN_SCORE * log_ratio / float(_SUMS[0])
    result: Floats = np.where(log_ratio < _SUMS[0], low, np.interp(log_ratio, _SUMS, _SCORES))
    return result


def ratio_of_score(score: Floats) -> Floats:
    """Log-likelihood ratio that comes as often by chance as a score does: the inverse of `score_of_ratio`."""
    low = float(_SUMS[0]) * score / MIN_SCORE
    result: Floats = np.where(score < MIN_SCORE, low, np.interp(score, _SCORES, _SUMS))
    return result
