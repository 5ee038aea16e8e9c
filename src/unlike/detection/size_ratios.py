"""Log-likelihood ratios of messages by their sizes: cut, against as they are.

The sizes of a person's messages are held against their own histogram, as it is and with every message cut.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np

from unlike.core.series import MAX_UNITS, Floats

AMOUNT_FACTORS: Final = (0.4, 0.6, 0.8)
"""Factors by which each message's amount falls in those drops."""
_MIXED_SHARE: Final = 0.03  # of a histogram, that is the mean of both, so that no size is impossible
_MAX_MESSAGE_RATIO: Final = 3.0  # log-likelihood ratio of one message, at most


def message_ratios(histogram: Floats) -> Floats:
    """Log-likelihood ratio of a message of each size for each of `AMOUNT_FACTORS`, shape (3, MAX_UNITS).

    Args:
        histogram: messages of each size, shape (MAX_UNITS,).
    """
    usual_shares = _smoothed_histogram(histogram / max(float(histogram.sum()), 1.0))
    ratios = []
    for factor in AMOUNT_FACTORS:
        cut_shares = _smoothed_histogram(histogram @ size_transitions(factor) / max(float(histogram.sum()), 1.0))
        mixed_shares = _MIXED_SHARE * (usual_shares + cut_shares) / 2 + 1e-12
        log_ratio = np.log(
            ((1 - _MIXED_SHARE) * cut_shares + mixed_shares) / ((1 - _MIXED_SHARE) * usual_shares + mixed_shares)
        )
        ratios.append(np.clip(log_ratio, -_MAX_MESSAGE_RATIO, _MAX_MESSAGE_RATIO))
    return np.array(ratios)


@cache
def size_transitions(factor: float) -> Floats:
    """Chance that a message of each size has each size after a cut to `factor`, shape (MAX_UNITS, MAX_UNITS).

    A size that is no whole number is rounded up as often as its fraction says; at least one unit is left.
    """
    sizes = np.arange(1, MAX_UNITS + 1) * factor
    low = np.floor(sizes)
    chances = np.zeros((MAX_UNITS, MAX_UNITS))
    for part, share in ((low, 1 - (sizes - low)), (low + 1, sizes - low)):
        target = np.clip(part, 1, MAX_UNITS).astype(np.int64) - 1
        np.add.at(chances, (np.arange(MAX_UNITS), target), share)
    chances.flags.writeable = False  # the same array for all who ask
    return chances


def _smoothed_histogram(histogram: Floats) -> Floats:
    """Histogram with a quarter of each size counted as the next larger and a quarter as the next smaller one."""
    padded = np.pad(histogram, 1, mode="edge")
    result: Floats = 0.25 * padded[:-2] + 0.5 * padded[1:-1] + 0.25 * padded[2:]
    return result
