"""Medians without the checks of `numpy.median`, which cost ten times the work itself on a row of a few hundred days."""

from __future__ import annotations

import numpy as np

from unlike.core.series import Floats


def row_medians(values: Floats) -> Floats:
    """Medians over the last axis, shape (...); `values` of shape (..., n), n > 0, without NaN."""
    size = values.shape[-1]
    low, high = (size - 1) // 2, size // 2
    ordered = np.partition(values, (low, high), axis=-1)
    middle: Floats = (ordered[..., low] + ordered[..., high]) / 2
    return middle
