"""Volume of messages of all sides of a conversation: usual volume, dispersion, and edges of spans."""

from __future__ import annotations

from typing import Final

import numpy as np

from unlike.core.series import Floats
from unlike.core.spans import IndexSpan
from unlike.detection.weekly import WEEK_DAYS


class VolumeHistory:
    """Messages a day of p sides over d days, with the volume and dispersion of spans, each computed once.

    Attributes:
        counts: whole numbers of messages, shape (p, d).
        size: number of days.
    """

    def __init__(self, counts: Floats) -> None:
        self.counts: Final = counts
        self.size: Final = counts.shape[1]
        self._volumes: dict[IndexSpan, Floats] = {}
        self._dispersions: dict[IndexSpan, Floats] = {}

    def usual_volume(self, span: IndexSpan) -> Floats:
        """Messages a day in the median week of a span, shape (p,)."""
        if span not in self._volumes:
            self._volumes[span] = usual_volume(self.counts[:, span.as_slice])
        return self._volumes[span]

    def dispersion(self, span: IndexSpan) -> Floats:
        """Variance of a week's messages over their mean in a span, at least 1, shape (p,)."""
        if span not in self._dispersions:
            self._dispersions[span] = weekly_dispersion(self.counts[:, span.as_slice])
        return self._dispersions[span]


def usual_volume(counts: Floats) -> Floats:
    """Messages a day in the median week, shape (p,)."""
    weeks = np.sort(_weekly_sums(counts), axis=1)
    size = weeks.shape[1]
    volume: Floats = (weeks[:, (size - 1) // 2] + weeks[:, size // 2]) / 2 / WEEK_DAYS
    return volume


def weekly_dispersion(counts: Floats) -> Floats:
    """Variance of a week's messages over their mean, at least that of chance, which is 1; shape (p,)."""
    weeks = _weekly_sums(counts)
    mean = np.maximum(weeks.mean(axis=1), 1e-9)
    dispersion: Floats = np.maximum(weeks.var(axis=1, ddof=1) / mean, 1.0)
    return dispersion


def _weekly_sums(counts: Floats) -> Floats:
    """Sums of whole weeks, shape (p, weeks)."""
    weeks = counts.shape[1] // WEEK_DAYS
    sums: Floats = counts[:, : weeks * WEEK_DAYS].reshape(counts.shape[0], weeks, WEEK_DAYS).sum(axis=2)
    return sums
