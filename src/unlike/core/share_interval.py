"""Interval of a share."""

from __future__ import annotations

from math import sqrt
from typing import Final

_Z_95: Final = 1.959964
"""Standard normal quantile of 0.975."""


def share_interval(hits: int, total: int) -> tuple[float, float]:
    """Wilson's 95 % score interval of a share (Wilson 1927, JASA 22:209); all of 0 to 1 without any trial.

    Args:
        hits: at least 0.
        total: at least as many.
    """
    if not total:
        return 0.0, 1.0
    share, spread = hits / total, _Z_95**2 / total
    centre = share + spread / 2
    half_width = _Z_95 * sqrt(share * (1 - share) / total + spread / (4 * total))
    return max(0.0, (centre - half_width) / (1 + spread)), min(1.0, (centre + half_width) / (1 + spread))
