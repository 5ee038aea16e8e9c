"""Log-likelihood ratios of windows in which less is written, from the standard scores of their counts.

What messages tell says nothing of messages that did not come. In people who write as much each day, how few there are
tells as much as what stands in them; in people who come and go it tells nothing. A count's ratio is the logarithm of
the mean of the ratios of some shifts of a standard normal number (a uniform prior; Kass & Raftery 1995, JASA 90:773),
and it counts as far as the count's weight in the person's score of days goes.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from unlike.core.series import Floats, SignalKind
from unlike.detection.panel import SignalPanel

SHIFTS: Final = (0.5, 1.0, 2.0, 3.0, 4.0)
"""Shifts towards cooler that a window is held against, in standard errors."""
FULL_DAY_WEIGHT: Final = 0.3
"""Weight in the score of days from which on a count's ratio counts in full."""


def count_log_ratios(cooling: Floats, person: SignalPanel, day_weights: Floats) -> Floats:
    """Weighted sum of the log-likelihood ratios of a person's counts, shape (k, d).

    Args:
        cooling: standard scores of windows, cooler as positive, shape (k, s, d).
        person: the baseline.
        day_weights: `signal_weights` of the person, shape (s,).
    """
    is_count = np.array([kind is SignalKind.COUNT for kind in person.kinds], dtype=np.bool_)
    share = np.minimum(day_weights / FULL_DAY_WEIGHT, 1.0)
    weight = np.where(is_count, person.likelihood_weight * share, 0.0)
    used = weight > 0
    total: Floats = np.einsum("s,ksd->kd", weight[used], shift_log_ratio(cooling[:, used]))
    return total


def shift_log_ratio(scores: Floats) -> Floats:
    """Log-likelihood ratio of standard scores under `SHIFTS`, each as likely, against none; any shape."""
    ratios = np.stack([shift * scores - shift**2 / 2 for shift in SHIFTS])
    result: Floats = np.logaddexp.reduce(ratios, axis=0) - np.log(len(SHIFTS))
    return result
