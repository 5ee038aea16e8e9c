"""Moments of Poisson counts on the scale log(1 + count)."""

from __future__ import annotations

from typing import Final

import numpy as np

_MAX_EXACT_MEAN: Final = 50.0  # beyond which moments to the first order are exact enough


def log_count_cumulants(mean: float) -> tuple[float, float]:
    """Variance and third cumulant of log(1 + count).

    Args:
        mean: of the count.
    """
    if mean <= 0:
        return 0.0, 0.0
    if mean > _MAX_EXACT_MEAN:
        return mean / (1 + mean) ** 2, 0.0
    counts = np.arange(int(mean + 12 * np.sqrt(mean)) + 12, dtype=np.float64)
    log_factorials = np.concatenate([[0.0], np.cumsum(np.log(counts[1:]))])
    chance = np.exp(counts * np.log(mean) - mean - log_factorials)
    deviation = np.log1p(counts) - chance @ np.log1p(counts)
    return float(chance @ deviation**2), float(chance @ deviation**3)
