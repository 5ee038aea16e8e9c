"""Dispersion of a person's days: how much more they stray than as many messages drawn one by one.

Moods, subjects and company are those of a day, so that its messages are alike; who writes hundreds a day would
otherwise seem to change with each of them (McCullagh & Nelder 1989, Generalized Linear Models, 4.5).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.core.series import Floats
from unlike.detection.message_tallies import MessageTallies

ORDINARY_SIZE_DISPERSION: Final = 2.0
"""Dispersion of sizes of people who write twenty to forty messages a day, on whom the law of spells was fitted.

The law holds for them as they are, so that only what is beyond counts. Counted from 1 on, chance gives half of the
spells that are stated for them, and of moderate ones of a week .34 are found instead of .47.
"""
_LEAST_VARIANCE: Final = 1e-9


def share_dispersion(tallies: MessageTallies, level: Floats) -> Floats:
    """Mean over days of the squared deviation of a share in units of its binomial variance, at least 1, shape (s,).

    Args:
        tallies: the person's.
        level: share of the segment of each day, shape (s, d).
    """
    share = np.clip(level, 1e-9, 1 - 1e-9)
    deviation = tallies.with_habit - tallies.messages * share
    return _dispersion(deviation, tallies.messages, share * (1 - share))


def size_dispersion(histograms: Floats, excess: Floats, size_ratio: Floats, segments: NDArray[np.int64]) -> Floats:
    """Mean over days of the squared excess in units of its variance in ordinary people, at least 1, shape (a, 3).

    That is `ORDINARY_SIZE_DISPERSION` times its variance by messages alone.

    Args:
        histograms: messages of each size, shape (a, d, MAX_UNITS).
        excess: log-likelihood ratio of each day minus what it is on average in its segment, shape (a, 3, d).
        size_ratio: that of a message of each size, by segment, shape (g, a, 3, MAX_UNITS).
        segments: segment of each day, shape (d,).
    """
    variance = np.empty_like(excess)
    for segment, ratios in enumerate(size_ratio):
        in_segment = segments == segment
        sizes = histograms[:, in_segment].sum(axis=1)
        shares = sizes / np.maximum(sizes.sum(axis=1), 1.0)[:, None]
        mean = np.einsum("au,afu->af", shares, ratios)
        variance[..., in_segment] = (np.einsum("au,afu->af", shares, ratios**2) - mean**2)[..., None]
    messages = np.broadcast_to(histograms.sum(axis=2)[:, None], excess.shape)
    return _dispersion(excess, messages, ORDINARY_SIZE_DISPERSION * variance)


def _dispersion(deviation: Floats, messages: Floats, variance: Floats) -> Floats:
    """Mean of squared deviations of days in units of what their messages give, at least 1; over the last axis.

    Args:
        deviation: of the sum of each day, shape (..., d).
        messages: number, of the same shape.
        variance: of one message, of the same shape.
    """
    has_messages = messages > 0
    expected = np.where(has_messages, messages * np.maximum(variance, _LEAST_VARIANCE), 1.0)
    squared = np.where(has_messages, deviation**2 / expected, 0.0)
    result: Floats = np.maximum(squared.sum(axis=-1) / np.maximum(has_messages.sum(axis=-1), 1), 1.0)
    return result
