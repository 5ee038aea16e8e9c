"""Medians without the checks of `numpy.median`, which take ten times as long as the median of a few hundred days."""

from __future__ import annotations

import numpy as np

from unlike.core.series import Floats


def row_medians(values: Floats) -> Floats:
    """Medians over the last axis.

    Args:
        values: shape (..., n), n > 0, without NaN.

    Returns:
        Shape (...), equal to `numpy.median(values, axis=-1)` to the last bit.
    """
    size = values.shape[-1]
    low, high = (size - 1) // 2, size // 2
    ordered = np.sort(values, axis=-1)  # four times as fast as a partition at two places
    medians: Floats = (ordered[..., low] + ordered[..., high]) / 2
    return medians
