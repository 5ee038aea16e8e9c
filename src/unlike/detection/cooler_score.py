"""Score of windows towards cooler: the likelihood of their messages, beside the standard scores of their days.

Both add up to one sum; the logarithm of its null rate falls in a straight line, as that of a log-likelihood ratio does.
That is what brings it onto the scale of a standard normal number, on which one law serves all directions.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from unlike.core.series import Floats
from unlike.detection.calibration import MAX_SCORE, MIN_SCORE, null_rate_per_year

DAY_SCORE_WEIGHT: Final = 0.8
"""Weight of the combined standard score of the days, beside log-likelihood ratios of weight 1."""
LOG_RATE: Final = 4.3
"""Logarithm of the null rate a year at a sum of 0; measured, as the slope is: `bench/detection/null_calibration.py`."""
LOG_RATE_SLOPE: Final = 1.0
"""By how much that logarithm falls with each unit of the sum."""
_SCORES: Final = np.linspace(MIN_SCORE, MAX_SCORE, 4000)
_LOG_RATES: Final = np.array([np.log(null_rate_per_year(score)) for score in _SCORES])


def cooler_score(day_score: Floats, log_ratios: Floats) -> Floats:
    """Score of windows towards cooler on the scale of a standard normal number, any shape.

    Args:
        day_score: combined standard scores of the windows' days; -inf where there is no window.
        log_ratios: weighted sums of log-likelihood ratios.
    """
    present = np.isfinite(day_score)
    total = np.where(present, DAY_SCORE_WEIGHT * np.where(present, day_score, 0.0) + log_ratios, 0.0)
    return np.where(present, normal_score(total), -np.inf)


def normal_score(total: Floats) -> Floats:
    """Score that comes as often by chance as a sum of log-likelihood ratios does, any shape.

    Below the sum at which the rate is that of the least score it goes on in proportion.
    """
    lowest = (LOG_RATE - float(_LOG_RATES[0])) / LOG_RATE_SLOPE
    score = np.interp(LOG_RATE_SLOPE * total - LOG_RATE, -_LOG_RATES, _SCORES)
    result: Floats = np.where(total < lowest, MIN_SCORE * total / lowest, score)
    return result
